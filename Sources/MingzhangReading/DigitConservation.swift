import MingzhangModel

/// Where every printed digit of a file went: reading is checked by accounting.
public struct DigitConservation: Hashable, Codable, Sendable {
  /// Digits printed in the file's text.
  public var total: Int
  /// In the rows of statements.
  public var inTables = 0
  /// In performance tables.
  public var inGoals = 0
  /// In claims of the narrative.
  public var inClaims = 0
  /// In named leftovers, by reason.
  public var named: [String: Int] = [:]

  public init(total: Int) { self.total = total }

  /// Digits that ended nowhere: zero when nothing was lost.
  public var unexplained: Int { total - inTables - inGoals - inClaims - named.values.reduce(0, +) }
}
