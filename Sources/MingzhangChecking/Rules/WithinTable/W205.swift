import MingzhangModel

extension Rule {
  /// Columns under one heading with a 小计 or 合计 among them: it is their sum in every row but this one; a column 增减额 is the
  /// difference of its two years.
  static let columnGroupOff = Rule(
    "W205", Wording("一行里各列的加减不符", "The columns of a row do not add up"), .error,
    preparer: Wording("核对该行的小计和各列；表中其他行都相符。", "Check the row; every other row of the table agrees."),
    citizen: Wording("这一行的小计和各列相加对不上，别的行都对得上。", "This row does not add up, though all others do.")
  ) { subject throws(Unchecked) in
    var broken: [Broken] = []
    var decided = false
    for statement in subject.disclosure.statements where statement.rows.count >= 5 {
      let grid = GridSums(subject, statement)
      for group in ColumnGroups.all(statement) {
        try subject.deadline?.check()
        let rows = statement.rows.indices.filter { row in
          ([group.whole] + group.parts).count(where: { grid.isPrinted(row, $0) }) > 1
        }
        let (parts, key) = (group.parts.map { (column: $0, sign: Int64(1)) }, "\(group.whole)")
        let off = rows.compactMap { row in
          grid.breach(
            row, whole: group.whole, parts: parts, key: key, says: "同栏各列相加", english: "the columns beside it")
        }
        // the table itself must show that this is how it adds up
        let holding = rows.count - off.count
        let telling = rows.count { row in group.parts.count(where: { grid.isPrinted(row, $0) }) > 1 }
        guard holding >= 5, telling - off.count >= 2 else { continue }
        decided = true
        guard off.count * 5 <= holding else { continue }
        broken += off
      }
    }
    for statement in subject.disclosure.statements where statement.rows.count >= 4 {
      guard let found = ChangeColumn.broken(subject, statement) else { continue }
      decided = true
      broken += found
    }
    guard decided else { throw Unchecked("没有带小计的并列各列", "no columns with a subtotal") }
    return broken
  }
}
