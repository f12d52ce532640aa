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
      let unknown = Set(statement.columns.indices.filter { holdsAmounts($0, of: statement) })
      for line in statement.lines {
        for (index, cell) in statement.rows[line.row].enumerated()
        where isSpoiled(cell, statement.columns[index], isAmount: unknown.contains(index)) {
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

  /// Whether a column that no form knows holds amounts, but for a cell or two.
  private static func holdsAmounts(_ column: Int, of statement: Statement) -> Bool {
    guard statement.columns[column].key.name.hasPrefix("heading:") else { return false }
    var (amounts, others) = (0, 0)
    for row in statement.rows {
      switch row[column].reading {
      case .amount: amounts += 1
      case .blank: break
      default: others += 1
      }
    }
    return others > 0 && others <= 2 && amounts >= 5
  }

  /// An amount that cannot be read, or one with words in it: `620000.00待定`.
  private static func isSpoiled(_ cell: Cell, _ column: StatementColumn, isAmount: Bool) -> Bool {
    if cell.reading == .illegible { return true }
    guard cell.reading == .text, column.mayHoldAmounts, isAmount || !column.key.name.hasPrefix("heading:") else {
      return false
    }
    let digits = cell.printed.filter(\.isNumber)
    // letters for digits: 75O,OOO.OO
    if cell.printed.count >= 4, cell.printed.contains(where: { "Oo".contains($0) }), digits.count > 0,
      cell.printed.allSatisfy({ $0.isNumber || "Ool.,-".contains($0) })
    {
      return true
    }
    return digits.count >= 3 && cell.printed.contains { ".,".contains($0) } && cell.printed.first?.isNumber == true
      && cell.printed.count < digits.count + 6
  }
}
