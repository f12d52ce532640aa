import MingzhangModel

extension Rule {
  /// Reception divided by the number of receptions above 5 000 yuan.
  static let receptionCostImplausible = Rule(
    "V204", Wording("每批接待费偏高", "A reception is unusually costly"), .notice,
    preparer: Wording("核对接待批次、人次和金额。", "Check receptions, guests and amount."),
    citizen: Wording("平均每批接待的费用偏高，值得一问。", "The average reception is costly: worth a question.")
  ) { subject throws(Unchecked) in
    let pairs = Receptions.all(subject)
    guard !pairs.isEmpty else { throw Unchecked("文字没有写接待批次和金额", "the words state no receptions with their cost") }
    return pairs.compactMap { pair in
      guard pair.count > 0 else { return nil }
      let each = Money(fen: pair.amount.money.fen / Int64(pair.count))
      guard each > Money(fen: 500_000) else { return nil }
      return Broken(
        Wording(
          "接待 \(pair.count) 批，金额 \(pair.amount.money.printed(in: .tenThousandYuan))万元，每批 \(each.printed(in: .yuan))元。",
          "\(pair.count) receptions cost \(pair.amount.money.printed(in: .tenThousandYuan))万元, \(each.printed(in: .yuan)) yuan each."
        ),
        found: each.printed(in: .yuan) + "元", evidence: [pair.evidence], key: "reception|\(pair.count)")
    }
  }
}
