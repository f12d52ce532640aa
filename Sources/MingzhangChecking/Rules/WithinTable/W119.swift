import MingzhangModel

extension Rule {
  /// “三公”: total = Σ the three budgets, in each line.
  static let threePublicOffBudgets = Rule(
    "W119", Wording("“三公”经费合计不等于各资金性质之和", "A “three public” line differs from the sum of its funds"), .error,
    preparer: Wording("核对该行各资金性质的金额。", "Check the row's funds."),
    citizen: Wording("一行里的合计与各资金来源相加对不上。", "A row's total is not the sum of its funds.")
  ) { subject throws(Unchecked) in
    try Sums(subject: subject).rows(
      subject.table(.threePublicExpenses), whole: .total,
      parts: [.generalPublicBudget, .governmentFund, .stateCapitalOperations], required: [.generalPublicBudget])
  }
}
