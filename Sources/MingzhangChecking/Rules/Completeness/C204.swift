import MingzhangModel

extension Rule {
  /// Terms that head columns or sections and that the glossary leaves out.
  static let termUnexplained = Rule(
    "C204", Wording("用到的专业名词没有解释", "A technical term is not explained"), .notice,
    preparer: Wording("在名词解释中补上。", "Explain the term."),
    citizen: Wording("表里用了专业名词，没有解释。", "The tables use a technical term that is not explained.")
  ) { subject throws(Unchecked) in
    let glossary = subject.disclosure.narrative.sections.filter { $0.topic == .glossary }
    let explained = (glossary.flatMap(\.paragraphs).map(\.text) + subject.disclosure.glossary.map(\.term)).joined()
      .foldedForMatching
    guard !explained.isEmpty else { throw Unchecked("没有名词解释", "there is no glossary") }
    let used = Prose(subject).words.filter { $0.label == "标题" }.map(\.text).joined().foldedForMatching
    // the words of the whole document are asked for once each
    let terms: [(String, [String])] = [("机关运行经费", ["机关运行"]), ("“三公”经费", ["三公"])]
    guard terms.contains(where: { $0.1.contains(where: used.contains) }) else {
      throw Unchecked("标题没有用到专业名词", "no heading uses a technical term")
    }
    return terms.compactMap { term, marks in
      guard marks.contains(where: used.contains), !marks.contains(where: explained.contains) else { return nil }
      return Broken(
        Wording("“\(term)”没有列入名词解释。", "“\(term)” is not in the glossary."), expected: term,
        evidence: [
          Evidence(
            "名词解释", text: "缺少“\(term)”", span: glossary.first?.headingSpan ?? glossary.first?.paragraphs.first?.span)
        ], key: term)
    }
  }
}
