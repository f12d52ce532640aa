import MingzhangModel

extension Rule {
  /// The printed sequence numbers count up by one.
  static let sequenceGap = Rule(
    "W120", Wording("序号不连续", "The sequence numbers have a gap"), .warning,
    preparer: Wording("重新编序号；如删过模板行，核对有没有误删数据行。", "Renumber the rows, and check that no row with figures was deleted."),
    citizen: Wording("表的行号跳号，可能少了行。", "Row numbers skip: a row may be missing.")
  ) { subject throws(Unchecked) in
    var broken: [Broken] = []
    var decided = false
    for statement in subject.disclosure.statements where !statement.isEmpty {
      var last: (number: Int, line: StatementLine)?
      for line in statement.lines {
        guard let number = line.sequence, line.row != last?.line.row else { continue }
        defer { last = (number, line) }
        guard let before = last else { continue }
        decided = true
        guard number != before.number + 1, number != 1 else { continue }
        broken.append(
          Broken(
            Wording(
              "《\(statement.title)》序号由 \(before.number) 跳到 \(number)（“\(line.caption)”）。",
              "“\(statement.title)”: the numbers go from \(before.number) to \(number) (“\(line.caption)”)."),
            expected: "\(before.number + 1)", found: "\(number)",
            evidence: [statement.evidence(line, .sequence), statement.evidence(before.line, .sequence)],
            key: "\(statement.kind.rawValue)|\(line.key)"))
      }
    }
    guard decided else { throw Unchecked("各表没有序号", "no table has sequence numbers") }
    return broken
  }
}
