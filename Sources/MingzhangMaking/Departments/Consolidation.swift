import MingzhangModel

/// One department's sums out of its units' lines: what one unit pays another is left out on both sides, once.
///
/// The payment leaves the payer's expenditure, the receipt the payee's revenue, and what the payee spends of it is spent from the
/// payer's source of funds: the department's money comes from outside only, and is spent once. Works for lines that balance unit by
/// unit, item by item and source by source.
struct Consolidation {
  private(set) var revenue: [Ledger.RevenueEntry]
  private(set) var expenditure: [Ledger.ExpenditureEntry]
  private(set) var balances: [Ledger.BalanceEntry]
  /// What was left out, in the order of the ledger.
  private(set) var transfers: [Ledger.Transfer] = []
  private(set) var problems: [LedgerBooks.Problem] = []

  private struct Passage: Hashable {
    var payer, payee: String
    var item: FunctionalCode
  }

  init(
    revenue: [Ledger.RevenueEntry], expenditure: [Ledger.ExpenditureEntry], balances: [Ledger.BalanceEntry] = []
  ) {
    (self.revenue, self.expenditure, self.balances) = (revenue, expenditure, balances)
    guard
      revenue.contains(where: { !$0.counterpart.isEmpty }) || expenditure.contains(where: { !$0.counterpart.isEmpty })
    else { return }
    bothEndsMustMeet()
    guard problems.isEmpty, let order = payeesAfterTheirPayers() else { return }
    for payee in order { takeOver(payee) }
    transfers = self.expenditure.filter { !$0.counterpart.isEmpty }.map {
      Ledger.Transfer(payer: $0.unit, payee: $0.counterpart, item: $0.item, amount: $0.amount, origin: $0.origin)
    }
    self.expenditure.removeAll { !$0.counterpart.isEmpty }
    self.revenue.removeAll { !$0.counterpart.isEmpty }
  }

  private mutating func bothEndsMustMeet() {
    var (paid, received): ([Passage: Money], [Passage: Money]) = ([:], [:])
    var places: [Passage: Ledger.Origin] = [:]
    for entry in expenditure where !entry.counterpart.isEmpty {
      let passage = Passage(payer: entry.unit, payee: entry.counterpart, item: entry.item)
      paid[passage, default: .zero] += entry.amount
      places[passage] = places[passage] ?? entry.origin
      if entry.unit == entry.counterpart {
        report(entry.origin, "“往来单位”就是本单位自己。请填收款单位。", "“往来单位” is the unit itself. Give the unit that is paid.")
      }
    }
    for entry in revenue where !entry.counterpart.isEmpty {
      let passage = Passage(payer: entry.counterpart, payee: entry.unit, item: entry.item)
      received[passage, default: .zero] += entry.amount
      places[passage] = places[passage] ?? entry.origin
      if entry.source.isFiscalAppropriation {
        report(
          entry.origin, "财政拨款来自财政，不会来自“\(entry.counterpart)”。请改资金来源（如上级补助收入），或删去“往来单位”。",
          "A fiscal appropriation comes from the treasury, not from “\(entry.counterpart)”. Change the source or remove the unit."
        )
      }
    }
    for passage in Set(paid.keys).union(received.keys).sorted(by: { "\($0)" < "\($1)" }) {
      let (out, into) = (paid[passage] ?? .zero, received[passage] ?? .zero)
      guard out != into, let place = places[passage] else { continue }
      report(
        place,
        "往来对不上：“\(passage.payer)”付给“\(passage.payee)”科目 \(passage.item.digits) \(out) 元，“\(passage.payee)”收到 \(into) 元。请核对两头。",
        "The two ends differ: “\(passage.payer)” pays “\(passage.payee)” \(out) yuan under \(passage.item.digits), which receives \(into). Compare both."
      )
    }
  }

  private mutating func report(_ origin: Ledger.Origin, _ chinese: String, _ english: String) {
    problems.append(.init(origin: origin, heading: "往来单位", wording: Wording(chinese, english)))
  }

  /// Units that receive, each after all that pay it; nil when money goes round in a circle.
  private mutating func payeesAfterTheirPayers() -> [String]? {
    var payers: [String: Set<String>] = [:]
    for entry in revenue where !entry.counterpart.isEmpty { payers[entry.unit, default: []].insert(entry.counterpart) }
    var order: [String] = []
    var open = payers.keys.sorted()
    while !open.isEmpty {
      let ready = open.filter { unit in payers[unit]?.allSatisfy { !open.contains($0) } ?? true }
      guard !ready.isEmpty else {
        let circle = open.joined(separator: "、")
        if let place = revenue.first(where: { open.contains($0.unit) && !$0.counterpart.isEmpty }) {
          report(
            place.origin, "单位之间的往来绕成了圈：\(circle)。请按净额填写。",
            "Money goes round between \(circle). Enter the net amounts.")
        }
        return nil
      }
      order += ready
      open.removeAll(where: ready.contains)
    }
    return order
  }

  /// Gives what `payee` spends of its receipts the payers' sources.
  private mutating func takeOver(_ payee: String) {
    var sources: [Passage: [(source: FundSource, left: Money)]] = [:]
    for entry in expenditure where entry.counterpart == payee {
      let passage = Passage(payer: entry.unit, payee: payee, item: entry.item)
      sources[passage, default: []].append((entry.source, entry.amount))
    }
    for receipt in revenue where receipt.unit == payee && !receipt.counterpart.isEmpty {
      let passage = Passage(payer: receipt.counterpart, payee: payee, item: receipt.item)
      var left = receipt.amount
      while left != .zero, var list = sources[passage], var first = list.first {
        let amount = min(left, first.left)
        guard amount > .zero else { break }
        spend(amount, of: receipt, from: first.source)
        left -= amount
        first.left -= amount
        if first.left == .zero { list.removeFirst() } else { list[0] = first }
        sources[passage] = list
      }
    }
  }

  /// Moves `amount` of the payee's expenditure from the receipt's source to `source`: what is spent outside first, what is passed on
  /// last. A line is parted where it must be.
  private mutating func spend(_ amount: Money, of receipt: Ledger.RevenueEntry, from source: FundSource) {
    guard source != receipt.source else { return }
    var left = amount
    var out: [Ledger.ExpenditureEntry] = []
    for passedOn in [false, true] {
      out = []
      for entry in expenditure {
        guard left > .zero, entry.unit == receipt.unit, entry.item == receipt.item, entry.source == receipt.source,
          entry.counterpart.isEmpty != passedOn, entry.amount > .zero
        else {
          out.append(entry)
          continue
        }
        let part = min(left, entry.amount)
        var moved = entry
        (moved.source, moved.amount) = (source, part)
        out.append(moved)
        if part < entry.amount {
          var rest = entry
          rest.amount -= part
          out.append(rest)
        }
        left -= part
      }
      expenditure = out
    }
    // what is left of it at the end of the year
    for index in balances.indices where left > .zero {
      let entry = balances[index]
      guard entry.unit == receipt.unit, entry.item == receipt.item, entry.source == receipt.source,
        entry.closing > .zero
      else { continue }
      let part = min(left, entry.closing)
      balances[index].closing -= part
      var moved = entry
      (moved.source, moved.closing, moved.surplusUsed, moved.distributed) = (source, part, .zero, .zero)
      balances.append(moved)
      left -= part
    }
  }
}
