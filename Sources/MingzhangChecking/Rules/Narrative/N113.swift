import MingzhangModel

extension Rule {
  /// One measure has one amount, wherever it is said.
  static let wordsContradictWords = Rule(
    "N113", Wording("同一数据前后不一", "One figure is stated with two amounts"), .notice,
    preparer: Wording("核对前后两处，使同一数据一致。", "Make both places state the same amount."),
    citizen: Wording("文字前后对同一件事给出不同的数。", "The words give two amounts for one thing.")
  ) { subject throws(Unchecked) in
    let measures: [Claim.Measure] = [
      .totalRevenue, .totalExpenditure, .threePublicExpenses, .overseasTravel, .vehicles, .vehiclePurchase,
      .vehicleOperation,
      .reception, .agencyOperatingExpenses, .procurement, .fixedAssets,
    ]
    var broken: [Broken] = []
    var decided = false
    for measure in measures {
      let claims = subject.claims(measure)
      guard let first = claims.first, let amount = first.amount, claims.count > 1 else { continue }
      decided = true
      for other in claims.dropFirst() {
        guard let second = other.amount, !amount.agrees(with: second), subject.disclosure.kind == .budget else {
          continue
        }
        broken.append(
          Broken(
            Wording(
              "“\(first.subject)”先说 \(first.quote)，后说 \(other.quote)。",
              "“\(first.subject)” is first \(first.quote), then \(other.quote)."),
            expected: first.quote, found: other.quote, evidence: [other.evidence, first.evidence],
            key: measure.rawValue))
      }
    }
    guard decided else { throw Unchecked("没有重复出现的数据", "no figure is stated twice") }
    return broken
  }
}
