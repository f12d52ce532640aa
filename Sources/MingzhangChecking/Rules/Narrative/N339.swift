import MingzhangModel

extension Rule {
  /// Fixed assets of 302 475 975.31 万元 in a department that spends a few hundred million yuan: the unit is 元.
  static let amountBeyondScale = Rule(
    "N339", Wording("金额大得不可能，像是单位写错", "An amount beyond all scale: the unit seems wrong"), .error,
    preparer: Wording("核对单位是“元”还是“万元”。", "Check whether yuan or ten thousand yuan is meant."),
    citizen: Wording("金额大得不可能，多半是单位错了。", "The amount is impossible; the unit is probably wrong.")
  ) { subject throws(Unchecked) in
    var largest = Money.zero
    for statement in subject.disclosure.statements where StatementKind.nine.contains(statement.kind) {
      for cell in statement.rows.joined() {
        if case .amount(let amount) = cell.reading, amount.money > largest { largest = amount.money }
      }
    }
    guard largest > Money(fen: 10_000_000) else {
      throw Unchecked("表中没有可比的金额", "the tables have no amount to compare with")
    }
    var broken: [Broken] = []
    for (section, claim) in subject.disclosure.narrative.claims {
      // a trillion yuan, and a thousand times all that the department spends
      guard let amount = claim.amount, claim.unit == .tenThousandYuan, amount.money.fen >= 100_000_000_000_000,
        amount.money.fen / 1000 > largest.fen
      else { continue }
      let right = claim.quote.replacing("万元", with: "元")
      broken.append(
        Broken(
          Wording(
            "“\(claim.subject)”\(claim.quote)，是全部收支的一千倍以上，应当是 \(right)。",
            "“\(claim.subject)”: \(claim.quote) is more than a thousand times all revenue; \(right) is meant."),
          expected: right, found: claim.quote,
          evidence: [Evidence("说明文字 / \(section.heading)", text: claim.sentence, span: claim.span)],
          key: "\(claim.subject)|\(claim.quote)"))
    }
    return broken
  }
}
