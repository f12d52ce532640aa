import MingzhangModel

extension Rule {
  /// Targets that cannot be measured: “进一步提升”.
  static let vagueTargets = Rule(
    "P105", Wording("指标值不可衡量", "Targets cannot be measured"), .notice,
    preparer: Wording("尽量改为可以计量的指标值。", "State targets that can be measured."),
    citizen: Wording("“进一步提升”之类的目标，年底无法判断做到没有。", "Nobody can tell whether “further improved” was reached.")
  ) { subject throws(Unchecked) in
    let all = subject.disclosure.goals.flatMap { goal in goal.indicators.map { (goal, $0) } }
    guard !all.isEmpty else { throw Unchecked("没有绩效指标", "no indicators") }
    let vague = all.filter { _, indicator in
      guard case .descriptive = indicator.target else { return false }
      let text = indicator.printedTarget.foldedForMatching
      return ["进一步", "提升", "提高", "改善", "加强", "增强", "有效", "明显", "显著", "较好"].contains { text.contains($0) }
    }
    guard let first = vague.first else { return [] }
    return [
      Broken(
        Wording(
          "\(all.count) 个指标中有 \(vague.count) 个只写“\(first.1.printedTarget)”之类的话。",
          "\(vague.count) of \(all.count) targets only say such as “\(first.1.printedTarget)”."),
        found: "\(vague.count)/\(all.count)",
        evidence: vague.prefix(8).map {
          Evidence("\($0.title) / \($1.name)", text: $1.printedTarget, span: $1.span, statement: .performance)
        }, key: "vague")
    ]
  }
}
