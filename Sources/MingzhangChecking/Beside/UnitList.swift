import MingzhangModel

/// The units that a department's book names as its own.
public struct UnitList: Equatable, Sendable {
  /// As printed, in order, the department's own office left out.
  public private(set) var names: [String] = []
  /// Whether these are surely all: the list is a table, or the words count as many as they name.
  private(set) var isWhole = false

  public init(of disclosure: Disclosure) {
    let own = Publisher.plain(disclosure.entity)
    if !disclosure.units.isEmpty { take(disclosure.units.map(\.name), isWhole: true, own) }
    for section in disclosure.narrative.sections where section.topic != .glossary {
      for paragraph in section.paragraphs {
        for (listed, count) in Self.lists(in: paragraph.text) { take(listed, isWhole: listed.count == count, own) }
      }
    }
  }

  /// Whether `name` is one of them.
  func has(_ name: String) -> Bool {
    let forms = Publisher.forms(name)
    return names.contains { !Publisher.forms($0).isDisjoint(with: forms) }
  }

  private mutating func take(_ listed: [String], isWhole: Bool, _ own: String) {
    let others = listed.filter { Publisher.plain($0) != own }
    for name in others where !has(name) { names.append(name) }
    self.isWhole = self.isWhole || (isWhole && others.count == names.count)
  }

  /// `纳入编制范围的预算单位共计3家，具体包括：甲局（本级），乙中心，丙站。` → three names, and 3.
  private static func lists(in text: String) -> [(names: [String], count: Int?)] {
    guard text.contains("单位") else { return [] }
    return text.split(separator: "。").compactMap { sentence in
      guard let unit = ["预算单位", "下属单位", "所属单位", "直属单位"].lazy.compactMap(sentence.firstRange(of:)).first,
        let opening = ["具体包括", "包括", "分别是", "分别为", "具体为"].lazy.compactMap(
          sentence[unit.upperBound...].firstRange(of:)
        ).first
      else { return nil }
      let between = sentence[unit.upperBound..<opening.lowerBound]
      guard between.count < 12, !between.contains("；") else { return nil }
      let list = sentence[opening.upperBound...].prefix { $0 != "；" }.drop { "：: ".contains($0) }
      let names = parted(list)
      // “包括局本级预算和所属单位预算” names no unit
      guard !names.isEmpty, names.allSatisfy({ $0.count > 3 && !$0.hasSuffix("预算") && !$0.hasSuffix("决算") }) else {
        return nil
      }
      return (names, count(before: unit, after: between, in: sentence))
    }
  }

  /// `预算单位共计6家`, `下属18个预算单位`
  private static func count(before unit: Range<Substring.Index>, after between: Substring, in sentence: Substring)
    -> Int?
  {
    let after = between.drop { !$0.isWholeNumber }.prefix { $0.isWholeNumber }
    if let count = Int(after) { return count }
    var before = sentence[..<unit.lowerBound]
    guard let measure = before.last, "家个".contains(measure) else { return nil }
    before.removeLast()
    return Int(String(before.reversed().prefix { $0.isWholeNumber }.reversed()))
  }

  /// Parted at marks outside brackets. `和` parts nothing: names have it.
  private static func parted(_ list: Substring) -> [String] {
    var (names, depth) = ([""], 0)
    for character in list {
      if "（(".contains(character) { depth += 1 } else if "）)".contains(character) { depth -= 1 }
      if depth == 0, "、，,".contains(character) {
        names.append("")
      } else {
        names[names.count - 1].append(character)
      }
    }
    return names.map { $0.trimmingSpaces() }.filter { !$0.isEmpty }
  }
}
