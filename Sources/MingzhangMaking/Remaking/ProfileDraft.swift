import MingzhangCatalog
import MingzhangModel

/// The form of a province as one published book shows it: titles, units, columns, template lines, how rows and zeros are printed.
///
/// A person reviews the draft before it becomes a profile of the catalog; `yaml` is the file.
public struct ProfileDraft: Sendable {
  public let profile: Profile

  public init(_ disclosure: Disclosure, id: String, name: Wording, divisionPrefix: String) {
    let year = disclosure.fiscalYear ?? 0
    var seen: Set<StatementKind> = []
    let excludesCarryover = !PublishedFigures(disclosure).carriedByClass.isEmpty
    let tables = disclosure.statements.filter { Self.kinds.contains($0.kind) && seen.insert($0.kind).inserted }
      .compactMap { PublishedFigures.statement($0.kind, of: disclosure) }.filter(Self.isPostable)
      .map { statement in
        var table = Self.table(statement, year: year)
        table.style.isOfYearOnly = excludesCarryover && Self.ofBudgets.contains(table.kind)
        return table
      }
    profile = Profile(
      id: id, name: name, divisionPrefix: divisionPrefix, years: year...year, kind: disclosure.kind,
      contentsTitle: "目录", coverTitle: "{year}年\(disclosure.kind.chinese)",
      tablesHeading: "\(disclosure.kind.chinese)表",
      narrativeHeading: "\(disclosure.kind.chinese)情况说明", tables: tables, sections: Self.sections(disclosure),
      narrativeUnit: .tenThousandYuan, narrativeDecimals: 2,
      source: "tables of \(disclosure.entity) for \(year), as published")
  }

  /// The tables of the budgets, of which some forms leave out what carry-over pays.
  private static let ofBudgets: Set<StatementKind> = [
    .generalPublicBudgetExpenditure, .generalPublicBudgetBasicExpenditure, .governmentFundExpenditure,
    .stateCapitalOperationsExpenditure, .threePublicExpenses,
  ]
  private static let kinds = Set(StatementKind.nine)

  /// Income listed by unit cannot be posted: a ledger's income has an item and no unit.
  static func isPostable(_ statement: Statement) -> Bool {
    statement.kind != .revenue || statement.lines.contains { $0.key.functionalCode != nil }
      || statement.lines.allSatisfy { $0.key == .total }
  }

