import MingzhangCatalog
import MingzhangModel

/// Posts one table: rows in the profile's order or by classification, amounts from the ledger lines they sum.
struct StatementPosting {
  let ledger: Ledger
  let catalog: Catalog

  init(ledger: Ledger, catalog: Catalog) { (self.ledger, self.catalog) = (ledger, catalog) }

  func title(of table: Profile.Table) -> String { table.title.withYear(ledger.book.fiscalYear) }

  func statement(_ table: Profile.Table) -> Statement {
    let columns = columns(of: table)
    var statement = Statement(
      kind: table.kind, title: title(of: table), entity: ledger.book.departmentLine,
      fiscalYear: table.kind == .assets ? nil : ledger.book.fiscalYear, unit: table.unit, columns: columns, rows: [],
      lines: [])
    var isEmpty = false
    switch table.kind {
    case .procurement, .assets,
      .projectExpenditure where table.style.groups.isEmpty:
      RowsOfItems(ledger: ledger, groupsThousands: table.style.groupsThousands).post(into: &statement)
    default: isEmpty = post(table, into: &statement)
    }
    isEmpty = isEmpty || statement.isEmpty
    var notes = [table.note]
    if isEmpty { notes.append(table.emptyNote) }
    if [.expenditure, .projectExpenditure].contains(table.kind), !statement.isEmpty { notes += ledger.withheldNotes }
    statement.notes = notes.filter { !$0.isEmpty }
      .map { SpannedText($0.replacing("{entity}", with: ledger.book.entity).withYear(ledger.book.fiscalYear)) }
    return statement
  }

  private func columns(of table: Profile.Table) -> [StatementColumn] {
    let ordinals = Self.ordinals(table)
    return table.columns.enumerated().map { index, column in
      StatementColumn(
        column.key, side: column.side, path: column.path.map { $0.withYear(ledger.book.fiscalYear) },
        ordinal: ordinals?[index], part: column.part)
    }
  }

  /// 栏次: a number for every column but the first, or for every column of amounts; nil: no such row.
  private static func ordinals(_ table: Profile.Table) -> [String]? {
    guard table.showsOrdinals else { return nil }
    guard table.style.numbersAmountsOnly else { return table.columns.indices.map { $0 == 0 ? "栏次" : String($0) } }
    var number = 0
    var named: Set<StatementSide?> = []
    return table.columns.map { column in
      if Contributions.isAmount(column.key) {
        number += 1
        return String(number)
      }
      return [.caption, .code].contains(column.key) && named.insert(column.side).inserted ? "栏次" : ""
    }
  }

  /// Whether the table has no amount and says so.
  private func post(_ table: Profile.Table, into statement: inout Statement) -> Bool {
    let contributions = Contributions(ledger: ledger, style: table.style)
    var plans =
      table.style.listsUnits
      ? units(table) : table.rows.isEmpty ? classified(table, contributions) : complete(table, contributions)
    let isEmpty =
      !table.emptyNote.isEmpty
      && !plans.contains { hasAmount($0, statement.columns, table.kind, contributions) }
    if table.style.listsVersions {
      plans = plans.flatMap { plan in
        plan.entry.map { entry in
          RowVersion.Version.allCases.map { RowPlan(RowVersion($0, entry.key).key, entry.caption) }
        } ?? [plan]
      }
    }
    if isEmpty { plans = table.style.totalsNothing ? [RowPlan(.total, table.style.totalCaption)] : [] }
    for (index, plan) in plans.enumerated() {
      statement.rows.append(
        statement.columns.indices.map { place in
          // the right half of a table in halves is numbered on from the left
          let number = statement.columns[place].side == .expenditure ? plans.count + index + 1 : index + 1
          return cell(at: place, plan, number: number, statement, table.style, contributions)
        })
      let sequence = statement.columns.first?.key == .sequence ? index + 1 : nil
      for entry in plan.entries(statement.columns) {
        statement.lines.append(
          StatementLine(
            entry.entry.key, side: entry.side, row: index, caption: entry.entry.caption, sequence: sequence,
            part: entry.part))
      }
    }
    return isEmpty
  }

