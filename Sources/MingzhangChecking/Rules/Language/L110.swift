import MingzhangModel

extension Rule {
  /// 与…持平, not 比…持平; 比上年下降, not 与上年下降.
  static let unchangedWithThan = Rule(
    "L110", Wording("“比……持平”“与……下降”不通", "“Than … unchanged” is no sentence"), .warning,
    preparer: Wording("改为“与……持平”。", "Write 与……持平."),
    citizen: Wording("语法错误，不影响数字。", "A slip of grammar; the figures are not affected.")
  ) { subject throws(Unchecked) in
    let places = Prose(subject).words
    guard !places.isEmpty else { throw Unchecked("没有文字", "no words") }
    var seen = Set<String>()
    return places.compactMap { place in
      if let words = place.text.comparedWithoutThan {
        var evidence = place
        evidence.text = place.text.around(words, 14)
        return Broken(
          Wording("“\(words)”应为“比……”或“与……相比”。", "“\(words)” lacks 比 or 相比."), found: words, evidence: [evidence],
          key: evidence.text)
      }
      guard place.text.contains("持平") else { return nil }
      let clauses = place.text.split(whereSeparator: { "，；。;,".contains($0) }).map(String.init)
      let wrong = clauses.filter { clause in
        guard clause.hasSuffix("持平"), let start = clause.lastIndex(of: "比") else { return false }
        let between = clause[start...]
        return between.contains("年") && !between.contains("相比") && !between.contains("与") && between.count <= 20
      }
      // the same words twice in one section are one habit
      guard let first = wrong.first, seen.insert(place.label + first).inserted else { return nil }
      var evidence = place
      evidence.text = String(place.text.around(first, 24))
      return Broken(
        Wording("“\(first)”应为“与……持平”。", "“\(first)” should say 与……持平."), found: first, evidence: [evidence],
        key: evidence.text)
    }
  }
}

extension String {
  /// `与上年下降7.6%`
  fileprivate var comparedWithoutThan: String? {
    guard contains("与上年") || contains("与去年") else { return nil }
    for word in ["与上年下降", "与上年增长", "与上年减少", "与上年增加", "与去年下降", "与去年增长", "与去年减少", "与去年增加"] {
      guard let range = firstRange(of: word), let next = self[range.upperBound...].first, next.isASCII, next.isNumber
      else { continue }
      return word
    }
    return nil
  }
}
