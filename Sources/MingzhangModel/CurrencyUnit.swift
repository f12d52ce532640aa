/// The unit in which a table or a sentence states its amounts.
public enum CurrencyUnit: String, Hashable, Codable, CaseIterable, Sendable {
  case yuan = "元"
  case tenThousandYuan = "万元"
  case hundredMillionYuan = "亿元"

  /// Fen in one unit.
  public var fen: Int64 {
    switch self {
    case .yuan: 100
    case .tenThousandYuan: 1_000_000
    case .hundredMillionYuan: 10_000_000_000
    }
  }

  /// Decimal places after which a printing in this unit is exact to the fen: 2, 6 and 10.
  public var digits: Int {
    switch self {
    case .yuan: 2
    case .tenThousandYuan: 6
    case .hundredMillionYuan: 10
    }
  }
}
