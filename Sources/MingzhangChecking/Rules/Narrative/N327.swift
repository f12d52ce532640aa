import MingzhangModel

extension Rule {
  /// How many units the department has is one number throughout: “机关及下属0个单位” here, “机关及下属1个单位” there.
  static let countOfUnitsDiffers = Rule(
    "N327", Wording("下属单位的个数前后不一", "The number of units differs from place to place"), .warning,
    preparer: Wording("核对下属单位个数，各处写成一样。", "Check how many units there are, and write the same everywhere."),
    citizen: Wording("同一句话在两处写了不同的单位个数。", "One phrase gives two numbers of units.")
  ) { subject throws(Unchecked) in
    guard !subject.sentences.isEmpty else { throw Unchecked("没有说明文字", "there is no explanation") }
    var said: [String: [(count: String, evidence: Evidence)]] = [:]
    for section in subject.disclosure.narrative.sections {
      for paragraph in section.paragraphs {
        let text = paragraph.text.foldedForMatching
        for (phrase, count) in text.countsOfUnits {
          let place = Evidence(
            "说明文字 / \(section.heading)", text: text.around(phrase.replacing("#", with: count), 10), span: paragraph.span
          )
          said[phrase, default: []].append((count, place))
        }
      }
    }
    return said.sorted { $0.key < $1.key }.compactMap { phrase, places in
      let counts = Dictionary(grouping: places, by: \.count)
      guard counts.count > 1, let usual = counts.max(by: { ($0.value.count, $1.key) < ($1.value.count, $0.key) }),
        let other = places.first(where: { $0.count != usual.key }), let first = usual.value.first
      else { return nil }
      return Broken(
        Wording(
          "“\(phrase.replacing("#", with: other.count))”，别处写“\(phrase.replacing("#", with: usual.key))”。",
          "“\(phrase.replacing("#", with: other.count))” here, “\(phrase.replacing("#", with: usual.key))” elsewhere."),
        expected: usual.key, found: other.count,
        evidence: places.filter { $0.count != usual.key }.map(\.evidence) + [first.evidence], key: phrase)
    }
  }
}

extension String {
  /// `机关及下属#个单位` with what stands for #.
  fileprivate var countsOfUnits: [(phrase: String, count: String)] {
    var found: [(String, String)] = []
    for mark in ["机关及下属", "机关及所属", "本级及下属", "本级及所属"] {
      var rest = Substring(self)
      while let range = rest.firstRange(of: mark) {
        let after = rest[range.upperBound...]
        let count = after.prefix { $0.isASCII && $0.isNumber }
        let tail = after[count.endIndex...].prefix(3)
        if (1...3).contains(count.count), ["个单位", "家单位"].contains(String(tail)) {
          found.append((mark + "#" + tail, String(count)))
        }
        rest = after
      }
    }
    return found
  }
}
