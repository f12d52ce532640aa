/// The interval in which a ratio of two printed amounts lies, in ten-thousandths of a percent.
public struct Ratio: Sendable {
  public var low: Int64
  public var high: Int64
  /// The quotient of the amounts as they are printed, rounded down; nil when it is the middle of the interval.
  private(set) var exact: Int64?

  init(low: Int64, high: Int64, exact: Int64? = nil) { (self.low, self.high, self.exact) = (low, high, exact) }

  /// 100 × part ÷ whole, with both rounded amounts anywhere in their intervals; nil when the whole may be zero.
  public static func percent(_ part: ReportedAmount, of whole: ReportedAmount) -> Ratio? {
    let (a, b) = (part.money.fen.magnitude, whole.money.fen.magnitude)
    let (da, db) = (part.slack.fen.magnitude, whole.slack.fen.magnitude)
    guard b > db, a < 1 << 60, b < 1 << 60 else { return nil }
    return Ratio(
      low: quotient(a > da ? a - da : 0, b + db, up: false), high: quotient(a + da, b - db, up: true),
      exact: quotient(a, b, up: false))
  }

  /// 100 × change ÷ (now − change): by how many percent an amount changed that is `now` and changed by `change`, which is negative
  /// when it fell. The amount before is no figure of its own, so that the interval is narrower than that of a quotient of two
  /// printed amounts; nil when the amount before may be zero.
  public static func change(_ change: ReportedAmount, to now: ReportedAmount) -> Ratio? {
    let isFall = change.money.fen < 0
    let (c, n) = (Int64(clamping: change.money.fen.magnitude), now.money.fen)
    let (dc, dn) = (Int64(clamping: change.slack.fen.magnitude), Int64(clamping: now.slack.fen.magnitude))
    guard n >= 0, c < 1 << 60, n < 1 << 60, dc < 1 << 60, dn < 1 << 60 else { return nil }
    let (least, most) = (max(0, c - dc), c + dc)
    let (before, after) = isFall ? (n + dn + least, n - dn + most) : (n + dn - least, n - dn - most)
    guard before > 0, after > 0 else { return nil }
    let base = isFall ? n + c : n - c
    return Ratio(
      low: quotient(least.magnitude, before.magnitude, up: false),
      high: quotient(most.magnitude, after.magnitude, up: true),
      exact: base > 0 ? quotient(c.magnitude, base.magnitude, up: false) : nil)
  }

  /// 100 × (b − a) ÷ a, without sign: by how many percent `a` changed to become `b`; nil when `a` may be zero.
  public static func change(from a: ReportedAmount, to b: ReportedAmount) -> Ratio? {
    guard let whole = percent(b, of: a), b.money.fen >= 0, whole.high < .max else { return nil }
    let (low, high) = (whole.low - 1_000_000, whole.high - 1_000_000)
    let exact = whole.exact.map { Int64(($0 - 1_000_000).magnitude) }
    if low >= 0 { return Ratio(low: low, high: high, exact: exact) }
    return high <= 0
      ? Ratio(low: -high, high: -low, exact: exact) : Ratio(low: 0, high: max(-low, high), exact: exact)
  }

  /// 1,000,000 × x ÷ y, rounded down or up; the largest number there is when it is larger.
  private static func quotient(_ x: UInt64, _ y: UInt64, up: Bool) -> Int64 {
    let (high, low) = x.multipliedFullWidth(by: 1_000_000)
    guard high < y else { return .max }
    let (quotient, remainder) = y.dividingFullWidth((high, low))
    return Int64(clamping: quotient) + (up && remainder > 0 ? 1 : 0)
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
}
