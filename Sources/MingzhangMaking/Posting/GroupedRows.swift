import MingzhangCatalog
import MingzhangModel

/// The rows of a table that stands for combinations: item × section × government section, or units.
struct GroupedRows {
  let ledger: Ledger
  let catalog: Catalog
  let style: Profile.Table.Style

  /// Every combination that the ledger uses, level by level, sorted by the finest; no total.
  var plans: [RowPlan] {
    var seen: Set<LineKey> = []
    var rows: [(place: [String], level: Int, plan: RowPlan)] = []
    for (index, level) in style.groups.enumerated() {
      for values in combinations(level) {
        let terms = zip(level, values).flatMap { dimension, value in Self.term(dimension).map { [($0, value)] } ?? [] }
        let key = terms.isEmpty ? LineKey.total : Selection.key(terms.map { (term: $0.0, value: $0.1) })
        guard seen.insert(key).inserted else { continue }
        // below a unit stands what is its own
        let isOfUnit = level.first == .unit
        let named = isOfUnit ? level.count - 1 : 0
        let caption = level.isEmpty ? "" : text(of: level[named], value: values[named], isOfUnit ? .name : .both)
        rows.append((place(level, values), index, RowPlan(key, caption)))
      }
    }
    return rows.sorted { one, other in
      one.place == other.place ? one.level < other.level : one.place.lexicographicallyPrecedes(other.place)
    }.map(\.plan)
  }

  /// What a row prints under a column of words: `dimension:section`, `dimension:section.code`, `dimension:section.name`.
  func cell(_ key: LineKey, _ column: ColumnKey) -> Cell {
    if let row = RowVersion(key) {
      if column == RowVersion.column { return Cell(row.words(ledger.book.fiscalYear)) }
      // the name stands beside the first of the three
      return row.version == .prior ? cell(row.line, column) : .blank
    }
    let parts = column.name.dropFirst(Self.prefix.count).split(separator: ".").map(String.init)
    guard let dimension = parts.first.flatMap(Profile.Table.Dimension.init(rawValue:)) else { return .blank }
    let form: Form =
      switch parts.dropFirst().first {
      case nil: .both
      case "code": .code
      case "bracketed": .bracketed
      case "objective": .objective
      case "category": .category
      case "own": .own
      default: .name
      }
    guard let term = Self.term(dimension) else { return .blank }
    guard let value = Selection(key)?.value(term), !value.isEmpty else {
      // the department's own row names it
      return term == .unit && key == .total ? Cell(text(of: .department, value: "", form)) : .blank
    }
    if form == .own, Selection(key)?.count != 1 { return .blank }
    return Cell(text(of: dimension, value: value, form))
  }

  static let prefix = "dimension:"
  static func isWords(_ column: ColumnKey) -> Bool { column.name.hasPrefix(prefix) }

  /// `own`: the name on its own row, and nothing on the rows below it.
  enum Form { case code, name, both, bracketed, objective, category, own }

  private func text(of dimension: Profile.Table.Dimension, value: String, _ form: Form) -> String {
    if [.unit, .department, .departmentOfSeveral].contains(dimension) {
      let place = ledger.units.firstIndex { $0.name == value }
      let code = place.map { ledger.units[$0].code ?? "" } ?? ledger.book.departmentCode
      let name = dimension == .unit ? value : ledger.book.departmentName
      return form == .code ? code : [.name, .own].contains(form) || code.isEmpty ? name : "\(code)-\(name)"
    }
    if dimension == .project {
      let project = ledger.projects.first { Selection.coded($0.id) == value }
      switch form {
      case .objective: return project.map { NarrativePosting.plain($0.objective, Figures(ledger)) } ?? ""
      case .category: return project?.category ?? ""
      default: return project.map { NarrativePosting.plain($0.name, Figures(ledger)) } ?? value
      }
    }
    let list =
      switch dimension {
      case .item, .itemClass, .itemSection: catalog.functional
      case .government, .governmentClass: catalog.economicGovernment
      default: catalog.economicDepartment
      }
    let name = list.name(of: value, year: ledger.book.fiscalYear) ?? value
    if form == .bracketed { return "[\(value)]\(name)" }
    return form == .code ? value : form == .name || value.isEmpty ? name : "\(value)-\(name)"
  }

  private func combinations(_ level: [Profile.Table.Dimension]) -> [[String]] {
    if level == [.departmentOfSeveral] { return ledger.units.count > 1 ? [[""]] : [] }
    var all: Set<[String]> = []
    for entry in ledger.expenditure + ledger.lastYear.expenditure {
      all.insert(
        level.map { dimension in
          switch dimension {
          case .item: entry.item.digits
          case .itemSection: String(entry.item.digits.prefix(5))
          case .itemClass: String(entry.item.digits.prefix(3))
          case .section: entry.section?.digits ?? ""
          case .sectionClass: String(entry.section?.digits.prefix(3) ?? "")
          case .government: entry.governmentSection?.digits ?? ""
          case .governmentClass: String(entry.governmentSection?.digits.prefix(3) ?? "")
          case .unit: entry.unit
          case .project: Selection.coded(entry.nature.project ?? "")
          case .department, .departmentOfSeveral: ""
          }
        })
    }
    if level == [.unit] { all.formUnion(ledger.revenue.map { [$0.unit] }) }
    // a row of nothing but blanks says nothing
    return all.filter { level == [.department] || $0.contains { !$0.isEmpty } }
  }

  /// Where a row stands: its values in the order of the finest level; what it does not say comes first.
  private func place(_ level: [Profile.Table.Dimension], _ values: [String]) -> [String] {
    (style.groups.last ?? level).map { finest in
      guard let index = level.firstIndex(where: { Self.term($0) == Self.term(finest) }) else { return "" }
      let place: Int
      switch finest {
      case .unit: place = ledger.units.firstIndex { $0.name == values[index] } ?? ledger.units.count
      case .project:
        place = ledger.projects.firstIndex { Selection.coded($0.id) == values[index] } ?? ledger.projects.count
      default: return values[index]
      }
      return String(repeating: "0", count: max(0, 6 - String(place).count)) + String(place)
    }
  }

  private static func term(_ dimension: Profile.Table.Dimension) -> Selection.Term? {
    switch dimension {
    case .item, .itemClass, .itemSection: .item
    case .section, .sectionClass: .section
    case .government, .governmentClass: .government
    case .unit: .unit
    case .project: .project
    case .department, .departmentOfSeveral: nil
    }
  }
}

extension Ledger.Book {
  /// The code before the department's name: `104` of `104 南宫市人民政府办公室`.
  fileprivate var departmentCode: String { String(code.prefix { $0.isASCII && $0.isNumber }) }
  /// The name behind the code, or the entity's.
  fileprivate var departmentName: String {
    let name = String(code.dropFirst(departmentCode.count)).trimmingSpaces()
    return name.isEmpty ? entity : name
  }
}
