import MingzhangModel

extension Rule {
  /// The cap of a target = the project's amount in the project table.
  static let capOffProjectLine = Rule(
    "P108", Wording("成本上限与项目支出表不符", "A cost cap differs from the project table"), .notice,
    preparer: Wording("核对该项目的成本指标与项目支出表的金额。", "Check the cost indicator against the project table."),
    citizen: Wording("同一个项目，绩效目标和项目支出表说的钱数不同。", "Target and project table state different amounts for one project.")
  ) { subject throws(Unchecked) in
    let costs = TargetMoney.offTotalCost(subject.disclosure)
    do throws(Unchecked) { return try costs + capsOffLines(subject) } catch {
      if costs.isEmpty { throw error }
      return costs
    }
  }

  private static func capsOffLines(_ subject: Subject) throws(Unchecked) -> [Broken] {
    let statement = try subject.table(.projectExpenditure)
    let caps = Dictionary(grouping: Caps(subject.disclosure.goals).indicators) { $0.0.project.foldedForMatching }
    var broken: [Broken] = []
    var decided = false
    let named = Dictionary(grouping: statement.lines) { $0.caption.foldedForMatching }
    for (name, lines) in named.sorted(by: { $0.key < $1.key }) {
      // several caps may be parts of one amount, or not
      guard let own = caps[name], own.count == 1, let (goal, cap) = own.first, let said = cap.target.amount,
        let line = lines.first
      else { continue }
      decided = true
      // projects of one name of several units: the one of this amount is meant, or all together, or nobody knows which
      guard lines.count == 1 else { continue }
      let amount = try subject.amount(line, .total, in: statement)
      if let found = Sums(subject: subject).equal(
        (Caps.evidence((goal, cap)), said, "“\(goal.project)”的成本上限"),
        (statement.evidence(line, .total), amount, "项目支出表"), unit: statement.money, key: goal.project)
      {
        broken.append(found)
      }
    }
    guard decided else { throw Unchecked("项目支出表与绩效目标没有同名的项目", "no project is in both the table and the targets") }
    return broken
  }
}
