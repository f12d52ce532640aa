import MingzhangModel

extension Rule {
  /// Something stands where an amount belongs, and no amount can be made of it.
  static let illegibleAmount = Rule(
    "W129", Wording("金额读不出来", "An amount cannot be read"), .notice,
    preparer: Wording("核对该格是否写错（如多了小数点、混入字母）。", "Check the cell for a stray point or letter."),
    citizen: Wording("这一格的数字不成为一个金额。", "The digits of this cell make no amount.")
  ) { subject throws(Unchecked) in
    var broken: [Broken] = []
    for statement in try subject.tables(StatementKind.nine) {
      for line in statement.lines {
        for (index, cell) in statement.rows[line.row].enumerated() where isSpoiled(cell, statement.columns[index]) {
          guard statement.columns[index].side == nil || statement.columns[index].side == line.side else { continue }
          broken.append(
            Broken(
              Wording("“\(line.caption)”印作“\(cell.printed)”。", "“\(line.caption)” is printed “\(cell.printed)”."),
              found: cell.printed,
              evidence: [
                Evidence(
                  "\(statement.title) / \(line.caption)", text: cell.printed, span: cell.span, statement: statement.kind
                )
              ],
              key: "\(statement.kind.rawValue)|\(line.key)|\(index)"))
        }
      }
    }
    return broken
  }

  /// An amount that cannot be read, or one with words in it: `620000.00待定`.
  private static func isSpoiled(_ cell: Cell, _ column: StatementColumn) -> Bool {
    if cell.reading == .illegible { return true }
    guard cell.reading == .text, column.mayHoldAmounts, !column.key.name.hasPrefix("heading:") else { return false }
    let digits = cell.printed.filter(\.isNumber)
    // letters for digits: 75O,OOO.OO
    if cell.printed.count >= 4, cell.printed.contains(where: { "Oo".contains($0) }), digits.count > 0,
      cell.printed.allSatisfy({ $0.isNumber || "Ool.,-".contains($0) })
    {
      return true
    }
    return digits.count >= 4 && cell.printed.contains { ".,".contains($0) } && cell.printed.first?.isNumber == true
      && cell.printed.count < digits.count + 6
  }
}
