import MingzhangModel

extension Directions {
  /// “完成年初预算100%，决算数大于预算数55.93万元”: a rate of completion, and what the next words say of the same two figures.
  struct Completion {
    var claim: Claim
    var percent: PrintedNumber
    var said: String
    /// By how much, when it is printed.
    var difference: Claim?
    /// What the rate would be by the difference.
    var ratio: Ratio?
    var holds: Bool
  }

  /// Completions whose two amounts do not stand right before them; those are `statements`' and N203's own.
  static func completions(in paragraph: Narrative.Paragraph) -> [Completion] {
    guard paragraph.text.contains("完成") else { return [] }
    return paragraph.claims.enumerated().compactMap { index, claim in
      guard case .percent(let percent) = claim.value, pair(before: index, in: paragraph) == nil,
        words(paragraph, before: claim, limit: 14).contains("完成")
      else { return nil }
      let next = paragraph.claims.dropFirst(index + 1).first
      let end = min(next?.position.lowerBound ?? .max, claim.position.upperBound + 24)
      let after = paragraph.words(from: claim.position.upperBound, to: end).foldedForMatching
      guard let said = ["大于", "小于"].first(where: { after.contains("决算数\($0)预算数") || after.contains("决算数\($0)年初预算数") })
      else { return nil }
      let sides = percent.comparedWithHundred
      var holds = said == "大于" ? sides != .less : sides != .greater
      var (difference, ratio): (Claim?, Ratio?)
      // 决算数大于预算数55.93万元, of the one amount that the paragraph has stated so far
      let stated = paragraph.claims[..<index].filter { $0.amount != nil && $0.direction == nil }
      if after.hasSuffix("预算数"), let next, let gap = next.amount, stated.count == 1, let final = stated[0].amount {
        let budget = said == "大于" ? final - gap : final + gap
        (difference, ratio) = (next, Ratio.percent(final, of: budget))
        if let ratio { holds = holds && ratio.holds(percent) }
      }
      return Completion(
        claim: claim, percent: percent, said: said, difference: difference, ratio: ratio, holds: holds)
    }
  }
}

private enum Side { case less, equal, greater }

extension PrintedNumber {
  /// A printed 100 may have been rounded from either side.
  fileprivate var comparedWithHundred: Side {
    let hundred = (0..<decimals).reduce(Int64(100)) { value, _ in value * 10 }
    return digits < hundred ? .less : digits > hundred ? .greater : .equal
  }
}
