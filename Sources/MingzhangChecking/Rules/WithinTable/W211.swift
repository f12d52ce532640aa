import MingzhangModel

extension Rule {
  /// A project called 无 with money.
  static let projectWithoutName = Rule(
    "W211", Wording("有金额的项目没有名称", "A project with money has no name"), .warning,
    preparer: Wording("写项目名称；涉密不便公开的注明原因。", "Name the project, or say why it cannot be named."),
    citizen: Wording("花钱的项目写着“无”，不知道是什么项目。", "Money for a project that is called “none”.")
  ) { subject throws(Unchecked) in
    var broken: [Broken] = []
    var decided = false
    for statement in subject.disclosure.statements where [.projectExpenditure, .other].contains(statement.kind) {
      guard
        let name = statement.columns.firstIndex(where: { column in
          ["项目名称", "支出项目", "支出项目类别(资金使用单位)"].contains(column.path.last?.foldedForMatching ?? "")
        }), let total = statement.columns.firstIndex(where: { [.total, .amount].contains($0.key) }), name != total
      else { continue }
      let grid = GridSums(subject, statement)
      for (index, row) in statement.rows.enumerated() {
        guard case .amount(let amount) = row[total].reading, amount.money != .zero else { continue }
        decided = true
        guard ["无", "-", "--", "/"].contains(row[name].printed.foldedForMatching),
          !row.contains(where: { cell in ["密", "公开"].contains { cell.printed.contains($0) } })
        else { continue }
        broken.append(
          Broken(
            Wording(
              "项目名称写“\(row[name].printed)”，金额 \(statement.print(amount))。",
              "A project called “\(row[name].printed)” has \(statement.print(amount))."),
            found: row[name].printed,
            evidence: [
              Evidence(statement.title, text: row[name].printed, span: row[name].span, statement: statement.kind),
              grid.evidence(index, total),
            ], key: "\(statement.title)|\(amount.money)"))
      }
    }
    guard decided else { throw Unchecked("没有列项目名称和金额的表", "no table of projects with names and amounts") }
    return broken
  }
}
