import Foundation

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
}
