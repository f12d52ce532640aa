import MingzhangModel

/// One amount changed so that broken comparisons hold: a possible cause.
struct Repair: Sendable {
  var term: Comparison.Term
  /// What must be added to the printed amount.
  var change: Money
  /// The broken comparisons that then hold, by index, in order.
  var repairs: [Int]
  /// How many comparisons that hold now would break.
  var harms: Int
  /// Less is more likely.
  var cost: Int

  var corrected: ReportedAmount { ReportedAmount(term.amount.money + change, slack: term.amount.slack) }
}

/// The smallest set of single amounts whose correction makes every broken comparison hold.
///
/// A minimum weighted set cover: an amount is the dearer the more comparisons it would break, the cheaper when the
/// slip is one that typing makes. Exact by branch and bound for up to 64 connected comparisons and `limit` steps,
/// greedy beyond; the answer depends on nothing but the input.
struct CauseSearch {
  struct Cause {
    var repair: Repair
    /// Broken comparisons that it explains, by index.
    var explained: [Int]
    /// Equally good single corrections of the same comparisons.
    var alternatives: [Repair]
  }

  private let broken: [Comparison]
  private let candidates: [Repair]
  private let limit: Int

  init(broken: [Comparison], holding: [Comparison], limit: Int = 20_000) {
    self.broken = broken
    self.limit = limit
    candidates = Self.candidates(broken, holding)
  }

  // MARK: candidates

  private static func candidates(_ broken: [Comparison], _ holding: [Comparison]) -> [Repair] {
    var inBroken: [Place: [(index: Int, sign: Int64)]] = [:]
    var terms: [(term: Comparison.Term, index: Int, isFirst: Bool)] = []
    for (index, comparison) in broken.enumerated() {
      for (number, term) in comparison.terms.enumerated() {
        inBroken[term.place, default: []].append((index, term.sign))
        terms.append((term, index, number == 0))
      }
    }
    var inHolding: [Place: [(index: Int, sign: Int64)]] = [:]
    for (index, comparison) in holding.enumerated() {
      for term in comparison.terms where inBroken[term.place] != nil {
        inHolding[term.place, default: []].append((index, term.sign))
      }
    }
    var seen = Set<Key>()
    var out: [Repair] = []
    for (term, index, isFirst) in terms {
      let residual = broken[index].residual
      let change = term.sign < 0 ? residual : -residual
      guard seen.insert(Key(place: term.place, change: change)).inserted else { continue }
      let corrected = term.amount.money + change
      guard corrected.magnitude <= Money.limit else { continue }
      let repairs = Set(
        (inBroken[term.place] ?? []).filter { broken[$0.index].holds(changedBy: change, sign: $0.sign) }.map(\.index)
      ).sorted()
      guard !repairs.isEmpty else { continue }
      let harms = (inHolding[term.place] ?? []).count {
        !holding[$0.index].holds(changedBy: change, sign: $0.sign)
      }
      var cost = 10 + 6 * min(harms, 20)
      if isFirst { cost -= 1 }
      if isSlip(term.amount.money, corrected) { cost -= 2 }
      if corrected < .zero, term.amount.money >= .zero { cost += 8 }
      out.append(Repair(term: term, change: change, repairs: repairs, harms: harms, cost: cost))
    }
    return out
  }

  private struct Key: Hashable {
    var place: Place
    var change: Money
  }

  /// Whether typing makes this mistake: one digit wrong, two neighbours swapped, a wrong unit, a lost sign.
  static func isSlip(_ printed: Money, _ right: Money) -> Bool {
    if printed == -right { return printed != .zero }
    if Sums.isUnitSlip(ReportedAmount(printed), ReportedAmount(right)) { return true }
    let (a, b) = (Array(String(printed.fen.magnitude)), Array(String(right.fen.magnitude)))
    guard a.count == b.count, a.count > 2 else { return false }
    let different = a.indices.filter { a[$0] != b[$0] }
    if different.count == 1 { return true }
    guard different.count == 2, different[1] == different[0] + 1 else { return false }
    return a[different[0]] == b[different[1]] && a[different[1]] == b[different[0]]
  }

  // MARK: cover

  func causes() -> [Cause] {
    components().flatMap(cover)
  }

  /// Broken comparisons that share a candidate belong together.
  private func components() -> [[Int]] {
    var parent = Array(broken.indices)
    func root(_ index: Int) -> Int {
      var at = index
      while parent[at] != at { at = parent[at] }
      return at
    }
    for candidate in candidates {
      guard let first = candidate.repairs.first else { continue }
      for other in candidate.repairs.dropFirst() {
        let (a, b) = (root(first), root(other))
        parent[max(a, b)] = min(a, b)
      }
    }
    return Dictionary(grouping: broken.indices, by: root).sorted { $0.key < $1.key }.map { $0.value.sorted() }
  }

  private func cover(_ members: [Int]) -> [Cause] {
    let inside = Set(members)
    let usable = candidates.filter { inside.contains($0.repairs[0]) }
    let greedy = greedyCover(members, usable)
    let chosen = members.count > 64 ? greedy : exactCover(members, usable, atMost: greedy)
    var open = inside
    var causes: [Cause] = []
    for repair in chosen.sorted(by: { ($0.cost, $0.repairs[0]) < ($1.cost, $1.repairs[0]) }) {
      let explained = repair.repairs.filter(open.contains)
      guard !explained.isEmpty else { continue }
      open.subtract(explained)
      let alternatives = usable.filter {
        $0.term.place != repair.term.place && $0.cost <= repair.cost + 2 && Set(explained).isSubset(of: $0.repairs)
      }
      causes.append(Cause(repair: repair, explained: explained, alternatives: alternatives))
    }
    return causes
  }

  private func greedyCover(_ members: [Int], _ usable: [Repair]) -> [Repair] {
    var open = Set(members)
    var chosen: [Repair] = []
    while !open.isEmpty {
      // cheapest per comparison explained; the earlier one when equal
      var best: (repair: Repair, gain: Int)?
      for repair in usable {
        let gain = repair.repairs.count(where: open.contains)
        guard gain > 0 else { continue }
        if let now = best, repair.cost * now.gain >= now.repair.cost * gain { continue }
        best = (repair, gain)
      }
      guard let best else { break }
      chosen.append(best.repair)
      open.subtract(best.repair.repairs)
    }
    return chosen
  }

  private func exactCover(_ members: [Int], _ usable: [Repair], atMost greedy: [Repair]) -> [Repair] {
    let bit = Dictionary(uniqueKeysWithValues: members.enumerated().map { ($1, UInt64(1) << UInt64($0)) })
    let masks = usable.map { $0.repairs.reduce(UInt64(0)) { $0 | (bit[$1] ?? 0) } }
    let all: UInt64 = members.count == 64 ? .max : (UInt64(1) << UInt64(members.count)) - 1
    let order = usable.indices.sorted { (usable[$0].cost, $0) < (usable[$1].cost, $1) }
    var best = greedy
    var bestCost = greedy.reduce(0) { $0 + $1.cost }
    var steps = 0
    func search(_ covered: UInt64, _ cost: Int, _ chosen: [Int]) {
      steps += 1
      guard steps <= limit, cost < bestCost else { return }
      guard covered != all else {
        (best, bestCost) = (chosen.map { usable[$0] }, cost)
        return
      }
      let next = UInt64(1) << UInt64((~covered & all).trailingZeroBitCount)
      for index in order where masks[index] & next != 0 {
        search(covered | masks[index], cost + usable[index].cost, chosen + [index])
      }
    }
    search(0, 0, [])
    return best
  }
}
