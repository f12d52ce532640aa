import MingzhangCatalog
import MingzhangModel

/// Names of departments and units in running words.
struct Bodies {
  /// What the name of a body ends with.
  private static let endings = [
    "局", "委员会", "办公室", "委", "院", "学校", "中学", "小学", "大学", "中心", "厅", "总队", "支队", "大队", "馆", "协会", "联合会", "总工会",
    "研究所", "管理处", "街道办事处", "政府", "法院", "检察院", "宣传部", "组织部", "统战部", "社会工作部",
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
    let bare = Self.withoutOffice(bare)
    return !own.map(Self.withoutOffice).contains { name in
      name.contains(bare) || bare.contains(name) || name.suffix(4) == bare.suffix(4)
        || (name.count > 5 && bare.count > 5 && name.prefix(5) == bare.prefix(5))
    }
  }

  /// A street and its office, a town and its government are one body.
  private static func withoutOffice(_ name: String) -> String {
    ["办事处", "人民政府"].first { name.hasSuffix($0) && name.count > $0.count + 2 }.map { String(name.dropLast($0.count)) }
      ?? name
  }

  /// The body that a title is of: `2026年甲县财政局部门预算`.
  static func titled(inFolded text: String, year: Int) -> [String] {
    guard text.count <= 40, let after = text.after("\(year)年") else { return [] }
    return subject(after.drop { $0 == "度" }, ["部门预算", "部门决算", "单位预算", "单位决算"]).map(bare).filter { $0.count >= 4 }
  }

  /// Bodies whose duties a text states at its head: `甲县财政局的主要职责是…`.
  static func bearers(inFolded text: String) -> [String] {
    subject(text[...], ["的主要职责", "部门主要职责", "主要职责", "的主要职能", "主要职能"]).map(bare).filter(isName)
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

  /// Bodies of which a text states its year's figures: `2026年甲县财政局收入预算…`, `甲县财政局2026年收支总预算…`, `截至…，甲县财政局共有车辆…`.
  static func subjects(inFolded text: String, year: Int) -> [String] {
    var found: [String] = []
    var rest = Substring(text)
    while let range = rest.firstRange(of: "\(year)年") {
      let lead = String(rest[..<range.lowerBound])
      let before = name(before: lead.endIndex, in: lead)
      var after = rest[range.upperBound...]
      if after.first == "度" { after = after.dropFirst() }
      if matters.contains(where: after.hasPrefix) { found.append(before) }
      if after.first == "," { after = after.dropFirst() }
      found += subject(after)
      rest = rest[range.upperBound...]
    }
    found += subject(text[...], ["纳入\(year)年", "本级决算", "本级预算", "设下列内设机构", "部门预算是包括", "部门预算包括"])
    // 原因是：甲县财政局（本级）…
    rest = text[...]
    while let range = rest.firstRange(of: "(本级)") {
      let lead = String(rest[..<range.lowerBound])
      let before = name(before: lead.endIndex, in: lead)
      if before.count <= 24 { found.append(before) }
      rest = rest[range.upperBound...]
    }
    // 从预算单位构成看，甲县社会工作部决算包括：甲县财政局本级决算
    if let list = text.after("包括:") { found += subject(list[...], ["本级决算", "本级预算"]) }
    if text.hasPrefix("截至") || text.hasPrefix("截止"), let range = text.prefix(18).firstRange(of: "日,") {
      found += subject(text[range.upperBound...])
    }
    return found.map(bare).filter(isName)
  }

  /// Bodies that do something of their own at the head of a sentence: `甲县财政局本级内设…`, `2026年，甲县财政局单位…`, `甲县财政局2026年…`.
  static func heads(inFolded text: String, year: Int) -> [String] {
    var rest = Substring(text)
    if rest.hasPrefix("\(year)年") {
      rest = rest.dropFirst(5)
      rest = rest.drop { "度,".contains($0) }
    }
    return subject(
      rest, ["本级内设", "本级决算", "本级预算", "单位设", "单位按照", "内设", "各单位", "会议费", "培训费", "委托业务费", "\(year)年"]
    ).map(bare).filter(isName)
  }

  /// The name at the beginning of `text`, when a matter of the budget follows it.
  private static func subject(_ text: Substring, _ matters: [String] = matters) -> [String] {
    let head = text.prefix(40)
    let ends = matters.compactMap { head.firstRange(of: $0)?.lowerBound }.min()
    guard let end = ends else { return [] }
    var name = head[..<end]
    for tail in ["本级", "所属各预算单位", "所属各单位", "各预算单位", "各单位", "部门", "及下属单位", "(本级)", "(机关)"] where name.hasSuffix(tail) {
      name = name.dropLast(tail.count)
    }
    guard name.unicodeScalars.allSatisfy({ (0x4E00...0x9FFF).contains($0.value) }) else { return [] }
    return [String(name)]
  }

  private static let matters = [
    "收入预算", "支出预算", "收支总预算", "收入支出总计", "收入总计", "支出总计", "财政拨款", "一般公共预算", "政府性基金", "国有资本经营", "机关运行经费", "政府采购",
    "预算收入", "预算支出", "共有车辆", "其他运转类项目", "无\"三公\"", "对项目支出", "部门预算收", "年度收入",
  ]

  /// Whether a name is that of a body of another place, though it is called like ours.
  func isElsewhere(_ bare: String) -> Bool {
    guard let mine = own.first, bare.count >= 4, mine.suffix(3) == bare.suffix(3), mine != bare else { return false }
    let (a, b) = (Self.places(mine), Self.places(bare))
    return a.contains { place in b.contains { $0.last == place.last && $0 != place } }
  }

  /// Bodies called like ours, of another place of the same rank, in mid-sentence: 乙市财政局 in the words of 甲市财政局.
  func namesakes(inFolded text: String, _ divisions: Divisions) -> [String] {
    guard let core, text.contains(core.words) else { return [] }
    var found: [String] = []
    var rest = text[...]
    while let range = rest.firstRange(of: core.words) {
      let before = rest[..<range.lowerBound].suffix(8)
      rest = rest[range.upperBound...]
      guard before.last == core.rank else { continue }
      let place = before.dropLast()
      // the longest place's name that ends here
      let names = (2...5).reversed().map { String(place.suffix($0)) }.filter { $0.count >= 2 }
      guard let name = names.first(where: { divisions.isPlace($0 + String(core.rank)) }), name != core.place,
        !place.hasSuffix(core.place)
      else { continue }
      found.append(name + String(core.rank) + core.words)
    }
    return found
  }

  /// 甲, 市, 财政局 of 甲市财政局; nil for a name without a place, or of a body within a body.
  private var core: (place: String, rank: Character, words: String)? {
    guard let mine = own.first, let end = mine.firstIndex(where: { "市区县".contains($0) }) else { return nil }
    let (place, words) = (String(mine[..<end]), String(mine[mine.index(after: end)...]))
    guard (2...4).contains(place.count), words.count >= 3, !words.contains(where: { "市区县".contains($0) }) else {
      return nil
    }
    return (place, mine[end], words)
  }

  /// `上海市`, `普陀区` of 上海市普陀区司法局.
  private static func places(_ bare: String) -> [String] {
    var out: [String] = []
    var part = ""
    for character in bare.prefix(12) {
      part.append(character)
      guard "省市区县".contains(character), (3...6).contains(part.count) else { continue }
      out.append(part)
      part = ""
    }
    return out
  }
}
