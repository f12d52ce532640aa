import MingzhangModel

extension Rule {
  /// `128138,600`: commas that do not part every three digits.
  static let separatorsOff = Rule(
    "W209", Wording("表中金额的分节号位置不对", "Separators of an amount in a table are misplaced"), .warning,
    preparer: Wording("按每三位一节改正，或全表不用分节号。", "Part every three digits, or none in the table."),
    citizen: Wording("金额的逗号点错了位置，容易看错。", "A comma stands in the wrong place: the amount is easily misread.")
  ) { subject throws(Unchecked) in
    var wrong: [Evidence] = []
    var decided = false
    for statement in subject.disclosure.statements {
      for row in statement.rows.indices {
        for column in statement.rows[row].indices where statement.rows[row][column].printed.utf8.contains(0x2C) {
          guard case .amount = statement.rows[row][column].reading else { continue }
          decided = true
          if statement.rows[row][column].printed.hasOddGroups {
            wrong.append(GridSums(subject, statement).evidence(row, column))
          }
        }
      }
    }
    guard decided else { throw Unchecked("各表的金额没有分节号", "no amount has separators") }
    // who types them by hand does so everywhere: one finding
    guard let first = wrong.first else { return [] }
    return [
      Broken(
        Wording(
          "表中“\(first.text)”等 \(wrong.count) 处分节号位置不对。",
          "\(wrong.count) amounts in tables, such as “\(first.text)”, have misplaced separators."),
        found: first.text, evidence: Array(wrong.prefix(12)), key: "separators")
    ]
  }
}

extension String {
  /// Whether the commas of a printed number part other than three digits.
  fileprivate var hasOddGroups: Bool {
    let whole = unicodeScalars.drop { "-−－（( ".unicodeScalars.contains($0) }.prefix {
      (0x30...0x39).contains($0.value) || (0xFF10...0xFF19).contains($0.value) || $0 == ","
    }
    var (groups, digits) = (0, 0)
    for scalar in whole {
      guard scalar == "," else {
        digits += 1
        continue
      }
      if groups == 0 ? !(1...3).contains(digits) : digits != 3 { return true }
      (groups, digits) = (groups + 1, 0)
    }
    return groups > 0 && digits != 3
  }
}
