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
            let ratio = Ratio.percent(amount, of: total), amount.money.fen >= 0,
            !Shares.isOfAnother(share, than: best, in: paragraph)
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
    // 占本年支出合计的 p %: the whole is named, and stated elsewhere
    for section in subject.disclosure.narrative.sections where section.topic != .glossary {
      for paragraph in section.paragraphs where paragraph.text.contains("占") {
        for (share, claim) in zip(paragraph.claims, paragraph.claims.dropFirst()) {
          guard case .percent(let percent) = claim.value, claim.direction == nil, let amount = share.amount,
            share.direction == nil, share.year == subject.disclosure.fiscalYear
          else { continue }
          let between = paragraph.words(from: share.position.upperBound, to: claim.position.lowerBound)
            .foldedForMatching
          guard between.hasPrefix(",占") || between.hasPrefix("占") || between.hasPrefix("(占"), between.hasSuffix("的"),
            let whole = NamedWhole(String((between.after("占") ?? "").dropLast()), subject),
            let ratio = Ratio.percent(amount, of: whole.amount), amount.money.fen > 0
          else { continue }
          decided = true
          guard !ratio.holds(percent), !broken.contains(where: { $0.found == "\(percent)%" }) else { continue }
          broken.append(
            Broken(
              Wording(
                "\(share.quote) 占\(whole.claim.subject) \(whole.claim.quote) 应为 \(ratio.printed(like: percent))%，印作 \(percent)%。",
                "\(share.quote) of \(whole.claim.quote) is \(ratio.printed(like: percent)) %, printed \(percent) %."),
              expected: "\(ratio.printed(like: percent))%", found: "\(percent)%",
              evidence: [claim.evidence(in: paragraph, section), whole.claim.evidence],
              key: "\(share.subject)|\(percent)|named", severity: .warning))
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

/// The whole that a share names, where all that the words say of it is one amount.
private struct NamedWhole {
  let claim: Claim
  let amount: ReportedAmount

  init?(_ name: String, _ subject: Subject) {
    let name = name.foldedForMatching
    guard name.count >= 4 else { return nil }
    let topics: [Narrative.Topic] = [.overview, .expenditure, .revenue]
    let measure =
      ["本年支出合计": Claim.Measure.expenditureOfYear, "本年收入合计": .revenueOfYear][name]
      ?? (name.contains("三公") ? .threePublicExpenses : nil)
    let claims =
      measure.map(subject.claims)
      ?? subject.disclosure.narrative.sections.filter { $0.topic.map(topics.contains) ?? false }
      .flatMap { $0.paragraphs.flatMap(\.claims) }.filter {
        $0.amount != nil && $0.direction == nil && $0.subject.foldedForMatching.hasSuffix(name)
      }
    guard let first = claims.first, let amount = first.amount, amount.money.fen > 0,
      claims.allSatisfy({ $0.amount?.agrees(with: amount) ?? false })
    else { return nil }
    (claim, self.amount) = (first, amount)
  }
}

extension PrintedNumber {
  /// Whether it is more than 100.
  fileprivate var isAboveHundred: Bool {
    guard decimals < 10 else { return false }
    return digits > (0..<decimals).reduce(Int64(100)) { power, _ in power * 10 }
  }
}

extension Shares {
  /// Whether a share is one of a part told before it (基本支出80万元，占80%（其中：人员经费60万元，占75%…）), or of a total that has another
  /// name than the whole of the group (占收入总计的, where the group shares 收入合计).
  fileprivate static func isOfAnother(_ share: Pair, than whole: Claim, in paragraph: Narrative.Paragraph) -> Bool {
    let said = Directions.words(paragraph, before: share.claim, limit: 12).foldedForMatching
    if let named = said.after("占"), named.hasSuffix("总计的"), !whole.subject.contains("总计") { return true }
    for claim in paragraph.claims where claim.amount != nil && claim.direction == nil {
      guard claim != share.amount, claim != whole else { continue }
      if claim.position.upperBound <= share.amount.position.lowerBound, holds(share, of: claim) { return true }
    }
    return false
  }
}
