import MingzhangModel

extension Rule {
  /// “A 万元，占 p %”: p = A ÷ total of the paragraph.
  static let shareOffAmounts = Rule(
    "N201", Wording("占比与金额不符", "A share does not follow from its amounts"), .error,
    preparer: Wording("按金额重算占比。", "Recompute the share from the amounts."),
    citizen: Wording("占比和它的金额算不到一起。", "The share does not follow from the amounts.")
  ) { subject throws(Unchecked) in
    var broken: [Broken] = []
    var decided = false
    for section in subject.disclosure.narrative.sections {
      for (number, shares) in Shares.groups(in: section) where shares.count >= 2 {
        let paragraph = section.paragraphs[number]
        guard let best = Shares.whole(of: shares, in: paragraph, after: section.paragraphs[..<number]) else { continue }
        decided = true
        for share in shares where !Shares.holds(share, of: best) {
          guard share.amount != best, let amount = share.amount.amount, let total = best.amount,
            let ratio = Ratio.percent(amount, of: total), amount.money.fen >= 0
          else { continue }
          broken.append(
            Broken(
              Wording(
                "\(share.amount.quote) 占 \(best.quote) 应为 \(ratio.printed(like: share.percent))%，印作 \(share.percent)%。",
                "\(share.amount.quote) of \(best.quote) is \(ratio.printed(like: share.percent)) %, printed \(share.percent) %."
              ),
              expected: "\(ratio.printed(like: share.percent))%", found: "\(share.percent)%",
              evidence: [share.claim.evidence(in: paragraph, section), best.evidence],
              key: "\(share.amount.subject)|\(share.percent)",
              severity: Shares.isRoundedToWhole(share, ratio, among: shares) ? .notice : nil))
        }
      }
    }
    let totals = Shares.threePublicTotals(subject)
    let known = Set(broken.compactMap { $0.evidence.first?.span })
    for section in subject.disclosure.narrative.sections {
      for paragraph in section.paragraphs {
        for (share, whole) in Shares.named(in: paragraph) + Shares.threePublic(in: paragraph, totals: totals) {
          guard let amount = share.amount.amount, let total = whole.amount, amount.money.fen > 0,
            let ratio = Ratio.percent(amount, of: total),
            share.claim.span.map({ !known.contains($0) }) ?? true
          else { continue }
          decided = true
          // a share that fits another amount of the paragraph, or another total of these expenses, is one of that
          guard !ratio.holds(share.percent),
            !paragraph.claims.contains(where: { $0.amount != nil && Shares.holds(share, of: $0) }),
            !totals.contains(where: { Shares.holds(share, of: $0) })
          else { continue }
          broken.append(
            Broken(
              Wording(
                "\(share.amount.quote) 占 \(whole.quote) 应为 \(ratio.printed(like: share.percent))%，印作 \(share.percent)%。",
                "\(share.amount.quote) of \(whole.quote) is \(ratio.printed(like: share.percent)) %, printed \(share.percent) %."
              ),
              expected: "\(ratio.printed(like: share.percent))%", found: "\(share.percent)%",
              evidence: [share.claim.evidence(in: paragraph, section), whole.evidence],
              key: "\(share.amount.subject)|\(share.percent)"))
        }
      }
    }
    for sentence in subject.sentences where sentence.text.contains("占") {
      for claim in sentence.claims {
        guard case .percent(let percent) = claim.value, percent.isAboveHundred,
          sentence.words(from: claim.position.lowerBound - 1, to: claim.position.lowerBound) == "占"
        else { continue }
        decided = true
        broken.append(
          Broken(
            Wording("占比 \(percent)% 大于 100%。", "A share of \(percent) % is more than all."), expected: "≤ 100%",
            found: "\(percent)%", evidence: [sentence.evidence(claim)], key: "\(claim.subject)|\(percent)|100"))
      }
    }
    guard decided else { throw Unchecked("没有可重算的占比", "no share to recompute") }
    return broken
  }
}

extension PrintedNumber {
  /// Whether it is more than 100.
  fileprivate var isAboveHundred: Bool {
    guard decimals < 10 else { return false }
    return digits > (0..<decimals).reduce(Int64(100)) { power, _ in power * 10 }
  }
}
