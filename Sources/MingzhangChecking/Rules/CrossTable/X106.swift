import MingzhangModel

extension Rule {
  /// A line of the three budget tables together is no more than the same line of the expenditure table; equal without other funds.
  static let budgetsExceedExpenditure = Rule(
    "X106", Wording("预算各表的科目支出与支出总表不一致", "A code differs between the budget tables and the expenditure table"), .error,
    preparer: Wording("核对该科目在支出总表和各预算表中的基本支出、项目支出。", "Check the code in the expenditure table and the budget tables."),
    citizen: Wording("同一科目在总表和分表里不是一个数。", "A code has different amounts in the overall and the budget tables.")
  ) { subject throws(Unchecked) in
    try BudgetTies(subject).broken()
  }
}
