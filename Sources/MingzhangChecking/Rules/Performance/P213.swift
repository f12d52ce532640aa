import MingzhangModel

extension Rule {
  /// 目标1、目标2、目标4: a goal has been left out.
  static let goalsMisnumbered = Rule(
    "P213", Wording("总体目标的编号跳号", "The numbers of the goals have a gap"), .warning,
    preparer: Wording("补上漏掉的目标，或重新编号。", "Add the goal that is missing, or renumber."),
    citizen: Wording("目标跳了号，可能漏了一条。", "A number is skipped: a goal may be missing.")
  ) { subject throws(Unchecked) in
    var broken: [Broken] = []
    var decided = false
    for statement in subject.disclosure.statements where statement.kind == .performance {
      for cell in statement.rows.joined() where cell.printed.contains("目标1") || cell.printed.contains("目标 1") {
        let numbers = numbers(cell.printed.foldedForMatching)
        guard numbers.count >= 3, numbers.first == 1 else { continue }
        decided = true
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
    guard decided else { throw Unchecked("没有编号的目标", "no numbered goals") }
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
