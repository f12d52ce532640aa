import MingzhangModel

extension Rule {
  /// A full-width comma, two points or a misplaced separator within a figure.
  static let separatorInFigure = Rule(
    "L207", Wording("数字里的分节号或小数点有误", "A figure has a wrong separator"), .warning,
    preparer: Wording("改正数字的写法。", "Write the figure correctly."),
    citizen: Wording("数字写法有误，读的人可能看错金额。", "The figure is misprinted and may be misread.")
  ) { subject throws(Unchecked) in
    let prose = Prose(subject)
    guard !prose.words.isEmpty else { throw Unchecked("没有文字", "no words") }

    let found = prose.slips { text in
      var found: [Slip] = []
      for at in text.places(of: "，") where Scalars.isDigit(text[at - 1]) {
        // 3，518.85: three digits after the mark, and money after them
        var end = at + 1
        while Scalars.isDigit(text[end]) { end += 1 }
        if end == at + 3, text.has("万元", at: end), let slip = Self.commaForPoint(text, at, end) {
          found.append(slip)
          continue
        }
        guard end == at + 4 else { continue }
        while Scalars.isDigit(text[end]) || text[end] == "." { end += 1 }
        guard text.has("万元", at: end) || text.has("元", at: end) || text.has("亿元", at: end) else { continue }
        var start = at
        while Scalars.isDigit(text[start - 1]) || text[start - 1] == "，" { start -= 1 }
        guard at - start <= 3 else { continue }
        let words = text.text(start..<end)
        found.append(Slip(words, right: words.replacing("，", with: ",")))
      }
      // 支出总计,867.48万元: the digit before the separator is lost
      for at in text.places(of: ",") where text[at - 1].map({ "计为".unicodeScalars.contains($0) }) ?? false {
        guard (1...3).allSatisfy({ Scalars.isDigit(text[at + $0]) }), text[at + 4] == "." else { continue }
        found.append(Slip(text.text(max(0, at - 4)..<min(text.count, at + 9))))
      }
      for at in text.places(of: "..") where Scalars.isDigit(text[at - 1]) && Scalars.isDigit(text[at + 2]) {
        found.append(Slip(text.text(max(0, at - 4)..<at + 4)))
      }
      return found
    }
    return Prose.together(found, key: "separator", severity: found.count <= 4 ? nil : .notice) { slip, count in
      Wording("“\(slip.words)”等 \(count) 处数字写法有误。", "\(count) figures such as “\(slip.words)” are misprinted.")
    }
  }
  /// 307，82万元: a comma of the words where the decimal point belongs.
  private static func commaForPoint(_ text: Scalars, _ at: Int, _ end: Int) -> Slip? {
    var start = at
    while Scalars.isDigit(text[start - 1]) { start -= 1 }
    // a number that is a year, or one of a list (3，15，20万元), ends before the comma
    guard at - start <= 6, !Scalars.isHan(text[at - 1]), start > 0, text[start - 1] != "，", text[start - 1] != ".",
      !text.has("20", at: start) || at - start != 4
    else { return nil }
    let words = text.text(start..<end) + "万元"
    return Slip(words, right: words.replacing("，", with: "."))
  }
}
