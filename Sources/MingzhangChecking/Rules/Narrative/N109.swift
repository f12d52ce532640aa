import MingzhangModel

extension Rule {
  static let appropriationInWordsOff = Rule(
    "N109", Wording("说明的拨款收入与表不符", "An appropriation in words differs from the table"), .error,
    preparer: Wording("按收支总表改正文字中的拨款收入。", "Correct the appropriation in words by the summary."),
    citizen: Wording("文字说的拨款收入和表上的不是一个数。", "The words and the table state different appropriations.")
  ) { subject throws(Unchecked) in
    let statement = try subject.table(.revenueAndExpenditureSummary)
    var broken: [Broken] = []
    var decided = false
    for (measure, source) in [
      (Claim.Measure.generalPublicBudgetRevenue, FundSource.generalPublicBudget),
      (.governmentFundRevenue, .governmentFund),
      (.stateCapitalOperationsRevenue, .stateCapitalOperations),
    ] {
      guard statement.line(.source(source), side: .revenue) != nil, !subject.claims(measure).isEmpty else { continue }
      decided = true
      broken += try ClaimTies(subject).equal(
        [measure], statement, .source(source), .revenue, .amount, topics: [.overview, .revenue], blankIsNothing: true)
    }
    guard decided else { throw Unchecked("文字没有写各项拨款", "the words do not state appropriations") }
    return broken
  }
}
