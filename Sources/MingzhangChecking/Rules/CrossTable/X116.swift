import MingzhangModel

extension Rule {
  /// The revenue of the year in the summary = subtotal of the revenue table.
  static let yearRevenueDiffers = Rule(
    "X116", Wording("本年收入在收支总表与收入总表不一致", "The year's revenue differs between summary and revenue table"), .error,
    preparer: Wording("核对收支总表本年收入合计与收入总表小计。", "Check the year's revenue in both tables."),
    citizen: Wording("两张表说的本年收入不是一个数。", "Two tables state different revenues of the year.")
  ) { subject throws(Unchecked) in
    let (a, b) = (try subject.table(.revenueAndExpenditureSummary), try subject.table(.revenue))
    guard b.hasColumn(.subtotal) else { throw Unchecked("收入总表没有小计列", "the revenue table has no subtotal") }
    return try Ties(subject).equal(a, .revenueOfYear, .revenue, .amount, b, .total, nil, .subtotal)
  }
}
