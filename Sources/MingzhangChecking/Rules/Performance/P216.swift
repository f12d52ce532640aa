import MingzhangModel

extension Rule {
  /// Head of a target table: 资金总额 = 财政拨款 + 其他资金.
  static let targetMoneyOff = Rule(
    "P216", Wording("绩效目标表的资金总额不等于各项之和", "The money of a target is not the sum of its parts"), .error,
    preparer: Wording("资金总额 = 财政拨款 + 其他资金，改正不符的一格。", "Make the total equal fiscal and other money."),
    citizen: Wording("同一张绩效表里，总额和分项加不到一起。", "The parts do not add up to the total in one target table.")
  ) { subject throws(Unchecked) in
    var broken: [Broken] = []
    var decided = false
    for head in TargetMoney.all(subject.disclosure) {
      guard let fiscal = head.parts["财政拨款"], let other = head.parts["其他资金"] else { continue }
      decided = true
      let sum = fiscal.amount + other.amount
      guard !head.total.amount.agrees(with: sum), fiscal.amount.money > .zero || other.amount.money > .zero else {
        continue
      }
      broken.append(
        Broken(
          Wording(
            "资金总额 \(head.print(head.total.amount))，财政拨款与其他资金相加为 \(head.print(sum))。",
            "The total is \(head.print(head.total.amount)); fiscal and other money make \(head.print(sum))."),
          expected: head.print(sum), found: head.print(head.total.amount),
          difference: head.print(head.total.amount - sum),
          evidence: [head.total.evidence, fiscal.evidence, other.evidence],
          key: "\(head.statement.title)|\(head.print(head.total.amount))"))
    }
    guard decided else { throw Unchecked("绩效目标表没有写资金总额和分项", "no target table states its money in parts") }
    return broken
  }
}
