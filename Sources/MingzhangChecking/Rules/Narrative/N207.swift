import MingzhangModel

extension Rule {
  /// Fiscal appropriation in words = total of the fiscal summary.
  static let fiscalTotalInWordsOff = Rule(
    "N207", Wording("说明的财政拨款收支总计与表不符", "The fiscal total in words differs from the table"), .error,
    preparer: Wording("按财政拨款收支总表改正文字。", "Correct the words by the fiscal summary."),
    citizen: Wording("文字说的财政拨款总额和表上的不是一个数。", "The words and the table state different fiscal totals.")
  ) { subject throws(Unchecked) in
    let statement = try subject.table(.fiscalAppropriationSummary)
    return try ClaimTies(subject).equal(
      [.fiscalAppropriation], statement, .totalRevenue, .revenue, .amount, or: .revenueOfYear)
  }
}
