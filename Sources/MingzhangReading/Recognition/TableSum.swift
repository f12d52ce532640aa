import MingzhangModel

/// A sum inside one table that its form promises: one amount and those that it is made of.
public struct TableSum: Hashable, Sendable {
  /// A cell of the table, rows and columns from 0.
  public struct Place: Hashable, Sendable {
    public var row, column: Int
    public init(row: Int, column: Int) { (self.row, self.column) = (row, column) }
  }
  public var whole: Place
  public var parts: [Place]
  /// The whole less its parts, within what rounding allows.
  public var difference: ReportedAmount
  public var holds: Bool

  public init(whole: Place, parts: [Place], difference: ReportedAmount, holds: Bool) {
    (self.whole, self.parts, self.difference, self.holds) = (whole, parts, difference, holds)
  }

  /// Every sum of `statement` that could be tried: what its confidence counts.
  public static func all(of statement: Statement) -> [TableSum] {
    Identities.sums(of: statement).sorted {
      ($0.whole.row, $0.whole.column, $0.parts.count) < ($1.whole.row, $1.whole.column, $1.parts.count)
    }
  }
}
