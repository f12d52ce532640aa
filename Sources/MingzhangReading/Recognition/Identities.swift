import MingzhangModel

/// How sure a reading is: the sums inside the table that can be tried, and how many of them hold.
///
/// These are no rules: a table of a careless author may be read perfectly and still not add up.
enum Identities {
  static func confidence(of statement: Statement) -> Statement.Confidence? {
    var (holding, tried) = (0, 0)
    for (whole, parts) in rowSums {
      for line in statement.lines {
        guard let total = amount(statement, line, whole) else { continue }
        let found = parts.compactMap { amount(statement, line, $0) }
        guard !found.isEmpty else { continue }
        tried += 1
        if total.agrees(with: found.sum()) { holding += 1 }
      }
    }
    for column in Set(statement.columns.map(\.key)) {
      let (good, all) = hierarchy(statement, column)
      holding += good
      tried += all
    }
    return tried == 0 ? nil : Statement.Confidence(holding: holding, tried: tried)
  }

  private static let rowSums: [(ColumnKey, [ColumnKey])] = [
    (.total, [.basic, .project, .businessOperating, .paymentToHigherLevel, .subsidyToAffiliates]),
    (.total, [.personnel, .operating]),
    (.total, [.generalPublicBudget, .governmentFund, .stateCapitalOperations]),
  ]

  private static func amount(_ statement: Statement, _ line: StatementLine, _ column: ColumnKey) -> ReportedAmount? {
    guard case .amount(let amount) = statement.cell(line, column)?.reading else { return nil }
    return amount
  }

  /// Every code with children equals their sum, and the total equals the classes.
  private static func hierarchy(_ statement: Statement, _ column: ColumnKey) -> (Int, Int) {
    var amounts: [String: ReportedAmount] = [:]
    var children: [String: [ReportedAmount]] = [:]
    for line in statement.lines {
      guard let amount = amount(statement, line, column) else { continue }
      if let code = line.key.functionalCode {
        amounts[code.digits] = amount
        children[code.parent?.digits ?? "total", default: []].append(amount)
      } else if let code = line.key.economicCode {
        amounts[code.digits] = amount
        children[code.parent?.digits ?? "total", default: []].append(amount)
      } else if line.key == .total {
        amounts["total"] = amount
      }
    }
    var (holding, tried) = (0, 0)
    for (code, whole) in amounts {
      guard let parts = children[code] else { continue }
      tried += 1
      if whole.agrees(with: parts.sum()) { holding += 1 }
    }
    return (holding, tried)
  }
}
