/// A sum of money as a document prints it: rounded, and therefore an interval.
///
/// `2466.08` printed in 万元 stands for anything within ±50 yuan of 24 660 800 yuan.
/// Adding two reported amounts adds their slack, so a rule never needs a tolerance of its own.
public struct ReportedAmount: Hashable, Codable, Sendable {
  public let money: Money
  /// Half a unit of the last printed digit, in fen; zero when fen are printed.
  public let slack: Money

  public init(_ money: Money, slack: Money = .zero) {
    self.money = money
    self.slack = slack
  }

  public static let zero = ReportedAmount(.zero)

  /// Whether both printings may stand for the same sum.
  public func agrees(with other: ReportedAmount) -> Bool {
    (money - other.money).magnitude <= slack + other.slack
  }

  public static func + (a: Self, b: Self) -> Self { Self(a.money + b.money, slack: a.slack + b.slack) }
  public static func - (a: Self, b: Self) -> Self { Self(a.money - b.money, slack: a.slack + b.slack) }
  public static prefix func - (a: Self) -> Self { Self(-a.money, slack: a.slack) }

  /// Reads digits as printed: `24660800.00`, `24,660,800.00`, `２４６６．０８`, `-35`, `(35.00)`, `△35`.
  ///
  /// Returns nil when the text is not one number, or is beyond `Money.limit`. Spaces after a comma or a point
  /// are forgiven because several source fonts leave a gap there. Digits beyond the fen are kept as slack.
  public init?(printed text: String, unit: CurrencyUnit) {
    guard let number = PrintedNumber(text) else { return nil }
    guard let amount = number.amount(in: unit) else { return nil }
    self = amount
  }
}

extension Sequence where Element == ReportedAmount {
  public func sum() -> ReportedAmount { reduce(.zero, +) }
}
