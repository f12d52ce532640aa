import MingzhangModel

extension Rule {
  /// Revenue table: total = revenue of the year + opening carry-over.
  static let revenueTotalOffParts = Rule(
    "W108", Wording("收入总表合计不等于本年收入与上年结转之和", "Total revenue differs from the year's revenue plus carry-over"), .error,
    preparer: Wording("核对小计与上年结转，使合计等于两者之和。", "Make the total equal the subtotal plus carry-over."),
    citizen: Wording("一行里的收入合计与本年收入、上年结转相加对不上。", "A row's total is not the year's revenue plus carry-over.")
  ) { subject throws(Unchecked) in
    try Sums(subject: subject).rows(
      subject.table(.revenue), whole: .total, parts: [.subtotal, .carryoverIn], required: [.subtotal, .carryoverIn])
  }
}
