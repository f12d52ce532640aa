import MingzhangModel

extension Rule {
  /// “A 万元，比上年增加 B 万元” with B above A: last year would have been below nothing.
  static let changeAboveWhole = Rule(
    "N325", Wording("增加额大于本年数", "An increase is larger than the whole"), .error,
    preparer: Wording("核对本年数和增加额。", "Check the amount and its increase."),
    citizen: Wording("比上年多出来的比总数还大，不可能。", "More was added than there is.")
  ) { subject throws(Unchecked) in
    var broken: [Broken] = []
    var decided = false
    for section in subject.disclosure.narrative.sections {
      for paragraph in section.paragraphs {
        let figures = paragraph.claims.filter { claim in
          switch claim.value {
          case .amount, .percent: true
          default: false
          }
        }
        for (whole, change) in zip(figures, figures.dropFirst()) {
          guard whole.direction == nil, let amount = whole.amount, change.direction == .increase,
            let added = change.amount,
            change.subject == whole.subject || whole.measure != nil && change.measure == whole.measure,
            change.position.lowerBound - whole.position.upperBound <= 24
          else { continue }
          decided = true
          guard added.money - amount.money > added.slack + amount.slack else { continue }
          // the change may be that of a sum, of what a bracket is part of, of all that a price was paid for
          let amounts = ChangedAmounts(paragraph, fiscalYear: subject.disclosure.fiscalYear)
          guard !amounts.isPart(whole), !amounts.isClosedOff(whole, before: change) else { continue }
          broken.append(
            Broken(
              Wording(
                "“\(whole.subject)”\(whole.quote)，却写增加 \(change.quote)，比本年数还大。",
                "“\(whole.subject)” is \(whole.quote), yet it rose by \(change.quote)."),
              expected: "≤ \(whole.quote)", found: change.quote,
              evidence: [change.evidence(in: paragraph, section), whole.evidence(in: paragraph, section)],
              key: "\(whole.quote)|\(change.quote)"))
        }
      }
    }
    guard decided else { throw Unchecked("没有写本年数和增加额", "no amount with its increase") }
    return broken
  }
}
