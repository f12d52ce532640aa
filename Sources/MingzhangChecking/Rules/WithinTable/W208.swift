import MingzhangModel

extension Rule {
  /// A total row without its amount, below rows that have theirs.
  static let totalLeftBlank = Rule(
    "W208", Wording("合计行没有填数", "A total is left blank"), .warning,
    preparer: Wording("补上合计。", "Fill in the total."),
    citizen: Wording("各行都有数，合计却空着。", "The rows have amounts, the total is blank.")
  ) { subject throws(Unchecked) in
    let totals: Set<LineKey> = [.total, .totalRevenue, .totalExpenditure, .revenueOfYear, .expenditureOfYear]
    var broken: [Broken] = []
    var decided = false
    for statement in subject.disclosure.statements where StatementKind.nine.contains(statement.kind) {
      for line in statement.lines where totals.contains(line.key) {
        // the first column of amounts of its half: 预算数, 合计
        guard let column = [ColumnKey.amount, .total].first(where: { statement.column($0, for: line) != nil }),
          !statement.isAmbiguous(column, for: line)
        else { continue }
        decided = true
        guard case .blank = statement.cell(line, column)?.reading else { continue }
        let filled = statement.lines.filter { other in
          guard other.side == line.side, other.row != line.row, !totals.contains(other.key) else { return false }
          if case .amount(let amount)? = statement.cell(other, column)?.reading { return amount.money != .zero }
          return false
        }
        guard let first = filled.first, !statement.isDoubtful else { continue }
        broken.append(
          Broken(
            Wording(
              "《\(statement.title)》“\(line.caption)”没有填数，各行有数（如“\(first.caption)”）。",
              "“\(line.caption)” of “\(statement.title)” is blank; its rows are not (“\(first.caption)”)."),
            evidence: [statement.evidence(line, column), statement.evidence(first, column)],
            key: "\(statement.kind.rawValue)|\(line.key)"))
      }
    }
    guard decided else { throw Unchecked("没有合计行", "no table has a total") }
    return broken
  }
}
