import MingzhangModel

extension Rule {
  /// “增加 A 万元，增长 0%”: a change that is plainly more than nothing is not 0 %.
  static let changeOfZeroPercent = Rule(
    "N210", Wording("有增减额，百分比却是0", "A change of 0 % beside a change in money"), .warning,
    preparer: Wording("按金额重算百分比；上年为零的写“不可比”或不写。", "Recompute; when last year was zero, print no rate."),
    citizen: Wording("金额变了，百分比却写没变。", "The amount changed, the rate says it did not.")
  ) { subject throws(Unchecked) in
    var broken: [Broken] = []
    var decided = false
    for sentence in subject.sentences {
      for (change, rate) in zip(sentence.claims, sentence.claims.dropFirst()) {
        guard let amount = change.amount, let direction = change.direction, case .percent(let percent) = rate.value,
          rate.direction != nil
        else { continue }
        decided = true
        guard percent.digits == 0, amount.money > Money(fen: 1_000_000),
          let whole = sentence.claims.compactMap(\.amount).max(by: { $0.money < $1.money }),
          let ratio = Ratio.percent(amount, of: whole), !ratio.holds(percent)
        else { continue }
        let word = direction == .decrease ? "减少" : "增加"
        broken.append(
          Broken(
            Wording(
              "\(word) \(change.quote)，却写 \(rate.quote)。", "Changed by \(change.quote), yet \(rate.quote) is printed."),
            found: rate.quote,
            evidence: [sentence.evidence(rate), change.evidence], key: change.quote))
      }
    }
    guard decided else { throw Unchecked("没有增减额和百分比", "no change with its rate") }
    // 0 % left from the form in several sentences is one slip
    guard var first = broken.first, broken.count > 1 else { return broken }
    first.evidence = broken.flatMap(\.evidence)
    first.message.chinese = "\(first.message.chinese.dropLast())，共 \(broken.count) 处。"
    first.message.english += " \(broken.count) places."
    return [first]
  }
}
