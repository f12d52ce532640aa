import MingzhangModel

extension Rule {
  /// 与…持平, not 比…持平.
  static let unchangedWithThan = Rule(
    "L110", Wording("“比……持平”不通", "“Than … unchanged” is no sentence"), .warning,
    preparer: Wording("改为“与……持平”。", "Write 与……持平."),
    citizen: Wording("语法错误，不影响数字。", "A slip of grammar; the figures are not affected.")
  ) { subject throws(Unchecked) in
    let places = Prose(subject).words
    guard !places.isEmpty else { throw Unchecked("没有文字", "no words") }
    var seen = Set<String>()
    return places.compactMap { place in
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
