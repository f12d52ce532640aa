import MingzhangModel

extension Rule {
  /// “决算数大于预算数”: the two figures before it say so too.
  static let directionOffFigures = Rule(
    "N202", Wording("大于、小于、持平的说法与数字相反", "The words say greater or smaller, the figures do not"), .error,
    preparer: Wording("按数字改正大于、小于或持平，并核对原因。", "Correct the word by the figures, and check the reason."),
    citizen: Wording("文字说多了还是少了，和前面的数字相反。", "The words say the opposite of the figures.")
  ) { subject throws(Unchecked) in
    var broken: [Broken] = []
    var decided = false
    for section in subject.disclosure.narrative.sections {
      for paragraph in section.paragraphs {
        for statement in Directions.statements(in: paragraph) {
          decided = true
          guard !statement.holds else { continue }
          broken.append(
            Broken(
              Wording(
                "预算 \(statement.budget.quote)、决算 \(statement.final.quote)，应为“\(statement.right)”，文字写“\(statement.said)”。",
                "Budget \(statement.budget.quote), final \(statement.final.quote): “\(statement.right)”, but the words say “\(statement.said)”."
              ),
              expected: statement.right, found: statement.said,
              evidence: [
                Evidence("说明文字 / \(section.heading)", text: statement.words, span: statement.final.span),
                statement.budget.evidence,
              ],
              key: "\(statement.budget.quote)|\(statement.final.quote)"))
        }
      }
    }
    // one paragraph without two figures says of one thing that it is above and below its budget
    for section in subject.disclosure.narrative.sections {
      for paragraph in section.paragraphs where paragraph.text.contains("决算") && paragraph.claims.count <= 3 {
        let words = paragraph.text.foldedForMatching.replacing("决算数", with: "决算")
        guard words.contains("决算大于预算数"), words.contains("决算小于预算数"), Directions.statements(in: paragraph).isEmpty,
          words.count(of: "预算数的") <= 1
        else { continue }
        broken.append(
          Broken(
            Wording("同一段既写“大于预算数”，又写“小于预算数”。", "One paragraph says both above and below the budget."),
            evidence: [
              Evidence("说明文字 / \(section.heading)", text: paragraph.text.around("小于预算数", 30), span: paragraph.span)
            ],
            key: section.heading + "|both"))
        decided = true
      }
    }
    guard decided else { throw Unchecked("没有大于、小于的说法", "no such words") }
    return broken
  }
}

extension String {
  /// How often `word` stands in the string.
  fileprivate func count(of word: String) -> Int {
    var (rest, count) = (self, 0)
    while let after = rest.after(word) { (rest, count) = (after, count + 1) }
    return count
  }
}
