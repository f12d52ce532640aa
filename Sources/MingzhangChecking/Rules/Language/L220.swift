import MingzhangModel

extension Rule {
  /// 不低50mm: 于 is missing between a comparison and its figure.
  static let comparisonCut = Rule(
    "L220", Wording("“不低于”“不少于”缺“于”字", "于 is missing in a comparison"), .warning,
    preparer: Wording("补上“于”字。", "Add 于."),
    citizen: Wording("排版错误，不影响数字。", "A slip of typing; the figures are not affected.")
  ) { subject throws(Unchecked) in
    let prose = Prose(subject)
    guard !prose.words.isEmpty else { throw Unchecked("没有文字", "no words") }
    return Prose.each(
      (prose.slips(Self.cutComparisons) + prose.tableSlips(Self.cutComparisons))
    ) { words, right in
      Wording("“\(words)”应为“\(right ?? "")”。", "“\(words)” should say “\(right ?? "")”.")
    }
  }

  private static func cutComparisons(_ text: Scalars) -> [Slip] {
    ["不低", "不高", "不少", "不大", "不小"].flatMap { word in
      text.places(of: word).compactMap { at in
        guard Scalars.isDigit(text[at + 2]) else { return nil }
        var end = at + 3
        while Scalars.isDigit(text[end]) || text[end] == "." { end += 1 }
        let figure = text.text(at + 2..<end)
        return Slip(word + figure, right: word + "于" + figure)
      }
    }
  }
}
