import MingzhangModel

extension Rule {
  /// Brackets and quotation marks come in pairs.
  static let unmatchedBracket = Rule(
    "L104", Wording("括号或引号不成对", "A bracket or quotation mark has no partner"), .notice,
    preparer: Wording("补上或删去落单的括号、引号。", "Add or delete the single mark."),
    citizen: Wording("排版错误。", "A slip of typing.")
  ) { subject throws(Unchecked) in
    let prose = Prose(subject)
    let places = prose.words
    guard !places.isEmpty else { throw Unchecked("没有文字", "no words") }
    let single = places.map { Prose.unmatched($0.text) }
    let found = places.indices.compactMap { index -> (Evidence, Character)? in
      let place = places[index]
      guard let (mark, at) = single[index] else { return nil }
      // the partner may stand in the next piece of a paragraph that was cut
      let around = [index - 2, index - 1, index + 1, index + 2].filter(places.indices.contains).compactMap {
        single[$0]?.mark
      }
      guard !around.contains(where: { Prose.partners($0, mark) }) else { return nil }
      var evidence = place
      evidence.text = place.text.around(at, 14)
      return (evidence, mark)
    }
    // in cells only what no list number and no cut line can bring about: quotation marks inside a sentence
    let inTables = prose.tableSentences.compactMap { place -> (Evidence, Character)? in
      guard place.text.utf8.count >= 60, let (mark, at) = Prose.unmatched(place.text), "“”".contains(mark) else {
        return nil
      }
      var evidence = place
      evidence.text = place.text.around(at, 14)
      return (evidence, mark)
    }
    return (found + (inTables.count <= 2 ? inTables : [])).map { evidence, mark in
      Broken(
        Wording("“\(evidence.text)”里的“\(mark)”不成对。", "“\(mark)” in “\(evidence.text)” has no partner."),
        found: String(mark),
        evidence: [evidence], key: evidence.text,
        // many at once are lines read out of order, not slips
        severity: found.count <= 2 ? .warning : nil)
    }
  }
}
