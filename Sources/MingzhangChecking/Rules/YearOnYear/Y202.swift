import MingzhangModel

extension Rule {
  /// A column of last year's budget repeats what last year's book printed in its own column.
  static let previousColumnOff = Rule(
    "Y202", Wording("表中上年预算数与上年公开的不一致", "A last-year column differs from last year's book"), .warning,
    preparer: Wording("按上年公开的预算数填列；口径调整的，说明原因。", "Repeat last year's published figures, or explain the change."),
    citizen: Wording("这张表说的上年数，和上年公开的不是一个数。", "The table's last-year figure is not what was published.")
  ) { subject throws(Unchecked) in
    let previous = try Beside(subject).previous()
    let year = try subject.year()
    var broken: [Broken] = []
    var decided = false
    for statement in subject.disclosure.statements where !statement.isEmpty {
      let grid = GridSums(subject, statement)
      for (column, head) in statement.columns.enumerated() where head.mayHoldAmounts {
        guard head.words.contains("\(year - 1)年预算") || head.words.contains("上年预算"),
          !["执行", "决算", "增减", "比"].contains(where: head.words.contains)
        else { continue }
        guard let old = twin(of: statement, in: previous) else { continue }
        let wanted = head.words.replacing("上年预算", with: "\(year - 1)年预算")
        let own = wanted.replacing("\(year - 1)年", with: "")
        let columns = old.columns.indices.filter { old.columns[$0].words == wanted || old.columns[$0].words == own }
        guard columns.count == 1, let other = columns.first else { continue }
        let oldGrid = GridSums(previous, old)
        for line in statement.lines {
          try subject.deadline?.check()
          let twin = statement.rows.count == 1 && old.rows.count == 1 ? 0 : old.line(line.key, side: line.side)?.row
          guard let twin, let now = grid.amount(line.row, column), let then = oldGrid.amount(twin, other) else {
            continue
          }
          decided = true
          guard !now.agrees(with: then) else { continue }
          var evidence = oldGrid.evidence(twin, other)
          evidence.label = "\(year - 1)年 \(evidence.label)"
          broken.append(
            Broken(
              Wording(
                "《\(statement.title)》“\(line.caption)”的\(head.heading)为 \(statement.print(now))，\(year - 1) 年公开的是 \(statement.print(then))。",
                "“\(line.caption)”, \(head.heading): \(statement.print(now)); \(year - 1)'s book has \(statement.print(then))."
              ),
              expected: statement.print(then), found: statement.print(now), difference: statement.print(now - then),
              evidence: [grid.evidence(line.row, column), evidence],
              key: "\(statement.kind.rawValue)|\(line.key)|\(head.heading)"))
        }
      }
    }
    guard decided else { throw Unchecked("表中没有上年预算数一列", "no table has a column of last year's budget") }
    return broken
  }

  /// The same table of last year's book; nil when it is not there once.
  private static func twin(of statement: Statement, in previous: Subject) -> Statement? {
    if StatementKind.nine.contains(statement.kind) { return try? previous.table(statement.kind) }
    func name(_ title: String) -> String { title.foldedForMatching.filter { !$0.isNumber } }
    let found = previous.disclosure.statements.filter {
      $0.kind == statement.kind && name($0.title) == name(statement.title) && !$0.isEmpty
    }
    return found.count == 1 ? found[0] : nil
  }
}
