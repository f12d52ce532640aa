import MingzhangModel

extension Rule {
  /// A bracket opened full width is closed full width.
  static let mixedBrackets = Rule(
    "L111", Wording("括号一半全角一半半角", "A pair of brackets mixes widths"), .warning,
    preparer: Wording("统一为全角括号。", "Use full-width brackets."),
    citizen: Wording("排版错误。", "A slip of typing.")
  ) { subject throws(Unchecked) in
    let places = Prose(subject).words
    guard !places.isEmpty else { throw Unchecked("没有文字", "no words") }
    let found = places.compactMap { place -> Evidence? in
      // without brackets of half width there is nothing to mix
      guard place.text.utf8.contains(0x28) || place.text.utf8.contains(0x29) else { return nil }
      var open: [Unicode.Scalar] = []
      let scalars = place.text.unicodeScalars
      for at in scalars.indices {
        let mark = scalars[at]
        if mark == "（" || mark == "(" { open.append(mark) }
        guard mark == "）" || mark == ")", let start = open.popLast(), (start == "（") != (mark == "）") else { continue }
        let from = place.text.index(at, offsetBy: -10, limitedBy: place.text.startIndex) ?? place.text.startIndex
        var evidence = place
        let end = place.text.index(at, offsetBy: 10, limitedBy: place.text.endIndex) ?? place.text.endIndex
        evidence.text = String(place.text[from..<max(end, place.text.index(after: at))])
        return evidence
      }
      return nil
    }
    // one habit, one finding
    guard let first = found.first else { return [] }
    return [
      Broken(
        Wording(
          "“\(first.text)”等 \(found.count) 处的括号一半全角一半半角。",
          "\(found.count) places such as “\(first.text)” mix bracket widths."),
        found: first.text, evidence: found, key: "brackets",
        // dozens are how the author types
        severity: found.count <= 8 ? nil : .notice)
    ]
  }
}
