import MingzhangModel

/// The head of a performance table that states its money: 资金总额, 其中：财政拨款, 其他资金.
struct TargetMoney {
  struct Figure {
    var amount: ReportedAmount
    var evidence: Evidence
  }

  var statement: Statement
  var total: Figure
  /// Parts by their folded label; a part whose cell is blank is nothing.
  var parts: [String: Figure]

  /// One head for each time the words 资金总额 stand in a table: 实施期 and 年度 may stand side by side.
  static func all(_ disclosure: Disclosure) -> [TargetMoney] {
    disclosure.statements.filter { $0.kind == .performance }.flatMap { statement in
      statement.rows.indices.prefix(12).flatMap { row in
        statement.rows[row].indices.compactMap { column in
          let label = label(statement.rows[row][column])
          guard label.hasSuffix("资金总额"), isInTenThousand(statement, row),
            let total = figure(statement, row, behind: column)
          else { return nil }
          return TargetMoney(statement: statement, total: total, parts: parts(statement, below: row, at: column))
        }
      }
    }
  }

  /// The lines directly below, in the same column: to the first that is none of this head's.
  private static func parts(_ statement: Statement, below row: Int, at column: Int) -> [String: Figure] {
    var found: [String: Figure] = [:]
    for next in statement.rows.indices.dropFirst(row + 1).prefix(3) {
      let label = label(statement.rows[next][column])
      guard ["财政拨款", "其他资金", "基本支出", "项目支出"].contains(label), found[label] == nil else { break }
      let blank = Figure(
        amount: .zero,
        evidence: Evidence(
          "\(statement.title) / \(label)", text: statement.rows[next][column].printed,
          span: statement.rows[next][column].span, statement: .performance))
      found[label] = figure(statement, next, behind: column) ?? blank
    }
    return found
  }

  private static func label(_ cell: Cell) -> String {
    var text = cell.printed.foldedForMatching
    if text.hasPrefix("其中:") { text.removeFirst(3) }
    while text.hasSuffix(":") { text.removeLast() }
    return text
  }

  /// The next filled cell of the row, when it is an amount.
  private static func figure(_ statement: Statement, _ row: Int, behind column: Int) -> Figure? {
    guard let cell = statement.rows[row].dropFirst(column + 1).first(where: { !$0.printed.isEmpty }) else { return nil }
    let digits = cell.printed.foldedForMatching.replacing("万元", with: "")
    guard let amount = ReportedAmount(printed: digits, unit: .tenThousandYuan) else { return nil }
    let words = label(statement.rows[row][column])
    return Figure(
      amount: amount,
      evidence: Evidence(
        "\(statement.title) / \(words)", text: "\(words) \(cell.printed)", span: cell.span, statement: .performance))
  }

  /// Whether the head says 万元: in the row itself, or beside the amount.
  private static func isInTenThousand(_ statement: Statement, _ row: Int) -> Bool {
    statement.rows[row].contains { $0.printed.contains("万元") }
  }

  func print(_ amount: ReportedAmount) -> String {
    amount.money.printed(in: .tenThousandYuan) + CurrencyUnit.tenThousandYuan.rawValue
  }
}

extension PerformanceIndicator {
  /// The printed number of the target, with whether it is a least, and its unit.
  var number: (value: PrintedNumber, isLeast: Bool, isMost: Bool, unit: String)? {
    switch target {
    case .atLeast(let value, let unit): (value, true, false, unit)
    case .atMost(let value, let unit): (value, false, true, unit)
    case .exactly(let value, let unit): (value, false, false, unit)
    case .descriptive: nil
    }
  }

  func evidence(_ goal: PerformanceGoal) -> Evidence {
    Evidence(
      "\(goal.title) / \(name)", text: "\(name) \(printedTarget)", span: span, statement: .performance)
  }
}
