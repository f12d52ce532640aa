import MingzhangModel

extension Rule {
  /// Total = Σ classes, in every table by function.
  static let totalOffClasses = Rule(
    "W102", Wording("合计不等于各类之和", "The total differs from the sum of the classes"), .error,
    preparer: Wording("核对合计行与各类科目，使两者相等。", "Make the total equal the sum of the classes."),
    citizen: Wording("表的合计与各类支出相加对不上。", "The table's total is not the sum of its classes.")
  ) { subject throws(Unchecked) in
    var broken: [Broken] = []
    for statement in try subject.tables(Hierarchy.functionalTables) {
      broken += StrayRows(subject, statement).explaining(try Hierarchy(subject, statement).total())
    }
    return broken
  }
}
