import MingzhangModel
import Yams

/// Reads `profiles/*.yaml`.
struct ProfileFile {
  let file: YAMLFile

  func profile(_ source: String) -> Profile? {
    guard let root = file.root(source) else { return nil }
    let map = file.map(
      root,
      allowed: [
        "id", "name", "nameEnglish", "divisionPrefix", "years", "kind", "contentsTitle", "coverTitle", "tablesHeading",
        "narrativeHeading", "narrativeUnit", "narrativeDecimals", "source", "tables", "sections",
      ])
    let years = file.list(map["years"]).compactMap(\.int)
    guard years.count == 2, years[0] <= years[1] else {
      file.problem(map["years"] ?? root, "years 应为 [起, 止]。", "years must be [first, last].")
      return nil
    }
    guard let kind = Disclosure.Kind(rawValue: file.text(map, "kind", in: root)) else {
      file.problem(map["kind"] ?? root, "kind 应为 budget 或 final。", "kind must be budget or final.")
      return nil
    }
    func text(_ key: String) -> String { file.text(map, key, in: root) }
    return Profile(
      id: text("id"), name: Wording(text("name"), text("nameEnglish")), divisionPrefix: text("divisionPrefix"),
      years: years[0]...years[1], kind: kind, contentsTitle: text("contentsTitle"), coverTitle: text("coverTitle"),
      tablesHeading: text("tablesHeading"), narrativeHeading: text("narrativeHeading"),
      tables: file.list(map["tables"]).compactMap(table), sections: file.list(map["sections"]).compactMap(section),
      narrativeUnit: unit(map, "narrativeUnit", in: root), narrativeDecimals: map["narrativeDecimals"]?.int ?? 2,
      source: text("source"))
  }

  private func unit(_ map: [String: Node], _ key: String, in node: Node?) -> CurrencyUnit {
    if let unit = CurrencyUnit(rawValue: file.text(map, key, in: node)) { return unit }
    file.problem(map[key] ?? node, "\(key) 应为 元、万元 或 亿元。", "\(key) must be 元, 万元 or 亿元.")
    return .yuan
  }

  private func table(_ node: Node) -> Profile.Table? {
    let map = file.map(
      node,
      allowed: [
        "kind", "title", "unit", "emptyNote", "note", "landscape", "ordinals", "columns", "rows", "totalInCodeColumn",
        "codesInCaptions", "total",
        "totalIsLast",
        "levels", "zeros", "decimals",
      ])
    guard let kind = StatementKind(rawValue: file.text(map, "kind", in: node)) else {
      file.problem(map["kind"] ?? node, "kind 不是已知的表。", "kind names no known table.")
      return nil
    }
    var table = Profile.Table(
      kind: kind, title: file.text(map, "title", in: node), unit: unit(map, "unit", in: node),
      emptyNote: file.text(map, "emptyNote", in: node), note: file.optionalText(map, "note") ?? "",
      landscape: map["landscape"]?.bool ?? false, columns: file.list(map["columns"]).map(column),
      rows: file.list(map["rows"]).compactMap(row), showsOrdinals: map["ordinals"]?.bool ?? false)
    if let total = file.optionalText(map, "total") { table.style.totalCaption = total }
    table.style.totalIsLast = map["totalIsLast"]?.bool ?? false
    table.style.totalInCodeColumn = map["totalInCodeColumn"]?.bool ?? false
    table.style.codesInCaptions = map["codesInCaptions"]?.bool ?? false
    if let levels = map["levels"] { table.style.levels = Set(file.list(levels).compactMap(\.int)) }
    table.style.printsZeros = map["zeros"]?.bool ?? false
    table.style.decimals = map["decimals"]?.int ?? 2
    return table
  }

  private func column(_ node: Node) -> Profile.Table.Column {
    let map = file.map(node, allowed: ["key", "side", "path", "width"])
    let side = file.optionalText(map, "side").flatMap(StatementSide.init(rawValue:))
    return Profile.Table.Column(
      key: ColumnKey(file.text(map, "key", in: node)), side: side, path: file.texts(map["path"]),
      width: map["width"]?.float ?? 10)
  }

  /// `[revenue key, caption, expenditure key, caption]`; an empty key means that this half has no line.
  private func row(_ node: Node) -> Profile.Table.Row? {
    let parts = file.texts(node)
    guard parts.count == 4 else {
      file.problem(node, "一行应为四项：键、名称、键、名称。", "A row has four parts: key, caption, key, caption.")
      return nil
    }
    func entry(_ key: String, _ caption: String) -> Profile.Table.Entry? {
      key.isEmpty ? nil : Profile.Table.Entry(key: LineKey(key), caption: caption)
    }
    return Profile.Table.Row(revenue: entry(parts[0], parts[1]), expenditure: entry(parts[2], parts[3]))
  }

  private func section(_ node: Node) -> Profile.SectionPlan? {
    let map = file.map(node, allowed: ["topic", "heading"])
    guard let topic = Narrative.Topic(rawValue: file.text(map, "topic", in: node)) else {
      file.problem(map["topic"] ?? node, "topic 不是已知的主题。", "topic names no known topic.")
      return nil
    }
    return Profile.SectionPlan(topic: topic, heading: file.text(map, "heading", in: node))
  }
}
