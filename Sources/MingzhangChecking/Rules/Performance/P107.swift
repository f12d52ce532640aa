import MingzhangModel

extension Rule {
  /// The year in a target's title is the fiscal year.
  static let goalOfAnotherYear = Rule(
    "P107", Wording("绩效目标表的年份不是预算年度", "A target is of another year"), .warning,
    preparer: Wording("改正标题年份，或换上当年的绩效目标。", "Correct the year in the title, or use this year's target."),
    citizen: Wording("绩效目标写的是别的年份。", "The target names another year.")
  ) { subject throws(Unchecked) in
    let year = try subject.year()
    let dated = subject.disclosure.goals.compactMap { goal in goal.title.printedYear.map { (goal, $0) } }
    guard !dated.isEmpty else { throw Unchecked("绩效目标表标题没有年份", "no title names a year") }
    return dated.compactMap { goal, said in
      guard said != year, said < year else { return nil }
      return Broken(
        Wording(
          "《\(goal.title)》写 \(said) 年，预算年度是 \(year) 年。", "“\(goal.title)” says \(said); the fiscal year is \(year)."),
        expected: "\(year)", found: "\(said)",
        evidence: [Evidence("绩效目标", text: goal.title, span: goal.span, statement: .performance)], key: goal.project,
        severity: .notice)
    }
  }
}
