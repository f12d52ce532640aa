import MingzhangModel

extension Rule {
  /// An indicator with a name and no target, in a table whose others have one.
  static let targetMissing = Rule(
    "P203", Wording("指标没有指标值", "An indicator has no target"), .notice,
    preparer: Wording("补上指标值。", "Add the target."),
    citizen: Wording("只有指标名称，没有要达到的数。", "The indicator names nothing to be reached.")
  ) { subject throws(Unchecked) in
    let goals = subject.disclosure.goals.filter { !$0.indicators.isEmpty }
    guard !goals.isEmpty else { throw Unchecked("没有绩效指标", "no indicators") }

    return goals.flatMap { goal -> [Broken] in
      let filled = goal.indicators.count { !$0.printedTarget.isEmpty }
      // a form that prints no targets, or that was read without them, says nothing
      guard filled * 10 >= goal.indicators.count * 8 else { return [] }
      return goal.indicators.filter {
        $0.printedTarget.isEmpty && $0.name.count >= 3 && !$0.name.contains("绩效指标") && !$0.name.contains("资金")
          && !$0.level2.isEmpty
      }.map {
        indicator in
        Broken(
          Wording(
            "“\(goal.project)”的“\(indicator.name)”没有指标值。", "“\(indicator.name)” of “\(goal.project)” has no target."),
          evidence: [
            Evidence(
              "\(goal.title) / \(indicator.name)", text: indicator.name, span: indicator.span, statement: .performance)
          ], key: "\(goal.project)|\(indicator.name)")
      }
    }
  }
}
