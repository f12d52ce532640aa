import MingzhangModel

extension Rule {
  /// “收入 N 万元，包括在职人员经费……、项目支出……”: what is listed is expenditure.
  static let expenditureUnderRevenue = Rule(
    "N342", Wording("收入后面列的是支出项目", "What is listed under revenue is expenditure"), .warning,
    preparer: Wording("把“收入”改为“支出”或“预算”，或改列收入来源。", "Say 支出 or 预算, or list the sources of revenue."),
    citizen: Wording("写的是收入，列的却是花钱的项目。", "It says revenue and lists expenses.")
  ) { subject throws(Unchecked) in
    var broken: [Broken] = []
    var decided = false
    for sentence in subject.sentences where sentence.folded.contains("收入") {
      for total in sentence.claims where total.amount != nil && total.direction == nil {
        let lead = Directions.words(sentence.paragraph, before: total, limit: 12).foldedForMatching
        guard lead.hasSuffix("收入") || lead.hasSuffix("收入为") else { continue }
        decided = true
        let end = sentence.paragraph.text.unicodeScalars.count
        let rest = sentence.words(
          from: total.position.upperBound, to: min(end, total.position.upperBound + 400)
        ).foldedForMatching.drop { ",:".contains($0) }
        guard rest.hasPrefix("包括") else { continue }
        let list = String(rest.prefix { !"。;".contains($0) })
        let named = ["人员经费", "公用经费", "项目支出"].filter(list.contains)
        // “人员经费拨款收入” is a source
        guard named.count >= 2, !list.contains("收入"), !list.contains("拨款") else { continue }
        broken.append(
          Broken(
            Wording(
              "“\(lead.suffix(8))\(total.quote)，包括”后面是\(named.joined(separator: "、"))，是支出。",
              "Revenue of \(total.quote) is said to consist of \(named.joined(separator: ", ")): these are expenses."),
            found: named.joined(separator: "、"), evidence: [sentence.evidence(total)], key: total.quote))
      }
    }
    guard decided else { throw Unchecked("没有写收入包括什么", "no sentence says what revenue consists of") }
    return broken
  }
}
