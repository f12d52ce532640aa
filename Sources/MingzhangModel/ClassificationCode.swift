/// A code of the expenditure functional classification (支出功能分类): 类 3 digits, 款 5, 项 7.
public struct FunctionalCode: Hashable, Comparable, Codable, Sendable {
  public let digits: String

  public enum Level: Int, Codable, Comparable, Sendable {
    case `class` = 3, section = 5, item = 7
    public static func < (a: Level, b: Level) -> Bool { a.rawValue < b.rawValue }
  }

  /// Nil unless `digits` is 3, 5 or 7 ASCII digits and begins with 2, as every functional class does.
  public init?(_ digits: String) {
    guard Level(rawValue: digits.utf8.count) != nil, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
      digits.utf8.first == 0x32
    else { return nil }
    self.digits = digits
  }

  public var level: Level { Level(rawValue: digits.utf8.count) ?? .item }

  /// The code one level up: 2010301 → 20103 → 201 → nil.
  public var parent: FunctionalCode? { level == .class ? nil : FunctionalCode(String(digits.dropLast(2))) }

  public static func < (a: Self, b: Self) -> Bool { a.digits < b.digits }
  public init(from decoder: any Decoder) throws {
    let text = try decoder.singleValueContainer().decode(String.self)
    guard let code = FunctionalCode(text) else { throw DecodingError.badCode(text, "functional code", decoder) }
    self = code
  }
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(digits)
  }
}

/// A code of the expenditure economic classification (支出经济分类): 类 3 digits, 款 5; some provinces divide a 款 further (7).
///
/// 301–399 is the department classification (部门预算支出经济分类), 501–599 the government one.
public struct EconomicCode: Hashable, Comparable, Codable, Sendable {
  public let digits: String

  public enum Level: Int, Codable, Sendable { case `class` = 3, section = 5, item = 7 }

  /// Nil unless `digits` is 3, 5 or 7 ASCII digits and begins with 3 or 5.
  public init?(_ digits: String) {
    guard Level(rawValue: digits.utf8.count) != nil, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
      let first = digits.utf8.first, first == 0x33 || first == 0x35
    else { return nil }
    self.digits = digits
  }

  public var level: Level { Level(rawValue: digits.utf8.count) ?? .section }
  public var parent: EconomicCode? { level == .class ? nil : EconomicCode(String(digits.dropLast(2))) }

  public static func < (a: Self, b: Self) -> Bool { a.digits < b.digits }
  public init(from decoder: any Decoder) throws {
    let text = try decoder.singleValueContainer().decode(String.self)
    guard let code = EconomicCode(text) else { throw DecodingError.badCode(text, "economic code", decoder) }
    self = code
  }
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(digits)
  }
}

extension DecodingError {
  fileprivate static func badCode(_ text: String, _ what: String, _ decoder: any Decoder) -> DecodingError {
    .dataCorrupted(.init(codingPath: decoder.codingPath, debugDescription: "“\(text)” is no \(what)"))
  }
}
