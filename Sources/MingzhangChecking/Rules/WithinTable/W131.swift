import MingzhangModel

extension Rule {
  /// Project table: total = Σ the three budgets, in each line.
  static let projectOffBudgets = Rule(
    "W131", Wording("项目支出表合计不等于各资金来源之和", "A project's total differs from the sum of its funds"), .notice,
    preparer: Wording("核对该项目各资金来源的金额。", "Check the project's funds."),
    citizen: Wording("一个项目的合计与各资金来源相加对不上。", "A project's total is not the sum of its funds.")
  ) { subject throws(Unchecked) in
    let statement = try subject.table(.projectExpenditure)
    guard !statement.columns.contains(where: { $0.key.name.hasPrefix("heading:") }) else {
      throw Unchecked("项目支出表有不认识的列", "the project table has columns of unknown meaning")
    }
    return try Sums(subject: subject).rows(
      statement, whole: .total, parts: [.generalPublicBudget, .governmentFund, .stateCapitalOperations],
      required: [.generalPublicBudget])
  }
}
