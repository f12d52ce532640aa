/// The interval in which a ratio of two printed amounts lies, in ten-thousandths of a percent.
public struct Ratio: Sendable {
  public var low: Int64
  public var high: Int64

  /// 100 × part ÷ whole, with both rounded amounts anywhere in their intervals; nil when the whole may be zero.
  public static func percent(_ part: ReportedAmount, of whole: ReportedAmount) -> Ratio? {
    let (a, b) = (part.money.fen.magnitude, whole.money.fen.magnitude)
    let (da, db) = (part.slack.fen.magnitude, whole.slack.fen.magnitude)
    guard b > db, a < 1 << 60, b < 1 << 60 else { return nil }
    func scaled(_ x: UInt64, _ y: UInt64, up: Bool) -> Int64 {
      let (high, low) = x.multipliedFullWidth(by: 1_000_000)
      guard high < y else { return .max }
      let (quotient, remainder) = y.dividingFullWidth((high, low))
      return Int64(clamping: quotient) + (up && remainder > 0 ? 1 : 0)
    }
    return Ratio(low: scaled(a > da ? a - da : 0, b + db, up: false), high: scaled(a + da, b - db, up: true))
  }

  /// Whether the printed percentage, as the interval that its digits allow, meets this one.
  public func holds(_ percent: PrintedNumber) -> Bool {
    guard percent.decimals <= 4 else { return true }
    var scale: Int64 = 1
    for _ in 0..<(4 - percent.decimals) { scale *= 10 }
    let (value, overflow) = Int64(percent.digits.magnitude).multipliedReportingOverflow(by: scale)
    guard !overflow else { return false }
    let half = scale / 2
    return value + half >= low && value - half <= high
  }

  /// The middle, with two decimals.
  public var printed: String {
    let middle = (low / 2 + high / 2 + 50) / 100
    let fraction = String(middle % 100)
    return "\(middle / 100)." + (fraction.count == 1 ? "0" : "") + fraction
  }
}
