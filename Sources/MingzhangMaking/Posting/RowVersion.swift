import MingzhangModel

/// A row that prints one version of another row's amounts: 2025年, 2026年 or 增减变化金额 of a unit.
///
/// Written as a key: `version:prior|where:unit=…`.
struct RowVersion {
  enum Version: String, CaseIterable { case prior, now, change }

  let version: Version
  /// The row whose amounts these are.
  let line: LineKey

  init(_ version: Version, _ line: LineKey) { (self.version, self.line) = (version, line) }

  /// Nil: the key is no such row.
  init?(_ key: LineKey) {
    let parts = key.name.split(separator: "|", maxSplits: 1).map(String.init)
    guard parts.count == 2, parts[0].hasPrefix(Self.prefix),
      let version = Version(rawValue: String(parts[0].dropFirst(Self.prefix.count)))
    else { return nil }
    self.init(version, LineKey(parts[1]))
  }

  private static let prefix = "version:"

  var key: LineKey { LineKey("\(Self.prefix)\(version.rawValue)|\(line.name)") }

  /// The column that says which version a row is.
  static let column = ColumnKey("dimension:version")

  func words(_ year: Int) -> String {
    switch version {
    case .prior: "\(year - 1)年"
    case .now: "\(year)年"
    case .change: "增减变化金额"
    }
  }

  /// The column whose amounts this version prints under `column`.
  func column(_ column: ColumnKey) -> ColumnKey {
    switch version {
    case .prior: .prior(column)
    case .now: column
    case .change: ColumnKey("change:" + column.name)
    }
  }
}
