import MingzhangModel

extension Rule {
  /// A bracket opened full width is closed full width.
  static let mixedBrackets = Rule(
    "L111", Wording("括号一半全角一半半角", "A pair of brackets mixes widths"), .notice,
    preparer: Wording("统一为全角括号。", "Use full-width brackets."),
    citizen: Wording("排版错误。", "A slip of typing.")
  ) { subject throws(Unchecked) in
    let places = Prose(subject).words
    guard !places.isEmpty else { throw Unchecked("没有文字", "no words") }
    return places.compactMap { place in
      var open: [Character] = []
      for (index, character) in place.text.enumerated() {
        if character == "（" || character == "(" { open.append(character) }
        guard character == "）" || character == ")", let start = open.popLast(), (start == "（") != (character == "）")
        else { continue }
        let at = place.text.index(place.text.startIndex, offsetBy: index)
        let from = place.text.index(at, offsetBy: -24, limitedBy: place.text.startIndex) ?? place.text.startIndex
        let words = String(place.text[from...at])
        var evidence = place
        evidence.text = words
        return Broken(
          Wording("“\(words)”的括号一半全角一半半角。", "“\(words)” mixes bracket widths."), found: String(character),
          evidence: [evidence], key: words)
      }
      return nil
    }
  }
}
