import MingzhangModel

extension Rule {
  /// Class = Σ sections, section = Σ items, in every table by function.
  static let parentsOffChildren = Rule(
    "W101", Wording("上级科目不等于下级科目之和", "A code differs from the sum of its children"), .error,
    citations: [Citation("预算法", "第四十六条")],
    preparer: Wording("核对类、款、项各级金额，使上级等于下级之和。", "Make each class and section equal the sum of its items."),
    citizen: Wording(
      "表内某个科目的合计与明细对不上，至少有一个数是错的。", "A heading does not match its details: at least one figure is wrong.")
  ) { subject throws(Unchecked) in
    var broken: [Broken] = []
    for statement in try subject.tables(Hierarchy.functionalTables) {
      broken += try Hierarchy(subject, statement).parents()
    }
    // a summary that goes down to sections and items
    for statement in subject.disclosure.statements
    where [.revenueAndExpenditureSummary, .fiscalAppropriationSummary].contains(statement.kind)
      && statement.lines.contains(where: { $0.key.functionalCode?.level == .section })
    {
      broken += try CodeBlocks(subject, statement, side: .expenditure).parents()
    }
    return broken
  }
}
