import MingzhangModel

/// The change of the 三公 expenses in one paragraph beside the changes of their items, against one and the same basis.
struct ThreePublicChanges {
  let total: Claim
  /// The items whose change is printed.
  let items: [Claim]
  /// Items that are nothing now and whose change is not told: they can only have fallen.
  let mayHaveFallen: Bool

  var whole: ReportedAmount { total.change ?? .zero }
  var sum: ReportedAmount { items.compactMap(\.change).sum() }

  var isOff: Bool {
    guard !whole.agrees(with: sum) else { return false }
    return !mayHaveFallen || whole.money > sum.money
  }

  private static let measures: Set<Claim.Measure> = [
    .overseasTravel, .vehicles, .vehiclePurchase, .vehicleOperation, .reception,
  ]

  static func all(in paragraph: Narrative.Paragraph) -> [ThreePublicChanges] {
    let claims = paragraph.claims
    return [Basis.before, .budget].compactMap { basis in
      guard
        let start = claims.firstIndex(where: {
          $0.measure == .threePublicExpenses && $0.change != nil && Basis($0, in: paragraph) == basis
        })
      else { return nil }
      var items: [Claim] = []
      var mayHaveFallen = false
      /// Whether the item's part of the change is known: printed, unchanged, or nothing now.
      func isKnown(_ measure: Claim.Measure) -> Bool {
        let own = claims[start...].filter {
          $0.measure == measure && $0.change != nil && Basis($0, in: paragraph) == basis
        }
        if own.count > 1 { return false }
        if let change = own.first {
          items.append(change)
          return true
        }
        guard let amount = claims.first(where: { $0.measure == measure && $0.amount != nil && $0.direction == nil })
        else { return false }
        if isUnchanged(amount, in: paragraph, basis) { return true }
        guard amount.amount?.money == .zero else { return false }
        mayHaveFallen = true
        return true
      }
      guard isKnown(.overseasTravel), isKnown(.reception) else { return nil }
      let told = items
      let fell = mayHaveFallen
      if !isKnown(.vehicles)
        || items.count == told.count && claims.contains(where: { $0.measure == .vehicleOperation && $0.change != nil })
      {
        (items, mayHaveFallen) = (told, fell)
        guard isKnown(.vehiclePurchase), isKnown(.vehicleOperation) else { return nil }
      }
      guard !items.isEmpty else { return nil }
      return ThreePublicChanges(total: claims[start], items: items, mayHaveFallen: mayHaveFallen)
    }
  }

  /// “公务接待费 5 万元，与上年持平”.
  private static func isUnchanged(_ amount: Claim, in paragraph: Narrative.Paragraph, _ basis: Basis) -> Bool {
    let next = paragraph.claims.first { claim in
      guard claim.position.lowerBound >= amount.position.upperBound else { return false }
      switch claim.value {
      case .amount, .percent: return true
      default: return false
      }
    }
    let end = next?.position.lowerBound ?? paragraph.text.unicodeScalars.count
    let words = paragraph.words(from: amount.position.upperBound, to: min(end, amount.position.upperBound + 40))
      .foldedForMatching.before("。")
    return ["持平", "无增减", "无变化", "没有变化", "未发生变化"].contains { words.contains($0) }
      && (basis == .budget) == words.contains("年初预算")
  }

  /// What a change is measured against.
  private enum Basis {
    /// The year before.
    case before
    /// The budget of the same year: 年初预算.
    case budget

    init(_ claim: Claim, in paragraph: Narrative.Paragraph) {
      let start = max(0, claim.position.lowerBound - 16)
      let words = paragraph.words(from: start, to: claim.position.lowerBound).foldedForMatching
      let own = words.split { ",。;:".contains($0) }.last.map(String.init) ?? ""
      self = own.contains("年初预算") || own.hasPrefix("较预算") || own.hasPrefix("比预算") ? .budget : .before
    }
  }
}
