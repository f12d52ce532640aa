import MingzhangModel

extension Rule {
  /// Tables numbered 1, 2, 4: one is missing or was numbered wrong.
  static let tableNumberGap = Rule(
    "C207", Wording("表的编号不连续", "The tables' numbers have a gap"), .notice,
    preparer: Wording("重新编号，核对有没有漏掉的表。", "Renumber, and check that no table was left out."),
    citizen: Wording("表号跳号，可能少了一张表。", "A number is skipped: a table may be missing.")
  ) { subject throws(Unchecked) in
    let statements = subject.disclosure.statements
    guard statements.count > 1 else { throw Unchecked("没有几张表", "there are few tables") }
    let numbered = statements.compactMap { statement in statement.title.tableNumber.map { (statement, $0) } }
    return zip(numbered, numbered.dropFirst()).compactMap { before, table in
      // parts 1-1, 1-2 share a number; a new series begins at 1
      guard table.1 > before.1 + 1, table.1 - before.1 <= 3, subject.disclosure.goals.isEmpty || table.1 < 10 else {
        return nil
      }
      return Broken(
        Wording("《\(before.0.title)》之后是《\(table.0.title)》。", "“\(before.0.title)” is followed by “\(table.0.title)”."),
        expected: "\(before.1 + 1)", found: "\(table.1)", evidence: [table.0.titleEvidence], key: table.0.title)
    }
  }
}

extension String {
  /// 3 for `表3 …`, `附表3`, `预算03表 …`; nil when the title has no number.
  fileprivate var tableNumber: Int? {
    let folded = foldedForMatching
    for lead in ["附表", "表", "预算"] where folded.hasPrefix(lead) {
      let digits = folded.dropFirst(lead.count).prefix { $0.isNumber && $0.isASCII }
      guard !digits.isEmpty, digits.count <= 2 else { continue }
      let rest = folded.dropFirst(lead.count + digits.count)
      if lead == "预算", !rest.hasPrefix("表") { continue }
      return Int(digits)
    }
    return nil
  }
}
