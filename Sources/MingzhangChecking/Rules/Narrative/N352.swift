import MingzhangModel

extension Rule {
  /// One thing is stated twice, and the two amounts differ in one digit, or in the order of two.
  static let oneDigitApart = Rule(
    "N352", Wording("同一数据两处写的只差一位", "One figure is stated twice, one digit apart"), .warning,
    preparer: Wording("核对两处，改正写错的一处。", "Compare both places and correct the wrong one."),
    citizen: Wording(
      "同一件事在两处写了两个数，只差一位数字，像是笔误。", "Two places state one thing with two figures that differ in one digit.")
  ) { subject throws(Unchecked) in
    var said: [String: [Stated]] = [:]
    var amounts: [Money: Int] = [:]
    for (number, section) in subject.disclosure.narrative.sections.enumerated() where section.topic != .glossary {
      for paragraph in section.paragraphs {
        for claim in paragraph.claims {
          guard let amount = claim.amount else { continue }
          amounts[amount.money.magnitude, default: 0] += 1
          // what a change is said of is often named long before
          guard claim.direction == nil, let label = claim.statedLabel else { continue }
          said[label, default: []].append(Stated(claim: claim, paragraph: paragraph, section: section, place: number))
        }
      }
    }
    let repeated = said.filter { $0.value.count > 1 }
    let headline = Headline.all(said.values.joined(), amounts)
    guard !repeated.isEmpty else { throw Unchecked("文字没有把一个数写两遍", "no figure is stated twice") }
    var broken: [Broken] = []
    for (label, places) in repeated.sorted(by: { $0.key < $1.key }) {
      try subject.deadline?.check()
      for (index, first) in places.enumerated() {
        for second in places.dropFirst(index + 1) {
          guard let a = first.claim.amount, let b = second.claim.amount, first.claim.unit == second.claim.unit,
            // one unit of the last digit is a matter of rounding
            (a - b).money.magnitude > (a - b).slack + (a - b).slack,
            // a figure that stands a third time is no slip of one digit
            amounts[a.money.magnitude] == 1 || amounts[b.money.magnitude] == 1,
            Digits.differInOne(
              first.claim.quote, second.claim.quote, atLeast: first.place == second.place ? 4 : places.count > 6 ? 6 : 5
            )
          else { continue }
          broken.append(
            Broken(
              Wording(
                "“\(label.before("/"))”一处写 \(first.claim.quote)，一处写 \(second.claim.quote)，只差一位。",
                "“\(label.before("/"))” is \(first.claim.quote) in one place and \(second.claim.quote) in another: one digit apart."
              ),
              expected: first.claim.quote, found: second.claim.quote,
              evidence: [second, first].map { $0.claim.evidence(in: $0.paragraph, $0.section) },
              key: "\(label)|\(first.claim.quote)|\(second.claim.quote)"))
        }
      }
    }
    for (first, second) in headline where !broken.contains(where: { $0.found == second.claim.quote }) {
      broken.append(
        Broken(
          Wording(
            "“\(second.claim.subject)”写 \(second.claim.quote)，别处几次都写 \(first.claim.quote)，只差一位。",
            "“\(second.claim.subject)” is \(second.claim.quote); elsewhere it is \(first.claim.quote) each time: one digit apart."
          ),
          expected: first.claim.quote, found: second.claim.quote,
          evidence: [second, first].map { $0.claim.evidence(in: $0.paragraph, $0.section) },
          key: "headline|\(first.claim.quote)|\(second.claim.quote)"))
    }
    return broken
  }
}

/// A figure of six digits that the words print again and again, and once with a wrong digit.
private enum Headline {
  static func all(_ stated: some Sequence<Stated>, _ amounts: [Money: Int]) -> [(usual: Stated, odd: Stated)] {
    let plain = stated.filter { $0.claim.direction == nil }
    var often: [Money: [Stated]] = [:]
    for one in plain {
      guard let amount = one.claim.amount, amounts[amount.money, default: 0] >= 3 else { continue }
      often[amount.money, default: []].append(one)
    }
    let usual = often.values.sorted { ($0.first?.claim.quote ?? "") < ($1.first?.claim.quote ?? "") }
    return plain.flatMap { odd -> [(Stated, Stated)] in
      guard let amount = odd.claim.amount, amounts[amount.money] == 1 else { return [] }
      return usual.compactMap { places in
        places.first { one in
          one.claim.unit == odd.claim.unit && one.claim.year == odd.claim.year
            && Digits.differInOne(one.claim.quote, odd.claim.quote, atLeast: 6)
            && odd.claim.subject.foldedForMatching.shares(5, with: one.claim.subject.foldedForMatching)
        }.map { ($0, odd) }
      }
    }
  }
}

extension String {
  /// Whether both strings have `length` characters in a row in common.
  fileprivate func shares(_ length: Int, with other: String) -> Bool {
    let characters = Array(self)
    guard characters.count >= length else { return false }
    return (0...characters.count - length).contains { other.contains(String(characters[$0..<$0 + length])) }
  }
}

private struct Stated {
  var claim: Claim
  var paragraph: Narrative.Paragraph
  var section: Narrative.Section
  var place: Int
}

extension Claim {
  /// What a figure is said of: its item or its own words, with the year.
  fileprivate var statedLabel: String? {
    let name: String
    if let item, item.item != nil {
      guard measure == .functionalItem else { return nil }
      let words = subject.foldedForMatching
      name = item.name + (words.contains("决算") ? "/决算" : words.contains("预算") ? "/预算" : "")
    } else {
      var words = Substring(subject.foldedForMatching)
      words = words.drop { $0.isNumber || "、,.()一二三四五六七八九十".contains($0) }
      for start in ["其中:", "包括", "其中", "安排"] where words.hasPrefix(start) { words = words.dropFirst(start.count) }
      var text = String(words.unicodeScalars.filter { Scalars.isHan($0) })
      while let tail = ["预算数", "预算", "安排", "为", "数", "共"].first(where: text.hasSuffix), text.count > tail.count + 3 {
        text = String(text.dropLast(tail.count))
      }
      guard text.count >= 4, text.count <= 24 else { return nil }
      name = text
    }
    return "\(name)\(year.map { "/\($0)" } ?? "")"
  }
}

enum Digits {
  /// Whether two printed numbers are as long as one another and differ in one digit, or in the order of two.
  ///
  /// - Parameter least: how many digits they must have, so that this is no chance.
  static func differInOne(_ a: String, _ b: String, atLeast least: Int) -> Bool {
    let (x, y) = (figures(a), figures(b))
    guard x.count == y.count, x.count > least, significant(x) >= 4, significant(y) >= 4, a.contains("."),
      b.contains(".")
    else { return false }
    let places = x.indices.filter { x[$0] != y[$0] }
    switch places.count {
    case 1: return true
    case 2:
      let (i, j) = (places[0], places[1])
      return j == i + 1 && x[i] == y[j] && x[j] == y[i]
    default: return false
    }
  }

  /// How many digits there are without noughts at the end: 800.00 has one.
  private static func significant(_ figures: [Character]) -> Int {
    var rest = figures.filter(\.isNumber)
    while rest.last == "0" { rest.removeLast() }
    return rest.count
  }

  /// The digits and the point of a quote.
  private static func figures(_ quote: String) -> [Character] {
    Array(quote.foldedForMatching).filter { $0.isNumber && $0.isASCII || $0 == "." }
  }
}
