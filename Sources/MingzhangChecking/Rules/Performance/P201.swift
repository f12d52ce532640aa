import MingzhangModel

extension Rule {
  /// One project that lists the same indicator with the same target twice.
  static let indicatorRepeated = Rule(
    "P201", Wording("同一指标列了两次", "An indicator stands twice"), .notice,
    preparer: Wording("删去重复的指标。", "Delete the repeated indicator."),
    citizen: Wording("同一个指标写了两遍，看起来指标多，其实没有。", "One indicator is listed twice.")
  ) { subject throws(Unchecked) in
    let goals = subject.disclosure.goals.filter { !$0.indicators.isEmpty }
    guard !goals.isEmpty else { throw Unchecked("没有绩效指标", "no indicators") }

    // where the projects have no names of their own, two indicators may belong to two projects
    let names = Dictionary(goals.map { ($0.project, 1) }, uniquingKeysWith: +)
    return goals.flatMap { goal -> [Broken] in
      guard names[goal.project] == 1, goal.indicators.count <= 40 else { return [] }
      var seen = Set<String>()
      return goal.indicators.compactMap { indicator in
        let key = [indicator.level1, indicator.level2, indicator.name, indicator.detail, indicator.printedTarget].map(
          \.foldedForMatching
        )
        .joined(separator: "|")
        guard indicator.name.count >= 2, !seen.insert(key).inserted else { return nil }
        return Broken(
          Wording(
            "“\(goal.project)”的“\(indicator.name)”列了两次。", "“\(indicator.name)” of “\(goal.project)” stands twice."),
          found: indicator.name,
          evidence: [
            Evidence(
              "\(goal.title) / \(indicator.name)", text: "\(indicator.name) \(indicator.printedTarget)",
              span: indicator.span, statement: .performance)
          ], key: "\(goal.project)|\(key)")
      }
    }
  }
}
