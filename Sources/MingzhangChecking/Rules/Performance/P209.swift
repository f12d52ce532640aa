import MingzhangModel

extension Rule {
  /// 》95%, ≤24.2万, 2380平方: a target whose sign or unit is not what was meant.
  static let targetMiswritten = Rule(
    "P209", Wording("指标值的符号或单位写错", "The sign or unit of a target is miswritten"), .warning,
    preparer: Wording("写成“≥95%”“≤24.2万元”“2380平方米”。", "Write ≥, 万元 and 平方米 in full."),
    citizen: Wording("指标值没有写对，看得出原意。", "The target is miswritten; what was meant can be seen.")
  ) { subject throws(Unchecked) in
    let indicators = subject.disclosure.goals.flatMap { goal in goal.indicators.map { (goal, $0) } }
    guard !indicators.isEmpty else { throw Unchecked("没有绩效指标", "no indicators") }
    // where several targets say 万, that is how the table writes money
    let bare = indicators.count { $0.1.printedTarget.foldedForMatching.hasSuffix("万") }
    return indicators.compactMap { goal, indicator in
      let printed = indicator.printedTarget.foldedForMatching
      guard let right = Self.right(printed), !printed.hasSuffix("万") || bare <= 1 else { return nil }
      return Broken(
        Wording(
          "“\(indicator.name)”的指标值“\(indicator.printedTarget)”应写“\(right)”。",
          "The target “\(indicator.printedTarget)” of “\(indicator.name)” should be “\(right)”."),
        expected: right, found: indicator.printedTarget,
        evidence: [
          Evidence(
            "\(goal.title) / \(indicator.name)", text: "\(indicator.name) \(indicator.printedTarget)",
            span: indicator.span, statement: .performance)
        ], key: "\(goal.project)|\(indicator.name)|\(printed)")
    }
  }

  private static func right(_ target: String) -> String? {
    for (mark, sign) in [("》", "≥"), ("《", "≤")] where target.hasPrefix(mark) {
      let rest = target.dropFirst().drop { $0 == "=" }
      return rest.first.map { $0.isASCII && $0.isNumber } ?? false && !target.contains(mark == "》" ? "《" : "》")
        ? sign + rest : nil
    }
    let signs = target.prefix { "≥≤><=".contains($0) }
    let figure = target[signs.endIndex...]
    let digits = figure.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
    let unit = figure[digits.endIndex...]
    guard digits.contains(where: \.isNumber) else { return nil }
    if unit == "万", signs.contains("≤") || digits.contains(".") { return target + "元" }
    return unit == "平方" ? target + "米" : nil
  }
}
