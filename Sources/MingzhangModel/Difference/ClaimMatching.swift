/// The figures of the words, matched by what they are said of: the measure (or the item), the year, and whether it is a change.
struct ClaimMatching {
  typealias Change = DisclosureDifference.Change
  typealias Place = DisclosureDifference.Place

  let group: DisclosureDifference.Group

  private struct Said {
    var claim: Claim
    var topic: String
    /// Amount, change, percentage or count; and of what.
    var sort: String
    /// The measure or item, else the words; nil when neither says anything.
    var subject: String?
    var year: Int
    /// The sentence without its figures.
    var frame: String
  }

  init(_ old: Disclosure, _ new: Disclosure, _ was: YearWords, _ now: YearWords) {
    let (before, after) = (Self.said(old, was), Self.said(new, now))
    // a book without words says nothing of them: told once, by the words
    guard !old.narrative.claims.isEmpty || Self.hasWords(old), !new.narrative.claims.isEmpty || Self.hasWords(new)
    else {
      group = DisclosureDifference.Group(.claims)
      return
    }
    var pairing = Pairing(old: before.count, new: after.count)
    func agrees(_ a: Int, _ b: Int) -> Bool {
      !Self.differ(before[a].claim.value, after[b].claim.value, before[a], after[b])
    }
    func strict(_ said: Said) -> String? { said.subject.map { "\(said.sort)|\($0)|\(said.year)|\(said.topic)" } }
    func loose(_ said: Said) -> String? { said.subject.map { "\(said.sort)|\($0)|\(said.year)" } }
    func framed(_ said: Said) -> String? { said.frame.count < 4 ? nil : "\(said.sort)|\(said.frame)" }
    for key in [strict, loose, framed] {
      pairing.match({ key(before[$0]) }, { key(after[$0]) }, where: agrees)
      pairing.match({ key(before[$0]) }, { key(after[$0]) })
    }
    var group = DisclosureDifference.Group(.claims, compared: pairing.pairs.count)
    var changes: [(order: Int, change: Change)] = []
    for (a, b) in pairing.pairs {
      let (x, y) = (before[a], after[b])
      guard Self.differ(x.claim.value, y.claim.value, x, y) else {
        group.equal += 1
        continue
      }
      var change = Change(.changed, line: Self.shown(y), old: Self.place(x), new: Self.place(y))
      switch (x.claim.value, y.claim.value) {
      case (.amount(let p, _), .amount(let q, _)): change.difference = Self.signed(q, y) - Self.signed(p, x)
      case (.percent(let p), .percent(let q)), (.count(let p, _), .count(let q, _)): change.number = q.less(p)
      default: break
      }
      changes.append((b * 2, change))
    }
    for b in pairing.new {
      changes.append((b * 2, Change(.added, line: Self.shown(after[b]), new: Self.place(after[b]))))
    }
    for a in pairing.old {
      changes.append((a * 2 + 1, Change(.removed, line: Self.shown(before[a]), old: Self.place(before[a]))))
    }
    group.changes = changes.sorted { $0.order < $1.order }.map(\.change)
    self.group = group
  }

  private static func hasWords(_ disclosure: Disclosure) -> Bool {
    disclosure.narrative.sections.contains { !$0.paragraphs.isEmpty }
  }

  private static func said(_ disclosure: Disclosure, _ years: YearWords) -> [Said] {
    disclosure.narrative.sections.flatMap { section in
      section.paragraphs.flatMap { paragraph in
        paragraph.claims.compactMap { claim -> Said? in
          let sort: String
          switch claim.value {
          case .amount: sort = claim.direction == nil ? "amount" : "change"
          case .percent: sort = claim.direction == nil ? "percent" : "rate"
          case .count(_, let of): sort = "count:\(of)"
          case .date, .label: return nil
          }
          let item = claim.item.map { $0.path.foldedForMatching } ?? claim.functionalCode?.digits ?? ""
          let words = years.folded(claim.subject).filter { !$0.isNumber }
          let subject =
            claim.measure.map { "\($0.rawValue):\($0 == .functionalItem ? item : "")" } ?? (words.isEmpty ? nil : words)
          let year = claim.year.map { $0 - (disclosure.fiscalYear ?? $0) } ?? 0
          return Said(
            claim: claim, topic: section.topic?.rawValue ?? "", sort: sort, subject: subject, year: year,
            frame: years.folded(claim.sentence).filter { !$0.isNumber && $0 != "." && $0 != "," })
        }
      }
    }
  }

  /// A change with its sign; everything else as it stands.
  private static func signed(_ amount: ReportedAmount, _ said: Said) -> ReportedAmount {
    said.claim.direction == .decrease ? -amount : amount
  }

  private static func differ(_ a: Claim.Value, _ b: Claim.Value, _ x: Said, _ y: Said) -> Bool {
    switch (a, b) {
    case (.amount(let p, _), .amount(let q, _)): signed(p, x).differs(from: signed(q, y))
    case (.percent(let p), .percent(let q)):
      x.claim.direction != y.claim.direction && p.digits != 0 || p.isBeyondRounding(of: q)
    case (.count(let p, _), .count(let q, _)): p < q || q < p
    default: true
    }
  }

  private static func place(_ said: Said) -> Place {
    let sign = said.claim.direction.map { $0 == .decrease ? "减少" : $0 == .increase ? "增加" : "持平" } ?? ""
    return Place(sign + said.claim.quote, said.claim.span)
  }

  private static func shown(_ said: Said) -> String {
    let subject = said.claim.subject.isEmpty ? said.claim.item?.path ?? "" : said.claim.subject
    if !subject.isEmpty { return subject }
    return said.claim.sentence.isEmpty ? said.claim.quote : String(said.claim.sentence.prefix(40))
  }
}

extension PrintedNumber {
  /// Whether no one value can have been rounded to both printings.
  fileprivate func isBeyondRounding(of other: PrintedNumber) -> Bool {
    guard let difference = less(other)?.digits.magnitude else { return true }
    if decimals == other.decimals { return difference != 0 }
    let places = max(decimals, other.decimals)
    let slack = Int64.powerOfTen(places - decimals).magnitude + Int64.powerOfTen(places - other.decimals).magnitude
    return difference * 2 > slack
  }
}
