import MingzhangModel

extension Rule {
  /// A code and the name printed beside it belong together, by the names seen in published documents.
  static let nameOffCode = Rule(
    "W126", Wording("科目名称与编码不符", "A name does not belong to its code"), .warning,
    preparer: Wording("按当年《政府收支分类科目》改正名称或编码。", "Correct the name or the code by the year's classification."),
    citizen: Wording("科目的名称和编码对不上，可能用了旧名称。", "The name and the code do not match; an old name may have been used.")
  ) { subject throws(Unchecked) in
    var broken: [Broken] = []
    var seen = Set<String>()
    for statement in try subject.tables(Hierarchy.functionalTables + [.generalPublicBudgetBasicExpenditure]) {
      for line in statement.lines {
        let digits = line.key.functionalCode?.digits ?? line.key.economicCode?.digits
        guard let digits, statement.hasColumn(.code) || line.caption.hasCode,
          let problem = Names(subject.catalog).problem(digits, line.caption, year: subject.disclosure.fiscalYear),
          // a narrow column cuts off what follows the code
          statement.hasColumn(.code) || !problem.name.hasPrefix(Names.plain(line.caption)),
          seen.insert(digits + line.caption).inserted
        else { continue }
        broken.append(
          Broken(
            Wording(
              "\(digits) 印作“\(line.caption)”，应为“\(problem.name)”。",
              "\(digits) is printed “\(line.caption)”; its name is “\(problem.name)”."),
            expected: problem.name, found: line.caption, evidence: [statement.evidence(line, .total)],
            key: "\(statement.kind.rawValue)|\(line.key)", severity: problem.isSure ? nil : .notice))
      }
    }
    return broken
  }
}

extension String {
  /// `[2011301]行政运行`, `2011301 行政运行`: the code stands before the name.
  fileprivate var hasCode: Bool {
    let digits = drop { "[（(".contains($0) }.prefix { $0.isNumber }
    return digits.count >= 3
  }
}
