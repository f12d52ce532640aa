import MingzhangCatalog
import MingzhangModel

/// The department and its units as the table of expenditure lists them, with their codes.
struct PublishedUnits {
  struct Unit {
    var entry: UnitEntry
    var total: Money
  }

  /// The department as `117 西安市审计局`, and the units below it; nil: no table lists units by code.
  let found: (department: String, units: [Unit])?

  init(_ disclosure: Disclosure) {
    let code = ColumnKey("dimension:unit.code")
    guard let table = disclosure.statements.first(where: { $0.kind == .expenditure && $0.hasColumn(code) }),
      let codes = table.columns.firstIndex(where: { $0.key == code }),
      let names = table.columns.firstIndex(where: { $0.key == ColumnKey("dimension:unit.name") }),
      let totals = table.columns.firstIndex(where: { $0.key == .total })
    else {
      found = nil
      return
    }
    let rows = table.rows.compactMap { row -> (code: String, unit: Unit)? in
      let digits = row[codes].printed.filter { $0.isASCII && $0.isNumber }
      guard !digits.isEmpty, !row[names].printed.isEmpty else { return nil }
      var entry = UnitEntry(name: row[names].printed, nature: "", rank: "", funding: "")
      entry.code = digits
      let total = if case .amount(let amount) = row[totals].reading { amount.money } else { Money.zero }
      return (digits, Unit(entry: entry, total: total))
    }
    let longest = rows.map(\.code.count).max() ?? 0
    let units = rows.filter { $0.code.count == longest }.map(\.unit)
    guard let department = rows.first(where: { $0.code.count < longest }), !units.isEmpty else {
      found = nil
      return
    }
    found = ("\(department.code) \(department.unit.entry.name)", units)
  }
}
