import MingzhangModel

/// Look-ups in the files that stand beside the one under check. They throw `Unchecked` when a file is missing or is another's.
struct Beside {
  private let subject: Subject
  init(_ subject: Subject) { self.subject = subject }

  /// Last year's disclosure of the same kind; unchecked when it is of another year or entity.
  func previous() throws(Unchecked) -> Subject {
    guard let previous = subject.companions.previous else {
      throw Unchecked("没有给出上一年的公开文件（--previous）", "last year's file was not given (--previous)")
    }
    let year = try subject.year()
    guard previous.kind == subject.disclosure.kind, previous.fiscalYear == year - 1 else {
      throw Unchecked(
        "给出的上年文件不是 \(year - 1) 年的\(subject.disclosure.kind.chinese)", "the given file is not of \(year - 1)")
    }
    try checkEntity(previous)
    return Subject(previous, subject.catalog)
  }

  /// For final accounts: the budget of the same year.
  func budget() throws(Unchecked) -> Subject {
    guard subject.disclosure.kind == .final else { throw Unchecked("不是决算", "not final accounts") }
    guard let budget = subject.companions.budget else {
      throw Unchecked("没有给出本年的预算（--budget）", "the budget of the year was not given (--budget)")
    }
    guard budget.kind == .budget, budget.fiscalYear == subject.disclosure.fiscalYear else {
      throw Unchecked("给出的预算不是同一年的", "the given budget is of another year")
    }
    try checkEntity(budget)
    return Subject(budget, subject.catalog)
  }

  /// The units' disclosures, all of the same kind and year, and as many as the department has.
  func units() throws(Unchecked) -> [Subject] {
    let units = try someUnits()
    guard units.count > 1 else {
      throw Unchecked("只给出一个所属单位的公开文件", "the file of one unit only was given")
    }
    guard subject.companions.areUnitsAll else {
      throw Unchecked("找到的不一定是全部所属单位的文件", "the units' files that were found may not be all")
    }
    guard subject.disclosure.units.count <= units.count else {
      throw Unchecked(
        "部门有 \(subject.disclosure.units.count) 个单位，只给出 \(units.count) 个",
        "the department has \(subject.disclosure.units.count) units, \(units.count) are given")
    }
    return units
  }

  /// The disclosures of one or more of the units, all of the same kind and year.
  func someUnits() throws(Unchecked) -> [Subject] {
    let units = subject.companions.units
    guard !units.isEmpty else {
      throw Unchecked("没有给出所属各单位的公开文件（--units）", "the units' files were not given (--units)")
    }
    guard
      units.allSatisfy({ $0.kind == subject.disclosure.kind && $0.fiscalYear == subject.disclosure.fiscalYear })
    else { throw Unchecked("所属单位的文件不是同一年或不是同一种", "a unit's file is of another year or kind") }
    guard Set(units.map(\.entity.foldedForMatching)).count == units.count else {
      throw Unchecked("所属单位的文件有重复", "a unit is given twice")
    }
    return units.map { Subject($0, subject.catalog) }
  }

  private func checkEntity(_ other: Disclosure) throws(Unchecked) {
    let (a, b) = (subject.disclosure.entity.foldedForMatching, other.entity.foldedForMatching)
    guard a == b || a.contains(b) || b.contains(a), !a.isEmpty, !b.isEmpty else {
      throw Unchecked("给出的文件是“\(other.entity)”的", "the given file is of “\(other.entity)”")
    }
  }
}

/// The sums of the units against the department.
struct UnitSums {
  private let subject: Subject
  init(_ subject: Subject) { self.subject = subject }

  /// One line of one table: the department's amount, and the sum of its units'.
  func breach(
    _ kind: StatementKind, _ key: LineKey, _ side: StatementSide?, _ column: ColumnKey, in units: [Subject]
  ) throws(Unchecked) -> Broken? {
    let statement = try subject.table(kind)
    let line = try subject.line(key, side: side, in: statement)
    let whole = try subject.amount(line, column, in: statement)
    var sum = ReportedAmount.zero
    var evidence = [statement.evidence(line, column)]
    for unit in units {
      let table = try unit.table(kind)
      guard let part = table.line(key, side: side) else { continue }
      let amount = try unit.amount(part, column, in: table)
      sum = sum + amount
      var shown = table.evidence(part, column)
      shown.label = "\(unit.disclosure.name(inside: subject.disclosure)) / \(shown.label)"
      evidence.append(shown)
    }
    guard !whole.agrees(with: sum) else { return nil }
    // money that one unit passes to another counts once in the department
    if sum.money > whole.money, try hasTransfers(units) {
      throw Unchecked("所属单位之间有往来收支，合计不必相等", "money passes between the units; the sums need not be equal")
    }
    let (expected, found) = (statement.print(sum, like: whole), statement.print(whole, like: whole))
    return Broken(
      Wording(
        "部门\(kind.chinese)“\(line.caption)”为 \(found)，所属 \(units.count) 个单位相加为 \(expected)。",
        "“\(line.caption)” of the department is \(found); its \(units.count) units add up to \(expected)."),
      expected: expected, found: found, difference: statement.print(whole - sum), evidence: evidence,
      key: "\(kind.rawValue)|\(side?.rawValue ?? "")\(key)|\(column)", severity: Sums.severity(whole - sum))
  }

  private func hasTransfers(_ units: [Subject]) throws(Unchecked) -> Bool {
    for unit in units {
      let summary = try unit.table(.revenueAndExpenditureSummary)
      for line in summary.lines {
        let isTransfer =
          [LineKey.source(.higherLevelSubsidy), .source(.affiliatedRemittance)].contains(line.key)
          || ["上级补助", "附属单位", "上缴上级", "经营", "事业收入", "其他收入"].contains { line.caption.contains($0) }
        guard isTransfer, case .amount(let amount)? = summary.cell(line, .amount)?.reading else { continue }
        if amount.money != .zero { return true }
      }
    }
    return false
  }
}
