import MingzhangCatalog
import MingzhangModel

/// A re-built ledger whose lines add up to the printed totals, where each total was rounded by itself.
///
/// 万元 with two decimals leave every printed amount free within ±50 yuan. The lines of a ledger re-built from such amounts add up to
/// totals that miss the printed ones by a few hundred yuan. Here each printed cell is an interval that the sum of its lines must meet;
/// the lines are moved, evenly and by whole fen, until every interval is met that can be. A total that no rounding explains is left
/// alone: it is printed wrong.
struct RoundingSettlement {
  private(set) var ledger: Ledger

  /// One printed cell, or one balance of an item, over the lines that it sums.
  private struct Bound {
    /// Which lines, and whether each adds (1) or takes away (-1).
    var terms: [(line: Int, sign: Int64)]
    var low: Int64
    var high: Int64
    /// Half the last printed place.
    var slack: Int64 = 0
    /// The lines that may be moved to meet it.
    var movable: [(line: Int, sign: Int64)]

    /// How far the sum is outside: positive when too great.
    func excess(_ amounts: [Int64]) -> Int64 {
      let sum = terms.reduce(0) { $0 + amounts[$1.line] * $1.sign }
      return sum > high ? sum - high : sum < low ? sum - low : 0
    }
  }

  init(_ rebuilt: Ledger, profile: Profile, published: [Int: Statement], catalog: Catalog) {
    let lines = Lines(rebuilt)
    ledger = lines.ledger
    var amounts = lines.amounts
    var bounds = Self.bounds(ledger, lines, profile, published, catalog)
    // what rounding cannot explain would pull everything else away
    bounds.removeAll { bound in
      bound.excess(amounts).magnitude > UInt64(2 * bound.slack + 2) * UInt64(bound.terms.count + 1)
    }
    let balances = Self.balances(ledger, lines)
    let before = bounds.count { $0.excess(amounts) == 0 }
    for _ in 0..<2000 {
      var moved = false
      for bound in bounds + balances {
        let excess = bound.excess(amounts)
        guard excess != 0, !bound.movable.isEmpty else { continue }
        moved = true
        Self.move(&amounts, bound.movable, by: -excess)
      }
      if !moved { break }
    }
    guard bounds.count(where: { $0.excess(amounts) == 0 }) >= before, !amounts.contains(where: { $0 < 0 }) else {
      ledger = rebuilt
      return
    }
    ledger = lines.ledger(with: amounts)
  }

  private static func move(_ amounts: inout [Int64], _ lines: [(line: Int, sign: Int64)], by total: Int64) {
    let count = Int64(lines.count)
    let (each, rest) = total.quotientAndRemainder(dividingBy: count)
    for (index, term) in lines.enumerated() {
      amounts[term.line] += (each + (Int64(index) < Int64(rest.magnitude) ? rest.signum() : 0)) * term.sign
    }
  }

  // MARK: bounds

  private static func bounds(
    _ ledger: Ledger, _ lines: Lines, _ profile: Profile, _ published: [Int: Statement], _ catalog: Catalog
  ) -> [Bound] {
    let posting = StatementPosting(ledger: ledger, catalog: catalog)
    return profile.tables.enumerated().flatMap { place, plan -> [Bound] in
      guard let printed = published[place] else { return [] }
      let made = posting.statement(plan)
      guard made.rows.count == printed.rows.count else { return [] }
      let contributions = Contributions(ledger: ledger, style: plan.style)
      let nothing =
        ReportedAmount(printed: Money.zero.printed(in: plan.unit, decimals: plan.style.decimals), unit: plan.unit)
        ?? .zero
      return made.lines.flatMap { line in
        made.columns.enumerated().compactMap { index, column -> Bound? in
          guard column.belongs(to: line), printed.rows[line.row].indices.contains(index) else { return nil }
          let (amount, isBlank): (ReportedAmount, Bool)
          switch printed.rows[line.row][index].reading {
          case .amount(let printed): (amount, isBlank) = (printed, false)
          // nothing printed is nothing at all
          case .blank: (amount, isBlank) = (nothing, true)
          default: return nil
          }
          let items = contributions.items(plan.kind, line.key, side: column.side, column.key)
          let terms = items.compactMap { lines.index[$0.origin] }.map { (line: $0, sign: Int64(1)) }
          guard !terms.isEmpty else { return nil }
          // a tenth of the slack stays free for what the balances move
          let slack = isBlank ? 0 : amount.slack.fen * 9 / 10
          return Bound(
            terms: terms, low: amount.money.fen - slack, high: amount.money.fen + slack, slack: amount.slack.fen,
            movable: terms)
        }
      }
    }
  }

