import MingzhangModel

extension Rule {
  /// A term has one name in glossary and tables.
  static let termNamedTwoWays = Rule(
    "C105", Wording("同一名词有两种叫法", "One term has two names"), .notice,
    preparer: Wording("统一名词：表、文字、名词解释用同一叫法。", "Use one name in tables, words and glossary."),
    citizen: Wording("解释的名词和表上的名词写法不同。", "The term explained is not the term used.")
  ) { subject throws(Unchecked) in
    guard !subject.disclosure.glossary.isEmpty else { throw Unchecked("没有名词解释", "there is no glossary") }
    let columns = Set(
      subject.disclosure.statements.flatMap { $0.columns.compactMap { $0.path.last?.foldedForMatching } })
    let words = subject.disclosure.narrative.sections.filter { $0.topic != .glossary }.map(\.heading).joined()
      .foldedForMatching
    var broken: [Broken] = []
    for entry in subject.disclosure.glossary {
      let term = entry.term.foldedForMatching
      for (variant, other) in Terms.variants where term.contains(variant) {
        let swapped = term.replacing(variant, with: other)
        guard !columns.contains(term), columns.contains(where: { $0.contains(other) }) || words.contains(swapped),
          !words.contains(term)
        else { continue }
        broken.append(
          Broken(
            Wording(
              "名词解释写“\(entry.term)”，表或标题写“\(swapped)”。",
              "The glossary says “\(entry.term)”, tables or headings “\(swapped)”."),
            expected: swapped, found: entry.term, evidence: [Evidence("名词解释", text: entry.term, span: entry.span)],
            key: entry.term))
      }
    }
    return broken
  }
}
