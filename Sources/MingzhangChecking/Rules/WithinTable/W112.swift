import MingzhangModel

extension Rule {
  /// Summaries: revenue = expenditure.
  static let unbalancedSummary = Rule(
    "W112", Wording("收入总计与支出总计不相等", "Total revenue differs from total expenditure"), .error,
    citations: [Citation("预算法实施条例", "第五条")],
    preparer: Wording("核对收支两边，使收入总计等于支出总计。", "Make total revenue equal total expenditure."),
    citizen: Wording("预算的收与支不平衡。", "The budget does not balance.")
  ) { subject throws(Unchecked) in
    var broken: [Broken] = []
    for statement in try subject.tables([.revenueAndExpenditureSummary, .fiscalAppropriationSummary]) {
      broken += try SummarySums(subject, statement).balance()
    }
    return broken
  }
}
