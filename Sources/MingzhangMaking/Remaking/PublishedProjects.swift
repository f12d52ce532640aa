import MingzhangCatalog
import MingzhangModel

/// The projects that a published table lists by name, with what pays each.
struct PublishedProjects {
  struct Project {
    /// The name, and which of several of that name it is.
    var id: String
    var name: String
    /// Its aim in words, empty where the table has none.
    var objective: String
    /// 项目类别, empty where the table has none.
    var category: String
    /// Whose it is, where the table says it.
    var unit: String?
    var amounts: [(pot: PublishedUnits.Pot, amount: Money)]
  }

  /// In printed order; empty: no table lists projects.
  let projects: [Project]

  /// `units`: the names by which a table in one column of names tells units from projects.
  init(_ disclosure: Disclosure, units: [String]) {
    guard
      let table = disclosure.statements.first(where: { table in
        table.kind == .projectExpenditure && Self.names(of: table) != nil
      }), let names = Self.names(of: table)
    else {
      projects = Self.told(apart: Self.withTargets(disclosure))
      return
    }
    let unitColumn = PublishedUnits.unitColumn(of: table)
    let known = Set(units.map(\.foldedForMatching))
    let pots = table.columns.indices.compactMap { column in
      PublishedUnits.Pot(table.columns[column].key).map { (column, $0) }
    }
    let objectives = table.columns.firstIndex { $0.key == ColumnKey("dimension:project.objective") }
    let categories = table.columns.firstIndex { $0.key == ColumnKey("dimension:project.category") }
    var (unit, out): (String?, [Project]) = (nil, [])
    for row in table.rows {
      let name = row[names].printed.trimmingSpaces()
      guard !name.isEmpty, !["合计", "总计"].contains(name.foldedForMatching) else { continue }
      if unitColumn == nil, known.contains(name.foldedForMatching) {
        unit = name
        continue
      }
      if let unitColumn { unit = row[unitColumn].printed.trimmingSpaces() }
      let amounts = pots.compactMap { column, pot -> (pot: PublishedUnits.Pot, amount: Money)? in
        guard case .amount(let amount) = row[column].reading, amount.money > .zero else { return nil }
        return (pot, amount.money)
      }
      out.append(
        Project(
          id: name, name: name, objective: objectives.map { row[$0].printed } ?? "",
          category: categories.map { row[$0].printed } ?? "", unit: unit, amounts: amounts))
    }
    projects = Self.told(apart: out)
  }

  /// A name that stands twice is two projects.
  private static func told(apart projects: [Project]) -> [Project] {
    var seen: [String: Int] = [:]
    return projects.map { project in
      var project = project
      seen[project.name, default: 0] += 1
      if let count = seen[project.name], count > 1 { project.id = "\(project.name)（\(count)）" }
      return project
    }
  }

  /// The projects whose tables of targets say their money, where no table lists projects.
  private static func withTargets(_ disclosure: Disclosure) -> [Project] {
    let tables = disclosure.statements.filter { $0.kind == .performance }
    var used: Set<Int> = []
    return disclosure.goals.filter(\.isOfProject).compactMap { goal in
      guard let index = tables.indices.first(where: { !used.contains($0) && tables[$0].title == goal.title }) else {
        return nil
      }
      used.insert(index)
      func amount(beside word: String) -> Money {
        for row in tables[index].rows {
          guard let place = row.firstIndex(where: { $0.printed.foldedForMatching.contains(word) }) else { continue }
          let amounts = row[(place + 1)...].compactMap {
            ReportedAmount(printed: $0.printed, unit: .tenThousandYuan)?.money
          }
          if let first = amounts.first { return first }
        }
        return .zero
      }
      let amounts: [(pot: PublishedUnits.Pot, amount: Money)] = [
        (.init(source: .generalPublicBudget, isCarryover: false), amount(beside: "财政拨款")),
        (.init(source: nil, isCarryover: false), amount(beside: "其他资金")),
      ]
      return Project(
        id: goal.project, name: goal.project, objective: "", category: "", unit: nil,
        amounts: amounts.filter { $0.amount > .zero })
    }
  }

  private static func names(of table: Statement) -> Int? {
    table.columns.firstIndex { ["dimension:project", "dimension:project.name", "caption"].contains($0.key.name) }
  }
}

extension PerformanceGoal {
  /// Whether it is the target of one project and not of the whole department (部门整体支出绩效目标).
  var isOfProject: Bool { !indicators.isEmpty && !project.isEmpty && !title.contains("整体") }
}