  private static func table(_ statement: Statement, year: Int) -> Profile.Table {
    let combined = Dictionary(
      (Combinations(statement)?.columns ?? []).map { ($0.column, ColumnKey("dimension:\($0.dimension.rawValue)")) },
      uniquingKeysWith: { first, _ in first })
    let columns = statement.columns.enumerated().map { index, column in
      Profile.Table.Column(
        key: combined[index] ?? key(of: column, in: statement), side: column.side,
        path: column.path.map { rolled($0, year) },
        width: width(column.key), part: column.part)
    }
    // codes that are listed and hold nothing are template lines: no ledger has them
    let isListed = statement.lines.contains { $0.key.functionalCode != nil && $0.side == nil } && !hasAmounts(statement)
    let isClassified =
      !isListed && statement.lines.contains { $0.side == nil && ($0.key.functionalCode ?? nil) != nil }
      || !isListed && statement.lines.contains { $0.side == nil && $0.key.economicCode != nil }
    let combinations = Combinations(statement)
    let isSided = statement.columns.contains { $0.side != nil }
    let isOfUnits =
      statement.columns.contains { $0.key == .unitName } && !isClassified && statement.kind == .threePublicExpenses
    let isOfPairs =
      statement.kind == .generalPublicBudgetBasicExpenditure && statement.lines.contains { $0.key.economicPair != nil }
    let groups = (statement.columns.compactMap(\.part).max() ?? -1) + 1
    var table = Profile.Table(
      kind: statement.kind, title: rolled(statement.title, year), unit: statement.unit ?? .yuan, emptyNote: "",
      landscape: columns.count > 6, columns: columns,
      rows: groups > 0
        ? grouped(statement, groups)
        : isSided
          ? rows(statement) : combinations != nil || isClassified || isOfUnits || isOfPairs ? [] : plain(statement),
      showsOrdinals: statement.columns.contains { $0.ordinal != nil })
    table.note = statement.notes.map(\.text).filter { $0.hasPrefix("注") }.map { rolled($0, year) }.joined()
    table.style.numbersAmountsOnly =
      statement.columns.first { Contributions.isAmount($0.key) }.map { $0.ordinal == "1" } ?? false
    if table.note.contains("年初预算") { table.style.budget = .initial }
    let total =
      statement.lines.first { [.total, .personnelTotal].contains($0.key) }
      ?? combinations.flatMap { _ in Self.unnamedTotal(statement) }
    if let combinations { table.style.groups = [combinations.columns.map(\.dimension)] }
    // a total without words is read by its first amount
    table.style.totalCaption = total.map { $0.caption.contains { $0.isNumber } ? "" : $0.caption } ?? ""
    table.style.totalIsLast = total.map { $0.row > 0 && $0.row == statement.rows.count - 1 } ?? false
    table.style.totalInCodeColumn =
      total.map { line in
        statement.columns.indices.first { statement.columns[$0].key == .code }.map {
          statement.rows[line.row][$0].printed.foldedForMatching == line.caption.foldedForMatching
        } ?? false
      } ?? false
    if let combinations, let total {
      table.style.totalInCodeColumn =
        combinations.columns.first.map { !statement.rows[total.row][$0.column].printed.isEmpty } ?? false
    }
    let codeColumns = statement.columns.indices.filter { statement.columns[$0].key == .code }
    table.style.codesOnce =
      codeColumns.count > 1
      && statement.lines.contains { line in
        (line.key.functionalCode?.digits.count ?? 3) > 3
          && codeColumns.first.map { statement.rows[line.row][$0].reading } == .blank
      }
    table.style.listsUnits = isOfUnits
    table.style.pairsEconomicCodes = isOfPairs
    if isOfPairs { table.style.totalCaption = "合计" }
    table.style.codesInCaptions = statement.lines.contains { $0.caption.hasPrefix("[") && isClassified }
    let lengths = Set(
      statement.lines.compactMap { ($0.key.functionalCode?.digits ?? $0.key.economicCode?.digits)?.count })
    if !lengths.isEmpty, isClassified { table.style.levels = lengths }
    let unchanged = statement.columns.indices.filter { !columns[$0].key.name.hasPrefix("change:") }
    let amounts = statement.rows.flatMap { row in unchanged.map { row[$0] } }.filter {
      if case .amount = $0.reading { true } else { false }
    }
    table.style.printsZeros = amounts.contains { cell in
      if case .amount(let amount) = cell.reading { amount.money == .zero } else { false }
    }
    let decimals = amounts.map { $0.printed.split(separator: ".").dropFirst().first?.count ?? 0 }
    table.style.decimals = decimals.max() ?? 2
    return table
  }

  /// 合计 in a row that no line of the reading names.
  private static func unnamedTotal(_ statement: Statement) -> StatementLine? {
    statement.rows.indices.reversed().lazy.compactMap { row -> StatementLine? in
      let words = statement.rows[row].first { ["合计", "总计"].contains($0.printed.foldedForMatching) }
      return words.map { StatementLine(.total, row: row, caption: $0.printed) }
    }.first
  }

  private static func hasAmounts(_ statement: Statement) -> Bool {
    statement.rows.contains { row in
      row.contains { if case .amount(let amount) = $0.reading { amount.money != .zero } else { false } }
    }
  }

  /// A column that its form does not know may still say what it is by its last word.
  static func key(of column: StatementColumn, in statement: Statement) -> ColumnKey {
    guard column.key.name.hasPrefix("heading:"), let last = column.path.last?.foldedForMatching else {
      return column.key
    }
    if statement.kind == .threePublicExpenses {
      return expense(column.path.joined().foldedForMatching, last).map { ColumnKey($0.name) } ?? column.key
    }
    switch last {
    case "执行数": return .prior(.total)
    case "增减额": return ColumnKey("change:\(withoutConstruction(column))total")
    case "增减%", "增减(%)": return ColumnKey("rate:\(withoutConstruction(column))total")
    case _ where last.contains("扣除") && (last.contains("基建") || last.contains("基本建设")):
      let whole: ColumnKey = column.path.contains { $0.contains("项目支出") } ? .project : .total
      return ColumnKey(Contributions.withoutConstruction + (last.contains("执行数") ? .prior(whole) : whole).name)
    case "合计", "小计": return .total
    case "人员经费", "人员经费支出": return .personnel
    case "公用经费", "公用经费支出": return .operating
    case "基本支出": return .basic
    case "项目支出", "专项业务经费支出": return .project
    default: return last.hasSuffix("科目名称") ? .caption : column.key
    }
  }