  private func cell(
    at index: Int, _ plan: RowPlan, number: Int, _ statement: Statement, _ style: Profile.Table.Style,
    _ contributions: Contributions
  ) -> Cell {
    let column = statement.columns[index]
    guard column.key != .sequence else { return Cell(String(number)) }
    guard let entry = plan.entry(under: column) else { return .blank }
    let isTotal = [.total, .personnelTotal, .operatingTotal].contains(entry.key)
    func isOfPart(_ other: Int) -> Bool {
      statement.columns[other].key == .code && statement.columns[other].part == column.part
    }
    if GroupedRows.isWords(column.key) { return words(of: entry, at: index, statement, style) }
    if style.pairsEconomicCodes, let cell = pairCell(entry.key, entry.caption, at: index, statement) { return cell }
    switch column.key {
    case .caption:
      let isElsewhere = isTotal && style.totalInCodeColumn
      return entry.caption.isEmpty || isElsewhere ? .blank : Cell(entry.caption)
    case .code:
      if isTotal, style.totalInCodeColumn, statement.columns.indices.first(where: isOfPart) == index {
        return entry.caption.isEmpty ? .blank : Cell(entry.caption)
      }
      guard let code = entry.key.functionalCode?.digits ?? entry.key.economicCode?.digits else { return .blank }
      let parts = statement.columns.indices.filter(isOfPart)
      let place = parts.firstIndex(of: index) ?? 0
      if style.codesOnce, parts.count > 1, place != (code.count - 3) / 2 { return .blank }
      return Self.part(of: code, place, of: parts.count).map { Cell($0) } ?? .blank
    case .unitName: return Cell(entry.caption)
    case _ where column.key.name.hasPrefix("rate:"):
      return rate(statement.kind, entry.key, ColumnKey(String(column.key.name.dropFirst(5))), contributions)
    default:
      let items = contributions.items(statement.kind, entry.key, side: column.side, column.key)
      if items.isEmpty, !style.printsZeros || !Contributions.isAmount(column.key) { return .blank }
      if style.hidesNoChange, items.sum == .zero, column.key.name.hasPrefix("change:") { return .blank }
      return Cell(
        items.sum, in: statement.unit ?? .yuan, decimals: style.decimals, grouped: style.groupsThousands)
    }
  }

  /// A code in one cell, or its 类, 款, 项 in cells of their own: `2010301` → `201`, `03`, `01`; nil: no such part.
  private static func part(of code: String, _ index: Int, of count: Int) -> String? {
    guard count > 1 else { return code }
    let start = index == 0 ? 0 : 1 + 2 * index
    let end = 3 + 2 * index
    return end <= code.count ? String(code.dropFirst(start).prefix(end - start)) : nil
  }

  /// The change from last year in percent, two places; blank where there was nothing to change.
  private func rate(_ kind: StatementKind, _ line: LineKey, _ column: ColumnKey, _ contributions: Contributions) -> Cell
  {
    let now = contributions.items(kind, line, side: nil, column).sum
    let prior = contributions.items(kind, line, side: nil, .prior(column)).sum
    guard prior != .zero else { return .blank }
    let (change, base) = (Int128((now - prior).fen), Int128(prior.magnitude.fen))
    let half = change < 0 ? -base : base
    guard let digits = Int64(exactly: (change * 20_000 + half) / (base * 2)) else { return .blank }
    return Cell("\(PrintedNumber(digits: digits, decimals: 2))%", .text)
  }

  /// 合计, then every pair of economic classes with its pairs of sections.
  private func pairs(_ table: Profile.Table) -> [RowPlan] {
    var pairs: Set<[EconomicCode]> = []
    for entry in ledger.expenditure where entry.nature.isBasic {
      guard table.kind == .other || entry.source == .generalPublicBudget else { continue }
      guard let department = entry.section, let government = entry.governmentSection else { continue }
      pairs.insert([department, government])
      if let above = department.parent, let beside = government.parent { pairs.insert([above, beside]) }
    }
    func place(_ pair: [EconomicCode]) -> [String] {
      let (department, government) = (pair[0].digits, pair[1].digits)
      return [String(department.prefix(3)), String(government.prefix(3)), department, government]
    }
    let rows = pairs.sorted { place($0).lexicographicallyPrecedes(place($1)) }.map {
      RowPlan(.economicPair($0[0], $0[1]), $0[0].digits + $0[1].digits)
    }
    let total = RowPlan(.total, table.style.totalCaption)
    return table.style.totalIsLast ? rows + [total] : [total] + rows
  }

