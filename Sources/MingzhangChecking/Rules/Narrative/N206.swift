import MingzhangModel

extension Rule {
  /// “上年 A，本年 B，比上年增加 C，增长 p %”: C = B − A, p = C ÷ A.
  static let changeOffFigures = Rule(
    "N206", Wording("增减额与前后两个数不符", "A change does not follow from its two figures"), .error,
    preparer: Wording("按两个数重算增减额和百分比，核对增加还是减少。", "Recompute the change and its percentage from the two figures."),
    citizen: Wording("前后两个数相减，和文字说的增减不一样。", "The two figures do not give the change named.")
  ) { subject throws(Unchecked) in
    let year = try subject.year()
    var broken: [Broken] = []
    var decided = false
    for sentence in subject.sentences {
      let claims = sentence.claims.filter { claim in
        switch claim.value {
        case .amount, .percent: true
        default: false
        }
      }
      for index in claims.indices where index + 2 < claims.count {
        let (prior, current, change) = (claims[index], claims[index + 1], claims[index + 2])
        guard let a = prior.amount, let b = current.amount, prior.direction == nil, current.direction == nil,
          prior.year == year - 1,
          current.year == year, let direction = change.direction, prior.functionalCode == current.functionalCode,
          speakOfOne(prior, current)
        else { continue }
        let difference = b - a
        let signed = direction == .decrease ? -difference : difference
        let evidence = [sentence.evidence(change), prior.evidence, current.evidence]
        let unit = current.unit
        let shown = difference.money.printed(like: change.amount ?? b, in: unit) + unit.rawValue
        if let said = change.amount {
          decided = true
          if !said.agrees(with: signed) {
            broken.append(
              Broken(
                Wording(
                  "\(prior.quote) 到 \(current.quote)，变动 \(shown)，文字写\(direction == .decrease ? "减少" : "增加") \(change.quote)。",
                  "From \(prior.quote) to \(current.quote) is \(shown), but the words say \(direction.rawValue) by \(change.quote)."
                ),
                expected: shown, found: (direction == .decrease ? "减少" : "增加") + change.quote,
                evidence: evidence, key: "\(prior.quote)|\(current.quote)"))
          }
          continue
        }
        guard case .percent(let percent) = change.value else { continue }
        decided = true
        guard let ratio = Ratio.change(from: a, to: b) else { continue }
        if signed.money < .zero || !ratio.holds(percent) {
          let right = (difference.money < .zero ? "下降" : "增长") + ratio.printed(like: percent) + "%"
          broken.append(
            Broken(
              Wording(
                "\(prior.quote) 到 \(current.quote)，应为\(right)，文字写\(direction == .decrease ? "下降" : "增长")\(percent)%。",
                "From \(prior.quote) to \(current.quote) is \(right), printed \(direction.rawValue) \(percent) %."),
              expected: right, found: (direction == .decrease ? "下降" : "增长") + "\(percent)%", evidence: evidence,
              key: "\(prior.quote)|\(current.quote)|p"))
        }
      }
    }
    for sentence in subject.sentences where sentence.text.contains("年预算数为") {
      // “A 万元，与上年相比增加 B 万元（去年预算数为 C 万元）”
      let amounts = sentence.claims.filter { $0.amount != nil }
      for index in amounts.indices where index + 2 < amounts.count {
        let (now, change, before) = (amounts[index], amounts[index + 1], amounts[index + 2])
        let words = before.subject.foldedForMatching
        guard let a = now.amount, let c = before.amount, let said = change.change, now.direction == nil,
          before.direction == nil, words == "去年预算数为" || words == "上年预算数为",
          before.position.lowerBound - change.position.upperBound <= 8
        else { continue }
        decided = true
        guard !said.agrees(with: a - c) else { continue }
        let unit = now.unit
        func print(_ amount: ReportedAmount) -> String { amount.money.printed(in: unit) + unit.rawValue }
        let direction = change.direction == .decrease ? "减少" : "增加"
        broken.append(
          Broken(
            Wording(
              "\(now.quote)，上年 \(before.quote)，变动 \(print(a - c))，文字写\(direction) \(change.quote)。",
              "\(now.quote) now, \(before.quote) last year: \(print(a - c)), but the words say \(change.direction?.rawValue ?? "") by \(change.quote)."
            ),
            expected: print(a - c), found: direction + change.quote,
            evidence: [sentence.evidence(change), now.evidence, before.evidence],
            key: "\(now.quote)|\(before.quote)|bracket"))
      }
    }
    for section in subject.disclosure.narrative.sections {
      for paragraph in section.paragraphs {
        for (budget, final, gap) in Directions.gaps(in: paragraph) {
          guard let a = budget.amount, let b = final.amount, let said = gap.change else { continue }
          decided = true
          guard !said.agrees(with: b - a) else { continue }
          let unit = gap.unit
          func print(_ amount: ReportedAmount) -> String { amount.money.printed(in: unit) + unit.rawValue }
          let words = gap.direction == .decrease ? "减少" : "增加"
          broken.append(
            Broken(
              Wording(
                "预算 \(budget.quote)、决算 \(final.quote)，相差 \(print(b - a))，文字写\(words) \(gap.quote)。",
                "Budget \(budget.quote), final \(final.quote): a difference of \(print(b - a)), but the words say \(gap.direction?.rawValue ?? "") by \(gap.quote)."
              ),
              expected: print(b - a), found: words + gap.quote,
              evidence: [gap.evidence(in: paragraph, section), budget.evidence, final.evidence],
              key: "\(budget.quote)|\(final.quote)|gap"))
        }
      }
    }
    guard decided else { throw Unchecked("没有写前后两个数和增减", "no two figures with their change") }
    return broken
  }

  /// “2022年结转 20 万元，2023年收入 100 万元” are two things.
  private static func speakOfOne(_ prior: Claim, _ current: Claim) -> Bool {
    func isKept(_ claim: Claim) -> Bool { ["结转", "结余"].contains(where: claim.subject.contains) }
    guard isKept(prior) == isKept(current) else { return false }
    if let a = prior.measure, let b = current.measure { return a == b }
    let (a, b) = (ChangedAmounts.bare(prior.subject), ChangedAmounts.bare(current.subject))
    return a.count <= 2 || b.count <= 2 || a.contains(b) || b.contains(a) || a.suffix(2) == b.suffix(2)
  }
}
