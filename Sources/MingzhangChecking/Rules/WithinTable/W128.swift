import MingzhangModel

extension Rule {
  /// Every table says in which unit its amounts are.
  static let unitMissing = Rule(
    "W128", Wording("表上没有金额单位", "A table does not say its unit"), .warning,
    preparer: Wording("在表头注明“单位：元”或“单位：万元”。", "Print the unit above the table."),
    citizen: Wording("不知道金额是元还是万元。", "It is not clear whether amounts are yuan or ten thousand yuan.")
  ) { subject throws(Unchecked) in
    try subject.tables(StatementKind.nine).compactMap { statement in
      guard statement.unit == nil, statement.hasFigures,
        !statement.columns.contains(where: { $0.heading.contains("元") })
      else { return nil }
      // a table as wide as two pages prints its unit at the right end of the second
      let next = subject.disclosure.statements.map(\.pages.lowerBound).filter { $0 > statement.pages.upperBound }.min()
      if let next, next > statement.pages.upperBound + 1 { return nil }
      return Broken(
        Wording("《\(statement.title)》没有标明金额单位。", "“\(statement.title)” has no unit."),
        evidence: [statement.titleEvidence],
        key: statement.kind.rawValue)
    }
  }
}
