import MingzhangModel

extension Rule {
  /// Assets are stated as of the end of last year (or of this one, in accounts).
  static let assetsOfAnotherDay = Rule(
    "Y211", Wording("资产表的截止时间不是上年末", "The assets are as of another day"), .warning,
    preparer: Wording(
      "预算公开的资产以上年 12 月 31 日为准，决算以本年 12 月 31 日为准。",
      "Budgets state assets as of last 31 December, accounts as of this year's."),
    citizen: Wording("资产数是别的年份的。", "The assets are those of another year.")
  ) { subject throws(Unchecked) in
    let year = try subject.year()
    let dated = subject.disclosure.leftovers.compactMap { leftover -> (Leftover, Int)? in
      guard leftover.text.contains("截止时间") || leftover.text.contains("截止日期") || leftover.text.contains("截止到"),
        let said = leftover.text.printedYear ?? Rule.year(in: leftover.text)
      else { return nil }
      return (leftover, said)
    }
    guard !dated.isEmpty else { throw Unchecked("表上没有截止时间", "no table names a day") }
    return dated.compactMap { leftover, said in
      guard said < year - 1 || said > year else { return nil }
      return Broken(
        Wording(
          "“\(leftover.text)”：\(year) 年\(subject.disclosure.kind.chinese)应写 \(year - 1) 年末。",
          "“\(leftover.text)” in the disclosure of \(year)."),
        expected: "\(year - 1)年", found: "\(said)年",
        evidence: [Evidence("截止时间", text: leftover.text, span: leftover.span)],
        key: leftover.text)
    }
  }

  /// `2022-12-31`
  private static func year(in text: String) -> Int? {
    text.split(whereSeparator: { !$0.isNumber }).compactMap { Int($0) }.first { (1990...2100).contains($0) }
  }
}
