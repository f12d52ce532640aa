import MingzhangModel

extension Rule {
  /// An empty table is listed with a note that says so.
  static let emptyTableWithoutNote = Rule(
    "W124", Wording("空表没有说明", "An empty table has no note"), .warning,
    preparer: Wording(
      "在空表下注明“本部门无……预算，空表列示”。", "Add a note that the department has none and the table is listed empty."),
    citizen: Wording(
      "表是空的，却没有说明是没有这项预算还是漏填。", "The table is empty without saying whether there is nothing or it was forgotten.")
  ) { subject throws(Unchecked) in
    let kinds = Set(StatementKind.nine + [.procurement, .assets])
    // a table of printed zeros says as little as an empty one
    let empty = subject.disclosure.statements.filter { kinds.contains($0.kind) && !$0.hasAmounts }
    guard !empty.isEmpty else { throw Unchecked("没有空表", "no table is empty") }
    guard subject.disclosure.statements.contains(where: \.hasFigures) else {
      throw Unchecked("各表都是空的，像是模板", "every table is empty: a template")
    }
    // who notes the other empty tables forgot this one
    let isHabit = empty.contains { $0.notes.contains { $0.text.saysEmpty || $0.text.contains("无") } }
    let paragraphs = subject.disclosure.narrative.sections.flatMap(\.paragraphs)
    let words = paragraphs.map(\.text)
    return empty.compactMap { statement in
      if statement.hasFigures, !isHabit { return nil }
      guard !statement.notes.contains(where: { $0.text.saysEmpty || $0.text.contains("无") || $0.text.contains("没有") })
      else { return nil }
      // other words may stand between the table and its note
      let below = paragraphs.filter { $0.span.map { statement.pages.contains($0.page) } ?? false }.map(\.text)
      guard
        !below.contains(where: { text in
          ["本表无", "本表为", "本表没有", "空表"].contains(where: text.contains)
            && statement.kind.subjectWords.contains { text.contains($0) }
        })
      else { return nil }
      let name = statement.kind.subjectWords
      let isExplained = words.contains { text in name.contains { text.contains($0) } && text.saysNone }
      // explained in words: the note is still the habit of this author
      if isExplained, statement.kind != .threePublicExpenses, !isHabit { return nil }
      return Broken(
        Wording("《\(statement.title)》是空表，表下没有说明。", "“\(statement.title)” is empty and has no note."),
        evidence: [statement.titleEvidence], key: "\(statement.kind.rawValue)",
        severity: isHabit && !isExplained && !statement.hasFigures ? nil : .notice)
    }
  }
}

extension Statement {
  /// Whether any amount other than nothing is printed.
  fileprivate var hasAmounts: Bool {
    rows.contains { row in
      row.contains { cell in
        switch cell.reading {
        case .amount(let amount): amount.money != .zero
        case .number(let number): number.digits != 0
        default: false
        }
      }
    }
  }
}
