import MingzhangModel

extension Rule {
  /// Targets are numbered 1, 2, 3 …
  static let goalNumberGap = Rule(
    "P104", Wording("绩效目标表编号不连续", "The targets' numbers have a gap"), .warning,
    preparer: Wording("重新编号，核对有没有漏掉的项目。", "Renumber, and check that no project was left out."),
    citizen: Wording("编号跳号或重号，可能少了项目。", "A number is skipped or repeated: a project may be missing.")
  ) { subject throws(Unchecked) in
    let numbered = subject.disclosure.goals.filter { $0.number.map { (0..<10_000).contains($0) } ?? false }
    guard numbered.count > 1 else { throw Unchecked("绩效目标表没有编号", "the targets have no numbers") }
    return zip(numbered, numbered.dropFirst()).compactMap { before, goal in
      guard let a = before.number, let b = goal.number, b != a + 1, b != 1 else { return nil }
      return Broken(
        Wording("编号由 \(a) 到 \(b)（“\(goal.project)”）。", "The numbers go from \(a) to \(b) (“\(goal.project)”)."),
        expected: "\(a + 1)", found: "\(b)",
        evidence: [Evidence("绩效目标", text: goal.title, span: goal.span, statement: .performance)], key: goal.project)
    }
  }
}
