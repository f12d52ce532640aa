import MingzhangModel

extension Rule {
  /// “预算 A 万元，包括甲 B 万元、乙 C 万元。”: A = B + C, where the document shows that its lists are whole, or where one digit
  /// explains what is missing.
  static let listedPartsOff = Rule(
    "N351", Wording("列出的各项相加与总额不符", "The parts listed do not add up to their total"), .warning,
    preparer: Wording("核对总额与列出的各项，改正写错的数。", "Check the total against the parts listed."),
    citizen: Wording("一句话里列出的各项加起来，不是前面的总数。", "The parts listed do not add up to the total before them.")
  ) { subject throws(Unchecked) in
    let lists = ListedParts.all(subject)
    guard !lists.isEmpty else { throw Unchecked("文字没有列出总额的各项", "the words list no parts of a total") }
    let known = Dictionary(grouping: lists.filter(\.holds), by: \.shape).mapValues(\.count)
    return lists.compactMap { list in
      guard !list.holds else { return nil }
      // lists of the same parts that add up elsewhere
      let isWhole = !list.shape.isEmpty && known[list.shape, default: 0] >= 2
      guard isWhole || list.isSlip else { return nil }
      let unit = list.whole.unit
      func print(_ amount: ReportedAmount) -> String { amount.money.printed(in: unit) + unit.rawValue }
      let sum = list.whole.direction == .decrease ? -list.sum : list.sum
      return Broken(
        Wording(
          "“\(list.whole.subject)”\(list.whole.quote)，列出的 \(list.parts.count) 项相加为 \(print(sum))。",
          "“\(list.whole.subject)” \(list.whole.quote); the \(list.parts.count) parts listed add up to \(print(sum))."),
        expected: print(sum), found: list.whole.quote, difference: print((list.whole.amount ?? .zero) - sum),
        evidence: list.evidence, key: "\(list.whole.subject)|\(list.whole.quote)", severity: isWhole ? nil : .notice)
    }
  }
}
