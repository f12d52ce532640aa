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
      signed += text.all.count { $0 == "%" || $0 == "％" }
      for word in ["增长", "下降", "增幅", "降幅", "减幅"] {
        for at in text.places(of: word) {
          let start = at + 2
          var end = start
          while Scalars.isDigit(text[end]) || text[end] == "." { end += 1 }
          let figure = text.text(start..<end)
          guard end > start, figure.contains(".") else { continue }
          if let mark = text[end], "，。；".unicodeScalars.contains(mark) {
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
    // 成本控制率≤100，支付保障率100% : in a sentence of a table that has its signs elsewhere
    let rates: [Broken] = zip(prose.tableSentences, prose.tableScalars).compactMap { place, text in
      guard let cut = text.rateWithoutSign else { return nil }
      var evidence = place
      evidence.text = place.text.around(cut, 8)
      return Broken(
        Wording("“\(cut)”后面没有百分号。", "“\(cut)” has no percent sign."), expected: cut + "%", found: cut,
        evidence: [evidence], key: evidence.text)
    }
    if !rates.isEmpty { return rates + (bare.count * 2 <= signed ? bare : []) }
    guard signed >= 2 else { throw Unchecked("带百分号的增减幅不多", "few percentages have their sign") }
    // in some files the font maps the sign to no character: then many are bare
    guard bare.count * 2 <= signed else { throw Unchecked("百分号多半没有读出来", "most signs were not read") }
    return bare
  }
}

extension Scalars {
  /// `控制率≤100` before a comma or stop, where the same sentence prints a percent sign elsewhere.
  fileprivate var rateWithoutSign: String? {
    guard joined.contains("率"), joined.contains("%") || joined.contains("％") else { return nil }
    for at in places(of: "率") {
      guard let sign = self[at + 1], "≤≥=＝<>＜＞".unicodeScalars.contains(sign) else { continue }
      var end = at + 2
      while Scalars.isDigit(self[end]) || self[end] == "." { end += 1 }
      guard end > at + 2, let mark = self[end], "，。；、,;".unicodeScalars.contains(mark) else { continue }
      return text(max(clauseStart(at), at - 4)..<end)
    }
    return nil
  }
}
