import MingzhangModel

extension Rule {
  /// The unit above a table is that of its figures: the other tables show the same figures ten thousand times as large or small.
  static let tableUnitOff = Rule(
    "W133", Wording("表上的单位写错，元与万元相差一万倍", "The unit above a table is off by ten thousand times: 元 and 万元"), .error,
    preparer: Wording("改正这张表的金额单位，或把金额换算成所写的单位。", "Correct the unit above the table, or convert its amounts."),
    citizen: Wording(
      "这张表的单位写错，照它读，每个数都差一万倍。", "Read as printed, every figure of this table is off by ten thousand times.")
  ) { subject throws(Unchecked) in
    guard subject.disclosure.statements.count(where: { $0.unit != nil && $0.hasFigures }) > 2 else {
      throw Unchecked("写明单位的表不足三张", "fewer than three tables print a unit")
    }
    return subject.misprintedUnits.map { found in
      let printed = found.statement.unit?.rawValue ?? ""
      let (statement, amount) = found.witness
      let figure = amount.money.printed(in: found.right)
      return Broken(
        Wording(
          "《\(found.statement.title)》写“单位：\(printed)”，表中的数却是\(found.right.rawValue)：\(figure)\(found.right.rawValue)与《\(statement.title)》的同一个数相等。",
          "“\(found.statement.title)” says \(printed), but its figures are in \(found.right.rawValue): \(figure) is the figure of “\(statement.title)”."
        ),
        expected: "单位：\(found.right.rawValue)", found: "单位：\(printed)",
        evidence: [
          Evidence(
            "\(found.statement.title) / 单位", text: "单位：\(printed)", span: found.statement.titleSpan,
            statement: found.statement.kind), statement.titleEvidence,
        ],
        key: "\(found.statement.kind.rawValue)|\(found.statement.title)")
    }
  }
}
