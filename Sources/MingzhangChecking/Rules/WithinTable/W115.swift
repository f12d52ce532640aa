import MingzhangModel

extension Rule {
  /// Fiscal summary: total = general + fund + state capital, in every line of expenditure.
  static let fiscalLineOffBudgets = Rule(
    "W115", Wording("财政拨款支出合计不等于三项预算之和", "A line of fiscal expenditure differs from the sum of the three budgets"),
    .error,
    preparer: Wording("核对该行三项预算的金额，使合计等于三者之和。", "Make the row's total equal the three budgets."),
    citizen: Wording("一行里的合计与三项预算相加对不上。", "A row's total is not the sum of the three budgets.")
  ) { subject throws(Unchecked) in
    var statement = try subject.table(.fiscalAppropriationSummary)
    statement.lines = statement.lines.filter { $0.side == .expenditure }
    return try Sums(subject: subject).rows(
      statement, whole: .total, parts: [.generalPublicBudget, .governmentFund, .stateCapitalOperations],
      required: [.generalPublicBudget])
  }
}
