import MingzhangModel

extension Rule {
  /// “设12个内设机构”, and thirteen are named.
  static let countedListOff = Rule(
    "N328", Wording("机构或单位的个数与列出的不符", "The number of bodies differs from those that are named"), .warning,
    preparer: Wording("核对个数，或补列、删去多列的。", "Correct the number, or the list."),
    citizen: Wording("写的个数和列出的名单对不上。", "The number and the list do not agree.")
  ) { subject throws(Unchecked) in
    let sections = subject.disclosure.narrative.sections
    var broken: [Broken] = []
    var decided = false
    for (index, section) in sections.enumerated() {
      for (number, paragraph) in section.paragraphs.enumerated() {
        guard paragraph.text.contains("个") || paragraph.text.contains("家") else { continue }
        let sentences = paragraph.text.foldedForMatching.split(separator: "。").map { String($0) + "。" }
        for sentence in sentences where sentence.hasCharacters(6) {
          let below: () -> [String] = {
            guard sentence == sentences.last else { return [] }
            let own = CountedList.entries(Array(section.paragraphs.dropFirst(number + 1)))
            guard own.isEmpty, sections.indices.contains(index + 1),
              sections[index + 1].heading.contains("机构")
            else { return own }
            return CountedList.entries(sections[index + 1].paragraphs)
          }
          let table: () -> [String] = {
            sentence == sentences.last ? unitsBelow(paragraph, subject.disclosure) : []
          }
          guard
            let list = CountedList.inline(sentence) ?? CountedList.above(sentence, entries: below())
              ?? CountedList.above(sentence, entries: table())
          else { continue }
          decided = true
          guard !list.agrees else { continue }
          let listed = list.stated < list.listed.lowerBound ? list.listed.lowerBound : list.listed.upperBound
          broken.append(
            Broken(
              Wording(
                "文字写“\(list.words)”，列出的是 \(listed) 个。", "The words say “\(list.words)”; \(listed) are named."),
              expected: "\(listed)", found: "\(list.stated)",
              evidence: [
                Evidence(
                  "说明文字 / \(section.heading)", text: sentence.around(list.words, 24), span: paragraph.span)
              ], key: list.words))
        }
      }
    }
    guard decided else { throw Unchecked("文字没有写个数并列出名单", "no number with its list") }
    return broken
  }

  /// The units of the table 单位构成 that a sentence ending in a colon opens, on its page or the next.
  private static func unitsBelow(_ paragraph: Narrative.Paragraph, _ disclosure: Disclosure) -> [String] {
    guard let page = paragraph.span?.page, paragraph.text.foldedForMatching.hasSuffix(":"),
      let table = disclosure.statements.first(where: {
        $0.title.contains("单位构成") && (page...page + 1).contains($0.pages.lowerBound)
      }), let column = table.columns.firstIndex(where: { $0.last.hasSuffix("单位名称") })
    else { return [] }
    let names = table.rows.map { $0[column].printed }
    return names.contains("") ? [] : names
  }
}
