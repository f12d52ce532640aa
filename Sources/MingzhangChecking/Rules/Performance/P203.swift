import MingzhangModel

extension Rule {
  /// An indicator with a name and no target, in a table whose others have one.
  static let targetMissing = Rule(
    "P203", Wording("指标没有指标值", "An indicator has no target"), .notice,
    preparer: Wording("补上指标值。", "Add the target."),
    citizen: Wording("只有指标名称，没有要达到的数。", "The indicator names nothing to be reached.")
  ) { subject throws(Unchecked) in
    let goals = subject.disclosure.goals.filter { !$0.indicators.isEmpty }
    let lists = subject.disclosure.statements.filter { $0.kind == .performance }.compactMap(TargetList.init)
    guard !goals.isEmpty || !lists.isEmpty else { throw Unchecked("没有绩效指标", "no indicators") }
    let withoutTarget = lists.flatMap { list in
      list.rowsWithoutTarget.map { row in
        let (project, amount) = (list.project(row), list.statement.rows[row][list.amounts].printed)
        return Broken(
          Wording(
            "“\(project)”有金额 \(amount)，没有写绩效目标。", "“\(project)” has \(amount) and no target."),
          evidence: [GridSums(subject, list.statement).evidence(row, list.amounts)], key: "\(row)|\(project)",
          severity: .warning)
      }
    }

    return withoutTarget
      + goals.flatMap { goal -> [Broken] in
        let filled = goal.indicators.count { !$0.printedTarget.isEmpty }
        // a form that prints no targets, or that was read without them, says nothing
        guard filled * 10 >= goal.indicators.count * 8 else { return [] }
        return goal.indicators.filter {
          $0.printedTarget.isEmpty && $0.name.count >= 3 && !$0.name.contains("绩效指标") && !$0.name.contains("资金")
            && !$0.level2.isEmpty
        }.map {
          indicator in
          Broken(
            Wording(
              "“\(goal.project)”的“\(indicator.name)”没有指标值。", "“\(indicator.name)” of “\(goal.project)” has no target."),
            evidence: [
              Evidence(
                "\(goal.title) / \(indicator.name)", text: indicator.name, span: indicator.span, statement: .performance
              )
            ], key: "\(goal.project)|\(indicator.name)")
        }
      }
  }
}

/// A table that has one project in each row: its name, its money, its target in words.
private struct TargetList {
  var statement: Statement
  var projects: Int
  var amounts: Int
  var targets: Int

  init?(_ statement: Statement) {
    func column(_ words: [String]) -> Int? {
      statement.columns.firstIndex { column in words.contains { column.last.hasSuffix($0) } }
    }
    guard let projects = column(["项目名称"]), let amounts = column(["金额", "预算数", "资金总额"]),
      let targets = column(["绩效目标", "总体目标"]), targets != projects
    else { return nil }
    (self.statement, self.projects, self.amounts, self.targets) = (statement, projects, amounts, targets)
  }

  func project(_ row: Int) -> String { statement.rows[row][projects].printed }

  /// Rows with a project and money whose target is left blank, when nearly all others have theirs.
  var rowsWithoutTarget: [Int] {
    let rows = statement.rows.indices.filter { row in
      // cells of performance tables are kept as words
      let amount = PrintedNumber(statement.rows[row][amounts].printed.foldedForMatching)
      return project(row).count > 1 && amount.map { $0.digits > 0 } ?? false
    }
    let blank = rows.filter { statement.rows[$0][targets].printed.isEmpty }
    return rows.count >= 4 && blank.count * 5 <= rows.count ? blank : []
  }
}
