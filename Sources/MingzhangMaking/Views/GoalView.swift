import MingzhangModel

/// The performance table of one project: the goal in words above, indicators with merged levels below.
struct GoalView {
  let goal: PerformanceGoal

  var table: TableView {
    typealias CellView = TableView.CellView
    let headings = ["一级指标", "二级指标", "三级指标", "绩效指标描述", "指标值", "指标值确定依据"]
    return TableView(
      title: goal.title, inContents: false,
      columns: zip([10, 13, 18, 27, 13, 19] as [Double], [.center, .center, .left, .left, .center, .left])
        .map { TableView.Column(width: $0, alignment: $1) },
      leadRows: [[CellView("绩效目标"), CellView(goal.objective, columnSpan: 5)]], headRows: [headings.map { CellView($0) }],
      bodyRows: bodyRows, kind: .performance)
  }

  private var bodyRows: [[TableView.CellView]] {
    let indicators = goal.indicators
    return indicators.indices.map { index in
      let indicator = indicators[index]
      var row: [TableView.CellView] = []
      if let span = span(at: index, \.level1) { row.append(.init(indicator.level1, rowSpan: span)) }
      if let span = span(at: index, { $0.level1 + "\n" + $0.level2 }) { row.append(.init(indicator.level2, rowSpan: span)) }
      return row + [indicator.name, indicator.detail, indicator.printedTarget, indicator.basis].map { .init($0) }
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
