import MingzhangModel

extension Rule {
  /// “减少 1 万元，其中公务接待费增加 1 万元”: the only part named goes the other way by the same amount.
  static let partAgainstTotal = Rule(
    "Y210", Wording("总额与其中项的增减方向相反", "A change and its only part go opposite ways"), .error,
    preparer: Wording("核对“增加”“减少”是否写反。", "Check whether increase and decrease were exchanged."),
    citizen: Wording("总数说减少，唯一的一项却说增加同样的数。", "The total falls while its only part rises by as much.")
  ) { subject throws(Unchecked) in
    var broken: [Broken] = []
    var decided = false
    for section in subject.disclosure.narrative.sections {
      for paragraph in section.paragraphs {
        let changes = paragraph.claims.filter { $0.change != nil && $0.direction != .unchanged }
        for (whole, part) in zip(changes, changes.dropFirst()) {
          guard Directions.words(paragraph, before: part, limit: 24).contains("其中"), let a = whole.change,
            let b = part.change
          else { continue }
          let further = changes.contains {
            $0.position.lowerBound > part.position.lowerBound && $0.position.lowerBound - part.position.upperBound < 40
          }
          guard !further, whole.measure != part.measure || whole.measure == nil else { continue }
          decided = true
          guard a.money.fen != 0, a.money == -b.money else { continue }
          broken.append(
            Broken(
              Wording(
                "先写\(whole.quote)的\(word(whole))，其中“\(part.subject)”却是\(word(part))\(part.quote)。",
                "\(whole.quote) \(whole.direction?.rawValue ?? ""), but its part \(part.quote) \(part.direction?.rawValue ?? "")."
              ),
              evidence: [part.evidence(in: paragraph, section), whole.evidence(in: paragraph, section)],
              key: "\(part.measure?.rawValue ?? part.subject)|\(whole.measure?.rawValue ?? whole.subject)"))
        }
      }
    }
    guard decided else { throw Unchecked("没有“增减……其中……”的句子", "no sentence splits a change") }
    return broken
  }

  private static func word(_ claim: Claim) -> String { claim.direction == .decrease ? "减少" : "增加" }
}
