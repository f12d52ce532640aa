import MingzhangModel

/// Whose book a disclosure is, by its cover: of a department with all its units, or of one unit.
struct Publisher: Equatable {
  enum Scope {
    /// 部门预算, 部门综合预算, （汇总）
    case department
    /// 单位预算, （本级）
    case unit
  }
  /// For comparing: folded, without 本级, 机关, 汇总 at its end. Empty when none was read.
  let name: String
  /// Nil when the cover says neither.
  let scope: Scope?

  init(_ disclosure: Disclosure) {
    name = Self.plain(disclosure.entity)
    let title = disclosure.title.foldedForMatching
    let says = { (words: [String]) in words.contains { title.contains($0) } }
    scope =
      if Self.isOffice(disclosure.entity) || says(["(本级)", "(机关)", "单位预算", "单位决算"]) {
        .unit
      } else if says(["(汇总)", "部门预算", "部门综合预算", "部门决算", "部门综合决算"]) { .department } else { nil }
  }

  /// Whether the two may be of one scope.
  func mayBeOfScope(_ other: Publisher) -> Bool { scope == nil || other.scope == nil || scope == other.scope }

  /// Whether a name ends in the words for a department's own office: `某市公安局（本级）`.
  static func isOffice(_ name: String) -> Bool {
    let folded = name.foldedForMatching
    return ["本级", "机关", "本级)", "机关)"].contains { folded.hasSuffix($0) }
  }

  /// `某市公安局（本级）` → `某市公安局`
  static func plain(_ name: String) -> String {
    let folded = name.foldedForMatching
    for word in ["(本级)", "(局机关)", "(委机关)", "(机关)", "(汇总)", "本级", "机关"] where folded.hasSuffix(word) {
      let rest = String(folded.dropLast(word.count))
      if rest.count > 2 { return rest }
    }
    return folded
  }

  /// A name and, when something else stands in brackets at its end, the name without: `某中心（某保障中心）` is also `某中心`.
  static func forms(_ name: String) -> Set<String> {
    let plain = plain(name)
    guard plain.hasSuffix(")"), let open = plain.firstIndex(of: "("), open > plain.startIndex else { return [plain] }
    return [plain, String(plain[..<open])]
  }
}
