/// An exact sum of money in fen (分, 1/100 yuan), the only number type used for money.
///
/// Sums saturate at the edge of `Int64` instead of trapping: a hostile document may print absurd amounts,
/// and a reader must answer, not crash.
public struct Money: Hashable, Comparable, Codable, Sendable {
  public let fen: Int64

  public init(fen: Int64) { self.fen = fen }

  public static let zero = Money(fen: 0)

  /// The largest magnitude that a parser accepts: one hundred trillion yuan (the state's yearly budget is about 0.3 of it).
  public static let limit = Money(fen: 10_000_000_000_000_000)

  public var magnitude: Money { fen < 0 ? -self : self }

  public static func < (a: Money, b: Money) -> Bool { a.fen < b.fen }

  public static func + (a: Money, b: Money) -> Money {
    let (sum, overflow) = a.fen.addingReportingOverflow(b.fen)
    return Money(fen: overflow ? (a.fen < 0 ? .min : .max) : sum)
  }

  public static prefix func - (a: Money) -> Money { Money(fen: a.fen == .min ? .max : -a.fen) }
  public static func - (a: Money, b: Money) -> Money { a + -b }
  public static func += (a: inout Money, b: Money) { a = a + b }
  public static func -= (a: inout Money, b: Money) { a = a - b }

  public init(from decoder: any Decoder) throws { fen = try decoder.singleValueContainer().decode(Int64.self) }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(fen)
  }
}

extension Sequence where Element == Money {
  public func sum() -> Money { reduce(.zero, +) }
}

extension Money: CustomStringConvertible {
  /// Yuan with two decimals and no separators: `24660800.00`.
  public var description: String { printed(in: .yuan) }

  /// The amount in `unit` with `decimals` places, rounded half up on the magnitude as an accountant rounds.
  ///
  /// `Money(fen: 2_466_080_000).printed(in: .tenThousandYuan)` is `2466.08`.
  public func printed(in unit: CurrencyUnit, decimals: Int = 2, grouped: Bool = false) -> String {
    precondition((0...8).contains(decimals), "decimals out of range")
    let scale = Int64.powerOfTen(decimals)
    let magnitude = fen.magnitude
    let (high, low) = magnitude.multipliedFullWidth(by: scale.magnitude)
    let divisor = unit.fen.magnitude
    // quotient of a 128-bit number: high is far below divisor for every amount within `limit`
    guard high < divisor else { return "\(fen)分" }
    var (quotient, remainder) = divisor.dividingFullWidth((high, low))
    if remainder >= divisor - remainder { quotient += 1 }
    let whole = String(quotient / scale.magnitude)
    let digits = grouped ? whole.groupedByThousands : whole
    let sign = fen < 0 && quotient > 0 ? "-" : ""
    guard decimals > 0 else { return sign + digits }
    let fraction = String(quotient % scale.magnitude)
    return sign + digits + "." + String(repeating: "0", count: decimals - fraction.count) + fraction
  }

  /// The shortest exact printing in `unit`: `158` and not `158.00`; `15.58` when the cents are there.
  public func shortest(in unit: CurrencyUnit) -> String {
    for decimals in 0...8 where (fen % max(1, unit.fen / Int64.powerOfTen(min(decimals, unit.digits)))) == 0 {
      return printed(in: unit, decimals: min(decimals, 8))
    }
    return printed(in: unit, decimals: 2)
  }
}

extension Int64 {
  static func powerOfTen(_ exponent: Int) -> Int64 { (0..<exponent).reduce(1) { power, _ in power * 10 } }
}

extension String {
  fileprivate var groupedByThousands: String {
    var out = ""
    for (index, digit) in enumerated() {
      if index > 0 && (count - index) % 3 == 0 { out.append(",") }
      out.append(digit)
    }
    return out
  }
}
