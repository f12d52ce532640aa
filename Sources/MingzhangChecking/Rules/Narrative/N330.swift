import MingzhangModel

extension Rule {
  /// “（一）收入预算：2026年。”: the sentence was begun, its figures were never filled in.
  static let statementEmptied = Rule(
    "N330", Wording("只写了年份，没有写内容", "Nothing but the year was written"), .warning,
    preparer: Wording("补上金额和说明。", "Fill in the figures and the words."),
    citizen: Wording("这一段话没有写完，看不到数。", "The sentence was never finished: there is no figure.")
  ) { subject throws(Unchecked) in
    let prose = Prose(subject)
    guard !prose.words.isEmpty else { throw Unchecked("没有文字", "no words") }
    return zip(prose.words, prose.folded).compactMap { place, text in
      guard !text.hasCharacters(33), let colon = text.firstIndex(of: ":"), text[..<colon].count >= 4,
        ["收入", "支出", "预算", "决算", "经费", "情况"].contains(where: text[..<colon].contains)
      else { return nil }
      var rest = text[colon...].dropFirst()
      let year = rest.prefix { $0.isASCII && $0.isNumber }
      rest = rest[year.endIndex...]
      guard year.count == 4, rest == "年。" || rest == "年度。" || rest == "年" || rest == "年度" else { return nil }
      return Broken(
        Wording("“\(place.text)”后面没有内容。", "“\(place.text)” says nothing."), found: place.text, evidence: [place],
        key: place.text)
    }
  }
}
