import MingzhangModel

extension Rule {
  /// Two projects with the same objective, word for word.
  static let objectiveCopied = Rule(
    "P204", Wording("不同项目的绩效目标一字不差", "Two projects have one objective"), .notice,
    preparer: Wording("按各项目的实际写目标。", "State each project's own objective."),
    citizen: Wording("两个项目的目标完全一样，可能是照抄。", "Two projects share one objective: perhaps copied.")
  ) { subject throws(Unchecked) in
    let goals = subject.disclosure.goals.filter { $0.objective.count >= 20 }
    guard subject.disclosure.goals.count > 1 else { throw Unchecked("没有几个项目的绩效目标", "too few targets") }
    var seen: [String: PerformanceGoal] = [:]
    return goals.compactMap { goal in
      let words = goal.objective.foldedForMatching
      guard let first = seen[words] else {
        seen[words] = goal
        return nil
      }
      guard first.project.foldedForMatching != goal.project.foldedForMatching else { return nil }
      return Broken(
        Wording(
          "“\(first.project)”和“\(goal.project)”的绩效目标一字不差。",
          "“\(first.project)” and “\(goal.project)” state the same objective."),
        found: String(goal.objective.prefix(40)),
        evidence: [
          Evidence(goal.title, text: String(goal.objective.prefix(60)), span: goal.span, statement: .performance),
          Evidence(first.title, text: String(first.objective.prefix(60)), span: first.span, statement: .performance),
        ], key: goal.project)
    }
  }
}
