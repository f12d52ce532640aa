import MingzhangModel

extension Rule {
  /// “增长7.80，” where every other percentage of the document has its sign.
  static let changeSignMissing = Rule(
    "L219", Wording("百分比漏了百分号", "A percentage has no sign"), .warning,
    preparer: Wording("补上百分号。", "Add the percent sign."),
    citizen: Wording("漏了百分号，不影响数字。", "A sign is missing; the figure is not affected.")
  ) { subject throws(Unchecked) in
    let prose = Prose(subject)
    var signed = 0
    var bare: [Broken] = []
    for (place, text) in zip(prose.words, prose.scalars) {
      for word in ["增长", "下降", "增幅", "降幅", "减幅"] {
        for at in text.places(of: word) {
          let start = at + 2
          var end = start
          while Scalars.isDigit(text[end]) || text[end] == "." { end += 1 }
          let figure = text.text(start..<end)
          guard end > start, figure.contains(".") else { continue }
          if text[end] == "%" || text[end] == "％" {
            signed += 1
          } else if let mark = text[end], "，。；".unicodeScalars.contains(mark) {
            var evidence = place
            evidence.text = text.text(max(0, at - 12)..<end + 1)
            bare.append(
              Broken(
                Wording("“\(word)\(figure)”后面没有百分号。", "“\(word)\(figure)” has no percent sign."),
                expected: "\(word)\(figure)%", found: word + figure, evidence: [evidence], key: evidence.text))
          }
        }
      }
    }
    guard signed >= 2 else { throw Unchecked("带百分号的增减幅不多", "few percentages have their sign") }
    // in some files the font maps the sign to no character: then many are bare
    guard bare.count * 2 <= signed else { throw Unchecked("百分号多半没有读出来", "most signs were not read") }
    return bare
  }
}
