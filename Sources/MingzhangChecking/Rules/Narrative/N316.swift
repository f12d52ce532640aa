import MingzhangModel

extension Rule {
  /// 元 printed where 万元 is meant, or the reverse: an amount off by exactly ten thousand times.
  static let amountUnitOff = Rule(
    "N316", Wording("金额的单位写错，元与万元相差一万倍", "An amount is off by ten thousand times: 元 and 万元"), .error,
    preparer: Wording("核对“元”“万元”，改正单位或数字。", "Correct the unit or the digits."),
    citizen: Wording("单位写错，金额差了一万倍。", "The unit is wrong, so the amount is off by ten thousand times.")
  ) { subject throws(Unchecked) in
    let lines = subject.itemLines
    var broken: [Broken] = []
    var decided = false
    for (_, claim) in subject.claims {
      guard let amount = claim.amount, claim.direction == nil,
        claim.year == nil || claim.year == subject.disclosure.fiscalYear
      else { continue }
      let cells: [(Evidence, ReportedAmount, CurrencyUnit)]
      if let item = claim.item, claim.isOwnAmount(in: subject.disclosure) {
        cells =
          lines.code(of: item).map { code in
            lines.places(of: code, subject).map { ($0.evidence, $0.amount, $0.statement.money) }
          } ?? []
      } else if let measure = claim.measure {
        cells = MeasureCells(subject).cells(of: measure).map { ($0.evidence, $0.amount, $0.statement.money) }
      } else {
        continue
      }
      guard let first = cells.first else { continue }
      decided = true
      guard !cells.contains(where: { amount.agrees(with: $0.1) }), cells.allSatisfy({ Units.differ(amount, $0.1) })
      else { continue }
      let right = first.1.money.printed(in: claim.unit) + claim.unit.rawValue
      broken.append(
        Broken(
          Wording(
            "文字“\(claim.subject)”\(claim.quote)，表中是 \(right)，相差一万倍。",
            "“\(claim.subject)” \(claim.quote) in words, \(right) in the table: ten thousand times."),
          expected: right, found: claim.quote, evidence: [claim.evidence, first.0],
          key: "\(claim.measure?.rawValue ?? "")|\(claim.item?.path ?? "")"))
    }
    let found = unitsOff(subject) + unitsMixed(subject)
    broken += found.filter { own in !broken.contains { $0.found == own.found } }
    guard decided || !found.isEmpty else { throw Unchecked("没有可与表核对的金额", "no amount to compare with a table") }
    return broken
  }

  /// “资本性支出 2343.74 元，较上年减少 7454.36 万元”: an amount and its change in two units, where all else is in 万元.
  private static func unitsMixed(_ subject: Subject) -> [Broken] {
    let all = subject.disclosure.narrative.claims.map(\.claim).filter { $0.amount != nil }
    let single = all.filter { $0.unit == .yuan }
    guard !single.isEmpty, all.count > 8 * single.count else { return [] }
    var broken: [Broken] = []
    for section in subject.disclosure.narrative.sections {
      for paragraph in section.paragraphs {
        for (amount, change) in zip(paragraph.claims, paragraph.claims.dropFirst()) {
          guard amount.unit != change.unit, let a = amount.amount, change.amount != nil, amount.direction == nil,
            change.direction == .increase || change.direction == .decrease, a.money.fen > 0
          else { continue }
          let yuan = amount.unit == .yuan ? amount : change
          let other = amount.unit == .yuan ? change : amount
          let between = paragraph.words(from: amount.position.upperBound, to: change.position.lowerBound)
            .foldedForMatching
          guard yuan.unit == .yuan, other.unit == .tenThousandYuan, yuan.quote.contains("."), between.count <= 20,
            [",比", ",较", "比", "较", ",与"].contains(where: between.hasPrefix)
          else { continue }
          let right = yuan.quote.replacing("元", with: "万元")
          broken.append(
            Broken(
              Wording(
                "一处写 \(amount.quote)，它的增减写 \(change.quote)，一个用元，一个用万元。",
                "\(amount.quote) and its change \(change.quote) are in two units."),
              expected: right, found: yuan.quote,
              evidence: [yuan, other].map { $0.evidence(in: paragraph, section) }, key: "mixed|\(yuan.quote)",
              severity: .notice))
        }
      }
    }
    return broken
  }

  /// Among amounts in 万元 one in 元 whose very digits stand elsewhere in 万元, and nowhere in 元: 75.39元, where others say 75.39万元.
  private static func unitsOff(_ subject: Subject) -> [Broken] {
    let all = subject.claims.map(\.1)
    let single = all.filter { claim in
      guard claim.unit == .yuan, let amount = claim.amount, claim.quote.contains(".") else { return false }
      return claim.quote.count(where: \.isNumber) >= 4 && amount.money.fen > 0
    }
    guard !single.isEmpty, all.count(where: { $0.unit == .tenThousandYuan && $0.amount != nil }) > 4 * single.count
    else { return [] }
    var stated = Set(all.compactMap { claim in single.contains(claim) ? nil : claim.amount?.money })
    for cell in subject.disclosure.statements.flatMap(\.rows).joined() {
      if case .amount(let amount) = cell.reading { stated.insert(amount.money) }
    }
    return single.compactMap { claim in
      guard let amount = claim.amount, !stated.contains(amount.money),
        stated.contains(Money(fen: amount.money.fen * 10_000))
      else { return nil }
      let right = claim.quote.replacing("元", with: "万元")
      return Broken(
        Wording(
          "文字“\(claim.subject)”\(claim.quote)，别处写 \(right)，相差一万倍。",
          "“\(claim.subject)” \(claim.quote), elsewhere \(right): ten thousand times."),
        expected: right, found: claim.quote, evidence: [claim.evidence], key: claim.quote)
    }
  }
}
