import MingzhangModel

extension Rule {
  /// Basic expenditure: economic class = Σ sections, total = Σ classes.
  static let economicParentsOffChildren = Rule(
    "W106", Wording("经济分类的类不等于款之和", "An economic class differs from the sum of its sections"), .error,
    citations: [Citation("预算法", "第四十六条")],
    preparer: Wording(
      "核对类与款的金额，使类等于款之和、合计等于类之和。", "Make classes equal their sections and the total equal the classes."),
    citizen: Wording("基本支出表里大类与明细对不上。", "In the table of basic expenditure a class does not match its details.")
  ) { subject throws(Unchecked) in
    try subject.each(.generalPublicBudgetBasicExpenditure) { statement throws(Unchecked) in
      let hierarchy = Hierarchy(subject, statement)
      return try hierarchy.parents() + hierarchy.total()
    }
  }
}
