import MingzhangModel

extension Rule {
  /// A rate has its percent sign.
  static let percentSignMissing = Rule(
    "P102", Wording("指标值缺少百分号", "A target lacks its percent sign"), .warning,
    preparer: Wording("补上“%”。", "Add the percent sign."),
    citizen: Wording("≥98 说的是 98% 还是 98 个，看不出来。", "It is not clear whether 98 means 98 %.")
  ) { subject throws(Unchecked) in
    guard !subject.disclosure.goals.isEmpty else { throw Unchecked("没有绩效目标表", "no performance targets") }
    var broken: [Broken] = []
    for goal in subject.disclosure.goals {
      // a form that prints rates without the sign throughout is a form
      guard !goal.title.contains("自评"), goal.indicators.contains(where: { $0.printedTarget.contains("%") }) else {
        continue
      }
      for indicator in goal.indicators {
        let number: PrintedNumber
        switch indicator.target {
        case .atLeast(let value, ""), .atMost(let value, ""), .exactly(let value, ""): number = value
        default: continue
        }
        let name = indicator.name.foldedForMatching
        guard ["率", "满意度", "占比", "比例"].contains(where: name.hasSuffix), number.digits >= 0,
          number <= PrintedNumber(digits: 100, decimals: 0), number > PrintedNumber(digits: 1, decimals: 0)
        else { continue }
        broken.append(
          Broken(
            Wording(
              "“\(goal.project)”的“\(indicator.name)”指标值“\(indicator.printedTarget)”没有百分号。",
              "“\(indicator.name)” of “\(goal.project)” is “\(indicator.printedTarget)” without a percent sign."),
            expected: indicator.printedTarget + "%", found: indicator.printedTarget,
            evidence: [
              Evidence(
                "\(goal.title) / \(indicator.name)", text: "\(indicator.name) \(indicator.printedTarget)",
                span: indicator.span, statement: .performance)
            ],
            key: "\(goal.project)|\(indicator.name)"))
      }
    }
    return broken
  }
}