  private static func withoutConstruction(_ column: StatementColumn) -> String {
    column.path.joined().contains("扣除") ? Contributions.withoutConstruction : ""
  }

  /// Which of the three public expenses a heading is.
  private static func expense(_ path: String, _ last: String) -> LineKey? {
    if last.contains("会议") || last.contains("培训") { return nil }
    if last.contains("机关运行") { return LineKey("agencyOperatingExpenses") }
    if last.contains("出国") { return .overseasTravel }
    if last.contains("接待") { return .reception }
    if path.contains("用车") {
      if last.hasSuffix("购置费"), !last.contains("运行") { return .vehiclePurchase }
      return last.contains("运行") && !last.contains("购置") ? .vehicleOperation : .vehicles
    }
    return last.contains("合计") || last.contains("三公") ? .threePublicSubtotal : nil
  }

  /// The lines of a table whose columns stand in groups, as they are printed side by side.
  private static func grouped(_ statement: Statement, _ groups: Int) -> [Profile.Table.Row] {
    statement.rows.indices.map { row in
      Profile.Table.Row(
        parts: (0..<groups).map { part in
          statement.lines.first { $0.row == row && $0.part == part }.map { .init(key: $0.key, caption: $0.caption) }
        })
    }
  }

  private static func rows(_ statement: Statement) -> [Profile.Table.Row] {
    statement.rows.indices.map { row in
      func entry(_ side: StatementSide) -> Profile.Table.Entry? {
        statement.lines.first { $0.row == row && $0.side == side }.map { line in
          Profile.Table.Entry(key: total(line, side, statement), caption: line.caption)
        }
      }
      return Profile.Table.Row(revenue: entry(.revenue), expenditure: entry(.expenditure))
    }
  }

  /// 收入合计 at the foot of a table that shows the carry-over above it is the grand total.
  private static func total(_ line: StatementLine, _ side: StatementSide, _ statement: Statement) -> LineKey {
    let (ofYear, grand): (LineKey, LineKey) =
      side == .revenue ? (.revenueOfYear, .totalRevenue) : (.expenditureOfYear, .totalExpenditure)
    let caption = line.caption.foldedForMatching
    if line.key.name.hasPrefix("caption:"), side == .revenue, caption.contains("拨款"),
      !["一般公共", "政府性", "国有", "专户"].contains(where: caption.contains)
    {
      return .fiscalAppropriation
    }
    guard line.key == ofYear, statement.line(grand) == nil, line.row == statement.rows.count - 1 else {
      return line.key
    }
    return grand
  }

  private static func plain(_ statement: Statement) -> [Profile.Table.Row] {
    // a row of amounts without a name is the total of all
    guard statement.columns.contains(where: { $0.key == .caption || $0.key.name.hasPrefix("heading:单位") }) else {
      return statement.rows.map { _ in .init(revenue: .init(key: .total, caption: ""), expenditure: nil) }
    }
    return statement.lines.map { .init(revenue: .init(key: $0.key, caption: $0.caption), expenditure: nil) }
  }

  private static func width(_ key: ColumnKey) -> Double {
    switch key {
    case .sequence: 6.5
    case .code: 10
    case .caption: 28
    default: 13
    }
  }

  private static func sections(_ disclosure: Disclosure) -> [Profile.SectionPlan] {
    var seen: Set<Narrative.Topic> = []
    return disclosure.narrative.sections.compactMap { section in
      guard section.level == 1, let topic = section.topic, seen.insert(topic).inserted else { return nil }
      return .init(topic: topic, heading: unnumbered(section.heading))
    }
  }

