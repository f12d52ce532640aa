extension ReportedAmount {
  /// With as many decimals as its rounding shows.
  public func printed(in unit: CurrencyUnit) -> String { money.printed(like: self, in: unit) }

  /// How many decimals its rounding shows in `unit`; nil when it shows none: it is a sum, fen are known, or the digits were
  /// printed in another unit.
  fileprivate func decimals(in unit: CurrencyUnit) -> Int? {
    guard slack > .zero else { return unit == .yuan ? 2 : nil }
    var place = unit.fen
    for decimals in 0...unit.digits {
      if place / 2 == slack.fen { return decimals }
      place /= 10
    }
    return nil
  }
}

extension Money {
  /// What would stand in the place of `other`: with the decimals that are printed there, and more when they are needed: where
  /// `800` stands, 24.2 is no 24.
  public func printed(like other: ReportedAmount, in unit: CurrencyUnit) -> String {
    guard let decimals = other.decimals(in: unit) else {
      return unit == .yuan ? printed(in: unit) : shortest(in: unit)
    }
    return printed(in: unit, decimals: max(decimals, needed(in: unit)))
  }

  /// How many decimals lose nothing, two at most; yuan have two or none.
  private func needed(in unit: CurrencyUnit) -> Int {
    if fen % unit.fen == 0 { return 0 }
    return unit != .yuan && fen % (unit.fen / 10) == 0 ? 1 : 2
  }
}

extension Ratio {
  /// What would stand in the place of the printed percentage: the quotient, with the decimals that are printed there, four at most.
  public func printed(like percent: PrintedNumber) -> String {
    let decimals = min(max(percent.decimals, 0), 4)
    let scale = Int64.powerOfTen(4 - decimals)
    let middle = exact ?? (low / 2 + high / 2 + (low % 2 + high % 2) / 2)
    let rounded = middle / scale + (middle % scale >= (scale + 1) / 2 ? 1 : 0)
    guard decimals > 0 else { return "\(rounded)" }
    let (whole, fraction) = rounded.quotientAndRemainder(dividingBy: Int64.powerOfTen(decimals))
    let digits = String(fraction)
    return "\(whole)." + String(repeating: "0", count: decimals - digits.count) + digits
  }
}
