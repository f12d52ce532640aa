import MingzhangModel

extension Rule {
  /// 成本控制率 ≤195 万元: a rate is no amount.
  static let rateInMoney = Rule(
    "P212", Wording("比率指标的指标值写成了金额", "A rate has an amount for its target"), .warning,
    preparer: Wording("比率写百分数；要写金额的，改指标名称。", "Give the rate in percent, or name the indicator as an amount."),
    citizen: Wording("指标叫“率”，值却是钱数，没法考核。", "The indicator is a rate, its target an amount of money.")
  ) { subject throws(Unchecked) in
    let goals = subject.disclosure.goals.filter { !$0.indicators.isEmpty }
    guard !goals.isEmpty else { throw Unchecked("没有绩效指标", "no indicators") }
    let found = goals.flatMap { goal in
      goal.indicators.filter { $0.name.foldedForMatching.hasSuffix("率") && $0.target.amount != nil }.map {
        $0.evidence(goal)
      }
    }
    guard let first = found.first else { return [] }
    return [
      Broken(
        Wording(
          "“\(first.text)”\(found.count > 1 ? "等 \(found.count) 个指标" : "")是比率，值却是金额。",
          "\(found.count > 1 ? "\(found.count) indicators such as " : "")“\(first.text)”: a rate with an amount."),
        found: first.text, evidence: Array(found.prefix(12)), key: "rates")
    ]
  }
}
