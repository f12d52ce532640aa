import MingzhangModel

extension Rule {
  /// A unit's general public budget for one code is a part of the department's: it cannot be more. One unit's file is enough.
  static let unitExceedsDepartment = Rule(
    "X212", Wording("所属单位的科目支出大于部门", "A unit spends more on a code than its department"), .warning,
    preparer: Wording("核对该科目：部门数应包含本级和各所属单位。", "Check the code: the department's amount holds those of all its units."),
    citizen: Wording("同一科目，一个单位的数比整个部门还大。", "One unit's amount is more than the whole department's.")
  ) { subject throws(Unchecked) in
    let units = try Beside(subject).someUnits()
    let statement = try subject.table(.generalPublicBudgetExpenditure)
    guard !statement.hasRepeatedCodes else { throw Unchecked("表中同一科目分列多行", "a table lists one code in several rows") }
    var broken: [Broken] = []
    for unit in units {
      let name = unit.disclosure.name(inside: subject.disclosure)
      let table = try unit.table(.generalPublicBudgetExpenditure)
      guard !table.hasRepeatedCodes else {
        throw Unchecked("所属单位的表中同一科目分列多行", "a unit's table lists one code in several rows")
      }
      for line in table.lines where line.key == .total || line.key.functionalCode?.level == .item {
        let part = try unit.amount(line, .total, in: table)
        guard part.money > .zero, statement.hasColumn(.total) else { continue }
        let own = statement.line(line.key)
        let whole = try own.map { own throws(Unchecked) in try subject.amount(own, .total, in: statement) } ?? .zero
        guard (part - whole).money > part.slack + whole.slack else { continue }
        var shown = table.evidence(line, .total)
        shown.label = "\(name) / \(shown.label)"
        let (found, limit) = (statement.print(part), statement.print(whole))
        broken.append(
          Broken(
            Wording(
              "“\(line.caption)”：所属单位“\(name)”为 \(found)，整个部门才 \(limit)。",
              "“\(line.caption)”: \(found) in the unit “\(name)”, \(limit) in the whole department."),
            expected: "≤ \(limit)", found: found, difference: statement.print(part - whole),
            evidence: [own.map { statement.evidence($0, .total) } ?? statement.titleEvidence, shown],
            key: "\(line.key)|\(unit.disclosure.entity)"))
      }
    }
    return broken
  }
}
