// What only a final account (部门决算) knows: balances, the budget beside the execution, numbers that are no money.

extension Ledger {
  /// How an item of one fund ended the year.
  ///
  /// Opening balance (a carry-over line of the revenue) + income + surplus used = expenditure + distributed + closing.
  public struct BalanceEntry: Hashable, Codable, Sendable {
    public var source: FundSource
    public var item: FunctionalCode
    /// 使用非财政拨款结余（含专用结余）
    public var surplusUsed: Money
    /// 结余分配
    public var distributed: Money
    /// 年末结转和结余
    public var closing: Money
    public var origin: Origin
    /// Whose balance it is; empty in a ledger of one unit.
    public var unit = ""
    public init(
      source: FundSource, item: FunctionalCode, surplusUsed: Money, distributed: Money, closing: Money, origin: Origin
    ) {
      (self.source, self.item, self.surplusUsed) = (source, item, surplusUsed)
      (self.distributed, self.closing, self.origin) = (distributed, closing, origin)
    }
  }

  /// One count: 公务用车保有量, 3.
  public struct CountEntry: Hashable, Codable, Sendable {
    public var name: String
    public var number: PrintedNumber
    /// Last year's count; nil where none is given.
    public var lastYear: PrintedNumber?
    public var origin: Origin
    /// Which unit counts it; empty in a ledger of one unit.
    public var unit = ""
    public init(name: String, number: PrintedNumber, lastYear: PrintedNumber?, origin: Origin) {
      (self.name, self.number, self.lastYear, self.origin) = (name, number, lastYear, origin)
    }
  }

  /// The ledger whose lines are those of the budget at the start of the year; nil when none are given.
  public var ofInitialBudget: Ledger? { budget(initialBudget) }
  /// The ledger whose lines are those of the budget after adjustment; nil when none are given.
  public var ofAdjustedBudget: Ledger? { budget(adjustedBudget) }

  private func budget(_ lines: Lines) -> Ledger? {
    guard !lines.isEmpty else { return nil }
    var ledger = self
    (ledger.revenue, ledger.expenditure) = (lines.revenue, lines.expenditure)
    (ledger.lastYear, ledger.initialBudget, ledger.adjustedBudget) = (Lines(), Lines(), Lines())
    (ledger.balances, ledger.procurement, ledger.assets) = ([], [], [])
    ledger.book.previous = [:]
    return ledger
  }
}
