import MingzhangModel

extension Rule {
  /// State capital: fiscal summary = its own table; an empty table counts as nothing.
  static let stateCapitalTablesDiffer = Rule(
    "X110", Wording("国有资本经营预算支出在两张表里不一致", "State capital expenditure differs between tables"), .error,
    preparer: Wording("核对财政拨款收支总表与国有资本经营预算支出表。", "Check the fiscal summary against the state capital table."),
    citizen: Wording("两张表说的国有资本经营预算支出不是一个数。", "Two tables state different state capital expenditures.")
  ) { subject throws(Unchecked) in
    try Ties(subject).budget(.stateCapitalOperations, table: .stateCapitalOperationsExpenditure)
  }
}
