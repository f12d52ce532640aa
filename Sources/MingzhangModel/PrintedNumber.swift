/// A decimal number exactly as printed: `digits` × 10^-`decimals`, with its sign.
///
/// Keeps `95.0` and `95` apart, because the printed places say how precise the author was.
public struct PrintedNumber: Hashable, Codable, Sendable {
  public let digits: Int64
  public let decimals: Int

  public init(digits: Int64, decimals: Int) {
    self.digits = digits
    self.decimals = decimals
  }

  /// Parses one number and nothing else; full-width forms, thousands separators, and accounting minus signs are understood.
  public init?(_ text: String) {
    var digits: Int64 = 0
    var decimals = 0
    var seenPoint = false
    var seenDigit = false
    var negative = false
    var closing = false
    var afterSeparator = false
    var groupDigits = -1  // digits since the last thousands separator; -1: none seen
    for scalar in text.unicodeScalars {
      switch scalar {
      case "0"..."9", "\u{FF10}"..."\u{FF19}":
        guard !closing else { return nil }
        let value = Int64(scalar.value >= 0xFF10 ? scalar.value - 0xFF10 : scalar.value - 0x30)
        let (product, overflow) = digits.multipliedReportingOverflow(by: 10)
        guard !overflow, product <= Int64.max - value else { return nil }
        digits = product + value
        if seenPoint { decimals += 1 } else if groupDigits >= 0 { groupDigits += 1 }
        guard decimals <= 10 else { return nil }
        seenDigit = true
        afterSeparator = false
      case ".", "\u{FF0E}":
        guard !seenPoint, seenDigit, groupDigits == -1 || groupDigits == 3 else { return nil }
        seenPoint = true
        afterSeparator = true
      case ",", "\u{FF0C}":
        guard seenDigit, !seenPoint, groupDigits == -1 || groupDigits == 3 else { return nil }
        groupDigits = 0
        afterSeparator = true
      case "-", "\u{2212}", "\u{FF0D}", "△", "▲":
        guard !seenDigit, !negative else { return nil }
        negative = true
      case "(", "\u{FF08}":
        guard !seenDigit, !negative else { return nil }
        negative = true
      case ")", "\u{FF09}":
        guard seenDigit, negative, !closing else { return nil }
        closing = true
      case " ", "\u{A0}", "\u{3000}":
        guard !seenDigit || closing || afterSeparator else { return nil }
      default: return nil
      }
    }
    guard seenDigit, groupDigits == -1 || groupDigits == 3, !(seenPoint && decimals == 0) else { return nil }
    self.init(digits: negative ? -digits : digits, decimals: decimals)
  }

  /// The amount in `unit`, with half the last printed place as slack; nil beyond `Money.limit`.
  public func amount(in unit: CurrencyUnit) -> ReportedAmount? {
    let places = unit.digits - decimals
    var fen = digits
    var slack: Int64 = 0
    if places >= 0 {
      let scale = Int64.powerOfTen(places)
      let (product, overflow) = digits.multipliedReportingOverflow(by: scale)
      guard !overflow else { return nil }
      fen = product
      slack = scale / 2
    } else {
      let scale = Int64.powerOfTen(-places)
      fen = (digits + (digits < 0 ? -scale / 2 : scale / 2)) / scale
      slack = digits % scale == 0 ? 0 : 1
    }
    guard fen.magnitude <= Money.limit.fen.magnitude else { return nil }
    return ReportedAmount(Money(fen: fen), slack: Money(fen: slack))
  }
}

extension PrintedNumber: Comparable, CustomStringConvertible {
  /// Compares values, not printings: `95.0` is not less than `95` and not greater.
  public static func < (a: Self, b: Self) -> Bool {
    let places = max(a.decimals, b.decimals)
    let (x, xOver) = a.digits.multipliedReportingOverflow(by: Int64.powerOfTen(min(18, places - a.decimals)))
    let (y, yOver) = b.digits.multipliedReportingOverflow(by: Int64.powerOfTen(min(18, places - b.decimals)))
    if xOver || yOver { return xOver == yOver ? a.digits < b.digits : (xOver ? a.digits < 0 : b.digits > 0) }
    return x < y
  }

  public var description: String {
    guard decimals > 0 else { return String(digits) }
    let text = String(digits.magnitude)
    let padded = String(repeating: "0", count: max(0, decimals + 1 - text.count)) + text
    return (digits < 0 ? "-" : "") + padded.dropLast(decimals) + "." + padded.suffix(decimals)
  }
}
