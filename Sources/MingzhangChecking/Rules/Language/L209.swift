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
        Self.figures(in: text) + Self.figuresBeforeVerb(in: text) + text.lastYearWithoutUnit
      }
    ) { words, right in
      right.map { Wording("“\(words)”应为“\($0)”。", "“\(words)” should say “\($0)”.") }
        ?? Wording("“\(words)”没有单位。", "“\(words)” has no unit.")
    }
  }
}

extension Rule {
  /// `预算为12.95，`: a change may be a percent whose sign the file does not map to a character, an amount is none.
  private static func figures(in text: Scalars) -> [Slip] {
    ["预算为", "预算数为", "决算为", "支出为", "收入为", "合计", "总计"].flatMap { word in
      text.places(of: word).compactMap { at in
        let start = at + word.unicodeScalars.count
        let end = text.figureEnd(start)
        guard text.hasTwoDecimals(start..<end), end < text.count, let mark = text[end],
          "，。；".unicodeScalars.contains(mark)
        else { return nil }
        return Slip(word + text.text(start..<end), right: nil)
      }
    }
  }

  /// `预算数56,831.85增加`, `预算数3,623.98为万元`: the verb follows the figure.
  private static func figuresBeforeVerb(in text: Scalars) -> [Slip] {
    ["预算数", "决算数", "执行数", "预算", "决算", "支出", "收入"].flatMap { word in
      text.places(of: word).compactMap { at in
        var start = at + word.unicodeScalars.count
        if text[start] == "为" { start += 1 }
        let end = text.figureEnd(start)
        guard text.hasTwoDecimals(start..<end) else { return nil }
        for unit in ["万元", "元"] where text.has("为" + unit, at: end) {
          return Slip(
            text.text(at..<end + 1) + unit, right: word + "为" + text.text(start..<end) + unit)
        }
        let isMeant = ["增加", "减少", "增长", "下降"].contains { text.has($0, at: end) }
        return isMeant ? Slip(text.text(at..<end + 2), right: nil) : nil
      }
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

  /// Where the figure that begins at `start` ends.
  fileprivate func figureEnd(_ start: Int) -> Int {
    var end = start
    while Self.isDigit(self[end]) || self[end] == "," || self[end] == "." { end += 1 }
    return end
  }

  fileprivate func hasTwoDecimals(_ range: Range<Int>) -> Bool {
    let figure = text(range)
    return figure.lastIndex(of: ".").map { figure[$0...].count == 3 } ?? false
  }
}
