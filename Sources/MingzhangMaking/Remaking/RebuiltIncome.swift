import MingzhangModel

// Income of a budget: what was spent of a source, and what of it came from last year.

extension RebuiltLines {
  /// A carry-over of less than half the last printed place is the rounding of a budget that has none.
  mutating func withoutTrifles() {
    guard figures.disclosure.kind == .budget else { return }
    let carried = received.filter(\.isCarryover).map(\.amount).sum()
    let count = Int64(received.count { $0.isCarryover })
    guard count > 0, carried <= Money(fen: figures.slack.fen * 2 * count) else { return }
    for entry in received where entry.isCarryover {
      if let index = received.firstIndex(where: {
        !$0.isCarryover && $0.source == entry.source && $0.item == entry.item
      }) {
        received[index].amount += entry.amount
      } else if let index = received.firstIndex(of: entry) {
        received[index].isCarryover = false
      }
    }
    received.removeAll(where: \.isCarryover)
  }

  /// Income by source and item: as a final account prints it; of a budget, what was spent of it, and what exceeds the printed
  /// income of a source came from last year.
  mutating func revenue() {
    if figures.disclosure.kind == .final, !figures.incomeByItem.isEmpty { return finalIncome() }
    for source in FundSource.allCases {
      for entry in spent where entry.source == source && entry.isFromCarryover {
        received.append(
          .init(source: source, isCarryover: true, item: entry.item, amount: entry.amount, origin: Self.origin))
      }
      let entries = spent.filter { $0.source == source && !$0.isFromCarryover }
      var byItem: [FunctionalCode: Money] = [:]
      for entry in entries { byItem[entry.item, default: .zero] += entry.amount }
      let items = byItem.keys.sorted().map { ($0, byItem[$0] ?? .zero) }
      let income = figures.income[source] ?? (source.isFiscalAppropriation ? items.map(\.1).sum() : .zero)
      for share in Allocation.northWest(items, [(false, income)]) {
        received.append(
          .init(
            source: source, isCarryover: share.column == nil, item: share.row, amount: share.amount,
            origin: Self.origin))
      }
    }
  }
}
