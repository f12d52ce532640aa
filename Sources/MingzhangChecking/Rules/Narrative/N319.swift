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
        guard paragraph.text.contains("因") else { continue }
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
            isLast && (next.isEmpty || next.beginsAnew) || rest.hasPrefix("。") || rest.hasPrefix(";")
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

extension String {
  /// `其中:`, `1.因公出国`, `(二)公务接待费`: what no reason begins with.
  fileprivate var beginsAnew: Bool {
    if hasPrefix("其中") { return true }
    let number = drop { "(".contains($0) }.prefix { $0.isASCII && $0.isNumber || "一二三四五六七八九十".contains($0) }
    guard (1...2).contains(number.count) else { return false }
    // 一是…… and 1.…… after 原因: may be the reasons themselves
    let rest = self[number.endIndex...]
    guard let mark = rest.first, ".、)".contains(mark) else { return false }
    return ["费", "支出", "收入", "经费"].contains { rest.prefix(16).contains($0) }
  }
}
