import MingzhangModel

extension Rule {
  /// Total revenue of the summary = total of the revenue table.
  static let revenueTablesDiffer = Rule(
    "X101", Wording("收支总表的收入与收入总表不一致", "Summary and revenue table differ"), .error,
    preparer: Wording("核对收支总表收入总计与收入总表合计。", "Make the summary's total revenue equal the revenue table's total."),
    citizen: Wording("两张表说的总收入不是一个数。", "Two tables state different total revenues.")
  ) { subject throws(Unchecked) in
    let (a, b) = (try subject.table(.revenueAndExpenditureSummary), try subject.table(.revenue))
    // a revenue table without carry-over states the revenue of the year
    let key: LineKey =
      b.hasColumn(.carryoverIn) ? .totalRevenue : a.line(.revenueOfYear) != nil ? .revenueOfYear : .totalRevenue
    return try Ties(subject).equal(a, key, .revenue, .amount, b, .total, nil, .total)
  }
}
