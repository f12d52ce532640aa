import MingzhangModel

extension Rule {
  /// Fiscal summary: expenditure of the year = Σ classes, in every column.
  static let fiscalExpenditureOffClasses = Rule(
    "W114", Wording("财政拨款收支总表本年支出合计不等于各类支出之和", "Fiscal expenditure differs from the sum of its classes"), .error,
    preparer: Wording("按列核对支出各类与本年支出合计。", "Check each column's classes against its total."),
    citizen: Wording("财政拨款支出各类相加不等于本年支出合计。", "The classes do not add up to the year's fiscal expenditure.")
  ) { subject throws(Unchecked) in
    let statement = try subject.table(.fiscalAppropriationSummary)
    return try SummarySums(subject, statement).expenditureOfYear(columns: Sums.amountColumns(statement))
  }
}
