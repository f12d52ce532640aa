import MingzhangModel

extension Rule {
  /// The year above each table is the fiscal year.
  static let tableOfAnotherYear = Rule(
    "Y101", Wording("表上的年度不是预算年度", "A table is of another year"), .error,
    preparer: Wording("改正表上的年度。", "Correct the table's year."),
    citizen: Wording("表上写的是别的年度。", "The table names another year.")
  ) { subject throws(Unchecked) in
    let year = try subject.year()
    let dated = subject.disclosure.statements.filter { StatementKind.nine.contains($0.kind) }.compactMap { statement in
      (statement.fiscalYear ?? statement.title.printedYear).map { (statement, $0) }
    }
    guard dated.count > 1 else { throw Unchecked("表上没有年度", "no table names a year") }
    return dated.compactMap { statement, said in
      // a report on last year's execution stands beside the year's budget
      guard said != year, abs(said - year) <= 3,
        !["执行", "决算", "完成", "上年"].contains(where: statement.title.replacing("上年结转", with: "").contains)
      else { return nil }
      return Broken(
        Wording(
          "《\(statement.title)》写 \(said) 年，预算年度是 \(year) 年。",
          "“\(statement.title)” says \(said); the fiscal year is \(year)."), expected: "\(year)", found: "\(said)",
        evidence: [statement.titleEvidence], key: statement.kind.rawValue)
    }
  }
}
