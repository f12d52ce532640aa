import MingzhangModel

extension Rule {
  /// Opening carry-over of the fiscal summary = Σ its three budgets.
  static let carryoverOffBudgets = Rule(
    "W116", Wording("年初结转不等于三项预算结转之和", "Opening carry-over differs from the sum of the three budgets"), .error,
    preparer: Wording("核对年初财政拨款结转和结余与其下三行。", "Check the opening carry-over against its three lines."),
    citizen: Wording("上年结转的总数与明细对不上。", "The carry-over does not match its details.")
  ) { subject throws(Unchecked) in
    let statement = try subject.table(.fiscalAppropriationSummary)
    let whole = try subject.line(.carryoverIn, side: .revenue, in: statement)
    let parts = statement.lines.filter { $0.side == .revenue && $0.key.name.hasPrefix("carryover:") }
    guard !parts.isEmpty else { throw Unchecked("年初结转没有明细行", "the opening carry-over has no details") }
    return try Sums(subject: subject).lines(statement, whole: whole, parts: parts, columns: [.amount])
  }
}
