import MingzhangModel

/// Names of departments and units in running words.
struct Bodies {
  /// What the name of a body ends with.
  private static let endings = [
    "局", "委员会", "办公室", "委", "院", "学校", "中学", "小学", "大学", "中心", "厅", "总队", "支队", "大队", "馆", "协会", "联合会", "总工会",
    "研究所", "管理处", "街道办事处", "政府", "法院", "检察院", "宣传部", "组织部", "统战部",
  ]
  private let own: [String]

  /// The entity of the disclosure and its units, and whatever most tables print as theirs.
  init(_ disclosure: Disclosure) {
    var names = [disclosure.entity] + disclosure.units.map(\.name)
    names += disclosure.statements.filter { $0.kind == .units || $0.title.contains("单位") }.flatMap(\.lines).map(
      \.caption)
    let printed = disclosure.statements.compactMap { $0.entity.map(Self.bare) }.filter { !$0.isEmpty }
    let counts = Dictionary(grouping: printed) { $0 }.mapValues(\.count)
    names += counts.filter { $0.value * 2 > printed.count || $0.value > 2 }.keys.sorted()
    own = names.map(Self.bare).filter { $0.count >= 3 }
  }

  /// Without numbers, labels and marks: `部门名称：104 甲县财政局` is 甲县财政局.
  static func bare(_ text: String) -> String {
    var words = text.foldedForMatching
    for label in ["部门名称", "单位名称", "编制单位", "填报单位", "编制部门", "填报部门", "预算单位", "预算部门", "主管部门", "部门:", "单位:"] {
      words = words.replacing(label, with: "")
    }
    // one body, written out or short: 中国共产党烟台市委员会 is 中共烟台市委
    words = words.replacing("中国共产党", with: "中共").replacing("委员会", with: "委")
    return String(words.unicodeScalars.filter { (0x4E00...0x9FFF).contains($0.value) })
  }

  static func isName(_ bare: String) -> Bool {
    (4...30).contains(bare.count) && endings.contains { bare.hasSuffix($0) }
  }

  /// Whether a name is another body's: nothing of it is ours.
  func isForeign(_ bare: String) -> Bool {
    guard Self.isName(bare), !own.isEmpty else { return false }
    return !own.contains { name in
      name.contains(bare) || bare.contains(name) || name.suffix(4) == bare.suffix(4)
        || (name.count > 5 && bare.count > 5 && name.prefix(5) == bare.prefix(5))
    }
  }

  /// The run of characters directly before `end`, back to a mark, a digit or 将.
  static func name(before end: String.Index, in text: String) -> String {
    var start = end
    while start > text.startIndex {
      let before = text.index(before: start)
      guard let scalar = text[before].unicodeScalars.first, (0x4E00...0x9FFF).contains(scalar.value),
        text[before] != "将",
        text[before] != "年"
      else { break }
      start = before
    }
    return String(text[start..<end])
  }
}
