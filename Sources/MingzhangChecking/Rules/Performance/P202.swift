import MingzhangModel

extension Rule {
  /// A rate of coverage, completion or satisfaction above 100 %.
  static let rateAboveHundred = Rule(
    "P202", Wording("比率类指标超过100%", "A rate above 100 %"), .warning,
    preparer: Wording("核对指标值。", "Check the target."),
    citizen: Wording("完成率、合格率不会超过100%。", "No such rate exceeds 100 %.")
  ) { subject throws(Unchecked) in
    let goals = subject.disclosure.goals.filter { !$0.indicators.isEmpty }
    guard !goals.isEmpty else { throw Unchecked("没有绩效指标", "no indicators") }

    let words = ["合格率", "完成率", "覆盖率", "满意度", "及时率", "准确率", "到位率", "通过率", "发放率", "达标率", "参与率"]
    let limit = PrintedNumber(digits: 100, decimals: 0)
    let found = goals.flatMap { goal in
      goal.indicators.compactMap { indicator -> Evidence? in
        let number: PrintedNumber
        switch indicator.target {
        case .atLeast(let value, let unit), .exactly(let value, let unit), .atMost(let value, let unit):
          guard unit.foldedForMatching == "%" else { return nil }
          number = value
        case .descriptive: return nil
        }
        guard words.contains(where: indicator.name.foldedForMatching.hasSuffix), number > limit else { return nil }
        return Evidence(
          "\(goal.title) / \(indicator.name)", text: "\(indicator.name) \(indicator.printedTarget)",
          span: indicator.span, statement: .performance)
      }
    }
    // the same slip of the keyboard in every table is one
    guard let first = found.first else { return [] }
    return [
      Broken(
        Wording(
          "“\(first.text)”\(found.count > 1 ? "等 \(found.count) 个指标" : "")超过100%。",
          "\(found.count > 1 ? "\(found.count) targets such as " : "")“\(first.text)” exceed 100 %."),
        expected: "100%", found: first.text, evidence: Array(found.prefix(12)), key: "rates")
    ]
  }
}
