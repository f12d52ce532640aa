import MingzhangModel

extension Rule {
  /// Fiscal appropriation: revenue table = fiscal summary.
  static let fiscalRevenueDiffers = Rule(
    "X114", Wording("财政拨款收入在收入总表与财政拨款收支总表不一致", "Fiscal revenue differs between tables"), .error,
    preparer: Wording("核对收入总表的财政拨款收入与财政拨款收支总表的本年收入合计。", "Check the fiscal revenue in both tables."),
    citizen: Wording("两张表说的财政拨款收入不是一个数。", "Two tables state different fiscal revenues.")
  ) { subject throws(Unchecked) in
    let (a, b) = (try subject.table(.revenue), try subject.table(.fiscalAppropriationSummary))
    guard a.hasColumn(.fiscalAppropriation) else {
      throw Unchecked("收入总表没有财政拨款收入列", "the revenue table has no fiscal column")
    }
    return try Ties(subject).equal(a, .total, nil, .fiscalAppropriation, b, .revenueOfYear, .revenue, .amount)
  }
}
