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
    for (_, claim) in subject.disclosure.narrative.claims {
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
    guard decided else { throw Unchecked("没有可与表核对的金额", "no amount to compare with a table") }
    return broken
  }
}
