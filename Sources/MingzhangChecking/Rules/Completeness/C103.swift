import MingzhangModel

extension Rule {
  /// Every entry of the contents is found in the document.
  static let contentsEntryMissing = Rule(
    "C103", Wording("目录所列在正文中找不到", "An entry of the contents is not found"), .warning,
    preparer: Wording("使目录与正文的标题一致。", "Make the contents and the headings agree."),
    citizen: Wording("目录里有，正文里没有。", "The contents list what the document does not have.")
  ) { subject throws(Unchecked) in
    guard !subject.disclosure.contents.isEmpty else { throw Unchecked("没有目录", "there are no contents") }
    var titles =
      subject.disclosure.statements.map(\.title) + subject.disclosure.narrative.sections.map(\.heading)
      + subject.disclosure.goals.map(\.title)
    titles += [subject.disclosure.title]
    let folded = Set(titles.map(\.bareTitle)).map { (title: $0, isLong: $0.hasCharacters(4)) }
    let tables = Set(subject.disclosure.statements.map(\.title.bareTitle))
    let firstTable = subject.disclosure.contents.firstIndex { tables.contains($0.title.bareTitle) }
    let found = subject.disclosure.contents.enumerated().compactMap { index, entry -> Broken? in
      let bare = entry.title.bareTitle
      // the heading of the part that holds the tables is read as the head of its first table
      if bare.hasPrefix("第"), bare.contains("部分"), bare.hasSuffix("表") { return nil }
      if index + 1 == firstTable, ["公开表", "预算表", "决算表", "报表"].contains(where: bare.hasSuffix) { return nil }
      guard bare.hasCharacters(4),
        !folded.contains(where: { $0.title.contains(bare) || $0.isLong && bare.contains($0.title) })
      else { return nil }
      return Broken(
        Wording("目录“\(entry.title)”在正文中没有同名的表或标题。", "“\(entry.title)” of the contents is no title in the document."),
        found: entry.title,
        evidence: [Evidence("目录", text: entry.title, span: entry.span)], key: entry.title, severity: .notice)
    }
    // without page numbers the entries may be worded otherwise; one that is missing among many is missing
    let isPaged = subject.disclosure.contents.contains { $0.page != nil }
    if isPaged {
      return found.filter { broken in
        subject.disclosure.contents.contains { $0.title == broken.found && $0.page != nil }
      }
    }
    return found.count == 1 && 6 <= subject.disclosure.contents.count ? found : []
  }
}
