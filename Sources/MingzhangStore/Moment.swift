import Foundation
import MingzhangModel

/// A point in time, in milliseconds since 1970 UTC. It is always passed in: only the edge of the program looks at the clock.
public struct Moment: Hashable, Comparable, Codable, Sendable, SQLConvertible {
  public let milliseconds: Int64
  public init(milliseconds: Int64) { self.milliseconds = milliseconds }
  public init(_ date: Date) { milliseconds = Int64((date.timeIntervalSince1970 * 1000).rounded(.down)) }

  /// What the clock shows. For the edge only.
  public static var now: Moment { Moment(Date()) }

  public var date: Date { Date(timeIntervalSince1970: Double(milliseconds) / 1000) }
  public var sqlValue: SQLValue { .integer(milliseconds) }

  public static func < (a: Self, b: Self) -> Bool { a.milliseconds < b.milliseconds }
  public func adding(seconds: Int64) -> Moment { Moment(milliseconds: milliseconds + seconds * 1000) }

  /// `2026-12-31T08:00:00Z`
  public var iso8601: String { date.formatted(.iso8601) }

  /// China has one time, eight hours before UTC, without summer time.
  private static let beijing: Int64 = 8 * 3_600_000

  /// The day in Beijing.
  public var day: Day {
    Day(number: Int(max(0, milliseconds + Self.beijing) / 86_400_000)) ?? .first
  }

  /// `2026-12-31 16:00`, in Beijing.
  public var local: String {
    let minutes = Int((milliseconds + Self.beijing) / 60_000 % 1440)
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return "\(day) \(two(minutes / 60)):\(two(minutes % 60))"
  }

  /// Reads `2026-12-31T16:00`, as a form sends it, as time in Beijing.
  public init?(local text: String) {
    let parts = text.split(separator: "T")
    guard parts.count == 2, let day = Day(String(parts[0])) else { return nil }
    let clock = parts[1].split(separator: ":").map { Int($0) }
    guard clock.count >= 2, let hour = clock[0], let minute = clock[1], (0...23).contains(hour),
      (0...59).contains(minute)
    else { return nil }
    self.init(milliseconds: Int64(day.number) * 86_400_000 + Int64(hour * 60 + minute) * 60_000 - Self.beijing)
  }
}