  /// What a column prints of a line of both economic classifications; nil: an amount.
  private func pairCell(_ line: LineKey, _ caption: String, at index: Int, _ statement: Statement) -> Cell? {
    let column = statement.columns[index]
    let isOfGovernment = statement.columns[...index].contains { $0.path.last?.contains("政府") ?? false }
    if Self.namesPair(column) {
      guard let pair = line.economicPair else { return isOfGovernment ? .blank : Cell(caption) }
      let list = isOfGovernment ? catalog.economicGovernment : catalog.economicDepartment
      let code = isOfGovernment ? pair.government.digits : pair.department.digits
      return Cell(list.name(of: code, year: ledger.book.fiscalYear) ?? code)
    }
    guard column.key == .code else { return nil }
    let names = statement.columns.indices.filter { Self.namesPair(statement.columns[$0]) }
    let isSecond = names.first.map { index > $0 } ?? false
    guard let pair = line.economicPair else { return .blank }
    let parts = statement.columns.indices.filter { place in
      statement.columns[place].key == .code && (names.first.map { (place > $0) == isSecond } ?? true)
    }
    let code = isSecond ? pair.government.digits : pair.department.digits
    return Self.part(of: code, parts.firstIndex(of: index) ?? 0, of: parts.count).map { Cell($0) } ?? .blank
  }

  /// Whether a column prints the name of a section in one of the two classifications.
  private static func namesPair(_ column: StatementColumn) -> Bool {
    let last = column.path.last ?? ""
    return column.key == .caption && last.contains("经济分类科目")
      || (column.key == .caption || column.key.name.hasPrefix("heading:")) && last.hasSuffix("名称")
  }

  /// 合计, then every unit that has a line of its own.
  private func units(_ table: Profile.Table) -> [RowPlan] {
    let total = RowPlan(.total, table.style.totalCaption)
    let contributions = Contributions(ledger: ledger, style: table.style)
    let units = ledger.units.map { RowPlan(.caption($0.name.foldedForMatching), $0.name) }
      .filter { hasAmount($0, columns(of: table), table.kind, contributions) }
    return table.style.totalIsLast ? units + [total] : [total] + units
  }

  /// The template's rows, and the codes that the ledger spends on and the template leaves out. A template of classes is numbered on in
  /// its order; one that lists items below their classes lists those of this ledger.
  private func complete(_ table: Profile.Table, _ contributions: Contributions) -> [RowPlan] {
    var rows = table.rows.map(RowPlan.init)
    let places = rows.indices.filter { rows[$0].expenditure?.key.functionalCode != nil }
    let listed = places.compactMap { rows[$0].expenditure?.key.functionalCode }
    guard let first = places.first, let last = places.last, places == Array(first...last) else { return rows }
    let levels = Set(listed.map(\.level))
    let used = Set(
      ledger.expenditure.flatMap { [$0.item, $0.item.parent, $0.item.parent?.parent].compactMap { $0 } }
    ).filter { code in
      levels.contains(code.level)
        && table.columns.contains {
          $0.side == .expenditure
            && !contributions.items(table.kind, .function(code), side: .expenditure, $0.key).isEmpty
        }
    }
    let isTree = levels != [.class]
    let all = (isTree ? used : used.union(listed)).sorted()
    // a template of classes that lacks none keeps its own order
    guard isTree ? all != listed : !used.isSubset(of: listed) else { return rows }
    let captions = Dictionary(
      places.compactMap { rows[$0].expenditure.map { ($0.key, $0.caption) } }, uniquingKeysWith: { one, _ in one })
    let isNumbered = !isTree && (rows[first].expenditure?.caption.contains("、") ?? false)
    for place in places { rows[place].expenditure = nil }
    for (index, code) in all.enumerated() {
      let place = first + index
      // a free half takes the next code; else a row is put in
      if !rows.indices.contains(place) || rows[place].expenditure != nil {
        rows.insert(RowPlan(Profile.Table.Row(revenue: nil, expenditure: nil)), at: place)
      }
      let name =
        captions[.function(code)].map { StatementForm.bare($0) } ?? catalog.functional.name(
          of: code.digits, year: ledger.book.fiscalYear) ?? code.digits
      rows[place].expenditure = .init(
        key: .function(code), caption: isNumbered ? "\((index + 1).chineseNumeral)、\(name)" : name)
    }
    return rows.filter { $0.revenue != nil || $0.expenditure != nil || !isTree }
  }

  private func hasAmount(
    _ plan: RowPlan, _ columns: [StatementColumn], _ kind: StatementKind, _ contributions: Contributions
  ) -> Bool {
    columns.contains { column in
      plan.entry(under: column).map { !contributions.items(kind, $0.key, side: column.side, column.key).isEmpty }
        ?? false
    }
  }

  /// The words of a row that stands for a combination; the total's words stand under the first of them or under the last.
  private func words(
    of entry: Profile.Table.Entry, at index: Int, _ statement: Statement, _ style: Profile.Table.Style
  ) -> Cell {
    let key = statement.columns[index].key
    // a total without words of its own is called by the department's name
    guard entry.key == .total, entry.caption == style.totalCaption, !entry.caption.isEmpty else {
      return GroupedRows(ledger: ledger, catalog: catalog, style: style).cell(entry.key, key)
    }
    let places = statement.columns.indices.filter { place in
      let key = statement.columns[place].key
      return GroupedRows.isWords(key) && !["objective", "category"].contains { key.name.hasSuffix($0) }
    }
    if statement.columns.contains(where: { $0.key == .caption }) { return .blank }
    return index == (style.totalInCodeColumn ? places.first : places.last) ? Cell(entry.caption) : .blank
  }

