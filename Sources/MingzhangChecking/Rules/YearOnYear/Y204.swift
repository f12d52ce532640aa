import MingzhangModel

extension Rule {
  /// Final accounts: the opening balance is last year's closing balance.
  static let openingOffClosing = Rule(
    "Y204", Wording("年初结转不等于上年年末结转", "The opening balance differs from last year's closing balance"), .warning,
    preparer: Wording("核对年初结转和结余与上年决算的年末结转和结余；有调整的，说明原因。", "Check the balances; explain an adjustment."),
    citizen: Wording("去年年底剩的钱和今年年初的钱不是一个数。", "What was left last year is not what this year begins with.")
  ) { subject throws(Unchecked) in
    guard subject.disclosure.kind == .final else { throw Unchecked("不是决算", "not final accounts") }
    let previous = try Beside(subject).previous()
    var broken: [Broken] = []
    var decided = false
    for kind in [StatementKind.revenueAndExpenditureSummary, .fiscalAppropriationSummary] {
      guard let now = try? subject.table(kind), let then = try? previous.table(kind),
        let opening = now.line(.carryoverIn, side: .revenue), let closing = then.line(.carryoverOut, side: .expenditure)
      else { continue }
      let column: ColumnKey = then.column(.total, for: closing) != nil ? .total : .amount
      let (a, b) = (try subject.amount(opening, .amount, in: now), try previous.amount(closing, column, in: then))
      decided = true
      var evidence = then.evidence(closing, column)
      evidence.label = "上年 \(evidence.label)"
      if var found = Sums(subject: subject).equal(
        (now.evidence(opening, .amount), a, "\(kind.chinese)“\(opening.caption)”"),
        (evidence, b, "上年决算“\(closing.caption)”"),
        unit: now.money, key: kind.rawValue)
      {
        found.comparison = nil
        broken.append(found)
      }
    }
    guard decided else { throw Unchecked("两年的决算没有可比的结转", "no balances to compare") }
    return broken
  }
}
