import MingzhangModel

extension Rule {
  /// Targets are numbered 1, 2, 3 …
  static let goalNumberGap = Rule(
    "P104", Wording("绩效目标表编号不连续", "The targets' numbers have a gap"), .warning,
    preparer: Wording("重新编号，核对有没有漏掉的项目。", "Renumber, and check that no project was left out."),
    citizen: Wording("编号跳号或重号，可能少了项目。", "A number is skipped or repeated: a project may be missing.")
  ) { subject throws(Unchecked) in
    let numbered = subject.disclosure.goals.filter { $0.number.map { (0..<10_000).contains($0) } ?? false }
    let within = gapsWithinGoals(subject.disclosure)
    guard numbered.count > 1 || !within.isEmpty else {
      throw Unchecked("绩效目标表没有编号", "the targets have no numbers")
    }
    let between = zip(numbered, numbered.dropFirst()).compactMap { before, goal -> Broken? in
      guard let a = before.number, let b = goal.number, b != a + 1, b != 1 else { return nil }
      return Broken(
        Wording("编号由 \(a) 到 \(b)（“\(goal.project)”）。", "The numbers go from \(a) to \(b) (“\(goal.project)”)."),
        expected: "\(a + 1)", found: "\(b)",
        evidence: [Evidence("绩效目标", text: goal.title, span: goal.span, statement: .performance)], key: goal.project)
    }
    return within + between
  }

  /// 目标1、目标2、目标4 in one cell: a goal has been left out.
  private static func gapsWithinGoals(_ disclosure: Disclosure) -> [Broken] {
    var broken: [Broken] = []
    for statement in disclosure.statements where statement.kind == .performance {
      for cell in statement.rows.joined() where cell.printed.contains("目标1") || cell.printed.contains("目标 1") {
        let numbers = numbers(cell.printed.foldedForMatching)
        guard numbers.count >= 3, numbers.first == 1 else { continue }
        guard let gap = zip(numbers, numbers.dropFirst()).first(where: { $1 == $0 + 2 }),
          !numbers.contains(gap.0 + 1), zip(numbers, numbers.dropFirst()).allSatisfy({ $0 < $1 })
        else { continue }
        broken.append(
          Broken(
            Wording("目标\(gap.0)后面是目标\(gap.1)，没有目标\(gap.0 + 1)。", "Goal \(gap.1) follows goal \(gap.0)."),
            expected: "目标\(gap.0 + 1)", found: "目标\(gap.1)",
            evidence: [
              Evidence(
                statement.title, text: cell.printed.around("目标\(gap.1)", 24), span: cell.span, statement: .performance)
            ], key: "\(statement.title)|\(gap.1)"))
      }
    }
    return broken
  }

  /// The numbers in 目标1：…… 目标2：……
  private static func numbers(_ text: String) -> [Int] {
    let scalars = Scalars(text)
    return scalars.places(of: "目标").compactMap { at in
      var end = at + 2
      while let scalar = scalars[end], ("0"..."9").contains(scalar) { end += 1 }
      guard end > at + 2, end - at <= 4, let mark = scalars[end], [":", ".", "、"].contains(mark) else { return nil }
      return Int(scalars.text(at + 2..<end))
    }
  }
}
