import MingzhangModel

/// The lines of a ledger while it is re-built from published figures: what is spent, received, budgeted and left.
///
/// Each step takes what is still open of the lines before it and says more about it: section, mark, unit, project.
struct RebuiltLines {
  static let origin = Ledger.Origin(file: "", line: 0)
  let figures: PublishedFigures
  var spent: [Ledger.ExpenditureEntry] = []
  var received: [Ledger.RevenueEntry] = []
  var budgeted: [Ledger.ExpenditureEntry] = []
  var former: [Ledger.ExpenditureEntry] = []
  var left: [Ledger.BalanceEntry] = []
  var remarks: [Wording] = []

  init(_ figures: PublishedFigures) { self.figures = figures }

  mutating func add(
    _ item: FunctionalCode, _ section: EconomicCode?, _ source: FundSource, _ nature: Ledger.Nature, _ amount: Money
  ) {
    guard amount > .zero, item.level == .item else { return }
    spent.append(
      .init(
        unit: "", item: item, section: section, source: source, nature: nature,
        threePublic: nil, amount: amount, derivation: "由公开表的合计推算", origin: Self.origin))
  }

  /// Takes `amount` out of the lines that fit, in order, and changes what it took; the last is split. What is left over.
  @discardableResult
  mutating func take(
    _ amount: Money, where fits: (Ledger.ExpenditureEntry) -> Bool, _ change: (inout Ledger.ExpenditureEntry) -> Void
  ) -> Money {
    var (left, index) = (amount, 0)
    while left > .zero, spent.indices.contains(index) {
      defer { index += 1 }
      guard fits(spent[index]) else { continue }
      let taken = min(left, spent[index].amount)
      if taken < spent[index].amount {
        var rest = spent[index]
        rest.amount -= taken
        spent.insert(rest, at: index + 1)
        spent[index].amount = taken
      }
      change(&spent[index])
      left -= taken
    }
    return left
  }

  /// Lines that differ in nothing but their amount are one line.
  mutating func merge() {
    func merged(_ entries: [Ledger.ExpenditureEntry]) -> [Ledger.ExpenditureEntry] {
      var places: [Ledger.ExpenditureEntry: Int] = [:]
      var out: [Ledger.ExpenditureEntry] = []
      for entry in entries {
        var key = entry
        key.amount = .zero
        if let place = places[key] {
          out[place].amount += entry.amount
        } else {
          places[key] = out.count
          out.append(entry)
        }
      }
      return out
    }
    (spent, former, budgeted) = (merged(spent), merged(former), merged(budgeted))
  }

  /// Whether no table says which section of its class it is.
  static func isOpen(_ section: EconomicCode?) -> Bool { section.map { $0.digits.hasSuffix("99") } ?? true }
}

extension EconomicCode {
  /// The 款 that a further division lies in, or the code itself.
  var parentSection: EconomicCode? { level == .item ? parent : self }
}
