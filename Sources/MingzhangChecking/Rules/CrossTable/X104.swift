import MingzhangModel

extension Rule {
  /// When the revenue table is by function, each code's revenue = its expenditure.
  static let revenueByCodeDiffers = Rule(
    "X104", Wording("同一科目的收入与支出不一致", "A code's revenue differs from its expenditure"), .warning,
    preparer: Wording("核对收入总表与支出总表同一科目的合计。", "Check the code in the revenue and expenditure tables."),
    citizen: Wording("同一科目安排的钱和要花的钱不是一个数。", "A code's funds and its spending differ.")
  ) { subject throws(Unchecked) in
    guard subject.disclosure.kind == .budget else {
      throw Unchecked("决算的收支不必按科目相等", "in final accounts they need not be equal")
    }
    let (a, b) = (try subject.table(.revenue), try subject.table(.expenditure))
    return try Ties(subject).codes(a, nil, .total, b, nil, .total, level: nil)
  }
}
