import MingzhangModel

extension Rule {
  /// “主要原因是。”: a reason is announced and none is given.
  static let reasonMissing = Rule(
    "N319", Wording("写了“原因”，后面没有内容", "A reason is announced and none is given"), .warning,
    preparer: Wording("补写原因。", "Give the reason."),
    citizen: Wording("说有原因，却没有写。", "A reason is announced but not given.")
  ) { subject throws(Unchecked) in
    var broken: [Broken] = []
    var decided = false
    for section in subject.disclosure.narrative.sections {
      for (number, paragraph) in section.paragraphs.enumerated() {
        let text = paragraph.text.foldedForMatching
        for mark in ["主要原因是:", "主要原因是", "主要原因为", "主要原因:", "的原因是"] {
          guard let words = text.after(mark) else { continue }
          decided = true
          let rest = words.drop { ":是为".contains($0) }
          let isLast = rest.isEmpty
          // the next line may go on
          let next =
            section.paragraphs.indices.contains(number + 1) ? section.paragraphs[number + 1].text.foldedForMatching : ""
          guard
            isLast && next.isEmpty || rest.hasPrefix("。") || rest.hasPrefix(";")
              || ["无。", "无;"].contains(String(rest.prefix(2)))
          else { continue }
          broken.append(
            Broken(
              Wording("“\(text.around(mark, 20))”没有写出原因。", "“\(text.around(mark, 20))” gives no reason."),
              evidence: [
                Evidence(
                  "说明文字 / \(section.heading)", text: text.around(mark, 30),
                  span: paragraph.claims.last?.span ?? paragraph.span)
              ], key: section.heading + String(text.prefix(20))))
          break
        }
      }
    }
    guard decided else { throw Unchecked("文字没有写原因", "the words give no reason") }
    return broken
  }
}
