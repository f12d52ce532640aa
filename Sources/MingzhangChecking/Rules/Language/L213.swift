import MingzhangModel

extension Rule {
  /// Numbered terms that skip or repeat a number.
  static let glossaryNumberGap = Rule(
    "L213", Wording("名词解释编号不连续", "The numbers of the glossary have a gap"), .notice,
    preparer: Wording("重新编号，核对有没有漏掉的名词。", "Renumber, and check that no term was left out."),
    citizen: Wording("编号跳号或重号，可能少了一个名词。", "A number is skipped or repeated: a term may be missing.")
  ) { subject throws(Unchecked) in
    let paragraphs = subject.disclosure.narrative.sections.filter { $0.topic == .glossary }.flatMap(\.paragraphs)
    let numbered = paragraphs.compactMap { paragraph in paragraph.text.termNumber.map { (paragraph, $0) } }
    guard numbered.count > 1 else { throw Unchecked("名词解释没有编号", "the glossary is not numbered") }
    let words = paragraphs.map(\.text).joined().foldedForMatching
    return zip(numbered, numbered.dropFirst()).compactMap { before, entry in
      guard entry.1 != before.1 + 1, entry.1 != 1, abs(entry.1 - before.1) <= 3 else { return nil }
      // the number may stand within a paragraph that was not cut
      let missing = before.1 + 1
      guard
        entry.1 <= before.1
          || !["\(missing.chineseNumeral)、", "\(missing)、", "\(missing)."].contains(where: words.contains)
      else { return nil }
      let words = String(entry.0.text.prefix(16))
      return Broken(
        Wording("“\(words)”之前的编号是 \(before.1)。", "“\(words)” follows number \(before.1)."),
        expected: "\(before.1 + 1)", found: "\(entry.1)",
        evidence: [Evidence("名词解释", text: words, span: entry.0.span)], key: words)
    }
  }
}

extension String {
  /// 3 for `3、基本支出：…` and `三、基本支出：…`, only when a term with its colon follows.
  fileprivate var termNumber: Int? {
    let folded = foldedForMatching
    guard folded.prefix(30).contains(":") else { return nil }
    if let number = folded.chineseListNumber { return number }
    let digits = folded.prefix { $0.isNumber && $0.isASCII }
    guard !digits.isEmpty, digits.count <= 2, let mark = folded.dropFirst(digits.count).first, "、.".contains(mark)
    else {
      return nil
    }
    return Int(digits)
  }
}