  /// Revenue and expenditure of an item in one fund stay equal to the fen: revenue follows.
  private static func balances(_ ledger: Ledger, _ lines: Lines) -> [Bound] {
    var terms: [String: [(line: Int, sign: Int64)]] = [:]
    var movable: [String: [(line: Int, sign: Int64)]] = [:]
    let isByUnit = ledger.balances.isEmpty && ledger.revenue.contains { !$0.unit.isEmpty }
    func add(
      _ source: FundSource, _ item: FunctionalCode, _ unit: String, _ origin: Ledger.Origin, _ sign: Int64, moves: Bool
    ) {
      let key = "\(source) \(item) \(isByUnit ? unit : "")"
      guard let line = lines.index[origin] else { return }
      terms[key, default: []].append((line, sign))
      if moves { movable[key, default: []].append((line, sign)) }
    }
    for entry in ledger.revenue { add(entry.source, entry.item, entry.unit, entry.origin, 1, moves: true) }
    for entry in ledger.expenditure { add(entry.source, entry.item, entry.unit, entry.origin, -1, moves: false) }
    for entry in ledger.balances {
      add(entry.source, entry.item, "", entry.origin, entry.surplusUsed == .zero ? -1 : 1, moves: true)
    }
    return terms.sorted { $0.key < $1.key }.map { key, all in
      Bound(terms: all, low: 0, high: 0, movable: movable[key] ?? all)
    }
  }

  // MARK: lines

  /// Every amount of the ledger under a place of its own.
  private struct Lines {
    var ledger: Ledger
    private(set) var amounts: [Int64] = []
    private(set) var index: [Ledger.Origin: Int] = [:]

    init(_ rebuilt: Ledger) {
      ledger = rebuilt
      // each part of a balance on a line of its own
      ledger.balances = rebuilt.balances.flatMap { entry in
        [\Ledger.BalanceEntry.surplusUsed, \.distributed, \.closing].compactMap { part in
          guard entry[keyPath: part] != .zero else { return nil }
          var own = entry
          (own.surplusUsed, own.distributed, own.closing) = (.zero, .zero, .zero)
          own[keyPath: part] = entry[keyPath: part]
          return own
        }
      }
      var (amounts, index): ([Int64], [Ledger.Origin: Int]) = ([], [:])
      Self.replaceAll(&ledger) { amount, _ in
        let origin = Ledger.Origin(file: "rebuilt", line: amounts.count + 1)
        index[origin] = amounts.count
        amounts.append(amount.fen)
        return (amount, origin)
      }
      (self.amounts, self.index) = (amounts, index)
    }

    private static func replaceAll(_ ledger: inout Ledger, _ next: (Money, Ledger.Origin) -> (Money, Ledger.Origin)) {
      func revenue(_ entries: [Ledger.RevenueEntry]) -> [Ledger.RevenueEntry] {
        entries.map { entry in
          var entry = entry
          (entry.amount, entry.origin) = next(entry.amount, entry.origin)
          return entry
        }
      }
      func expenditure(_ entries: [Ledger.ExpenditureEntry]) -> [Ledger.ExpenditureEntry] {
        entries.map { entry in
          var entry = entry
          (entry.amount, entry.origin) = next(entry.amount, entry.origin)
          return entry
        }
      }
      ledger.revenue = revenue(ledger.revenue)
      ledger.expenditure = expenditure(ledger.expenditure)
      ledger.initialBudget.expenditure = expenditure(ledger.initialBudget.expenditure)
      ledger.adjustedBudget.expenditure = expenditure(ledger.adjustedBudget.expenditure)
      ledger.lastYear.expenditure = expenditure(ledger.lastYear.expenditure)
      ledger.lastYear.revenue = revenue(ledger.lastYear.revenue)
      ledger.balances = ledger.balances.map { entry in
        var entry = entry
        let part: WritableKeyPath<Ledger.BalanceEntry, Money> =
          entry.surplusUsed != .zero ? \.surplusUsed : entry.distributed != .zero ? \.distributed : \.closing
        let (amount, origin) = next(entry[keyPath: part], entry.origin)
        entry[keyPath: part] = amount
        entry.origin = origin
        return entry
      }
    }

    /// The ledger with other amounts, balances put together again.
    func ledger(with amounts: [Int64]) -> Ledger {
      var out = ledger
      Self.replaceAll(&out) { amount, origin in
        (index[origin].map { Money(fen: amounts[$0]) } ?? amount, Ledger.Origin(file: "", line: 0))
      }
      out.revenue.removeAll { $0.amount == .zero }
      out.expenditure.removeAll { $0.amount == .zero }
      var merged: [Ledger.BalanceEntry] = []
      for entry in out.balances where (entry.surplusUsed, entry.distributed, entry.closing) != (.zero, .zero, .zero) {
        if let place = merged.firstIndex(where: { $0.source == entry.source && $0.item == entry.item }) {
          merged[place].surplusUsed += entry.surplusUsed
          merged[place].distributed += entry.distributed
          merged[place].closing += entry.closing
        } else {
          merged.append(entry)
        }
      }
      out.balances = merged
      return out
    }
  }
}
