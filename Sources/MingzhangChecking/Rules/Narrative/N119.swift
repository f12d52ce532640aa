import MingzhangModel

extension Rule {
  /// “增加 B 万元，下降 p %”: the amount and its percentage go opposite ways.
  static let percentAgainstAmount = Rule(
    "N119", Wording("增减金额与百分比方向相反", "An amount rises and its percentage falls"), .error,
    preparer: Wording("核对是增加还是减少，使金额与百分比的说法一致。", "Say of both whether they rise or fall."),
    citizen: Wording("同一句话里，金额说增加，百分比却说下降，或者相反。", "One sentence says that it rises and that it falls.")
  ) { subject throws(Unchecked) in
    var broken: [Broken] = []
    var decided = false
    for section in subject.disclosure.narrative.sections {
      for paragraph in section.paragraphs where paragraph.claims.count > 1 {
        for (change, percent) in zip(paragraph.claims, paragraph.claims.dropFirst()) {
          guard case .percent(let number) = percent.value, let said = change.amount,
            let first = change.direction, let second = percent.direction, first != .unchanged, second != .unchanged,
            percent.position.lowerBound - change.position.upperBound <= 6
          else { continue }
          decided = true
          // 增加0万元，下降0%: a choice of the form was not made twice alike
          let isNothing = said.money == .zero && number.digits == 0
          guard first != second, said.money.fen > 0 && number.digits != 0 || isNothing else { continue }
          let words = first == .increase ? ("增加", "下降") : ("减少", "增长")
          broken.append(
            Broken(
              Wording(
                "先写\(words.0) \(change.quote)，接着写\(words.1) \(percent.quote)，方向相反。",
                "\(change.quote) goes \(first == .increase ? "up" : "down"), \(percent.quote) the other way."),
              expected: first == .increase ? "增长" : "下降", found: words.1 + percent.quote,
              evidence: [percent.evidence(in: paragraph, section), change.evidence(in: paragraph, section)],
              key: "\(change.quote)|\(percent.quote)", severity: isNothing ? .notice : nil))
        }
      }
    }
    guard decided else { throw Unchecked("没有金额和百分比并写的增减", "no change with its percentage") }
    return broken
  }
}
