import MingzhangModel

/// Amounts that differ by a unit: 万元 printed where 元 is meant.
enum Units {
  /// Whether two amounts, neither of them nothing, differ by exactly ten thousand times, within their printed digits.
  static func differ(_ a: ReportedAmount, _ b: ReportedAmount) -> Bool {
    let (small, large) = a.money.magnitude < b.money.magnitude ? (a, b) : (b, a)
    // 0.3 万元 has too few digits to be anything times ten thousand
    guard small.money.fen != 0, small.slack.fen <= small.money.magnitude.fen / 100, let scaled = times10000(small)
    else { return false }
    return scaled.agrees(with: large)
  }

  private static func times10000(_ amount: ReportedAmount) -> ReportedAmount? {
    let (money, a) = amount.money.fen.multipliedReportingOverflow(by: 10_000)
    let (slack, b) = amount.slack.fen.multipliedReportingOverflow(by: 10_000)
    guard !a, !b else { return nil }
    return ReportedAmount(Money(fen: money), slack: Money(fen: slack))
  }
}
