import Foundation
import MingzhangModel
import Yams

/// Reads a waiver file: a YAML list, every entry with a reason, an owner and a last day.
///
/// ```yaml
/// - finding: "X101|收支总表|总计"   # the identity that the JSON report prints; or rule and place:
///   rule: W104
///   place: 收入总表*2010301          # words of the place, * for anything between
///   unit: 某某局                     # optional, also year
///   reason: 县级合并编制，经财政局同意
///   owner: 张三
///   until: 2026-12-31
/// ```
public enum WaiverFile {
  /// - Throws: `CatalogError` with every problem of the file and its line.
  public static func read(_ bytes: [UInt8], name: String) throws(CatalogError) -> WaiverList {
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw CatalogError([.init(file: name, line: nil, Wording("不是 UTF-8 文字。", "Not UTF-8 text."))])
    }
    let file = YAMLFile(name)
    let hasEntries = text.split(whereSeparator: \.isNewline).contains {
      let line = $0.drop { $0.isWhitespace }
      return !line.isEmpty && !line.hasPrefix("#")
    }
    guard hasEntries else { return WaiverList(file: name, waivers: []) }
    let waivers = file.root(text).map { root in file.list(root).compactMap { waiver($0, in: file) } } ?? []
    guard file.problems.isEmpty else { throw CatalogError(file.problems) }
    return WaiverList(file: name, waivers: waivers)
  }

  private static let keys: Set<String> = ["finding", "rule", "place", "unit", "year", "reason", "owner", "until"]

  private static func waiver(_ node: Node, in file: YAMLFile) -> Waiver? {
    let map = file.map(node, allowed: keys)
    guard !map.isEmpty else { return nil }
    func text(_ key: String) -> String? {
      guard map[key] != nil else { return nil }
      let words = file.text(map, key, in: node).trimmingSpaces()
      if words.isEmpty, map[key]?.scalar != nil {
        file.problem(map[key], "\(key) 是空的。", "\(key) is empty.")
      }
      return words
    }
    func required(_ key: String) -> String? {
      if map[key] == nil { file.problem(node, "缺少 \(key)。", "\(key) is missing.") }
      return text(key)
    }
    let (finding, rule, place) = (text("finding"), text("rule"), text("place"))
    switch (finding, rule, place) {
    case (nil, nil, _), (nil, _, nil):
      file.problem(
        node, "说不出豁免的是哪条发现：请写 finding，或同时写 rule 和 place。",
        "It does not say which finding: give `finding`, or `rule` and `place`.")
    case (.some, .some, _), (.some, _, .some):
      file.problem(
        node, "finding 与 rule、place 只能写一样。", "Give either `finding`, or `rule` and `place`, not both.")
    default: break
    }
    if let rule, rule.firstMatch(of: /^[A-Z][0-9]{3}$/) == nil {
      file.problem(map["rule"], "rule 应为规则编号，如 W104，现为“\(rule)”。", "rule must be a code such as W104; found “\(rule)”.")
    }
    if let place, place.filter({ $0 != "*" && !$0.isWhitespace }).count < 2 {
      file.problem(
        map["place"], "place 太短，会豁免整条规则；请写出表名或科目。",
        "place is too short and would waive the whole rule; name the table or item.")
    }
    let year = text("year").flatMap { words -> Int? in
      if let year = Int(words), (1990...2100).contains(year) { return year }
      file.problem(map["year"], "year 应为四位年份，现为“\(words)”。", "year must be a year of four digits; found “\(words)”.")
      return nil
    }
    let reason = required("reason")
    let owner = required("owner")
    let until = required("until").flatMap { words -> Day? in
      if let day = Day(words) { return day }
      file.problem(
        map["until"], "until 应为到期日，写作 2026-12-31 的样子，现为“\(words)”。",
        "until must be the last day, like 2026-12-31; found “\(words)”.")
      return nil
    }
    guard let reason, let owner, let until else { return nil }
    return Waiver(
      finding: finding, rule: rule, place: place, unit: text("unit"), year: year, reason: reason, owner: owner,
      until: until, line: node.mark?.line ?? 1)
  }
}