  /// 合计, then every code that the ledger uses with the codes above it; nothing when the ledger uses none.
  private func classified(_ table: Profile.Table, _ contributions: Contributions) -> [RowPlan] {
    let (kind, style, year) = (table.kind, table.style, ledger.book.fiscalYear)
    let codes: [(LineKey, String)]
    if style.pairsEconomicCodes { return pairs(table) }
    if !style.groups.isEmpty {
      let plans = GroupedRows(ledger: ledger, catalog: catalog, style: style).plans.filter {
        hasAmount($0, columns(of: table), kind, contributions)
          || style.listsWholeBudget
            && !contributions.items(.generalPublicBudgetExpenditure, $0.entry?.key ?? .total, side: nil, .total).isEmpty
      }
      let total = style.totalCaption.isEmpty ? [] : [RowPlan(.total, style.totalCaption)]
      return style.totalIsLast ? plans + total : total + plans
    }
    if kind == .generalPublicBudgetBasicExpenditure {
      let used = ledger.expenditure.filter { $0.source == .generalPublicBudget && $0.nature.isBasic }.compactMap(
        \.section)
      let all = Set(used.flatMap { [$0, $0.parent].compactMap { $0 } }).filter {
        style.levels.contains($0.digits.count)
      }
      codes = all.sorted().map {
        (.economic($0), catalog.economicDepartment.name(of: $0.digits, year: year) ?? $0.digits)
      }
    } else {
      let items =
        kind == .revenue
        ? ledger.revenue.map(\.item)
        : ledger.expenditure.map(\.item) + ledger.balances.map(\.item) + ledger.lastYear.expenditure.map(\.item)
      let all = Set(items.flatMap { [$0, $0.parent, $0.parent?.parent].compactMap { $0 } })
        .filter { style.levels.contains($0.digits.count) }
      codes = all.sorted().map { (.function($0), catalog.functional.name(of: $0.digits, year: year) ?? $0.digits) }
    }
    let rows = codes.filter { code in
      table.columns.contains { !contributions.items(kind, code.0, side: nil, $0.key).isEmpty }
    }
    let total = style.totalCaption.isEmpty ? [] : [RowPlan(.total, style.totalCaption)]
    guard !rows.isEmpty else { return table.emptyNote.isEmpty ? total : [] }
    let plans = rows.map { key, name in
      let code = key.functionalCode?.digits ?? key.economicCode?.digits ?? ""
      return RowPlan(key, style.codesInCaptions ? "[\(code)]\(name)" : name)
    }
    return style.totalIsLast ? plans + total : total + plans
  }
}

/// What stands in one printed row: an entry on each side, or one entry for the whole row.
struct RowPlan {
  /// Also the only entry of a table without sides.
  var revenue: Profile.Table.Entry?
  var expenditure: Profile.Table.Entry?

  init(_ key: LineKey, _ caption: String) { revenue = Profile.Table.Entry(key: key, caption: caption) }
  /// By group of columns, where there are groups.
  var parts: [Profile.Table.Entry?] = []

  init(_ row: Profile.Table.Row) { (revenue, expenditure, parts) = (row.revenue, row.expenditure, row.parts) }

  /// Of a table without sides.
  var entry: Profile.Table.Entry? { revenue ?? expenditure }

  /// The line whose words and amounts stand under `column`.
  func entry(under column: StatementColumn) -> Profile.Table.Entry? {
    if let part = column.part { return parts.indices.contains(part) ? parts[part] : nil }
    return column.side == .expenditure ? expenditure : revenue
  }

  func entries(_ columns: [StatementColumn]) -> [(side: StatementSide?, part: Int?, entry: Profile.Table.Entry)] {
    if !parts.isEmpty {
      return parts.enumerated().compactMap { part, entry in
        entry.map { (columns.first { $0.part == part }?.side, part, $0) }
      }
    }
    guard columns.contains(where: { $0.side != nil }) else {
      return [revenue ?? expenditure].compactMap { $0 }.map { (nil, nil, $0) }
    }
    return [(StatementSide.revenue, revenue), (.expenditure, expenditure)].compactMap { side, entry in
      entry.map { (side, nil, $0) }
    }
  }
}
