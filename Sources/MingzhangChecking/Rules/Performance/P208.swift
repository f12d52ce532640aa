import MingzhangModel

extension Rule {
  /// “慰问金-甲站” whose goal speaks of 乙站, as the goal of “慰问金-乙站” does: copied, and the name not changed.
  static let goalOfAnotherProject = Rule(
    "P208", Wording("绩效目标写的是另一个项目的对象", "A project's goal names another project's object"), .warning,
    preparer: Wording("把目标里的名称改成本项目的。", "Put this project's own name into its goal."),
    citizen: Wording("这个项目的目标是从另一个项目照抄来的。", "The goal was copied from another project.")
  ) { subject throws(Unchecked) in
    let stated = StatedGoal.all(subject.disclosure)
    guard stated.count >= 2 else { throw Unchecked("没有几个项目的绩效目标", "too few goals") }
    var broken: [Broken] = []
    for goals in Dictionary(grouping: stated, by: \.words).values where goals.count > 1 {
      for goal in goals {
        try subject.deadline?.check()
        for other in goals where other.project != goal.project {
          guard let (own, foreign) = goal.project.differences(from: other.project), own.count >= 3, foreign.count >= 3,
            goal.words.contains(foreign), !goal.words.contains(own),
            Set(own).isDisjoint(with: foreign)
          else { continue }
          broken.append(
            Broken(
              Wording(
                "“\(goal.printed)”的绩效目标写的是“\(foreign)”，与“\(other.printed)”一字不差。",
                "The goal of “\(goal.printed)” speaks of “\(foreign)”, word for word as that of “\(other.printed)”."),
              expected: own, found: foreign, evidence: [goal.place, other.place], key: goal.project))
          break
        }
      }
    }
    // one project may be printed in several tables
    var seen = Set<String>()
    return broken.sorted { $0.key < $1.key }.filter { seen.insert($0.key).inserted }
  }
}

/// A project and its goal in words, from its own table or from a cell beside its name.
private struct StatedGoal {
  var printed: String
  var project: String
  var words: String
  var place: Evidence

  static func all(_ disclosure: Disclosure) -> [StatedGoal] {
    let own = disclosure.goals.map { goal in
      StatedGoal(
        printed: goal.project, project: goal.project.foldedForMatching, words: goal.objective.foldedForMatching,
        place: Evidence(goal.title, text: String(goal.objective.prefix(80)), span: goal.span, statement: .performance))
    }
    let cells = disclosure.statements.flatMap { statement -> [StatedGoal] in
      guard let goal = statement.columns.firstIndex(where: { $0.heading.contains("绩效目标") }), goal > 0 else { return [] }
      return statement.rows.filter { $0[goal].printed.hasCharacters(6) && $0[0].printed.hasCharacters(4) }.map { row in
        StatedGoal(
          printed: row[0].printed, project: row[0].printed.foldedForMatching,
          words: row[goal].printed.foldedForMatching,
          place: Evidence(
            "\(statement.title) / \(row[0].printed)", text: String(row[goal].printed.prefix(80)),
            span: row[goal].span ?? row[0].span, statement: statement.kind))
      }
    }
    return (own + cells).filter { $0.project.hasCharacters(4) && $0.words.hasCharacters(6) }
  }
}

extension String {
  /// What stands in two names between what they share at both ends; nil when they share too little.
  fileprivate func differences(from other: String) -> (own: String, foreign: String)? {
    let (a, b) = (Array(self), Array(other))
    let head = zip(a, b).prefix { $0 == $1 }.count
    let tail = zip(a.dropFirst(head).reversed(), b.dropFirst(head).reversed()).prefix { $0 == $1 }.count
    guard head + tail >= 4 else { return nil }
    return (String(a[head..<a.count - tail]), String(b[head..<b.count - tail]))
  }
}
