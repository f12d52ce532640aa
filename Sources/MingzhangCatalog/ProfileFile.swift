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
        "narrativeHeading", "narrativeUnit", "narrativeDecimals", "source", "tables", "sections", "parts",
        "percentDecimals", "sectionNumbers", "numbersRunOn", "thousands", "goals",
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
    var profile = Profile(
      id: text("id"), name: Wording(text("name"), text("nameEnglish")), divisionPrefix: text("divisionPrefix"),
      years: years[0]...years[1], kind: kind, contentsTitle: text("contentsTitle"), coverTitle: text("coverTitle"),
      tablesHeading: text("tablesHeading"), narrativeHeading: text("narrativeHeading"),
      tables: file.list(map["tables"]).compactMap(table), sections: file.list(map["sections"]).compactMap(section),
      narrativeUnit: unit(map, "narrativeUnit", in: root), narrativeDecimals: map["narrativeDecimals"]?.int ?? 2,
      source: text("source"))
    if map["thousands"]?.bool ?? false {
      for index in profile.tables.indices { profile.tables[index].style.groupsThousands = true }
    }
    if let node = map["goals"] { profile.goals = goals(node) }
    profile.parts = file.list(map["parts"]).map(part)
    switch file.optionalText(map, "sectionNumbers") {
    case nil, "一、": break
    case "（一）": profile.numbersSectionsInParentheses = true
    default:
      file.problem(map["sectionNumbers"] ?? root, "sectionNumbers 应为 一、 或 （一）。", "sectionNumbers must be 一、 or （一）.")
    }
    profile.numbersRunOn = map["numbersRunOn"]?.bool ?? false
    profile.percentDecimals = map["percentDecimals"]?.int ?? 1
    for (plan, node) in zip(profile.sections, file.list(map["sections"])) {
      let last = profile.parts.count
      guard last > 0, plan.part.map({ !(0..<last).contains($0) }) ?? true else { continue }
      file.problem(node, "part 应为 1 到 \(last)。", "part must be 1 to \(last).")
    }
    return profile
  }

  /// `{objective: 总体目标, facts: true, columns: [[level1, 一级指标], …]}`
  private func goals(_ node: Node) -> Profile.GoalForm {
    let map = file.map(node, allowed: ["objective", "facts", "columns"])
    var form = Profile.GoalForm()
    if let objective = file.optionalText(map, "objective") { form.objective = objective }
    form.hasFacts = map["facts"]?.bool ?? false
    guard let columns = map["columns"] else { return form }
    form.columns = file.list(columns).compactMap { column in
      let words = file.texts(column)
      guard words.count == 2, let field = Profile.GoalForm.Field(rawValue: words[0]) else {
        file.problem(column, "一栏应为 [栏, 名称]。", "A column is [field, heading].")
        return nil
      }
      return .init(field, words[1])
    }
    return form
  }

  private func part(_ node: Node) -> Profile.Part {
    let map = file.map(node, allowed: ["heading", "tables"])
    return Profile.Part(heading: file.text(map, "heading", in: node), holdsTables: map["tables"]?.bool ?? false)
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
        "levels", "zeros", "decimals", "budget", "codesOnce", "units", "economicPairs", "groups",
        "ofYearOnly", "totalsMeetings", "wholeBudget", "appropriations", "nature", "emptyTotal",
        "noChange", "versions",
      ])
    guard let kind = StatementKind(rawValue: file.text(map, "kind", in: node)) else {
      file.problem(map["kind"] ?? node, "kind 不是已知的表。", "kind names no known table.")
      return nil
    }
    var table = Profile.Table(
      kind: kind, title: file.text(map, "title", in: node), unit: unit(map, "unit", in: node),
      emptyNote: file.text(map, "emptyNote", in: node), note: file.optionalText(map, "note") ?? "",
      landscape: map["landscape"]?.bool ?? false, columns: file.list(map["columns"]).map(column),
      rows: [], showsOrdinals: map["ordinals"]?.bool ?? (map["ordinals"]?.string == "amounts"))
    let groups = Set(table.columns.compactMap(\.part)).count
    table.rows = file.list(map["rows"]).compactMap { row($0, groups: groups) }
    table.style.numbersAmountsOnly = map["ordinals"]?.string == "amounts"
    if let budget = file.optionalText(map, "budget") {
      if let known = Profile.Table.Style.Budget(rawValue: budget) {
        table.style.budget = known
      } else {
        file.problem(map["budget"] ?? node, "budget 应为 initial 或 adjusted。", "budget must be initial or adjusted.")
      }
    }
    if let total = file.optionalText(map, "total") { table.style.totalCaption = total }
    table.style.totalIsLast = map["totalIsLast"]?.bool ?? false
    table.style.totalInCodeColumn = map["totalInCodeColumn"]?.bool ?? false
    table.style.codesInCaptions = map["codesInCaptions"]?.bool ?? false
    if let levels = map["levels"] { table.style.levels = Set(file.list(levels).compactMap(\.int)) }
    table.style.printsZeros = map["zeros"]?.bool ?? false
    table.style.codesOnce = map["codesOnce"]?.bool ?? false
    table.style.pairsEconomicCodes = map["economicPairs"]?.bool ?? false
    table.style.listsUnits = map["units"]?.bool ?? false
    table.style.decimals = map["decimals"]?.int ?? 2
    table.style.isOfYearOnly = map["ofYearOnly"]?.bool ?? false
    table.style.nature = file.optionalText(map, "nature")
    if let nature = table.style.nature, !["basic", "project"].contains(nature) {
      file.problem(map["nature"] ?? node, "nature 应为 basic 或 project。", "nature must be basic or project.")
    }
    table.style.totalsNothing = map["emptyTotal"]?.bool ?? false
    table.style.isOfAppropriations = map["appropriations"]?.bool ?? false
    table.style.listsWholeBudget = map["wholeBudget"]?.bool ?? false
    table.style.hidesNoChange = map["noChange"]?.string == "blank"
    table.style.totalsMeetings = map["totalsMeetings"]?.bool ?? false
    table.style.listsVersions = map["versions"]?.bool ?? false
    table.style.groups = file.list(map["groups"]).map { level in
      file.texts(level).compactMap { word in
        let dimension = Profile.Table.Dimension(rawValue: word)
        if dimension == nil { file.problem(level, "groups 不认识 \(word)。", "groups does not know \(word).") }
        return dimension
      }
    }
    return table
  }

  private func column(_ node: Node) -> Profile.Table.Column {
    let map = file.map(node, allowed: ["key", "side", "part", "path", "width"])
    let side = file.optionalText(map, "side").flatMap(StatementSide.init(rawValue:))
    return Profile.Table.Column(
      key: ColumnKey(file.text(map, "key", in: node)), side: side, path: file.texts(map["path"]),
      width: map["width"]?.float ?? 10, part: map["part"]?.int)
  }

  /// `[revenue key, caption, expenditure key, caption]`; an empty key means that this half has no line. Of a table with groups of
  /// columns, a key and a caption for each group.
  private func row(_ node: Node, groups: Int) -> Profile.Table.Row? {
    let parts = file.texts(node)
    if groups > 0, parts.count == 2 * groups {
      return Profile.Table.Row(parts: stride(from: 0, to: parts.count, by: 2).map { entry(parts[$0], parts[$0 + 1]) })
    }
    guard groups == 0, parts.count == 4 else {
      file.problem(node, "一行应为四项：键、名称、键、名称。", "A row has four parts: key, caption, key, caption.")
      return nil
    }
    return Profile.Table.Row(revenue: entry(parts[0], parts[1]), expenditure: entry(parts[2], parts[3]))
  }

  private func entry(_ key: String, _ caption: String) -> Profile.Table.Entry? {
    key.isEmpty ? nil : Profile.Table.Entry(key: LineKey(key), caption: caption)
  }

  private func section(_ node: Node) -> Profile.SectionPlan? {
    let map = file.map(node, allowed: ["topic", "heading", "part", "under"])
    guard let topic = Narrative.Topic(rawValue: file.text(map, "topic", in: node)) else {
      file.problem(map["topic"] ?? node, "topic 不是已知的主题。", "topic names no known topic.")
      return nil
    }
    var plan = Profile.SectionPlan(
      topic: topic, heading: file.text(map, "heading", in: node), part: map["part"]?.int.map { $0 - 1 })
    plan.under = file.list(map["under"]).compactMap(section)
    return plan
  }
}
