import MingzhangModel

extension Rule {
  /// “支出 A 万元，其中：一般公共预算支出 B 万元” with B above A.
  static let partAboveWhole = Rule(
    "N329", Wording("“其中”的数大于总数", "A part is larger than its whole"), .notice,
    preparer: Wording("核对总数和“其中”的数。", "Check the whole and its part."),
    citizen: Wording("其中的一部分比总数还大，不可能。", "A part is larger than the whole that it belongs to.")
  ) { subject throws(Unchecked) in
    var broken: [Broken] = []
    var decided = false
    for section in subject.disclosure.narrative.sections {
      for paragraph in section.paragraphs where paragraph.text.contains("其中") {
        let figures = paragraph.claims.filter { $0.amount != nil }
        for (whole, part) in zip(figures, figures.dropFirst()) {
          guard whole.direction == nil, part.direction == nil, let total = whole.amount, let share = part.amount else {
            continue
          }
          let between = paragraph.words(from: whole.position.upperBound, to: part.position.lowerBound).foldedForMatching
          guard between.hasPrefix(",其中") || between.hasPrefix("(其中") || between.hasPrefix(";其中"), between.count <= 30,
            !["上年", "减少", "增加", "累计", "预算数", "结转"].contains(where: between.contains)
          else { continue }
          decided = true
          guard share.money - total.money > share.slack + total.slack else { continue }
          broken.append(
            Broken(
              Wording(
                "“\(whole.subject)”\(whole.quote)，其中“\(part.subject)”却有 \(part.quote)。",
                "“\(whole.subject)” is \(whole.quote), of which “\(part.subject)” \(part.quote)."),
              expected: "≥ \(part.quote)", found: whole.quote,
              evidence: [whole.evidence(in: paragraph, section), part.evidence(in: paragraph, section)],
              key: "\(whole.quote)|\(part.quote)"))
        }
      }
    }
    guard decided else { throw Unchecked("没有写“其中”的数", "no amount with a part of it") }
    return broken
  }
}
