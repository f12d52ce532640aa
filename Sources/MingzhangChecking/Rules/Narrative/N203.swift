import MingzhangModel

extension Rule {
  /// “预算 A，决算 B，完成预算的 p %”: p = B ÷ A.
  static let completionOffFigures = Rule(
    "N203", Wording("完成预算的百分比与数字不符", "The rate of completion does not follow"), .error,
    preparer: Wording("按决算数 ÷ 预算数重算。", "Recompute: final ÷ budget."),
    citizen: Wording("完成率和前面的数字算不到一起。", "The rate does not follow from the figures before it.")
  ) { subject throws(Unchecked) in
    var broken: [Broken] = []
    var decided = false
    for section in subject.disclosure.narrative.sections {
      for paragraph in section.paragraphs {
        for (index, claim) in paragraph.claims.enumerated() {
          guard case .percent(let percent) = claim.value, let pair = Directions.pair(before: index, in: paragraph)
          else { continue }
          let words = Directions.words(paragraph, before: claim, limit: 14)
          guard Directions.completes(paragraph, claim, of: pair.final),
            !Directions.isOfOtherStage(words, than: pair.budget, in: paragraph),
            let a = pair.budget.amount, let b = pair.final.amount,
            let ratio = Ratio.percent(b, of: a)
          else { continue }
          decided = true
          guard !ratio.holds(percent) else { continue }
          if let right = Ratio.percent(b, of: a.tenThousandth), right.nearly(percent),
            pair.budget.unit == .tenThousandYuan,
            pair.final.unit == .yuan
          {
            // 预算 494400 万元，决算 115749.56 元，完成 23.42%
            broken.append(
              Broken(
                Wording(
                  "预算 \(pair.budget.quote) 的单位像是“元”：按元计，完成率 \(percent)% 才成立。",
                  "The budget \(pair.budget.quote) seems to be yuan: only then is \(percent) % right."),
                expected: "元", found: pair.budget.quote,
                evidence: [pair.budget.evidence, claim.evidence(in: paragraph, section), pair.final.evidence],
                key: "\(pair.budget.quote)|unit"))
            continue
          }
          broken.append(
            Broken(
              Wording(
                "预算 \(pair.budget.quote)、决算 \(pair.final.quote)，完成率应为 \(ratio.printed(like: percent))%，印作 \(percent)%。",
                "Budget \(pair.budget.quote), final \(pair.final.quote): \(ratio.printed(like: percent)) %, printed \(percent) %."
              ),
              expected: "\(ratio.printed(like: percent))%", found: "\(percent)%",
              evidence: [claim.evidence(in: paragraph, section), pair.budget.evidence, pair.final.evidence],
              key: "\(pair.budget.quote)|\(percent)"))
        }
        for stated in Directions.completions(in: paragraph) {
          decided = true
          guard !stated.holds else { continue }
          let by = stated.difference?.quote
          broken.append(
            Broken(
              Wording(
                "写完成预算的 \(stated.percent)%，又写决算数\(stated.said)预算数\(by ?? "")，两者不能同时成立。",
                "\(stated.percent) % of the budget, and yet 决算数\(stated.said)预算数\(by ?? ""): both cannot be."
              ),
              expected: stated.ratio.map { "\($0.printed(like: stated.percent))%" }, found: "\(stated.percent)%",
              evidence: [stated.claim.evidence(in: paragraph, section)]
                + (stated.difference.map { [$0.evidence] } ?? []),
              key: "\(stated.percent)|\(stated.said)"))
        }
      }
    }
    guard decided else { throw Unchecked("没有完成率", "no rate of completion") }
    return broken
  }
}

extension Ratio {
  /// Whether it is the printed percentage, or one of its last digit more or less.
  fileprivate func nearly(_ percent: PrintedNumber) -> Bool {
    [-1, 0, 1].contains { holds(PrintedNumber(digits: percent.digits + $0, decimals: percent.decimals)) }
  }
}

extension ReportedAmount {
  /// What the same digits are in yuan when they are printed in ten thousand yuan.
  fileprivate var tenThousandth: ReportedAmount {
    ReportedAmount(Money(fen: money.fen / 10_000), slack: Money(fen: slack.fen / 10_000))
  }
}
