import MingzhangModel

extension Rule {
  /// Summaries: grand total = the year's + carry-over, on both sides.
  static let summaryTotalsOffParts = Rule(
    "W111", Wording("总计不等于本年合计与结转之和", "A grand total differs from the year's total plus carry-over"), .error,
    preparer: Wording("核对本年合计、结转结余与总计。", "Check the year's total, the carry-over and the grand total."),
    citizen: Wording("总计与本年合计、结转相加对不上。", "The grand total is not the year's total plus carry-over.")
  ) { subject throws(Unchecked) in
    var broken: [Broken] = []
    for statement in try subject.tables([.revenueAndExpenditureSummary, .fiscalAppropriationSummary]) {
      broken += try SummarySums(subject, statement).grandTotals()
    }
    return broken
  }
}
