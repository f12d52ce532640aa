import MingzhangModel

extension Rule {
  /// “‘三公’支出决算中，公务接待费 6.28 万元，占 34.88 %” where all that was spent is 6.28: the share is one of the budget.
  static let threePublicShareOfBudget = Rule(
    "N336", Wording("“三公”决算的占比是占预算的", "A share of what was spent is taken of the budget"), .error,
    preparer: Wording("用决算合计作分母重算占比。", "Take the share of the total that was spent."),
    citizen: Wording("占比的分母用了预算数。", "The share was taken of the budget.")
  ) { subject throws(Unchecked) in
    guard subject.disclosure.kind == .final else { throw Unchecked("不是决算", "no final account") }
    var broken: [Broken] = []
    var decided = false
    var totals: (budget: Claim, final: Claim)?
    for section in subject.disclosure.narrative.sections {
      for paragraph in section.paragraphs where paragraph.text.contains("三公") {
        if totals == nil {
          totals = (2...max(2, min(paragraph.claims.count, 12))).lazy.compactMap { index in
            index <= paragraph.claims.count ? Directions.pair(before: index, in: paragraph) : nil
          }.first { Directions.words(paragraph, before: $0.budget, limit: 24).contains("三公") }
        }
        guard let totals, paragraph.text.contains("决算中") || paragraph.text.contains("支出中") else { continue }
        for share in Shares.pairs(in: paragraph) {
          guard let part = share.amount.amount, part.money > .zero, let spent = totals.final.amount,
            let right = Ratio.percent(part, of: spent)
          else { continue }
          decided = true
          guard !right.holds(share.percent), Shares.holds(share, of: totals.budget) else { continue }
          broken.append(
            Broken(
              Wording(
                "\(share.amount.quote) 占决算 \(totals.final.quote) 的 \(right.printed(like: share.percent))%，印作 \(share.percent)%，那是占预算 \(totals.budget.quote) 的。",
                "\(share.amount.quote) is \(right.printed(like: share.percent)) % of the \(totals.final.quote) spent; \(share.percent) % is of the budget, \(totals.budget.quote)."
              ),
              expected: "\(right.printed(like: share.percent))%", found: "\(share.percent)%",
              evidence: [
                share.claim.evidence(in: paragraph, section), totals.final.evidence, totals.budget.evidence,
              ], key: "\(share.amount.subject)|\(share.percent)"))
        }
      }
    }
    guard decided else { throw Unchecked("没有“三公”决算的占比", "no share of the three public expenses") }
    return broken
  }
}
