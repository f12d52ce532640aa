import MingzhangModel

extension Rule {
  /// No code twice in one table.
  static let repeatedCode = Rule(
    "W122", Wording("同一科目在一张表里出现两次", "A code stands twice in one table"), .warning,
    preparer: Wording("合并重复的科目行，或改正错写的编码。", "Merge the repeated rows or correct the code."),
    citizen: Wording("同一个科目列了两次，可能重复计算。", "The same code is listed twice and may be counted twice.")
  ) { subject throws(Unchecked) in
    var broken: [Broken] = []
    for statement in try subject.tables(Hierarchy.functionalTables + [.generalPublicBudgetBasicExpenditure])
    where !statement.hasRepeatedCodes {
      var seen: [LineKey: StatementLine] = [:]
      for line in statement.lines where line.key.functionalCode != nil || line.key.economicCode != nil {
        if let first = seen[line.key] {
          broken.append(
            Broken(
              Wording(
                "《\(statement.title)》科目 \(line.key.chinese) 出现两次。",
                "“\(statement.title)”: code \(line.key.chinese) stands twice."),
              evidence: [statement.evidence(line, .total), statement.evidence(first, .total)],
              key: "\(statement.kind.rawValue)|\(line.key)"))
        }
        seen[line.key] = line
      }
    }
    return broken
  }
}
