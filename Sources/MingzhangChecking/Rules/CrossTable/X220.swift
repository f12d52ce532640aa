import MingzhangModel

extension Rule {
  /// The department line above each table is this department's.
  static let tableOfAnotherBody = Rule(
    "X220", Wording("表上的单位名是别的单位", "A table names another body"), .warning,
    preparer: Wording(
      "改正表上的部门（单位）名称；如表是从别处复制的，核对全表数字。", "Correct the name; if the table was copied, check its figures."),
    citizen: Wording("这张表写着别的单位的名字，可能放错了表。", "This table bears another body's name: it may be the wrong table.")
  ) { subject throws(Unchecked) in
    let named = subject.disclosure.statements.compactMap { statement in
      statement.entity.map { (statement, Bodies.bare($0)) }
    }.filter { Bodies.isName($0.1) }
    guard named.count > 3 else { throw Unchecked("表上没有单位名", "the tables name no body") }
    let bodies = Bodies(subject.disclosure)
    let foreign = named.filter { bodies.isForeign($0.1) }
    guard foreign.count * 3 <= named.count else {
      throw Unchecked("各表的单位名各不相同", "the tables name many bodies")
    }
    return foreign.map { statement, name in
      Broken(
        Wording(
          "《\(statement.title)》写的是“\(name)”，本书是“\(subject.disclosure.entity)”的。",
          "“\(statement.title)” names “\(name)”, not “\(subject.disclosure.entity)”."),
        expected: subject.disclosure.entity, found: statement.entity,
        evidence: [
          Evidence(
            "\(statement.title) / 部门", text: statement.entity ?? name, span: statement.titleSpan,
            statement: statement.kind)
        ], key: "\(statement.kind.rawValue)|\(statement.title)")
    }
  }
}
