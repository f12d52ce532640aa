import MingzhangModel

extension Rule {
  /// The budgets, and the final amounts, of all items add up to the total that stands before them.
  static let itemSumOff = Rule(
    "N318", Wording("各科目相加与总额不符", "The items in words do not add up to their total"), .warning,
    preparer: Wording("核对逐科目说明的金额与总额。", "Check the items against their total."),
    citizen: Wording("逐项说明加起来和总数对不上。", "The items do not add up to the total named.")
  ) { subject throws(Unchecked) in
    let lines = subject.itemLines
    let items = Set(
      lines.items(in: .generalPublicBudgetExpenditure, subject).filter { $0.amount.money != .zero }
        .compactMap(\.line.key.functionalCode))
    guard items.count >= 3 else { throw Unchecked("一般公共预算支出表没有几个科目", "the table has few items") }
    var broken: [Broken] = []
    var decided = false
    let all = subject.itemPassages.filter { $0.mention.item.item != nil }
    for section in subject.disclosure.narrative.sections {
      let passages = all.filter { $0.section == section }
      let codes = passages.map { lines.code(of: $0.mention.item) }
      // only when every item of the table is told once
      guard codes.allSatisfy({ $0 != nil }), Set(codes.compactMap(\.self)).isSuperset(of: items),
        codes.count == Set(codes).count
      else { continue }
      for word in ["年初预算", "支出决算"] {
        func amount(_ claims: [Claim]) -> Claim? {
          claims.first { claim in
            claim.amount != nil && claim.direction == nil
              && claim.subject.foldedForMatching.contains(word)
          }
        }
        guard let first = passages.first,
          let total = section.paragraphs.prefix(while: { $0 != first.paragraph }).compactMap({
            amount($0.claims.filter { $0.item == nil })
          }).last,
          let whole = total.amount
        else { continue }
        let parts = passages.compactMap { amount($0.claims) }
        guard parts.count == passages.count else { continue }
        decided = true
        let sum = parts.compactMap(\.amount).sum()
        guard !sum.agrees(with: whole) else { continue }
        let unit = total.unit
        let expected = sum.money.printed(like: whole, in: unit) + unit.rawValue
        broken.append(
          Broken(
            Wording(
              "\(word) \(total.quote)，逐科目相加为 \(expected)。",
              "The total is \(total.quote); the items add up to \(expected)."),
            expected: expected, found: total.quote, difference: (whole - sum).money.printed(in: unit) + unit.rawValue,
            evidence: [total.evidence] + parts.map(\.evidence), key: "\(section.heading)|\(word)"))
      }
    }
    guard decided else { throw Unchecked("没有写全每个科目", "not every item is told") }
    return broken
  }
}
