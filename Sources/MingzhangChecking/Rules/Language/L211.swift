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

    let goals = subject.disclosure.goals.filter { !$0.objective.isEmpty }.map {
      Evidence($0.title, text: $0.objective, span: $0.span, statement: .performance)
    }
    let places = Array(zip(prose.words, prose.scalars)) + goals.map { ($0, Scalars($0.text)) }
    return places.flatMap { place, text -> [Broken] in
      Particles.doubled(text).map { words in
        var evidence = place
        evidence.text = place.text.around(words, 10)
        return Broken(
          Wording("“\(evidence.text)”里“\(words)”重复。", "“\(words)” in “\(evidence.text)” is doubled."), found: words,
          evidence: [evidence], key: evidence.text)
      }
    }
  }
}

/// Particles that no word begins and ends with, and the few words that make them meet.
private enum Particles {
  private static let pairs: [(String, before: String, after: String)] = [
    ("的的", "目标有", "士确"), ("对对", "应面针", "方口比照"), ("和和", "", "谐平"), ("为为", "作行认成", "主"), ("被被", "", ""),
    ("与与", "参", "会否"), ("把把", "", ""), ("从从", "", ""), ("由由", "自理缘", "于"), ("将将", "", ""), ("及及", "以", "时"),
    ("了了", "", "解"), ("在在", "实存现内正所", "校职建岗"),
  ]

  static func doubled(_ text: Scalars) -> [String] {
    pairs.filter { pair in
      text.places(of: pair.0).contains { at in
        !(text[at - 1].map { pair.before.unicodeScalars.contains($0) } ?? false)
          && !(text[at + 2].map { pair.after.unicodeScalars.contains($0) } ?? false)
      }
    }.map(\.0)
  }
}
