import MingzhangModel

extension Rule {
  /// “项目支出增加 15496.49 万元” here, “项目支出减少 15496.49 万元” there.
  static let directionDiffers = Rule(
    "N353", Wording("同一变动一处写增加，一处写减少", "One change is called a rise in one place, a fall in another"), .error,
    preparer: Wording("核对是增加还是减少，改正写错的一处。", "Find out whether it rises or falls, and correct the wrong place."),
    citizen: Wording("同一个变动数，一处说多了，一处说少了。", "One and the same change is told as more here and less there.")
  ) { subject throws(Unchecked) in
    var said: [Change: [(claim: Claim, evidence: Evidence)]] = [:]
    for section in subject.disclosure.narrative.sections where section.topic != .glossary {
      for paragraph in section.paragraphs {
        for claim in paragraph.claims {
          guard let change = Change(claim) else { continue }
          said[change, default: []].append((claim, claim.evidence(in: paragraph, section)))
        }
      }
    }
    guard subject.disclosure.narrative.claims.contains(where: { $0.claim.change != nil }) else {
      throw Unchecked("文字没有写增减", "no change is stated")
    }
    return said.values.compactMap { places in
      let rises = places.filter { $0.claim.direction == .increase }
      let falls = places.filter { $0.claim.direction == .decrease }
      let (few, many) = rises.count < falls.count ? (rises, falls) : (falls, rises)
      guard let odd = few.last, let usual = many.first else { return nil }
      let words = odd.claim.direction == .increase ? ("增加", "减少") : ("减少", "增加")
      return Broken(
        Wording(
          "“\(odd.claim.subject)”\(words.0) \(odd.claim.quote)，别处写\(words.1) \(usual.claim.quote)。",
          "“\(odd.claim.subject)” \(odd.claim.quote) goes \(odd.claim.direction == .increase ? "up" : "down") here, the other way elsewhere."
        ),
        expected: words.1 + usual.claim.quote, found: words.0 + odd.claim.quote,
        evidence: [odd.evidence, usual.evidence],
        key: "\(odd.claim.measure?.rawValue ?? odd.claim.subject)|\(odd.claim.quote)")
    }.sorted { $0.key < $1.key }
  }
}

/// What changes, and by how much: an amount of five digits that no other change has by chance.
private struct Change: Hashable {
  var measure: Claim.Measure
  var item: String
  var amount: Money

  init?(_ claim: Claim) {
    guard let measure = claim.measure, let amount = claim.amount,
      claim.direction == .increase || claim.direction == .decrease,
      claim.quote.count(where: \.isNumber) >= 5, claim.quote.contains(".")
    else { return nil }
    (self.measure, item, self.amount) = (measure, claim.item?.name ?? "", amount.money)
  }
}
