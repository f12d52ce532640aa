import MingzhangModel

extension Rule {
  /// Fiscal summary: revenue of the year = Σ the three budgets.
  static let fiscalRevenueOffSources = Rule(
    "W113", Wording("财政拨款收支总表本年收入合计不等于三项拨款之和", "Fiscal revenue differs from the sum of the three budgets"), .error,
    preparer: Wording("核对三项拨款与本年收入合计。", "Check the three appropriations against their total."),
    citizen: Wording("三项财政拨款相加不等于本年收入合计。", "The three appropriations do not add up.")
  ) { subject throws(Unchecked) in
    let statement = try subject.table(.fiscalAppropriationSummary)
    return try SummarySums(subject, statement).revenueOfYear(column: .amount)
  }
}
