import MingzhangModel

extension Rule {
  /// 的的, 对对, 为为: a particle typed twice.
  static let particleDoubled = Rule(
    "L211", Wording("单字重复", "A character is doubled"), .warning,
    preparer: Wording("删去重复的字。", "Delete the repeated character."),
    citizen: Wording("排版错误，不影响数字。", "A slip of typing; the figures are not affected.")
  ) { subject throws(Unchecked) in
    let prose = Prose(subject)
    guard !prose.words.isEmpty else { throw Unchecked("没有文字", "no words") }

    return Particles.pairs.flatMap { pair -> [Broken] in
      let find: (Scalars) -> [Slip] = { text in Particles.isDoubled(pair, in: text) ? [Slip(pair.0)] : [] }
      let found =
        (prose.has(pair.0) ? prose.slips(find) : []) + (prose.tableHas(pair.0) ? prose.tableSlips(find) : [])
      return found.map { place, slip in
        Broken(
          Wording("“\(place.text)”里“\(slip.words)”重复。", "“\(slip.words)” in “\(place.text)” is doubled."),
          found: slip.words, evidence: [place], key: place.text)
      }
    }
  }
}

/// Characters that no word begins and ends with, and the few words that make them meet.
private enum Particles {
  static let pairs: [(String, before: String, after: String)] = [
    ("的的", "目标有", "士确"), ("对对", "应面针", "方口比照"), ("和和", "", "谐平"), ("为为", "作行认成", "主"), ("被被", "", ""),
    ("与与", "参", "会否"), ("把把", "", ""), ("从从", "", ""), ("由由", "自理缘", "于"), ("将将", "", ""), ("及及", "以", "时"),
    ("了了", "", "解"), ("在在", "实存现内正所", "校职建岗"), ("监监", "总", "督管理狱"), ("督督", "监总", ""),
    ("费费", "", "用率时"),
  ]

  static func isDoubled(_ pair: (String, before: String, after: String), in text: Scalars) -> Bool {
    text.places(of: pair.0).contains { at in
      !(text[at - 1].map { pair.before.unicodeScalars.contains($0) } ?? false)
        && !(text[at + 2].map { pair.after.unicodeScalars.contains($0) } ?? false)
    }
  }
}
