import MingzhangModel

/// Performance tables → targets with indicators.
struct GoalReader {
  /// The grids of one performance table, page by page, as one target.
  func goal(title: SpannedText, grids: [Grid]) -> PerformanceGoal {
    let folded = title.text.foldedForMatching
    var goal = PerformanceGoal(
      number: Headings.numbering(of: folded).flatMap { _ in Int(folded.prefix { $0.isASCII && $0.isNumber }) },
      project: Self.project(in: title.text), title: title.text, objective: "", indicators: [], span: title.span)
    var columns = Columns()
    var isNamed = false
    var (level1, level2) = ("", "")
    for grid in grids {
      let matrix = Matrix(grid)
      for row in matrix.rows.indices {
        let words = matrix.words(inRow: row)
        if let found = Columns(matrix.rows[row]) {
          columns = found
          continue
        }
        if let first = words.first, Self.objectiveLabels.contains(first), words.count >= 2, columns.isEmpty {
          goal.objective += matrix.rows[row].filter { $0.isOrigin && !$0.isBlank }.dropFirst().map(\.text.unwrapped)
            .joined(separator: " ")
          continue
        }
        if columns.isEmpty, !isNamed, let name = Self.named(matrix.rows[row]) {
          // what the form says itself goes before what its title says
          (goal.project, isNamed) = (name, true)
          continue
        }
        guard !columns.isEmpty else { continue }
        func cell(_ column: Int?) -> String {
          guard let column, column < matrix.rows[row].count else { return "" }
          return matrix.rows[row][column].text.unwrapped
        }
        if !cell(columns.level1).isEmpty { level1 = cell(columns.level1) }
        if !cell(columns.level2).isEmpty { level2 = cell(columns.level2) }
        let name = Self.withoutNumber(cell(columns.name))
        guard !name.isEmpty else { continue }
        let printed = cell(columns.target)
        goal.indicators.append(
          PerformanceIndicator(
            level1: level1, level2: level2, name: name, detail: cell(columns.detail), printedTarget: printed,
            target: IndicatorTarget(printed: printed), basis: cell(columns.basis),
            span: columns.target.flatMap { $0 < matrix.rows[row].count ? matrix.rows[row][$0].span : nil } ?? grid.span)
        )
      }
    }
    return goal
  }

  /// What stands beside `项目名称` in a row of the form.
  private static func named(_ row: [Matrix.Slot]) -> String? {
    let filled = row.filter { $0.isOrigin && !$0.isBlank }
    guard let label = filled.firstIndex(where: { ["项目名称", "项目名称:"].contains($0.text.foldedForMatching) }),
      label + 1 < filled.count
    else { return nil }
    return filled[label + 1].text.unwrapped
  }

  /// `指标1：完成收储土地面积` → `完成收储土地面积`.
  private static func withoutNumber(_ name: String) -> String {
    guard name.hasPrefix("指标") else { return name }
    let rest = name.dropFirst(2).drop { $0.isASCII && $0.isNumber }
    guard rest.count < name.count - 2, let mark = rest.first, "：:、".contains(mark), rest.count > 1 else { return name }
    return String(rest.dropFirst()).trimmingSpaces()
  }

  private static let objectiveLabels: Set<String> = [
    "绩效目标", "总体目标", "年度目标", "年度绩效目标", "项目绩效目标", "年度总体目标", "总目标", "项目实施期目标", "实施期总目标",
  ]

  private struct Columns {
    var level1: Int?, level2: Int?, name: Int?, detail: Int?, target: Int?, basis: Int?
    var isEmpty: Bool { name == nil }

    init() {}

    /// A heading row of indicators; nil when the row is none.
    init?(_ row: [Matrix.Slot]) {
      for (index, slot) in row.enumerated() where slot.isOrigin {
        guard (6...60).contains(slot.text.utf8.count) else { continue }  // the words below, perhaps with spaces between
        switch slot.text.foldedForMatching {
        case "一级指标": level1 = index
        case "二级指标": level2 = index
        case "三级指标", "指标名称", "绩效指标": name = index
        case "绩效指标描述", "指标描述", "指标内容", "指标解释": detail = index
        case "指标值", "年度指标值", "目标值", "绩效指标值", "年初目标值": target = index
        case "指标值确定依据", "确定依据", "指标依据", "备注": basis = index
        default: break
        }
      }
      // 一级指标 二级指标 指标内容 指标值: what an indicator is about is its name
      if name == nil { (name, detail) = (detail, nil) }
      guard name != nil, level1 != nil || level2 != nil else { return nil }
    }
  }

  /// `8、2023年南宫市人民防空工程经费绩效目标表` → `南宫市人民防空工程经费`.
  static func project(in title: String) -> String {
    var text = Substring(title.withoutMarkup)
    let number = text.prefix { $0.isNumber }
    if !number.isEmpty, number.count <= 2, let mark = text.dropFirst(number.count).first, "、.．)）".contains(mark) {
      text = text.dropFirst(number.count + 1)
    }
    text = text.drop { $0.isWhitespace }
    let year = text.prefix { $0.isNumber }
    if year.count == 4 {
      let rest = text.dropFirst(4).drop { $0.isWhitespace }
      if rest.first == "年" { text = rest.dropFirst().drop { $0 == "度" || $0.isWhitespace } }
    }
    for word in ["项目支出绩效目标表", "项目绩效目标表", "绩效目标表", "績效目標表", "绩效目标", "绩效自评表"] where text.hasSuffix(word) {
      text = text.dropLast(word.count)
      break
    }
    return String(text).trimmingSpaces()
  }
}
