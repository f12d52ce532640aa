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
    if numbered.count > 2, let first = numbered.first, first.1 == 2, numbered[1].1 == 3 {
      return [
        Broken(
          Wording("“\(first.0.heading)”之前没有第一节。", "No section one before “\(first.0.heading)”."), expected: "1",
          found: "\(first.1)", evidence: [Evidence("标题", text: first.0.heading, span: first.0.headingSpan)],
          key: first.0.heading)
      ]
    }
    return zip(numbered, numbered.dropFirst()).enumerated().compactMap { place, pair in
      let (before, after) = pair
      guard after.1 != before.1 + 1, after.1 != 1 else { return nil }
      // the heading before was numbered twice; this one goes on as if it had not been
      if place > 0, numbered[place - 1].1 == before.1, after.1 == before.1 + 2 { return nil }
      // a list inside a part has ended, and the parts go on: 一 … 一 二 三, 二 …
      if after.1 < before.1, numbered[..<place].contains(where: { $0.1 == after.1 - 1 }) { return nil }
      return Broken(
        Wording(
          "“\(before.0.heading)”之后是“\(after.0.heading)”。", "“\(before.0.heading)” is followed by “\(after.0.heading)”."),
        expected: "\(before.1 + 1)",
        found: "\(after.1)", evidence: [Evidence("标题", text: after.0.heading, span: after.0.headingSpan)],
        key: after.0.heading)
    }
  }
}
