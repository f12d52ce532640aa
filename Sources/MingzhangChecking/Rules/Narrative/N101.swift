import MingzhangModel

extension Rule {
  static let revenueInWordsOff = Rule(
    "N101", Wording("说明的收入总额与表不符", "Revenue in words differs from the table"), .error,
    preparer: Wording("按收支总表改正文字中的收入总额。", "Correct the total revenue in words by the summary."),
    citizen: Wording("文字说的总收入和表上的不是一个数。", "The words and the table state different revenues.")
  ) { subject throws(Unchecked) in
    let statement = try subject.table(.revenueAndExpenditureSummary)
    return try ClaimTies(subject).equal(
      [.totalRevenue, .revenueAndExpenditure], statement, .totalRevenue, .revenue, .amount, or: .revenueOfYear)
  }
}
