import MingzhangModel

extension GridSums {
  /// Whether a row prints what another one prints, in all columns but one.
  fileprivate func repeats(_ row: Int, in other: Int, _ columns: [Int]) -> Bool {
    let filled = columns.filter { isPrinted(row, $0) && amount(row, $0)?.money != .zero }
    let same = filled.count { column in amount(row, column) == amount(other, column) }
    return same >= 2 && filled.count - same <= 1
  }
}

extension Rule {
  /// A table of units or of other rows under a total: the total is their sum in every column but this one.
  static let columnTotalOff = Rule(
    "W206", Wording("一列的合计与各行之和不符", "A column's total differs from its rows"), .error,
    preparer: Wording("核对该列的合计和各行；表中其他列都相符。", "Check the column; every other column of the table agrees."),
    citizen: Wording("这一列的合计和各行相加对不上，别的列都对得上。", "This column does not add up, though all others do.")
  ) { subject throws(Unchecked) in
    var broken: [Broken] = []
    var decided = false
    for statement in subject.disclosure.statements where statement.rows.count >= 3 {
      // tables with codes have rules of their own
      guard !statement.lines.contains(where: { $0.key.functionalCode != nil || $0.key.economicCode != nil }),
        let total = statement.line(.total), total.side == nil
      else { continue }
      guard total.row == 0 || total.row == statement.rows.count - 1 else { continue }
      let columns = Array(Set(statement.columns.indices.filter { statement.columns[$0].mayHoldAmounts })).sorted()
      let grid = GridSums(subject, statement)
      // the department's own row, between the total and its units, repeats the total
      let twin = total.row == 0 && statement.rows.count > 3 && grid.repeats(0, in: 1, columns) ? 1 : nil
      let rows = statement.rows.indices.filter { $0 != total.row && $0 != twin }
      var off: [Broken] = []
      var holding = 0
      for column in columns where grid.isPrinted(total.row, column) {
        try subject.deadline?.check()
        guard let whole = grid.amount(total.row, column) else { continue }
        let amounts = rows.map { grid.amount($0, column) }
        guard !amounts.contains(where: { $0 == nil }) else { continue }
        let sum = amounts.compactMap(\.self).sum()
        if whole.agrees(with: sum) {
          if whole.money != .zero { holding += 1 }
          continue
        }
        // where only the total is off, its repetition is right
        let isTwinOff = twin.flatMap { grid.amount($0, column) }.map { !$0.agrees(with: whole) } ?? false
        let printed = rows.filter { grid.isPrinted($0, column) } + (isTwinOff ? [twin].compactMap(\.self) : [])
        let comparison = Comparison(
          [Comparison.Term(grid.evidence(total.row, column), whole, sign: 1, unit: statement.money)]
            + printed.map {
              Comparison.Term(
                grid.evidence($0, column), grid.amount($0, column) ?? .zero, sign: -1, unit: statement.money)
            })
        let (expected, found) = (statement.print(sum, like: whole), statement.print(whole, like: whole))
        off.append(
          Broken(
            Wording(
              "《\(statement.title)》“\(statement.columns[column].heading)”合计为 \(found)，各行相加为 \(expected)。",
              "“\(statement.title)”, \(statement.columns[column].heading): total \(found), rows add up to \(expected)."),
            expected: expected, found: found, difference: statement.print(whole - sum),
            evidence: comparison.terms.prefix(12).map(\.evidence),
            key: "\(statement.kind.rawValue)|\(statement.title)|\(statement.columns[column].heading)",
            severity: Sums.severity(whole - sum), comparison: comparison))
      }
      guard holding >= 3 else { continue }
      decided = true
      if off.count * 3 <= holding { broken += off }
    }
    for statement in subject.disclosure.statements
    where [.revenueAndExpenditureSummary, .fiscalAppropriationSummary].contains(statement.kind) {
      guard let found = NumberedLevels.broken(subject, statement) else { continue }
      decided = true
      broken += found
    }
    guard decided else { throw Unchecked("没有能试算合计的列表", "no table whose total can be tried") }
    return broken
  }
}
