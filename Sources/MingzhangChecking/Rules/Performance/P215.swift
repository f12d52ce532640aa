import MingzhangModel

extension Rule {
  /// 三级指标 “社会效益指标 ≥100%”: the name of the class in place of an indicator.
  static let indicatorNamedAsClass = Rule(
    "P215", Wording("三级指标照抄了上级指标的名称", "An indicator is called as its class"), .warning,
    preparer: Wording("写出具体的三级指标。", "Name the indicator itself."),
    citizen: Wording("指标没有具体内容，无法考核。", "The indicator says nothing that could be measured.")
  ) { subject throws(Unchecked) in
    let goals = subject.disclosure.goals.filter { !$0.indicators.isEmpty }
    guard !goals.isEmpty else { throw Unchecked("没有绩效指标", "no indicators") }
    let classes: Set<String> = [
      "数量指标", "质量指标", "时效指标", "成本指标", "经济效益指标", "社会效益指标", "生态效益指标", "可持续影响指标", "服务对象满意度指标", "经济成本指标", "社会成本指标",
      "生态环境成本指标",
    ]
    let found = goals.flatMap { goal in
      goal.indicators.filter { classes.contains($0.name.foldedForMatching) && !$0.printedTarget.isEmpty }.map {
        $0.evidence(goal)
      }
    }
    guard let first = found.first else { return [] }
    return [
      Broken(
        Wording(
          "“\(first.text)”\(found.count > 1 ? "等 \(found.count) 处" : "")没有写具体指标。",
          "\(found.count > 1 ? "\(found.count) places such as " : "")“\(first.text)”: no indicator of its own."),
        found: first.text, evidence: Array(found.prefix(12)), key: "classes")
    ]
  }
}
