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
          // 二、2021年“三公”经费决算情况: the heading announces that year
          guard !section.heading.contains("\(said)年") else { continue }
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
    for sentence in subject.sentences where sentence.section.topic != .performance && sentence.section.topic != .duties
    {
      guard let words = sentence.folded.lastYearsSentence(year, subject.disclosure.kind) else { continue }
      decided = true
      broken.append(
        Broken(
          Wording(
            "“\(words)”写的是 \(year - 1) 年，这一句说的是 \(year) 年的数。",
            "“\(words)” says \(year - 1); the sentence is about \(year)."),
          expected: "\(year)年", found: "\(year - 1)年", evidence: [sentence.evidence()], key: "sentence|\(words)"))
    }
    if subject.disclosure.kind == .budget {
      // targets are set for the year of the budget
      for sentence in subject.sentences where sentence.section.topic == .performance {
        let text = sentence.folded
        guard text.hasPrefix("\(year - 1)年本部门") || text.hasPrefix("\(year - 1)年本单位"), text.contains("绩效目标管理全覆盖"),
          text.contains("涉及当年"), !text.contains("\(year)年")
        else { continue }
        decided = true
        broken.append(
          Broken(
            Wording(
              "“\(text.prefix(24))”写的是 \(year - 1) 年，绩效目标是 \(year) 年的。",
              "“\(text.prefix(24))” says \(year - 1); the targets are those of \(year)."),
            expected: "\(year)年", found: "\(year - 1)年", evidence: [sentence.evidence()], key: "targets"))
      }
    }
    guard decided else { throw Unchecked("文字没有数据", "the words state no figures") }
    return broken
  }
}

extension String {
  /// The head of a sentence that states this year's figure under last year's date: it compares the figure with last year.
  fileprivate func lastYearsSentence(_ year: Int, _ kind: Disclosure.Kind) -> String? {
    let last = "\(year - 1)年"
    guard hasPrefix(last) else { return nil }
    let rest = dropFirst(last.count)
    switch kind {
    case .budget:
      let isOwn = ["本部门", "本单位", "预算数为"].contains { rest.hasPrefix($0) }
      let compares = ["与上年", "比上年", "较上年", "比\(last)", "较\(last)", "与\(last)"].contains { rest.contains($0) }
      guard isOwn, compares, !rest.contains("\(year)年") else { return nil }
    case .final:
      let isCompletion =
        rest.hasPrefix("度")
        && (rest.prefix(30).contains("决算大于预算数") || rest.prefix(30).contains("决算小于预算数"))
      // “2015年…支出决算同比下降的原因主要是” in the accounts of 2016
      let head = rest.prefix(40)
      let isReason = head.contains("决算同比") && head.contains("原因")
      guard isCompletion || isReason else { return nil }
    }
    return String(prefix(24))
  }
}
