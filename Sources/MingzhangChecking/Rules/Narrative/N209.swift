import MingzhangModel

extension String {
  /// “截至2020年底，本部门人员编制…” in the accounts of 2022: people are counted at the year's end.
  fileprivate func oldCount(of year: Int) -> String? {
    guard contains("人员编制") || contains("编制人数") || contains("实有人") else { return nil }
    return ((year - 5)...(year + 1)).lazy.filter { $0 != year }.flatMap { said in
      ["截至", "截止"].flatMap { mark in ["年底", "年末"].map { "\(mark)\(said)\($0)" } }
    }.first(where: hasPrefix)
  }
}

extension Rule {
  /// The closing date of a final account is the last day of its year; a project's period lies in the year of its budget.
  static let dateOfAnotherYear = Rule(
    "N209", Wording("截止日期或实施周期不是本年度", "A closing date or a period is of another year"), .error,
    preparer: Wording("改正日期的年份，检查是否沿用了上年的文字。", "Correct the year of the date; the sentence may be last year's."),
    citizen: Wording("日期写的是上一年，可能是沿用上年的文字。", "The date is last year's; the text may be too.")
  ) { subject throws(Unchecked) in
    let year = try subject.year()
    guard !subject.sentences.isEmpty else { throw Unchecked("没有说明文字", "there are no words") }
    var broken: [Broken] = []
    for sentence in subject.sentences {
      let text = sentence.folded
      let wrong: String
      switch subject.disclosure.kind {
      case .final:
        // a year further back is a slip only where the assets of the year's end are told
        let isOfAssets = text.contains("共有车辆") || sentence.section.topic == .assets
        let years = [year - 1] + (isOfAssets ? Array((year - 5)...(year - 2)) + [year + 1] : [])
        guard
          let mark = years.flatMap({ ["截至\($0)年12月31日", "截止\($0)年12月31日"] }).first(where: text.contains)
            ?? text.oldCount(of: year),
          !text.contains("\(year)年12月31日")
        else { continue }
        wrong = mark
      case .budget:
        let period = "\(year - 1)年1月1日"
        guard let start = text.after(period), let mark = start.first, "-至~—".contains(mark),
          start.dropFirst().hasPrefix("\(year - 1)年12月31日")
        else { continue }
        wrong = period + String(mark) + "\(year - 1)年12月31日"
      }
      broken.append(
        Broken(
          Wording(
            "\(year) 年\(subject.disclosure.kind.chinese)写“\(wrong)”。", "The document of \(year) says “\(wrong)”."),
          expected: "\(year)年",
          found: wrong,
          evidence: [
            Evidence(
              "说明文字 / \(sentence.section.heading)", text: text.around(wrong, 12),
              span: sentence.claims.first { !$0.quote.isEmpty && wrong.contains($0.quote) }?.span
                ?? sentence.paragraph.span)
          ],
          key: sentence.section.heading + wrong))
    }
    return broken
  }
}
