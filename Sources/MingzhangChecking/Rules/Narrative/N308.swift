import MingzhangModel

extension Rule {
  /// Headings and titles name the year of the document.
  static let headingOfAnotherYear = Rule(
    "N308", Wording("标题的年份不是本年度", "A heading names another year"), .error,
    preparer: Wording("改正标题的年份，检查这一部分是否沿用了上年的文字。", "Correct the year of the heading; the part may be last year's."),
    citizen: Wording("标题写的是别的年份。", "The heading names another year.")
  ) { subject throws(Unchecked) in
    let year = try subject.year()
    let printed = Prose(subject)
    let headings = printed.headings.compactMap { heading -> (Evidence, Int)? in
      let text = heading.text.foldedForMatching
      guard text.count <= 60, let said = text.printedYear, abs(said - year) <= 5 else { return nil }
      guard text.contains("部门") || text.contains("单位"), text.contains("预算") || text.contains("决算"), !text.contains("。"),
        !text.contains(",")
      else { return nil }
      guard !["执行", "绩效", "对比", "比较", "较", "结转", "中期规划", "上年", "自评", "〔", "["].contains(where: text.contains) else {
        return nil
      }
      // 2022—2024年 names a period
      guard text.count(where: { $0 == "年" }) == 1 else { return nil }
      return (heading, said)
    }
    guard !headings.isEmpty else { throw Unchecked("标题没有写年份", "no heading names a year") }
    // cover and contents count too, when it is asked which year is right
    let others = (printed.cover + [subject.disclosure.title]).compactMap(\.printedYear)
    let right = headings.count { $0.1 == year } + others.count { $0 == year }
    guard right > headings.count - right else {
      throw Unchecked("多数标题写的是别的年份，年度可能读错", "most headings name another year")
    }
    return headings.filter { $0.1 != year }.map { heading, said in
      Broken(
        Wording(
          "\(year) 年的公开书，标题写“\(heading.text)”。", "The document is of \(year); a heading says “\(heading.text)”."),
        expected: "\(year)年", found: "\(said)年", evidence: [heading], key: heading.text.bareTitle)
    }
  }
}
