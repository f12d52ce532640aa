import MingzhangModel

extension Rule {
  /// 满意度 ≤95%: a goal that would be missed by doing better.
  static let satisfactionCapped = Rule(
    "P205", Wording("满意度写成了不超过", "Satisfaction is capped"), .warning,
    preparer: Wording("改为“≥”。", "Write ≥."),
    citizen: Wording("满意度越高越好，不应规定上限。", "Satisfaction has no upper limit.")
  ) { subject throws(Unchecked) in
    let goals = subject.disclosure.goals.filter { !$0.indicators.isEmpty }
    guard !goals.isEmpty else { throw Unchecked("没有绩效指标", "no indicators") }

    return goals.flatMap { goal in
      goal.indicators.compactMap { indicator in
        guard case .atMost(let number, _) = indicator.target, number > PrintedNumber(digits: 1, decimals: 0) else {
          return nil
        }
        let name = indicator.name.foldedForMatching
        guard name.hasSuffix("满意度") || name.hasSuffix("满意率"), !name.contains("不满意") else { return nil }
        return Broken(
          Wording(
            "“\(goal.project)”的“\(indicator.name)”写作“\(indicator.printedTarget)”。",
            "“\(indicator.name)” of “\(goal.project)” is “\(indicator.printedTarget)”."),
          expected: indicator.printedTarget.replacing("≤", with: "≥"), found: indicator.printedTarget,
          evidence: [
            Evidence(
              "\(goal.title) / \(indicator.name)", text: "\(indicator.name) \(indicator.printedTarget)",
              span: indicator.span, statement: .performance)
          ], key: "\(goal.project)|\(indicator.name)")
      }
    }
  }
}
