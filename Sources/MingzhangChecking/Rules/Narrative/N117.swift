import MingzhangModel

extension Rule {
  /// The year of the sentence is the fiscal year.
  static let wrongYearInWords = Rule(
    "N117", Wording("文字里的年份不是预算年度", "A sentence speaks of another year"), .warning,
    preparer: Wording("改正该句的年份，检查是否沿用了上年的文字。", "Correct the year; the sentence may be last year's."),
    citizen: Wording("这一句写的是别的年份，可能是沿用上年的文字。", "The sentence names another year; it may be last year's text.")
  ) { subject throws(Unchecked) in
    let year = try subject.year()
    var broken: [Broken] = []
    var decided = false
    for section in subject.disclosure.narrative.sections
    where section.topic != .performance && section.topic != .glossary && section.topic != .duties {
      for paragraph in section.paragraphs {
        for claim in paragraph.claims
        where claim.measure != nil && claim.item == nil && claim.direction == nil && claim.amount != nil {
          decided = true
          guard let said = claim.year, said != year, abs(said - year) <= 3 else { continue }
          // “上年末固定资产” and “2022年决算数” speak of another year on purpose
          guard ![.fixedAssets].contains(claim.measure), !claim.subject.contains("上年"), !claim.subject.contains("决算"),
            !claim.subject.contains("执行")
          else { continue }
          guard subject.disclosure.kind == .budget else { continue }
          broken.append(
            Broken(
              Wording(
                "“\(claim.subject)\(claim.quote)”写的是 \(said) 年，预算年度是 \(year) 年。",
                "“\(claim.subject)\(claim.quote)” is said of \(said); the fiscal year is \(year)."),
              expected: "\(year)年", found: "\(said)年", evidence: [claim.evidence],
              key: "\(claim.measure?.rawValue ?? "")|\(said)"))
        }
      }
    }
    guard decided else { throw Unchecked("文字没有数据", "the words state no figures") }
    return broken
  }
}
