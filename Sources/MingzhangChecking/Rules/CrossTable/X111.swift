import MingzhangModel

extension Rule {
  /// The three appropriations: summary = fiscal summary.
  static let appropriationsDiffer = Rule(
    "X111", Wording("财政拨款收入在两张总表里不一致", "An appropriation differs between the two summaries"), .error,
    preparer: Wording("核对收支总表与财政拨款收支总表的三项拨款。", "Check the three appropriations in both summaries."),
    citizen: Wording("两张总表说的同一项拨款不是一个数。", "The two summaries state different appropriations.")
  ) { subject throws(Unchecked) in
    let (a, b) = (try subject.table(.revenueAndExpenditureSummary), try subject.table(.fiscalAppropriationSummary))
    var broken: [Broken] = []
    var decided = false
    for source in [FundSource.generalPublicBudget, .governmentFund, .stateCapitalOperations] {
      guard a.line(.source(source), side: .revenue) != nil, b.line(.source(source), side: .revenue) != nil else {
        continue
      }
      // one summary counts the opening balance among the appropriations, the other apart
      if try countsCarryoverApart(b, subject) != countsCarryoverApart(a, subject) {
        throw Unchecked("两张总表列上年结转的方法不同", "the summaries place the opening balance differently")
      }
      decided = true
      broken += try Ties(subject).equal(a, .source(source), .revenue, .amount, b, .source(source), .revenue, .amount)
    }
    guard decided else { throw Unchecked("没有可比的拨款行", "no lines to compare") }
    return broken
  }

  private static func countsCarryoverApart(_ statement: Statement, _ subject: Subject) throws(Unchecked) -> Bool {
    for line in statement.lines
    where line.side == .revenue
      && (line.key == .carryoverIn || line.key.name.hasPrefix("carryover:") || line.caption.contains("结转"))
    {
      if case .amount(let amount)? = statement.cell(line, .amount)?.reading, amount.money != .zero { return true }
    }
    return false
  }
}
