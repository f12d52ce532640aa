import MingzhangModel

extension Rule {
  /// The year in titles of the document and its contents is the fiscal year.
  static let titleOfAnotherYear = Rule(
    "Y102", Wording("标题的年份不是预算年度", "A title names another year"), .warning,
    preparer: Wording("改正标题的年份。", "Correct the year in the title."),
    citizen: Wording("标题写的是别的年份。", "The title names another year.")
  ) { subject throws(Unchecked) in
    let year = try subject.year()
    var titles = subject.disclosure.narrative.sections.map { Evidence("标题", text: $0.heading, span: $0.headingSpan) }
    titles += subject.disclosure.contents.map { Evidence("目录", text: $0.title, span: $0.span) }
    let cover = subject.disclosure.title
    if !cover.isEmpty { titles.append(Evidence("封面", text: cover)) }
    let dated = titles.compactMap { evidence in evidence.text.printedYear.map { (evidence, $0) } }
    guard !dated.isEmpty else { throw Unchecked("标题没有年份", "no title names a year") }
    // a report on two years, or a year misread: which one is meant is not known
    for (other, entries) in Dictionary(grouping: dated, by: \.1) where other != year && entries.count > 2 {
      guard entries.count * 2 < dated.count else {
        throw Unchecked("标题里 \(year) 年和 \(other) 年都很多", "titles speak of \(year) and \(other)")
      }
    }
    return dated.compactMap { evidence, said in
      guard said != year, abs(said - year) <= 3,
        !["上年", "执行", "决算", "完成", "回顾", "总结", "落实"].contains(where: evidence.text.contains),
        !evidence.text.contains("《")
      else {
        return nil
      }
      return Broken(
        Wording(
          "“\(evidence.text)”写 \(said) 年，预算年度是 \(year) 年。",
          "“\(evidence.text)” says \(said); the fiscal year is \(year)."), expected: "\(year)年", found: "\(said)年",
        evidence: [evidence], key: evidence.text)
    }
  }
}
