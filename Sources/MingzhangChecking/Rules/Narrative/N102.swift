import MingzhangModel

extension Rule {
  static let expenditureInWordsOff = Rule(
    "N102", Wording("说明的支出总额与表不符", "Expenditure in words differs from the table"), .error,
    preparer: Wording("按收支总表改正文字中的支出总额。", "Correct the total expenditure in words by the summary."),
    citizen: Wording("文字说的总支出和表上的不是一个数。", "The words and the table state different expenditures.")
  ) { subject throws(Unchecked) in
    let statement = try subject.table(.revenueAndExpenditureSummary)
    return try ClaimTies(subject).equal(
      [.totalExpenditure, .revenueAndExpenditure], statement, .totalExpenditure, .expenditure,
      statement.expenditureAmount,
      or: .expenditureOfYear)
  }
}
