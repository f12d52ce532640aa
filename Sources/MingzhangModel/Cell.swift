/// One cell of a statement: what is printed, what we made of it, and where it stands.
public struct Cell: Hashable, Codable, Sendable {
  /// The text exactly as printed, line breaks joined.
  public var printed: String
  public var reading: CellReading
  public var span: SourceSpan?

  public init(_ printed: String, _ reading: CellReading = .text, span: SourceSpan? = nil) {
    (self.printed, self.reading, self.span) = (printed, reading, span)
  }

  public static let blank = Cell("", .blank)

  /// An amount that we print ourselves; `grouped`: with separators of thousands.
  public init(_ money: Money, in unit: CurrencyUnit, decimals: Int = 2, grouped: Bool = false) {
    let printed = money.printed(in: unit, decimals: decimals, grouped: grouped)
    self.init(printed, .amount(ReportedAmount(printed: printed, unit: unit) ?? ReportedAmount(money)))
  }
}

/// What stands in one cell.
public enum CellReading: Hashable, Sendable {
  case amount(ReportedAmount)
  /// A number that is no money: a count, a quantity, a rate.
  case number(PrintedNumber)
  /// Printed empty: counts as nothing, and is not the same as a printed 0.00.
  case blank
  /// Words: a caption, a code, a sequence number.
  case text
  /// Something is printed where an amount belongs, but no amount could be made of it.
  case illegible
}

extension CellReading: Codable {
  private enum Key: String, CodingKey { case kind, amount, number }

  public init(from decoder: any Decoder) throws {
    let box = try decoder.container(keyedBy: Key.self)
    switch try box.decode(String.self, forKey: .kind) {
    case "amount": self = .amount(try box.decode(ReportedAmount.self, forKey: .amount))
    case "number": self = .number(try box.decode(PrintedNumber.self, forKey: .number))
    case "blank": self = .blank
    case "text": self = .text
    default: self = .illegible
    }
  }

  public func encode(to encoder: any Encoder) throws {
    var box = encoder.container(keyedBy: Key.self)
    switch self {
    case .amount(let amount):
      try box.encode("amount", forKey: .kind)
      try box.encode(amount, forKey: .amount)
    case .number(let number):
      try box.encode("number", forKey: .kind)
      try box.encode(number, forKey: .number)
    case .blank: try box.encode("blank", forKey: .kind)
    case .text: try box.encode("text", forKey: .kind)
    case .illegible: try box.encode("illegible", forKey: .kind)
    }
  }
}
