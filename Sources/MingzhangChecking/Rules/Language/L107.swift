import MingzhangModel

extension Rule {
  /// 一、二、三、 without a gap.
  static let headingNumberGap = Rule(
    "L107", Wording("标题编号不连续", "The headings' numbers have a gap"), .notice,
    preparer: Wording("重新编号，核对有没有漏掉的部分。", "Renumber, and check that nothing was left out."),
    citizen: Wording("标题跳号，可能少了一部分。", "A heading's number is skipped: a part may be missing.")
  ) { subject throws(Unchecked) in
    let sections = subject.disclosure.narrative.sections.filter { $0.level == 1 }
    let numbered = sections.compactMap { section in section.heading.chineseListNumber.map { (section, $0) } }
    guard numbered.count > 1 else { throw Unchecked("标题没有编号", "the headings have no numbers") }
    return zip(numbered, numbered.dropFirst()).compactMap { before, after in
      guard after.1 != before.1 + 1, after.1 != 1 else { return nil }
      return Broken(
        Wording(
          "“\(before.0.heading)”之后是“\(after.0.heading)”。", "“\(before.0.heading)” is followed by “\(after.0.heading)”."),
        expected: "\(before.1 + 1)",
        found: "\(after.1)", evidence: [Evidence("标题", text: after.0.heading, span: after.0.headingSpan)],
        key: after.0.heading)
    }
  }
}
