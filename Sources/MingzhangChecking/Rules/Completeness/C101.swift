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
      guard !present.contains(kind) else { return nil }
      let place = subject.disclosure.statements.first
      return Broken(
        Wording("没有\(kind.chinese)。", "There is no \(kind.english) table."), expected: kind.chinese,
        evidence: [Evidence("公开表", text: "缺少\(kind.chinese)", span: place?.titleSpan)], key: kind.rawValue)
    }
  }
}
