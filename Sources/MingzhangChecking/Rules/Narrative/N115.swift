import MingzhangModel

extension Rule {
  /// “增加0万元” is no increase.
  static let changeOfNothing = Rule(
    "N115", Wording("写了增减，金额却是0", "An increase or decrease of nothing"), .notice,
    preparer: Wording("改为“与上年持平”。", "Say that it is unchanged."),
    citizen: Wording("说增加或减少了0，等于没有变化。", "A change of zero is no change.")
  ) { subject throws(Unchecked) in
    let changes = subject.claims.map(\.claim).filter {
      $0.direction == .increase || $0.direction == .decrease
    }
    guard changes.contains(where: { $0.amount != nil }) else { throw Unchecked("文字没有写增减", "no change is stated") }
    return changes.compactMap { claim in
      guard let amount = claim.amount, amount.money == .zero else { return nil }
      let word = claim.direction == .increase ? "增加" : "减少"
      return Broken(
        Wording(
          "“\(claim.subject)”\(word) \(claim.quote)，应写持平。",
          "“\(claim.subject)” changes by \(claim.quote): it is unchanged."),
        expected: "持平", found: word + claim.quote, evidence: [claim.evidence],
        key: "\(claim.measure?.rawValue ?? claim.subject)")
    }
  }
}
