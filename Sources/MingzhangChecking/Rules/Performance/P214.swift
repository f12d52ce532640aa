import MingzhangModel

extension Rule {
  /// 隐私泄露次数 1 次, 投诉量 ≥100 %: what should be as small as can be is promised.
  static let harmPromised = Rule(
    "P214", Wording("负面事项的指标值方向不对", "A harm is set as a target"), .warning,
    preparer: Wording("事故、泄露、投诉一类的指标写“0”或“≤”。", "State 0 or at most for accidents, leaks and complaints."),
    citizen: Wording("把事故、投诉的次数定成要达到的目标，方向反了。", "The target asks for accidents or complaints.")
  ) { subject throws(Unchecked) in
    let goals = subject.disclosure.goals.filter { !$0.indicators.isEmpty }
    guard !goals.isEmpty else { throw Unchecked("没有绩效指标", "no indicators") }
    let found = goals.flatMap { goal in
      goal.indicators.filter(isPromisedHarm).map { $0.evidence(goal) }
    }
    guard let first = found.first else { return [] }
    return [
      Broken(
        Wording(
          "“\(first.text)”\(found.count > 1 ? "等 \(found.count) 个指标" : "")：负面事项应为 0 或“≤”。",
          "\(found.count > 1 ? "\(found.count) indicators such as " : "")“\(first.text)”: a harm should be 0 or at most."
        ),
        found: first.text, evidence: Array(found.prefix(12)), key: "harms")
    ]
  }

  private static func isPromisedHarm(_ indicator: PerformanceIndicator) -> Bool {
    let name = indicator.name.foldedForMatching
    guard let number = indicator.number, number.value.digits > 0, !number.isMost,
      ["泄露次数", "泄密次数", "泄漏次数", "事故次数", "事故起数", "事故数", "事故数量", "投诉量", "投诉次数", "投诉数", "投诉数量", "差错次数", "违纪次数"]
        .contains(where: name.hasSuffix)
    else { return false }
    return ![
      "处理", "办理", "办结", "受理", "调查", "下降", "减少", "降低", "整改", "查处", "处置", "演练", "接", "救", "勘", "防", "化解", "无", "零", "未",
      "不", "压降",
    ].contains { name.contains($0) }
  }
}
