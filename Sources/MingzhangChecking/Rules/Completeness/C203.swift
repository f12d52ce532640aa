import MingzhangModel

extension Rule {
  /// Two different terms with the same definition: one was copied over the other.
  static let definitionCopied = Rule(
    "C203", Wording("两个名词的解释一样", "Two terms have one definition"), .notice,
    preparer: Wording("改正其中一个名词的解释。", "Correct one of the definitions."),
    citizen: Wording(
      "两个不同的名词用了同一段解释，其中一个是错的。", "Two different terms are explained by the same words; one of them is wrong.")
  ) { subject throws(Unchecked) in
    let entries = subject.disclosure.glossary.filter { $0.definition.count >= 12 }
    guard entries.count > 1 else { throw Unchecked("没有名词解释", "there is no glossary") }
    var seen: [String: GlossaryEntry] = [:]
    return entries.compactMap { entry in
      let words = entry.definition.foldedForMatching
      guard let first = seen[words] else {
        seen[words] = entry
        return nil
      }
      let (a, b) = (first.term.foldedForMatching, entry.term.foldedForMatching)
      // the same term again is another rule's; 住房公积金 and 住房公积金（项） are one term
      // account names share the text of their item
      guard a != b, !a.contains(b), !b.contains(a), !a.hasSuffix(")"), !b.hasSuffix(")") else { return nil }
      return Broken(
        Wording(
          "“\(first.term)”和“\(entry.term)”的解释完全一样。", "“\(first.term)” and “\(entry.term)” have the same definition."),
        found: String(entry.definition.prefix(30)),
        evidence: [
          Evidence("名词解释", text: "\(entry.term)：\(entry.definition.prefix(40))", span: entry.span),
          Evidence("名词解释", text: "\(first.term)：\(first.definition.prefix(40))", span: first.span),
        ], key: "\(a)|\(b)")
    }
  }
}
