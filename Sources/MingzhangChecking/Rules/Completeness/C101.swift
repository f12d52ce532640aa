import MingzhangModel

extension Rule {
  /// The nine tables are there.
  static let tableMissing = Rule(
    "C101", Wording("缺少应公开的表", "A table that must be published is missing"), .notice,
    citations: [Citation("预算法实施条例", "第六条"), Citation("预算法", "第十四条")],
    preparer: Wording("补上缺少的表；没有数据的也要列空表并说明。", "Add the table; list it empty with a note when there is nothing."),
    citizen: Wording("有应当公开的表没有公开。", "A table that must be published was not.")
  ) { subject throws(Unchecked) in
    let present = Set(subject.disclosure.statements.map(\.kind))
    let count = StatementKind.nine.count { present.contains($0) }
    guard subject.disclosure.kind == .budget, count >= 5 else {
      throw Unchecked("表在附件中，或没有读到足够的表", "the tables are elsewhere, or too few were read")
    }
    return StatementKind.nine.compactMap { kind in
      guard !present.contains(kind), !isShownElsewhere(kind, subject) else { return nil }
      let place = subject.disclosure.statements.first
      return Broken(
        Wording("没有\(kind.chinese)。", "There is no \(kind.english) table."), expected: kind.chinese,
        evidence: [Evidence("公开表", text: "缺少\(kind.chinese)", span: place?.titleSpan)], key: kind.rawValue)
    }
  }

  /// Whether a form shows this in another table: basic expenditure by economic class under its own title, or what there is none of
  /// in the fiscal summary, as the words say.
  private static func isShownElsewhere(_ kind: StatementKind, _ subject: Subject) -> Bool {
    switch kind {
    case .generalPublicBudgetBasicExpenditure:
      return subject.disclosure.statements.contains { $0.title.contains("基本支出") && !$0.isEmpty }
    case .stateCapitalOperationsExpenditure:
      return subject.sentences.contains { sentence in
        sentence.folded.contains("国有资本经营预算") && sentence.folded.contains("财政拨款收支总") && sentence.folded.contains("列示")
      }
    default: return false
    }
  }
}
