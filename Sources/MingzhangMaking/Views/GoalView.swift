import MingzhangCatalog
import MingzhangModel

/// The performance table of one project in the province's form: the project and its aim above, indicators with merged levels below.
struct GoalView {
  let goal: PerformanceGoal
  let form: Profile.GoalForm
  let ledger: Ledger

  var table: TableView {
    typealias CellView = TableView.CellView
    let width = form.columns.count - 1
    return TableView(
      title: goal.title, inContents: false,
      columns: form.columns.map { TableView.Column(width: Self.width($0.field), alignment: Self.alignment($0.field)) },
      leadRows: (facts + [(form.objective, goal.objective)]).map {
        [CellView($0.0), CellView($0.1, columnSpan: width)]
      },
      headRows: [form.columns.map { CellView($0.heading) }], bodyRows: bodyRows, kind: .performance)
  }

  private var facts: [(String, String)] {
    guard form.hasFacts else { return [] }
    let figures = Figures(ledger)
    let project = ledger.projects.first { NarrativePosting.plain($0.name, figures) == goal.project }
    let lines = ledger.expenditure.filter { project != nil && $0.nature.project == project?.id }
    func money(_ fits: (FundSource) -> Bool) -> String {
      lines.filter { fits($0.source) }.map(\.amount).sum().printed(in: .tenThousandYuan, decimals: 2)
    }
    let named = [("项目名称", goal.project), ("主管部门", ledger.book.entity)]
    guard !lines.isEmpty else { return named }
    let (whole, fiscal, other) = (
      money { _ in true }, money(\.isFiscalAppropriation), money { !$0.isFiscalAppropriation }
    )
    return named + [("项目资金（万元）", "资金总额：\(whole)　其中：财政拨款 \(fiscal)，其他资金 \(other)")]
  }

  private static func width(_ field: Profile.GoalForm.Field) -> Double {
    switch field {
    case .level1: 11
    case .level2: 13
    case .name: 17
    case .detail: 24
    case .target: 16
    case .basis: 19
    }
  }

  private static func alignment(_ field: Profile.GoalForm.Field) -> TableView.Column.Alignment {
    [.level1, .level2, .target].contains(field) ? .center : .left
  }

  private static func text(_ indicator: PerformanceIndicator, _ field: Profile.GoalForm.Field) -> String {
    switch field {
    case .level1: indicator.level1
    case .level2: indicator.level2
    case .name: indicator.name
    case .detail: indicator.detail
    case .target: indicator.printedTarget
    case .basis: indicator.basis
    }
  }

  private var bodyRows: [[TableView.CellView]] {
    let indicators = goal.indicators
    return indicators.indices.map { index in
      form.columns.compactMap { column -> TableView.CellView? in
        let text = Self.text(indicators[index], column.field)
        switch column.field {
        case .level1: return span(at: index, \.level1).map { .init(text, rowSpan: $0) }
        case .level2: return span(at: index, { $0.level1 + "\n" + $0.level2 }).map { .init(text, rowSpan: $0) }
        default: return .init(text)
        }
      }
    }
  }

  /// How many rows from `index` share `key`; nil when the row above has it already.
  private func span(at index: Int, _ key: (PerformanceIndicator) -> String) -> Int? {
    let own = key(goal.indicators[index])
    if index > 0, key(goal.indicators[index - 1]) == own { return nil }
    return goal.indicators[index...].prefix { key($0) == own }.count
  }
}

/// The table of a department's units.
struct UnitsView {
  let units: [UnitEntry]

  var table: TableView {
    TableView(
      title: "部门机构设置情况", inContents: false,
      columns: zip([40, 20, 20, 20] as [Double], [.left, .center, .center, .center])
        .map { TableView.Column(width: $0, alignment: $1) },
      headRows: [["单位名称", "单位性质", "单位规格", "经费保障形式"].map { .init($0) }],
      bodyRows: units.map { unit in [unit.name, unit.nature, unit.rank, unit.funding].map { .init($0) } }, kind: .units)
  }
}
