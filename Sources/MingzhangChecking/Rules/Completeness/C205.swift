import MingzhangModel

extension Rule {
  /// An entry of the contents and the heading that it names have one number and one year.
  static let contentsNumberOff = Rule(
    "C205", Wording("目录条目的编号或年份与正文标题不同", "An entry of the contents has another number or year than its heading"),
    .notice,
    preparer: Wording("使目录条目的编号、年份与正文标题一致。", "Give the entry the number and year of its heading."),
    citizen: Wording("目录和正文的编号或年份对不上。", "Contents and headings are numbered or dated differently.")
  ) { subject throws(Unchecked) in
    let contents = subject.disclosure.contents.map { (entry: $0, title: NumberedTitle($0.title)) }
    guard !contents.isEmpty else { throw Unchecked("没有目录", "there are no contents") }
    let headings = (subject.disclosure.narrative.sections.map(\.heading) + subject.disclosure.statements.map(\.title))
      .map { NumberedTitle($0) }
    var agreeing = 0
    let found = contents.compactMap { entry, title -> Broken? in
      guard title.isLong else { return nil }
      let named = headings.filter { $0.isLong && $0.words == title.words }
      guard let heading = named.first else { return nil }
      let isNumberOff = title.number != nil && named.allSatisfy { $0.number != nil && $0.number != title.number }
      let isYearOff = title.year != nil && named.allSatisfy { $0.year != nil && $0.year != title.year }
      guard isNumberOff || isYearOff else {
        agreeing += 1
        return nil
      }
      return Broken(
        Wording(
          "目录写“\(entry.title)”，正文标题是“\(heading.printed)”。",
          "The contents say “\(entry.title)”, the heading “\(heading.printed)”."),
        expected: heading.printed, found: entry.title,
        evidence: [Evidence("目录", text: entry.title, span: entry.span)], key: entry.title)
    }
    // contents that count in their own way name no heading's number
    guard agreeing > found.count else { throw Unchecked("目录与正文的编号方式不同", "the contents number in their own way") }
    return found
  }
}

/// `二、2024年部门决算单位构成`: its number, its year and its words without both.
private struct NumberedTitle {
  let printed: String
  let number: Int?
  let year: Int?
  let words: String
  /// Whether the words are enough to know a title by.
  let isLong: Bool

  init(_ printed: String) {
    self.printed = printed
    number = printed.chineseListNumber
    year = printed.printedYear
    let folded = printed.foldedForMatching
    let bare = number == nil ? folded : folded.after("、") ?? folded
    var words = bare.removingNumbers(and: "\"'")
    for tail in ["说明", "情况"] where words.hasSuffix(tail) { words = String(words.dropLast(tail.count)) }
    self.words = words
    isLong = words.hasCharacters(6)
  }
}
