import MingzhangModel

extension Rule {
  /// A word typed twice.
  static let doubledWord = Rule(
    "L106", Wording("词语重复", "A word is doubled"), .warning,
    preparer: Wording("删去重复的词。", "Delete the repeated word."),
    citizen: Wording("排版错误。", "A slip of typing.")
  ) { subject throws(Unchecked) in
    let prose = Prose(subject)
    guard !prose.words.isEmpty else { throw Unchecked("没有文字", "no words") }
    let doubled = [
      "增加增加", "减少减少", "增长增长", "下降下降", "增加持平", "减少持平", "万元万元", "元元", "主要主要", "预算预算", "支出支出为", "了了", "经费经费",
    ]
    return (prose.words + prose.tableSentences).flatMap { place in
      doubled.filter(place.text.contains).map { word in
        var evidence = place
        evidence.text = place.text.around(word, 14)
        return Broken(
          Wording("“\(evidence.text)”里“\(word)”重复。", "“\(word)” in “\(evidence.text)”."), found: word,
          evidence: [evidence], key: evidence.text)
      }
    }
  }
}
