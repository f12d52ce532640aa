import MingzhangModel

extension Rule {
  /// (一)(二)(四): sub-headings of one section that skip or repeat a number.
  static let subheadingGap = Rule(
    "L212", Wording("小标题编号不连续", "The sub-headings of a section skip a number"), .notice,
    preparer: Wording("重新编号，核对有没有漏掉的部分。", "Renumber, and check that nothing was left out."),
    citizen: Wording("小标题跳号或重号，可能少了一部分。", "A number is skipped or repeated: a part may be missing.")
  ) { subject throws(Unchecked) in
    let sections = subject.disclosure.narrative.sections
    let numbered = sections.map { section in (section, section.level == 2 ? section.heading.bracketedNumber : nil) }
    guard sections.count > 1 else { throw Unchecked("没有小标题", "there are no sub-headings") }
    let words = sections.map { $0.heading + $0.paragraphs.map(\.text).joined() }.joined().foldedForMatching
    var broken: [Broken] = []
    var last: Int?
    for (section, number) in numbered {
      if section.level <= 1 { last = nil }
      guard let number else { continue }
      if let before = last, number != before + 1, number != 1, number - before <= 3,
        number <= before || !words.contains("(\((before + 1).chineseNumeral))")
      {
        broken.append(
          Broken(
            Wording(
              "“\(section.heading)”之前的小标题是第 \(before) 个。", "“\(section.heading)” follows number \(before)."),
            expected: "\(before + 1)", found: "\(number)",
            evidence: [Evidence("标题", text: section.heading, span: section.headingSpan)], key: section.heading))
      }
      last = number
    }
    return broken
  }
}

extension String {
  /// 2 for `（二）…`.
  fileprivate var bracketedNumber: Int? {
    let folded = foldedForMatching
    guard folded.first == "(", let close = folded.firstIndex(of: ")") else { return nil }
    return (folded[folded.index(after: folded.startIndex)..<close] + "、").description.chineseListNumber
  }
}
