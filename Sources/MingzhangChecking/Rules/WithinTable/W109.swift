import MingzhangModel

extension Rule {
  /// Summary: revenue of the year = Σ sources.
  static let summaryRevenueOffSources = Rule(
    "W109", Wording("收支总表本年收入合计不等于各项收入之和", "Revenue of the year differs from the sum of its sources"), .error,
    preparer: Wording("核对收入各行与本年收入合计。", "Check the lines of revenue against their total."),
    citizen: Wording("收入各项相加不等于本年收入合计。", "The sources do not add up to the year's revenue.")
  ) { subject throws(Unchecked) in
    let statement = try subject.table(.revenueAndExpenditureSummary)
    return try SummarySums(subject, statement).revenueOfYear(column: .amount)
  }
}
