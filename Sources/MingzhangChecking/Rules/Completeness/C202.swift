import MingzhangModel

extension Rule {
  /// A term that stands twice in the glossary.
  static let termDefinedTwice = Rule(
    "C202", Wording("同一名词解释了两次", "A term is explained twice"), .notice,
    preparer: Wording("删去重复的一条。", "Delete one of them."),
    citizen: Wording("同一个名词解释了两遍。", "One term is explained twice.")
  ) { subject throws(Unchecked) in
    let entries = subject.disclosure.glossary.filter { $0.term.count >= 2 && $0.definition.count >= 6 }
    guard entries.count > 1 else { throw Unchecked("没有名词解释", "there is no glossary") }
    var seen: [String: GlossaryEntry] = [:]
    return entries.compactMap { entry in
      let term = entry.term.foldedForMatching.filter { $0 != "\"" }
      guard let first = seen[term] else {
        seen[term] = entry
        return nil
      }
      return Broken(
        Wording("“\(entry.term)”解释了两次。", "“\(entry.term)” is explained twice."), found: entry.term,
        evidence: [
          Evidence("名词解释", text: entry.term, span: entry.span), Evidence("名词解释", text: first.term, span: first.span),
        ], key: term)
    }
  }
}
