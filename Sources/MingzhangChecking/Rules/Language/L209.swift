import MingzhangModel

extension Rule {
  /// 支出总计12.95，: an amount with two decimals that has no unit.
  static let amountWithoutUnit = Rule(
    "L209", Wording("金额没有单位", "An amount has no unit"), .warning,
    preparer: Wording("补上“万元”或“元”。", "Add the unit."),
    citizen: Wording("看不出是元还是万元。", "It is not clear whether yuan or ten thousand yuan is meant.")
  ) { subject throws(Unchecked) in
    let prose = Prose(subject)
    guard !prose.words.isEmpty else { throw Unchecked("没有文字", "no words") }

    return Prose.each(
      prose.slips { text in
        // a change may be a percent whose sign the file does not map to a character
        ["预算为", "预算数为", "决算为", "支出为", "收入为", "合计", "总计"].flatMap { word in
          text.places(of: word).compactMap { at in
            let start = at + word.unicodeScalars.count
            var end = start
            while Scalars.isDigit(text[end]) || text[end] == "," || text[end] == "." { end += 1 }
            let figure = text.text(start..<end)
            guard let point = figure.lastIndex(of: "."), figure[point...].count == 3, end < text.count,
              let mark = text[end], "，。；".unicodeScalars.contains(mark)
            else { return nil }
            return Slip(word + figure, right: nil)
          }
        } + text.lastYearWithoutUnit
      }
    ) { words, _ in
      Wording("“\(words)”没有单位。", "“\(words)” has no unit.")
    }
  }
}

extension Scalars {
  /// `较上年2.08减少0.03万元`: last year's amount stands bare before the change.
  fileprivate var lastYearWithoutUnit: [Slip] {
    ["上年", "去年"].flatMap { word in
      places(of: word).compactMap { at in
        let start = at + 2
        var end = start
        while Scalars.isDigit(self[end]) || self[end] == "." { end += 1 }
        let figure = text(start..<end)
        guard figure.contains("."), ["减少", "增加", "下降", "增长"].contains(where: { has($0, at: end) }) else { return nil }
        return Slip(word + figure)
      }
    }
  }
}
