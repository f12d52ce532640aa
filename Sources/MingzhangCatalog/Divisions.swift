import MingzhangModel

/// At which level a department stands: told by the name of its place.
public struct Divisions: Sendable {
  public enum Level: String, Hashable, Sendable {
    case central, province, prefecture, county
    public var chinese: String {
      switch self {
      case .central: "中央"
      case .province: "省级"
      case .prefecture: "市级"
      case .county: "县级"
      }
    }
  }

  /// Names of provinces, prefectures and county-level cities, with the level that their code shows.
  private let levels: [String: Level]

  /// - Parameter rows: six-digit codes of administrative divisions and their names.
  public init(_ rows: [(code: String, name: String)]) {
    var levels: [String: Level] = [:]
    for (code, name) in rows {
      levels[name] = code.hasSuffix("0000") ? .province : code.hasSuffix("00") ? .prefecture : .county
    }
    self.levels = levels
  }

  /// The level of a department by its full name; nil when no place is named.
  ///
  /// `昆明市审计局` is prefecture, `上海市普陀区财政局` and `南宫市人民政府办公室` are county, `上海市审计局` is province.
  public func level(of entity: String) -> Level? {
    var rest = Substring(entity.foldedForMatching)
    for lead in ["中国共产党", "中共"] where rest.hasPrefix(lead) { rest = rest.dropFirst(lead.count) }
    if rest.hasPrefix("国家") || rest.hasPrefix("中央") { return .central }
    var found: Level?
    // 江苏省苏州市吴中区…: every further place is a lower one
    while let (length, level) = place(rest) {
      found = level
      rest = rest.dropFirst(length)
    }
    return found
  }

  /// Whether a province, prefecture or county-level city is called so: `昆明市`.
  public func isPlace(_ name: String) -> Bool { levels[name] != nil }

  /// The place with which `text` begins.
  private func place(_ text: Substring) -> (length: Int, level: Level)? {
    for length in stride(from: min(text.count, 11), through: 2, by: -1) {
      if let level = levels[String(text.prefix(length))] { return (length, level) }
    }
    // a district, county or banner: the shortest beginning that ends so
    for length in 2...5 where text.count > length {
      let name = text.prefix(length)
      guard let last = name.last, "区县旗".contains(last), !name.contains("开发"), !name.contains("部") else { continue }
      return (length, .county)
    }
    return nil
  }
}
