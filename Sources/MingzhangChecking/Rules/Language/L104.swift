import MingzhangModel

extension Rule {
  /// Brackets and quotation marks come in pairs.
  static let unmatchedBracket = Rule(
    "L104", Wording("括号或引号不成对", "A bracket or quotation mark has no partner"), .notice,
    preparer: Wording("补上或删去落单的括号、引号。", "Add or delete the single mark."),
    citizen: Wording("排版错误。", "A slip of typing.")
  ) { subject throws(Unchecked) in
    let places = Prose(subject).words
    guard !places.isEmpty else { throw Unchecked("没有文字", "no words") }
    let found = places.compactMap { place -> (Evidence, Character)? in
      guard let mark = Prose.unmatched(place.text) else { return nil }
      var evidence = place
      evidence.text = place.text.around(String(mark), 14)
      return (evidence, mark)
    }
    return found.map { evidence, mark in
      Broken(
        Wording("“\(evidence.text)”里的“\(mark)”不成对。", "“\(mark)” in “\(evidence.text)” has no partner."),
        found: String(mark),
        evidence: [evidence], key: evidence.text,
        // many at once are lines read out of order, not slips
        severity: found.count <= 2 ? .warning : nil)
    }
  }
}
