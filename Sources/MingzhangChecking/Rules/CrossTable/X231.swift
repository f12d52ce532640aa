import MingzhangModel

extension Rule {
  /// Every project of the project table has its performance targets, and the other way round.
  static let projectWithoutTargets = Rule(
    "X231", Wording("项目与绩效目标对不上", "Projects and performance targets do not match"), .notice,
    preparer: Wording("补上该项目的绩效目标表，或改正项目名称使两处一致。", "Add the targets or make the names equal."),
    citizen: Wording("有钱的项目没有目标，或目标写的不是表里的项目。", "A project has no targets, or targets name no project.")
  ) { subject throws(Unchecked) in
    let statement = try subject.table(.projectExpenditure)
    let goals = subject.disclosure.goals
    guard !goals.isEmpty else { throw Unchecked("没有绩效目标表", "there are no performance targets") }
    func bare(_ text: String) -> String {
      var words = text.foldedForMatching
      if let range = words.firstRange(of: "年"), words[..<range.lowerBound].allSatisfy(\.isNumber) {
        words = String(words[range.upperBound...])
      }
      return words.replacing("绩效目标表", with: "")
    }
    let projects = statement.lines.filter { line in
      line.key.name.hasPrefix("caption:") && !line.caption.contains("计")
        && statement.cell(line, .total).map { cell in
          if case .amount = cell.reading { true } else { false }
        } ?? false
    }
    let names = goals.map { bare($0.project) }
    func matches(_ a: String, _ b: String) -> Bool { !a.isEmpty && !b.isEmpty && (a.contains(b) || b.contains(a)) }
    let lonely = projects.filter { line in !names.contains { matches($0, bare(line.caption)) } }
    let strange = goals.filter { goal in !projects.contains { matches(bare(goal.project), bare($0.caption)) } }
    // the two lists must be lists of the same things
    guard (projects.count - lonely.count) * 2 >= projects.count, projects.count > lonely.count else {
      throw Unchecked("项目表和绩效目标的名称大多不同", "most names differ between the two")
    }
    return without(lonely, in: statement)
      + strange.map { goal in
        Broken(
          Wording("绩效目标“\(goal.project)”不在项目支出表里。", "“\(goal.project)” is not in the project table."),
          evidence: [Evidence("绩效目标", text: goal.title, span: goal.span)], key: "goal|\(goal.project)")
      }
  }

  /// Many projects without targets are one fact: the targets of some unit are not published.
  private static func without(_ lonely: [StatementLine], in statement: Statement) -> [Broken] {
    guard let first = lonely.first, lonely.count > 3 else {
      return lonely.map { line in
        Broken(
          Wording("项目“\(line.caption)”没有绩效目标表。", "“\(line.caption)” has no performance targets."),
          evidence: [statement.evidence(line, .total)], key: "project|\(line.caption)")
      }
    }
    return [
      Broken(
        Wording(
          "“\(first.caption)”等 \(lonely.count) 个项目没有绩效目标表。",
          "\(lonely.count) projects such as “\(first.caption)” have no performance targets."),
        evidence: lonely.prefix(12).map { statement.evidence($0, .total) }, key: "projects")
    ]
  }
}
