import MingzhangModel

extension Rule {
  /// The pages of one table print one unit.
  static let unitsOfPagesDiffer = Rule(
    "W132", Wording("同一张表前后页的单位不同", "The pages of one table print different units"), .error,
    preparer: Wording("核对这张表的金额单位，各页写成一样。", "Check the table's unit and print the same on every page."),
    citizen: Wording("同一张表这一页写元、那一页写万元，差一万倍。", "One page says 元, another 万元: ten thousand times.")
  ) { subject throws(Unchecked) in
    let tables = subject.disclosure.statements.filter { $0.unit != nil && !$0.isEmpty }
    guard !tables.isEmpty else { throw Unchecked("没有写明单位的表", "no table prints a unit") }
    return tables.compactMap { statement in
      guard let other = statement.otherUnit, let unit = statement.unit else { return nil }
      return Broken(
        Wording(
          "《\(statement.title)》首页写“单位：\(unit.rawValue)”，后页写“\(other.text)”。",
          "“\(statement.title)” is in \(unit.rawValue) on its first page; a later page says “\(other.text)”."),
        expected: unit.rawValue, found: other.text,
        evidence: [
          Evidence("\(statement.title) / 后页单位", text: other.text, span: other.span, statement: statement.kind),
          statement.titleEvidence,
        ],
        key: "\(statement.kind.rawValue)|\(statement.title)")
    }
  }
}
