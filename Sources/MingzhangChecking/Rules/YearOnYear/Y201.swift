import MingzhangModel

extension Rule {
  /// “今年 A，比上年增加 B”: A − B is what last year's book printed.
  static let priorOffPreviousBook = Rule(
    "Y201", Wording("与上年比的数推不出上年公开数", "The comparison does not lead to last year's published figure"), .warning,
    preparer: Wording(
      "用上年公开的预算数作比较；口径调整的，说明原因。", "Compare with last year's published budget, or explain the change of scope."),
    citizen: Wording("文字说的增减，和上年公开的数算不到一起。", "The stated change does not fit last year's published figure.")
  ) { subject throws(Unchecked) in
    let previous = try Beside(subject).previous()
    var broken: [Broken] = []
    var decided = false
    for target in PriorTarget.all {
      let now = subject.claims(target.measure)
      guard let current = now.first?.amount, now.allSatisfy({ $0.amount?.agrees(with: current) ?? false }) else {
        continue
      }
      for claim in subject.changes(target.measure) {
        // 执行数 is not what the book printed
        guard let change = claim.change,
          claim.comparedYear == nil || claim.comparedYear == previous.disclosure.fiscalYear,
          !["执行", "决算", "调整", "年中", "完成"].contains(where: claim.sentence.contains)
        else { continue }
        guard let (printed, evidence, unit) = try? target.amount(in: previous) else { continue }
        decided = true
        let prior = current - change
        guard !prior.agrees(with: printed) else { continue }
        let (expected, found) = (
          printed.money.printed(in: unit) + unit.rawValue, prior.money.printed(in: unit) + unit.rawValue
        )
        broken.append(
          Broken(
            Wording(
              "“\(claim.subject)”由本年数和增减额推出上年为 \(found)，上年公开的是 \(expected)。",
              "“\(claim.subject)”: the change leads to \(found) for last year; published was \(expected)."),
            expected: expected, found: found, difference: (prior - printed).money.printed(in: unit) + unit.rawValue,
            evidence: [claim.evidence, evidence], key: target.measure.rawValue))
      }
    }
    guard decided else { throw Unchecked("文字没有可与上年公开数比的增减", "no change to compare with last year's figures") }
    return broken
  }
}

/// Where last year's book prints a measure.
private struct PriorTarget {
  var measure: Claim.Measure
  var kind: StatementKind
  var key: LineKey
  var side: StatementSide?
  var column: ColumnKey

  static let all = [
    PriorTarget(
      measure: .revenueAndExpenditure, kind: .revenueAndExpenditureSummary, key: .totalRevenue, side: .revenue,
      column: .amount),
    PriorTarget(
      measure: .totalRevenue, kind: .revenueAndExpenditureSummary, key: .totalRevenue, side: .revenue, column: .amount),
    PriorTarget(
      measure: .totalExpenditure, kind: .revenueAndExpenditureSummary, key: .totalExpenditure, side: .expenditure,
      column: .amount),
    PriorTarget(measure: .basicExpenditure, kind: .expenditure, key: .total, column: .basic),
    PriorTarget(measure: .projectExpenditure, kind: .expenditure, key: .total, column: .project),
    PriorTarget(measure: .threePublicExpenses, kind: .threePublicExpenses, key: .total, column: .total),
    PriorTarget(measure: .reception, kind: .threePublicExpenses, key: .reception, column: .total),
    PriorTarget(measure: .vehicleOperation, kind: .threePublicExpenses, key: .vehicleOperation, column: .total),
    PriorTarget(measure: .overseasTravel, kind: .threePublicExpenses, key: .overseasTravel, column: .total),
  ]

  func amount(in previous: Subject) throws(Unchecked) -> (ReportedAmount, Evidence, CurrencyUnit) {
    let statement = try previous.table(kind)
    let line = try previous.line(key, side: side, in: statement)
    let amount = try previous.amount(line, column, in: statement)
    var evidence = statement.evidence(line, column)
    evidence.label = "\(previous.disclosure.fiscalYear ?? 0)年 \(evidence.label)"
    return (amount, evidence, statement.money)
  }
}
