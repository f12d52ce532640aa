import MingzhangModel

extension Rule {
  /// Each source: summary = total of its column in the revenue table.
  static let sourcesDiffer = Rule(
    "X115", Wording("同一项收入在收支总表与收入总表不一致", "A source differs between summary and revenue table"), .error,
    preparer: Wording("核对两张表的同一项收入。", "Check the source in both tables."),
    citizen: Wording("两张表说的同一项收入不是一个数。", "Two tables state different amounts for one source.")
  ) { subject throws(Unchecked) in
    let (a, b) = (try subject.table(.revenueAndExpenditureSummary), try subject.table(.revenue))
    let pairs: [(LineKey, ColumnKey)] = [
      (.source(.specialFiscalAccount), .specialFiscalAccount), (.source(.publicService), .publicService),
      (.source(.businessOperating), .businessOperating), (.source(.higherLevelSubsidy), .higherLevelSubsidy),
      (.source(.affiliatedRemittance), .affiliatedRemittance), (.source(.otherIncome), .otherIncome),
      (.source(.generalPublicBudget), .generalPublicBudget), (.source(.governmentFund), .governmentFund),
      (.carryoverIn, .carryoverIn),
    ]
    var broken: [Broken] = []
    var decided = false
    for (line, column) in pairs
    where a.line(line, side: .revenue) != nil && b.hasColumn(column) && b.line(.total) != nil {
      decided = true
      broken += try Ties(subject).equal(a, line, .revenue, .amount, b, .total, nil, column)
    }
    guard decided else { throw Unchecked("没有可比的收入", "no sources to compare") }
    return broken
  }
}
