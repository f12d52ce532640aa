import MingzhangModel

extension Rule {
  /// Budget tables: total = basic + project.
  static let budgetTableOffParts = Rule(
    "W104", Wording("合计不等于基本支出与项目支出之和", "The total differs from basic plus project expenditure"), .error,
    citations: [Citation("预算法实施条例", "第六条")],
    preparer: Wording("核对该行的基本支出和项目支出，使合计等于两者之和。", "Make the row's total equal basic plus project expenditure."),
    citizen: Wording("一行里的合计与基本支出、项目支出相加对不上。", "A row's total is not basic plus project expenditure.")
  ) { subject throws(Unchecked) in
    let kinds: [StatementKind] = [
      .generalPublicBudgetExpenditure, .governmentFundExpenditure, .stateCapitalOperationsExpenditure,
    ]
    var broken: [Broken] = []
    for statement in try subject.tables(kinds) where statement.hasColumn(.basic) && statement.hasColumn(.project) {
      broken += try Sums(subject: subject).rows(
        statement, whole: .total, parts: [.basic, .project], required: [.basic, .project])
    }
    return broken
  }
}
