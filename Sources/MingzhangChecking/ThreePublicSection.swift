import MingzhangModel

/// The section on the “three public” expenses of a budget: each figure once, its items in paragraphs of their own.
struct ThreePublicSection {
  /// The year's amounts, where each item is stated with one amount only.
  let amounts: [Claim]
  /// The change of the sum.
  let total: Claim?
  /// The changes of the items, as far as they are stated.
  let changes: [Claim]
  /// What the items change by together; nil when one of them is not told.
  let changeOfParts: ReportedAmount?

  private static let measures: [Claim.Measure] = [
    .threePublicExpenses, .overseasTravel, .vehicles, .vehiclePurchase, .vehicleOperation, .reception,
  ]

  static func all(_ subject: Subject) -> [ThreePublicSection] {
    guard subject.disclosure.kind == .budget, let year = subject.disclosure.fiscalYear else { return [] }
    return subject.disclosure.narrative.sections.filter { $0.topic == .threePublicExpenses && $0.paragraphs.count > 1 }
      .compactMap { ThreePublicSection($0, year) }
  }

  private init?(_ section: Narrative.Section, _ year: Int) {
    let paragraphs = section.paragraphs
    let claims = paragraphs.flatMap(\.claims).filter { claim in
      claim.amount != nil && claim.item == nil && (claim.year == nil || claim.year == year)
    }
    var amounts: [Claim] = []
    var changes: [Claim.Measure: Claim] = [:]
    for measure in Self.measures {
      let own = claims.filter { $0.measure == measure }
      let plain = own.filter { $0.direction == nil && !Self.isOfAnotherYear($0) }
      guard let first = plain.first else { continue }
      // two amounts for one item: last year's, or a part of it, stands there too
      guard plain.allSatisfy({ $0.amount == first.amount }) else { return nil }
      amounts.append(first)
      let moved = own.filter { $0.direction != nil && $0.comparedYear == year - 1 }
      if let change = moved.first, moved.count == 1 { changes[measure] = change }
    }
    guard amounts.count >= 4 else { return nil }
    self.amounts = amounts
    total = changes[.threePublicExpenses]
    self.changes = Self.measures.dropFirst().compactMap { changes[$0] }
    // an item that is unchanged changes by nothing
    func change(_ measure: Claim.Measure) -> ReportedAmount? {
      if let told = changes[measure]?.change { return told }
      guard let claim = amounts.first(where: { $0.measure == measure }),
        let paragraph = paragraphs.first(where: { $0.claims.contains(claim) }),
        ["持平", "相同", "一致"].contains(where: paragraph.text.contains),
        paragraph.claims.count(where: { $0.amount != nil }) == 1
      else { return nil }
      return .zero
    }
    let vehicles =
      change(.vehicles) ?? change(.vehiclePurchase).flatMap { a in change(.vehicleOperation).map { a + $0 } }
    if let travel = change(.overseasTravel), let reception = change(.reception), let vehicles {
      changeOfParts = travel + vehicles + reception
    } else {
      changeOfParts = nil
    }
  }

  private static func isOfAnotherYear(_ claim: Claim) -> Bool {
    ["上年", "去年", "执行", "决算"].contains(where: claim.subject.contains)
  }
}
