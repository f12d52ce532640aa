import MingzhangCatalog
import MingzhangModel

/// Posts one table: rows in the profile's order or by classification, amounts from the ledger lines they sum.
struct StatementPosting {
  let ledger: Ledger
  let catalog: Catalog
  private let contributions: Contributions

  init(ledger: Ledger, catalog: Catalog) {
    (self.ledger, self.catalog, contributions) = (ledger, catalog, Contributions(ledger: ledger))
  }

  func title(of table: Profile.Table) -> String { table.title.withYear(ledger.book.fiscalYear) }

  func statement(_ table: Profile.Table) -> Statement {
    let columns = table.columns.enumerated().map { index, column in
      StatementColumn(
        column.key, side: column.side, path: column.path.map { $0.withYear(ledger.book.fiscalYear) },
        ordinal: table.showsOrdinals ? (index == 0 ? "栏次" : String(index)) : nil)
    }
    var statement = Statement(
      kind: table.kind, title: title(of: table), entity: ledger.book.departmentLine,
      fiscalYear: table.kind == .assets ? nil : ledger.book.fiscalYear, unit: table.unit, columns: columns, rows: [],
      lines: [])
    switch table.kind {
    case .projectExpenditure, .procurement, .assets: RowsOfItems(ledger: ledger).post(into: &statement)
    default: post(table, into: &statement)
    }
    var notes = [table.note]
    if statement.isEmpty { notes.append(table.emptyNote) }
    statement.notes = notes.filter { !$0.isEmpty }.map { SpannedText($0) }
    return statement
  }

  private func post(_ table: Profile.Table, into statement: inout Statement) {
    var plans = table.rows.isEmpty ? classified(table) : table.rows.map(RowPlan.init)
    if !table.emptyNote.isEmpty, !plans.contains(where: { hasAmount($0, statement) }) { plans = [] }
    for (index, plan) in plans.enumerated() {
      statement.rows.append(
        statement.columns.indices.map { cell(at: $0, plan, number: index + 1, statement, table.style) })
      let sequence = statement.columns.first?.key == .sequence ? index + 1 : nil
      for (side, entry) in plan.entries(sided: statement.columns.contains { $0.side != nil }) {
        statement.lines.append(
          StatementLine(entry.key, side: side, row: index, caption: entry.caption, sequence: sequence))
      }
    }
  }

  private func cell(
    at index: Int, _ plan: RowPlan, number: Int, _ statement: Statement, _ style: Profile.Table.Style
  ) -> Cell {
    let column = statement.columns[index]
    guard column.key != .sequence else { return Cell(String(number)) }
    guard let entry = column.side == .expenditure ? plan.expenditure : plan.revenue else { return .blank }
    switch column.key {
    case .caption:
      let isElsewhere = entry.key == .total && style.totalInCodeColumn
      return entry.caption.isEmpty || isElsewhere ? .blank : Cell(entry.caption)
    case .code:
      if entry.key == .total, style.totalInCodeColumn, statement.columns.firstIndex(where: { $0.key == .code }) == index
      {
        return entry.caption.isEmpty ? .blank : Cell(entry.caption)
      }
      guard let code = entry.key.functionalCode?.digits ?? entry.key.economicCode?.digits else { return .blank }
      let parts = statement.columns.indices.filter { statement.columns[$0].key == .code }
      return Self.part(of: code, parts.firstIndex(of: index) ?? 0, of: parts.count).map { Cell($0) } ?? .blank
    default:
      let items = contributions.items(statement.kind, entry.key, side: column.side, column.key)
      if items.isEmpty, !style.printsZeros || !Contributions.isAmount(column.key) { return .blank }
      return Cell(items.sum, in: statement.unit ?? .yuan, decimals: style.decimals)
    }
  }

  /// A code in one cell, or its 类, 款, 项 in cells of their own: `2010301` → `201`, `03`, `01`; nil: no such part.
  private static func part(of code: String, _ index: Int, of count: Int) -> String? {
    guard count > 1 else { return code }
    let start = index == 0 ? 0 : 1 + 2 * index
    let end = 3 + 2 * index
    return end <= code.count ? String(code.dropFirst(start).prefix(end - start)) : nil
  }

  private func hasAmount(_ plan: RowPlan, _ statement: Statement) -> Bool {
    statement.columns.contains { column in
      let entry = column.side == .expenditure ? plan.expenditure : plan.revenue
      return entry.map { !contributions.items(statement.kind, $0.key, side: column.side, column.key).isEmpty } ?? false
    }
  }

  /// 合计, then every code that the ledger uses with the codes above it; nothing when the ledger uses none.
  private func classified(_ table: Profile.Table) -> [RowPlan] {
    let (kind, style, year) = (table.kind, table.style, ledger.book.fiscalYear)
    let codes: [(LineKey, String)]
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
      let items = kind == .revenue ? ledger.revenue.map(\.item) : ledger.expenditure.map(\.item)
      let all = Set(items.flatMap { [$0, $0.parent, $0.parent?.parent].compactMap { $0 } })
        .filter { style.levels.contains($0.digits.count) }
      codes = all.sorted().map { (.function($0), catalog.functional.name(of: $0.digits, year: year) ?? $0.digits) }
    }
    let rows = codes.filter { !contributions.items(kind, $0.0, side: nil, .total).isEmpty }
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
  init(_ row: Profile.Table.Row) { (revenue, expenditure) = (row.revenue, row.expenditure) }

  func entries(sided: Bool) -> [(StatementSide?, Profile.Table.Entry)] {
    guard sided else { return [revenue ?? expenditure].compactMap { $0 }.map { (nil, $0) } }
    return [(.revenue, revenue), (.expenditure, expenditure)].compactMap { side, entry in entry.map { (side, $0) } }
  }
}
