import MingzhangModel

extension Rule {
  /// Government fund: fiscal summary = its own table; an empty table counts as nothing.
  static let fundTablesDiffer = Rule(
    "X109", Wording("政府性基金支出在两张表里不一致", "Government fund expenditure differs between tables"), .error,
    preparer: Wording("核对财政拨款收支总表与政府性基金预算支出表。", "Check the fiscal summary against the fund table."),
    citizen: Wording("两张表说的政府性基金支出不是一个数。", "Two tables state different fund expenditures.")
  ) { subject throws(Unchecked) in
    try Ties(subject).budget(.governmentFund, table: .governmentFundExpenditure)
  }
}
