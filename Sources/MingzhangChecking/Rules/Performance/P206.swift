import MingzhangModel

extension Rule {
  /// 数量指标 under 效益指标, 社会效益 under 产出指标.
  static let indicatorUnderWrongClass = Rule(
    "P206", Wording("二级指标放错了一级指标", "A sub-class stands under the wrong class"), .notice,
    preparer: Wording("把指标移到所属的一级指标下。", "Move the indicator to its class."),
    citizen: Wording("指标的分类放错了。", "The indicator stands under the wrong class.")
  ) { subject throws(Unchecked) in
    let goals = subject.disclosure.goals.filter { !$0.indicators.isEmpty }
    guard !goals.isEmpty else { throw Unchecked("没有绩效指标", "no indicators") }

    let classes: [(String, [String])] = [
      ("产出", ["数量", "质量", "时效"]), ("效益", ["经济效益", "社会效益", "生态效益", "可持续影响"]), ("满意", ["满意度"]),
    ]
    return goals.flatMap { goal in
      goal.indicators.compactMap { indicator in
        let (upper, lower) = (indicator.level1.foldedForMatching, indicator.level2.foldedForMatching)
        guard let own = classes.first(where: { $0.1.contains(where: lower.hasPrefix) }),
          let stated = classes.first(where: { upper.hasPrefix($0.0) }), own.0 != stated.0
        else { return nil }
        // 效益指标 / 满意度指标 is how the older form prints it
        guard own.0 != "满意", upper.count <= 6 else { return nil }
        return Broken(
          Wording(
            "“\(goal.project)”的“\(indicator.level2)”列在“\(indicator.level1)”下。",
            "“\(indicator.level2)” of “\(goal.project)” stands under “\(indicator.level1)”."),
          expected: own.0, found: indicator.level1,
          evidence: [
            Evidence(
              "\(goal.title) / \(indicator.name)", text: "\(indicator.level1) \(indicator.level2) \(indicator.name)",
              span: indicator.span, statement: .performance)
          ], key: "\(goal.project)|\(indicator.name)")
      }
    }
  }
}
