import MingzhangModel

extension Rule {
  /// Each target has output, benefit and satisfaction indicators.
  static let indicatorLevelMissing = Rule(
    "P103", Wording("绩效目标缺少一级指标", "A target lacks a class of indicators"), .notice,
    preparer: Wording("补上产出、效益或满意度指标。", "Add output, benefit or satisfaction indicators."),
    citizen: Wording("这个项目没有说清产出、效果或满意度中的一项。", "The project leaves out output, benefit or satisfaction.")
  ) { subject throws(Unchecked) in
    let goals = subject.disclosure.goals.filter { !$0.indicators.isEmpty }
    guard !goals.isEmpty else { throw Unchecked("没有绩效指标", "no indicators") }
    return goals.compactMap { goal in
      let levels = goal.indicators.map(\.level1.foldedForMatching)
      let missing = ["产出", "效益", "满意"].filter { word in !levels.contains { $0.contains(word) } }
      guard !missing.isEmpty, levels.contains(where: { $0.contains("产出") || $0.contains("效益") }) else { return nil }
      return Broken(
        Wording(
          "“\(goal.project)”没有\(missing.joined(separator: "、"))指标。",
          "“\(goal.project)” has no indicators of \(missing.joined(separator: ", "))."),
        expected: "产出、效益、满意度", evidence: [Evidence("绩效目标", text: goal.title, span: goal.span, statement: .performance)],
        key: goal.project)
    }
  }
}
