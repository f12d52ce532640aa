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
      "增加增加", "减少减少", "增长增长", "下降下降", "增加持平", "减少持平", "万元万元", "元元", "主要主要", "预算预算", "支出支出为", "原因原因", "了了", "经费经费",
    ]
    let common = Prose.each(prose.slips(\.doubledTerms) + prose.tableSlips(\.doubledTerms)) { words, right in
      Wording("“\(words)”重复，应为“\(right ?? "")”。", "“\(words)” should be “\(right ?? "")”.")
    }
    return common
      + (prose.words + prose.tableSentences).flatMap { place in
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

extension Scalars {
  /// `提供提供支撑`: words of every day that no phrase begins and ends with, but for the characters that follow.
  fileprivate var doubledTerms: [Slip] {
    guard count >= 4 else { return [] }
    var found: [Slip] = []
    for at in 0...count - 4 where all[at] == all[at + 2] && all[at + 1] == all[at + 3] && all[at] != all[at + 1] {
      let word = text(at..<at + 2)
      guard let after = Self.everydayWords[word], !(self[at + 4].map { after.unicodeScalars.contains($0) } ?? false)
      else {
        continue
      }
      found.append(
        Slip(word + word + text(at + 4..<min(count, at + 8)), right: word + text(at + 4..<min(count, at + 8))))
    }
    return found
  }

  /// Each with the characters that make the second one the beginning of another word: 工作人员人员经费, 数据数据库.
  private static let everydayWords: [String: String] = [
    "提供": "", "管理": "局处办学员中部站条科制费规人系信平", "系统": "集管", "技术": "支服人员局改创转学标", "价格": "监认", "人员": "经支费工", "开展": "",
    "进行": "", "完成": "", "实施": "", "推进": "", "支持": "", "加强": "", "提高": "", "提升": "", "促进": "", "确保": "",
    "数据": "库局中资", "维护": "费", "落实": "", "采购": "人中", "购买": "", "使用": "权费者人",
    "保障": "局处所线房性金费", "推动": "力", "完善": "", "通过": "率", "根据": "地", "按照": "", "由于": "", "以及": "", "保证": "金", "实现": "",
    "制定": "", "制订": "", "拟订": "", "承担": "", "负责": "人", "协调": "局处办员会小性", "监督": "局处科员", "贯彻": "", "反映": "", "安排": "",
  ]
}
