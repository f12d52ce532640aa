import MingzhangModel

extension Rule {
  /// Summary: expenditure of the year = Σ classes.
  static let summaryExpenditureOffClasses = Rule(
    "W110", Wording("收支总表本年支出合计不等于各类支出之和", "Expenditure of the year differs from the sum of its classes"), .error,
    preparer: Wording("核对支出各类与本年支出合计。", "Check the classes of expenditure against their total."),
    citizen: Wording("支出各类相加不等于本年支出合计。", "The classes do not add up to the year's expenditure.")
  ) { subject throws(Unchecked) in
    let statement = try subject.table(.revenueAndExpenditureSummary)
    return try SummarySums(subject, statement).expenditureOfYear(
      columns: SummarySums.expenditureColumns(statement))
  }
}