  /// `（三）机关运行经费` and `三、机关运行经费` without their numbers.
  private static func unnumbered(_ heading: String) -> String {
    let body = heading.drop { "（( ".contains($0) }
    let rest = body.drop { "一二三四五六七八九十0123456789".contains($0) }
    guard rest.count < body.count, let mark = rest.first, "、）).．".contains(mark) else { return heading }
    return String(rest.dropFirst()).trimmingSpaces()
  }

  private static func rolled(_ text: String, _ year: Int) -> String {
    text.replacing(String(year), with: "{year}").replacing("\(year - 1)年", with: "{lastYear}年")
  }

  /// The profile as the catalog's file.
  public var yaml: String {
    func quoted(_ text: String) -> String {
      "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
    }
    var lines = [
      "# \(profile.name.chinese)：由一份公开文件的表样整理。", "id: \(profile.id)", "name: \(quoted(profile.name.chinese))",
      "nameEnglish: \(quoted(profile.name.english))", "divisionPrefix: \(quoted(profile.divisionPrefix))",
      "years: [\(profile.years.lowerBound), \(profile.years.upperBound)]", "kind: \(profile.kind.rawValue)",
      "contentsTitle: \(quoted(profile.contentsTitle))", "coverTitle: \(quoted(profile.coverTitle))",
      "tablesHeading: \(quoted(profile.tablesHeading))", "narrativeHeading: \(quoted(profile.narrativeHeading))",
      "narrativeUnit: \(profile.narrativeUnit.rawValue)", "narrativeDecimals: \(profile.narrativeDecimals)",
      "source: \(quoted(profile.source))", "tables:",
    ]
    for table in profile.tables {
      lines += [
        "  - kind: \(table.kind.rawValue)", "    title: \(quoted(table.title))", "    unit: \(table.unit.rawValue)",
        "    emptyNote: \(quoted(table.emptyNote))", "    note: \(quoted(table.note))",
        "    landscape: \(table.landscape)",
        "    total: \(quoted(table.style.totalCaption))", "    totalIsLast: \(table.style.totalIsLast)",
        "    totalInCodeColumn: \(table.style.totalInCodeColumn)",
        "    codesInCaptions: \(table.style.codesInCaptions)",
        "    levels: [\(table.style.levels.sorted().map(String.init).joined(separator: ", "))]",
        "    zeros: \(table.style.printsZeros)", "    decimals: \(table.style.decimals)",
        "    ordinals: \(table.showsOrdinals ? table.style.numbersAmountsOnly ? "amounts" : "true" : "false")",
      ]
      if table.style.codesOnce { lines.append("    codesOnce: true") }
      if table.style.pairsEconomicCodes { lines.append("    economicPairs: true") }
      if table.style.isOfYearOnly { lines.append("    ofYearOnly: true") }
      if !table.style.groups.isEmpty {
        let levels = table.style.groups.map { "[" + $0.map(\.rawValue).joined(separator: ", ") + "]" }
        lines.append("    groups: [\(levels.joined(separator: ", "))]")
      }
      if table.style.listsUnits { lines.append("    units: true") }
      if table.style.budget == .initial { lines.append("    budget: initial") }
      lines.append("    columns:")
      for column in table.columns {
        let side = (column.side.map { "side: \($0.rawValue), " } ?? "") + (column.part.map { "part: \($0), " } ?? "")
        let path = column.path.map(quoted).joined(separator: ", ")
        lines.append("      - {key: \(quoted(column.key.name)), \(side)path: [\(path)], width: \(column.width)}")
      }
      lines.append(table.rows.isEmpty ? "    rows: []" : "    rows:")
      for row in table.rows {
        let entries = row.parts.isEmpty ? [row.revenue, row.expenditure] : row.parts
        let parts = entries.flatMap { [$0?.key.name ?? "", $0?.caption ?? ""] }
        lines.append("      - [\(parts.map(quoted).joined(separator: ", "))]")
      }
    }
    lines.append(profile.sections.isEmpty ? "sections: []" : "sections:")
    for section in profile.sections {
      lines.append("  - {topic: \(section.topic.rawValue), heading: \(quoted(section.heading))}")
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
