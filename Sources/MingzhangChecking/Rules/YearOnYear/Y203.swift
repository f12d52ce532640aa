import MingzhangModel

extension Rule {
  /// 年初预算 in final accounts is what the budget of the year printed.
  static let budgetInFinalOff = Rule(
    "Y203", Wording("决算写的年初预算数与公开的预算不一致", "The budget figure in the final accounts differs from the budget"), .warning,
    preparer: Wording("按批复并公开的年初预算填列。", "Repeat the published budget."),
    citizen: Wording("决算里说的年初预算，和年初公开的不是一个数。", "The budget stated in the accounts is not what was published.")
  ) { subject throws(Unchecked) in
    let budget = try Beside(subject).budget()
    var compared: [Broken?] = []
    // words: 年初预算为 A
    for section in subject.disclosure.narrative.sections {
      for paragraph in section.paragraphs {
        for claim in paragraph.claims where claim.direction == nil {
          guard let said = claim.amount, Directions.words(paragraph, before: claim, limit: 6).contains("年初预算") else {
            continue
          }
          let words = Directions.words(paragraph, before: claim, limit: 60)
          if let code = claim.functionalCode, code.level == .item,
            let table = try? budget.table(.generalPublicBudgetExpenditure),
            let line = table.line(.function(code)), !table.hasRepeatedCodes
          {
            compared.append(
              try compare(
                (said, claim.evidence, claim.unit), with: (table, line), in: budget,
                name: "\(code.digits)“\(line.caption)”", key: code.digits))
          } else if words.contains("一般公共预算财政拨款支出年初预算"), let table = try? budget.table(.generalPublicBudgetExpenditure),
            let line = table.line(.total)
          {
            compared.append(
              try compare(
                (said, claim.evidence, claim.unit), with: (table, line), in: budget, name: "一般公共预算支出", key: "general"))
          }
        }
      }
    }
    // the “三公” table with 预算数 beside 决算数
    if let statement = try? subject.table(.threePublicExpenses), let table = try? budget.table(.threePublicExpenses) {
      let grid = GridSums(subject, statement)
      for set in ThreePublicColumns.all(statement)
      where statement.columns[set.total].words.contains("预算数") && !statement.columns[set.total].words.contains("调整") {
        guard let row = statement.rows.indices.first(where: { grid.isPrinted($0, set.total) }) else { continue }
        for (column, key) in [(set.total, LineKey.total), (set.reception, .reception), (set.travel, .overseasTravel)] {
          guard let said = grid.amount(row, column), let line = table.line(key), table.hasColumn(.total) else {
            continue
          }
          compared.append(
            try compare(
              (said, grid.evidence(row, column), statement.money), with: (table, line), in: budget,
              name: "“\(line.caption)”", key: "\(key)"))
        }
      }
    }
    guard !compared.isEmpty else { throw Unchecked("决算没有写可比的年初预算数", "the accounts state no budget figure to compare") }
    return compared.compactMap(\.self)
  }

  private static func compare(
    _ stated: (amount: ReportedAmount, evidence: Evidence, unit: CurrencyUnit), with place: (Statement, StatementLine),
    in budget: Subject, name: String, key: String
  ) throws(Unchecked) -> Broken? {
    let (table, line) = place
    let printed = try budget.amount(line, .total, in: table)
    guard !stated.amount.agrees(with: printed) else { return nil }
    var other = table.evidence(line, .total)
    other.label = "预算 \(other.label)"
    let unit = stated.unit
    let (expected, found) = (
      printed.money.printed(in: unit) + unit.rawValue, stated.amount.money.printed(in: unit) + unit.rawValue
    )
    return Broken(
      Wording(
        "\(name)的年初预算写 \(found)，公开的预算是 \(expected)。",
        "The budget of \(name) is stated as \(found); published was \(expected)."),
      expected: printed.money.printed(like: stated.amount, in: unit) + unit.rawValue, found: found,
      difference: (stated.amount - printed).money.printed(in: unit) + unit.rawValue,
      evidence: [stated.evidence, other],
      key: key)
  }
}
