import MingzhangModel

extension Rule {
  /// A table that the words point to is there.
  static let missingTableNamed = Rule(
    "N114", Wording("文字提到的表没有公开", "The words point to a table that is not there"), .warning,
    preparer: Wording("补上该表，或改正文字。", "Publish the table or correct the words."),
    citizen: Wording("文字说见某表，公开材料里却没有这张表。", "The words point to a table that was not published.")
  ) { subject throws(Unchecked) in
    guard !subject.disclosure.narrative.sections.isEmpty, !subject.disclosure.statements.isEmpty else {
      throw Unchecked("没有文字或表", "no words or no tables")
    }
    let kinds = Set(subject.disclosure.statements.map(\.kind))
    var broken: [Broken] = []
    for section in subject.disclosure.narrative.sections
    where section.topic != .performance && section.topic != .glossary {
      for paragraph in section.paragraphs where paragraph.text.contains("项目支出表") {
        let folded = paragraph.text.foldedForMatching
        guard !kinds.contains(.projectExpenditure), !folded.contains("无项目支出表") else { continue }
        broken.append(
          Broken(
            Wording("文字提到“项目支出表”，公开的表中没有。", "The words name a table of project expenditure; none is published."),
            found: "项目支出表",
            evidence: [
              Evidence("说明文字 / \(section.heading)", text: paragraph.text.around("项目支出表"), span: paragraph.span)
            ], key: "projectExpenditure"))
      }
    }
    return broken
  }
}
