/// A calendar day, `2026-12-31`. Days compare as time does.
public struct Day: Hashable, Codable, Comparable, Sendable, CustomStringConvertible {
  public let year, month, day: Int

  /// Nil unless the day exists.
  public init?(year: Int, month: Int, day: Int) {
    let isLeap = year % 4 == 0 && year % 100 != 0 || year % 400 == 0
    let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    guard (1900...9999).contains(year), (1...12).contains(month), (1...lengths[month - 1]).contains(day) else {
      return nil
    }
    (self.year, self.month, self.day) = (year, month, day)
  }

  /// Reads `2026-12-31`; nil for anything else.
  public init?(_ text: String) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.map(\.count) == [4, 2, 2], parts.joined().allSatisfy({ $0.isASCII && $0.isNumber }) else { return nil }
    let numbers = parts.compactMap { Int($0) }
    self.init(year: numbers[0], month: numbers[1], day: numbers[2])
  }

  public static func < (a: Self, b: Self) -> Bool { (a.year, a.month, a.day) < (b.year, b.month, b.day) }

  public var description: String {
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return "\(year)-\(two(month))-\(two(day))"
  }

  /// `2026年12月31日`
  public var chinese: String { "\(year)年\(month)月\(day)日" }

  /// Days since 1970-01-01, in the calendar that is in use everywhere.
  public var number: Int {
    let y = month <= 2 ? year - 1 : year
    let era = y / 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    let dayOfEra = (y - era * 400) * 365 + (y - era * 400) / 4 - (y - era * 400) / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }

  /// The day with this number; nil outside the years that a `Day` knows.
  public init?(number: Int) {
    let z = number + 719_468
    guard z >= 0 else { return nil }
    let era = z / 146_097
    let dayOfEra = z - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let month = (5 * dayOfYear + 2) / 153
    let civilMonth = month < 10 ? month + 3 : month - 9
    self.init(
      year: yearOfEra + era * 400 + (civilMonth <= 2 ? 1 : 0), month: civilMonth,
      day: dayOfYear - (153 * month + 2) / 5 + 1)
  }

  /// 1900-01-01
  public static let first = Day(unchecked: 1900, 1, 1)
  private init(unchecked year: Int, _ month: Int, _ day: Int) { (self.year, self.month, self.day) = (year, month, day) }

  /// So many days later.
  public func adding(days: Int) -> Day { Day(number: number + days) ?? self }
  /// How many days it is until `other`; negative when that is past.
  public func days(until other: Day) -> Int { other.number - number }
}
