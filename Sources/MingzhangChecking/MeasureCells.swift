import MingzhangModel

/// The cells that an amount in words may mean: one measure, its cell in every table that states it.
struct MeasureCells {
  struct Cell {
    var statement: Statement
    var line: StatementLine
    var column: ColumnKey
    var amount: ReportedAmount
    var evidence: Evidence
  }

  private let subject: Subject
  init(_ subject: Subject) { self.subject = subject }

  /// The measures that have no rule of their own.
  static let checkedHere: [Claim.Measure] = [
    .fiscalRevenue, .fiscalExpenditure, .generalPublicBudgetExpenditure, .governmentFundExpenditure,
    .stateCapitalOperationsExpenditure, .revenueOfYear, .expenditureOfYear, .agencyOperatingExpenses,
  ]

  func cells(of measure: Claim.Measure) -> [Cell] {
    let (summary, fiscal) = (StatementKind.revenueAndExpenditureSummary, StatementKind.fiscalAppropriationSummary)
    switch measure {
    case .totalRevenue: return at(summary, [.totalRevenue, .revenueOfYear], .revenue, .amount)
    case .totalExpenditure: return at(summary, [.totalExpenditure, .expenditureOfYear], .expenditure, .amount)
    case .revenueAndExpenditure: return at(summary, [.totalRevenue], .revenue, .amount)
    case .revenueOfYear:
      return at(summary, [.revenueOfYear, .totalRevenue], .revenue, .amount) + at(.revenue, [.total], nil, .total)
    case .expenditureOfYear:
      return at(summary, [.expenditureOfYear, .totalExpenditure], .expenditure, .amount)
        + at(.expenditure, [.total], nil, .total)
    case .fiscalAppropriation: return at(fiscal, [.totalRevenue, .revenueOfYear], .revenue, .amount)
    case .fiscalRevenue:
      return at(fiscal, [.revenueOfYear, .totalRevenue], .revenue, .amount)
        + at(.revenue, [.total], nil, .fiscalAppropriation)
    case .fiscalExpenditure:
      return at(fiscal, [.expenditureOfYear, .totalExpenditure], .expenditure, .total)
        + at(fiscal, [.expenditureOfYear, .totalExpenditure], .expenditure, .amount)
    case .generalPublicBudgetExpenditure:
      return at(.generalPublicBudgetExpenditure, [.total], nil, .total)
        + at(fiscal, [.expenditureOfYear, .totalExpenditure], .expenditure, .generalPublicBudget)
    case .governmentFundExpenditure: return at(.governmentFundExpenditure, [.total], nil, .total)
    case .stateCapitalOperationsExpenditure: return at(.stateCapitalOperationsExpenditure, [.total], nil, .total)
    case .basicExpenditure:
      return at(.expenditure, [.total], nil, .basic) + at(.generalPublicBudgetExpenditure, [.total], nil, .basic)
    case .projectExpenditure:
      return at(.expenditure, [.total], nil, .project) + at(.generalPublicBudgetExpenditure, [.total], nil, .project)
    case .personnelExpenditure: return at(.generalPublicBudgetBasicExpenditure, [.total], nil, .personnel)
    case .operatingExpenditure: return at(.generalPublicBudgetBasicExpenditure, [.total], nil, .operating)
    case .threePublicExpenses: return at(.threePublicExpenses, [.threePublicSubtotal, .total], nil, .total)
    case .overseasTravel: return at(.threePublicExpenses, [.overseasTravel], nil, .total)
    case .vehicles: return at(.threePublicExpenses, [.vehicles], nil, .total)
    case .vehiclePurchase: return at(.threePublicExpenses, [.vehiclePurchase], nil, .total)
    case .vehicleOperation: return at(.threePublicExpenses, [.vehicleOperation], nil, .total)
    case .reception: return at(.threePublicExpenses, [.reception], nil, .total)
    case .agencyOperatingExpenses: return agencyOperating()
    default: return []
    }
  }

  /// The first of `keys` that the table has, when its cell is printed; several tables of the kind give several cells.
  private func at(_ kind: StatementKind, _ keys: [LineKey], _ side: StatementSide?, _ column: ColumnKey) -> [Cell] {
    subject.disclosure.statements.filter { $0.kind == kind && !$0.isEmpty }.flatMap { statement in
      keys.compactMap { key in
        guard let line = statement.line(key, side: side), statement.hasColumn(column, side: side),
          !statement.isAmbiguous(column, for: line), let amount = try? subject.printed(line, column, in: statement)
        else { return nil }
        return Cell(
          statement: statement, line: line, column: column, amount: amount, evidence: statement.evidence(line, column))
      }
    }
  }

  /// A column 机关运行经费 of the 三公 table, or the total of a table of that name.
  func agencyOperating() -> [Cell] {
    subject.disclosure.statements.filter { !$0.isEmpty }.flatMap { statement -> [Cell] in
      let indices = statement.columns.indices.filter {
        statement.columns[$0].heading.foldedForMatching.contains("机关运行经费")
      }
      if indices.count == 1, let index = indices.first, statement.rows.count <= 2, let row = statement.rows.first,
        case .amount(let amount) = row[index].reading
      {
        let line = StatementLine(.total, row: 0, caption: "机关运行经费")
        return [
          Cell(
            statement: statement, line: line, column: .total, amount: amount,
            evidence: Evidence(
              "\(statement.title) / 机关运行经费", text: "机关运行经费 \(row[index].printed)", span: row[index].span,
              statement: statement.kind))
        ]
      }
      guard statement.title.foldedForMatching.contains("机关运行经费"), !statement.title.contains("三公"),
        let line = statement.line(.total) ?? statement.lines.first(where: { $0.caption.foldedForMatching == "合计" }),
        let cell = statement.rows[line.row].last(where: { if case .amount = $0.reading { true } else { false } }),
        case .amount(let amount) = cell.reading
      else { return [] }
      return [
        Cell(
          statement: statement, line: line, column: .total, amount: amount,
          evidence: Evidence(
            "\(statement.title) / 合计", text: "合计 \(cell.printed)", span: cell.span, statement: statement.kind))
      ]
    }
  }
}
