import MingzhangModel

/// The levels of a classified table: 类 = Σ 款, 款 = Σ 项, 合计 = Σ 类.
struct Hierarchy {
  /// Tables whose rows are the functional classification.
  static let functionalTables: [StatementKind] = [
    .revenue, .expenditure, .generalPublicBudgetExpenditure, .governmentFundExpenditure,
    .stateCapitalOperationsExpenditure,
  ]

  private let subject: Subject
  private let statement: Statement

  init(_ subject: Subject, _ statement: Statement) { (self.subject, self.statement) = (subject, statement) }

  private func code(_ line: StatementLine) -> String? {
    line.key.functionalCode?.digits ?? line.key.economicCode?.digits
  }

  /// Lines that stand once; a repeated code is another rule's matter.
  private var unique: [StatementLine] {
    var seen = Set<LineKey>()
    return statement.lines.filter { seen.insert($0.key).inserted }
  }

  func parents() throws(Unchecked) -> [Broken] {
    guard !statement.hasRepeatedCodes else { return try CodeBlocks(subject, statement).parents() }
    let lines = unique
    let byParent = Dictionary(grouping: lines) { line in code(line).map { String($0.dropLast(2)) } ?? "" }
    var broken: [Broken] = []
    for line in lines {
      guard let code = code(line), let children = byParent[code] else { continue }
      broken += try Sums(subject: subject).lines(
        statement, whole: line, parts: children, columns: Sums.amountColumns(statement))
      // last year's figures beside this year's add up too, but nobody's form says so
      broken +=
        (try? Sums(subject: subject).lines(
          statement, whole: line, parts: children,
          columns: subject.disclosure.nature == .governmentBook ? [] : Sums.otherYears(statement)))?.map { found in
          var found = found
          (found.severity, found.comparison) = (.notice, nil)
          return found
        } ?? []
    }
    return broken + unknownColumns(lines, byParent)
  }

  /// Columns that no form knows add up too, where all other lines of the column show it.
  private func unknownColumns(_ lines: [StatementLine], _ byParent: [String: [StatementLine]]) -> [Broken] {
    guard subject.disclosure.nature != .governmentBook else { return [] }
    let known = Set(Sums.amountColumns(statement) + Sums.otherYears(statement))
    let grid = GridSums(subject, statement)
    var broken: [Broken] = []
    for column in statement.columns.indices
    where !known.contains(statement.columns[column].key) && statement.columns[column].mayHoldAmounts
      && statement.columns[column].side == nil
    {
      var (off, holding): ([Broken], Int) = ([], 0)
      for line in lines {
        guard let code = code(line), let children = byParent[code], grid.isPrinted(line.row, column),
          let whole = grid.amount(line.row, column)
        else { continue }
        let amounts = children.map { grid.amount($0.row, column) }
        guard !amounts.contains(where: { $0 == nil }) else { continue }
        let sum = amounts.compactMap(\.self).sum()
        if whole.agrees(with: sum) {
          if whole.money != .zero { holding += 1 }
          continue
        }
        let (expected, found) = (statement.print(sum), statement.print(whole))
        off.append(
          Broken(
            Wording(
              "“\(line.caption)”的“\(statement.columns[column].heading)”为 \(found)，下级各行相加为 \(expected)。",
              "“\(line.caption)”, \(statement.columns[column].heading): printed \(found), its lines add up to \(expected)."
            ),
            expected: expected, found: found, difference: statement.print(whole - sum),
            evidence: [grid.evidence(line.row, column)]
              + children.filter { grid.isPrinted($0.row, column) }.map { grid.evidence($0.row, column) },
            key: "\(statement.kind.rawValue)|\(line.key)|\(statement.columns[column].heading)", severity: .notice))
      }
      if holding >= 3, off.count <= 2, off.count * 2 <= holding { broken += off }
    }
    return broken
  }

  func total() throws(Unchecked) -> [Broken] {
    guard !statement.hasRepeatedCodes else { return try CodeBlocks(subject, statement).totals() }
    guard let whole = statement.line(.total) else { return [] }
    let lines = unique
    var top = lines.filter { code($0)?.count == 3 }
    if top.isEmpty { top = lines.filter { code($0)?.count == 5 } }
    if top.isEmpty { top = lines.filter { code($0)?.count == 7 } }
    return try Sums(subject: subject).lines(statement, whole: whole, parts: top, columns: Sums.amountColumns(statement))
  }
}

/// The sums of 收支总表 and 财政拨款收支总表.
struct SummarySums {
  private let subject: Subject
  private let statement: Statement

  init(_ subject: Subject, _ statement: Statement) { (self.subject, self.statement) = (subject, statement) }

  func revenueOfYear(column: ColumnKey) throws(Unchecked) -> [Broken] {
    let whole = try total(.revenueOfYear, or: .totalRevenue, .carryoverIn, .revenue)
    let above = parts(of: whole, until: .carryoverIn, .revenue)
    var parts = above.filter(isTopLevel)
    if parts.isEmpty { parts = above.filter { $0.key.name.hasPrefix("source:") } }
    guard !parts.isEmpty else { throw Unchecked("没有收入来源行", "no lines of revenue") }
    // a carry-over among the numbered lines makes this another sum
    guard !parts.contains(where: { $0.key == .carryoverIn || $0.caption.contains("结转") }) else {
      throw Unchecked("收入各行中有结转", "a carry-over stands among the sources")
    }
    guard parts.contains(where: { if case .amount? = statement.cell($0, column)?.reading { true } else { false } })
    else {
      throw Unchecked("收入各行没有读出金额", "no line of revenue has an amount")
    }
    return try Sums(subject: subject).lines(statement, whole: whole, parts: parts, columns: [column])
  }

  func expenditureOfYear(columns: [ColumnKey]) throws(Unchecked) -> [Broken] {
    let whole = try total(.expenditureOfYear, or: .totalExpenditure, .carryoverOut, .expenditure)
    let lines = parts(of: whole, until: .carryoverOut, .expenditure)
    // below “一、部门预算” the classes are numbered 1、2、: what is numbered 一、 heads them and is no class beside them
    let isCounted = lines.contains { isClass($0) && self.isCounted($0) }
    let parts = lines.filter { line in
      isClass(line) || line.key.name.hasPrefix("caption:") && (isCounted ? self.isCounted(line) : isTopLevel(line))
    }
    guard parts.contains(where: isClass) else { throw Unchecked("没有支出类级行", "no classes of expenditure") }
    return try Sums(subject: subject).lines(
      statement, whole: whole, parts: parts, columns: columns.filter { statement.column($0, for: whole) != nil })
  }

  /// The line of the year's sum; where a table prints none and nothing is carried over, the grand total is that.
  private func total(
    _ year: LineKey, or grand: LineKey, _ carried: LineKey, _ side: StatementSide
  ) throws(Unchecked) -> StatementLine {
    if statement.line(year, side: side) == nil, let whole = statement.line(grand, side: side) {
      let others = statement.lines.filter { line in
        line.side == side && line.row < whole.row
          && (line.key == carried || line.caption.contains("结转") || line.caption.contains("结余"))
      }
      if !others.contains(where: hasAmount) { return try subject.line(grand, side: side, in: statement) }
    }
    return try subject.line(year, side: side, in: statement)
  }

  /// The lines that a sum adds up: above it, or, where it heads its list, below it until something else is carried over.
  private func parts(of whole: StatementLine, until carried: LineKey, _ side: StatementSide) -> [StatementLine] {
    let own = statement.lines.filter { $0.side == side }
    let above = own.filter { $0.row < whole.row }
    guard !above.contains(where: { isClass($0) || $0.key.name.hasPrefix("source:") }) else { return above }
    let end = own.first {
      $0.row > whole.row && ($0.key == carried || $0.key == .totalRevenue || $0.key == .totalExpenditure)
    }
    return own.filter { $0.row > whole.row && $0.row < (end?.row ?? Int.max) && !$0.key.name.hasPrefix("carryover:") }
  }

  private func isClass(_ line: StatementLine) -> Bool { line.key.functionalCode?.level == .class }

  /// Numbered 一、二、; an indented 其中 or 1. is a part of another line.
  private func isTopLevel(_ line: StatementLine) -> Bool {
    line.caption.chineseListNumber != nil
  }

  /// Numbered 1、2、.
  private func isCounted(_ line: StatementLine) -> Bool {
    line.caption.first.map { $0.isASCII && $0.isNumber } ?? false
  }

  /// Columns of the expenditure side that hold its amounts.
  static func expenditureColumns(_ statement: Statement) -> [ColumnKey] {
    [ColumnKey.amount, .total, .personnel, .operating, .basic, .project].filter {
      statement.hasColumn($0, side: .expenditure)
    }
  }

  func grandTotals() throws(Unchecked) -> [Broken] {
    var broken: [Broken] = []
    var decided = false
    for (total, year, carryover, side) in [
      (LineKey.totalRevenue, LineKey.revenueOfYear, LineKey.carryoverIn, StatementSide.revenue),
      (.totalExpenditure, .expenditureOfYear, .carryoverOut, .expenditure),
    ] {
      guard let whole = statement.line(total, side: side), let part = statement.line(year, side: side),
        let carried = statement.line(carryover, side: side)
      else { continue }
      // other lines between the two totals belong to the sum, and their sign is not known; those below a year's sum
      // that heads its list are its own parts
      let own = statement.lines.filter { $0.side == side }
      let heads = !own.contains { $0.row < part.row && (isClass($0) || $0.key.name.hasPrefix("source:")) }
      let start = heads ? max(part.row, carried.row) : part.row
      let others = own.filter { line in
        line.row > start && line.row < whole.row && line.row != carried.row && !line.key.name.hasPrefix("carryover:")
      }
      guard !others.contains(where: { hasAmount($0) }) else { continue }
      decided = true
      let columns = Sums.amountColumns(statement).filter { statement.column($0, for: whole) != nil }
      broken += try Sums(subject: subject).lines(statement, whole: whole, parts: [part, carried], columns: columns)
    }
    guard decided else {
      throw Unchecked("\(statement.kind.chinese)没有本年合计、结转、总计三行", "no lines for the year, carry-over and total")
    }
    return broken
  }

  private func hasAmount(_ line: StatementLine) -> Bool {
    Sums.amountColumns(statement).contains { column in
      if case .amount(let amount)? = statement.cell(line, column)?.reading { amount.money != .zero } else { false }
    }
  }

  /// 收入总计; where a form calls it otherwise (收入合计), the total in the last row, whose two halves are totals.
  private func lastTotal(_ key: LineKey, _ side: StatementSide, _ word: String) throws(Unchecked) -> StatementLine {
    if let line = statement.line(key, side: side) { return line }
    let last = statement.lines.filter { $0.row == statement.rows.count - 1 }
    let own = last.filter { $0.side == side }
    if last.count == 2, own.count == 1, let line = own.first {
      let caption = line.caption.foldedForMatching
      if caption == word + "合计" || caption == word + "总计" { return line }
    }
    return try subject.line(key, side: side, in: statement)
  }

  func balance() throws(Unchecked) -> [Broken] {
    let revenue = try lastTotal(.totalRevenue, .revenue, "收入")
    let expenditure = try lastTotal(.totalExpenditure, .expenditure, "支出")
    let column: ColumnKey = statement.column(.total, for: expenditure) != nil ? .total : .amount
    let (a, b) = (
      try subject.printed(revenue, .amount, in: statement), try subject.printed(expenditure, column, in: statement)
    )
    return [
      Sums(subject: subject).equal(
        (statement.evidence(revenue, .amount), a, "收入总计"), (statement.evidence(expenditure, column), b, "支出总计"),
        unit: statement.money, key: "\(statement.kind.rawValue)|balance")
    ].compactMap(\.self)
  }
}

/// The parts of the “三公” table.
struct ThreePublic {
  private let subject: Subject
  init(_ subject: Subject) { self.subject = subject }

  func total() throws(Unchecked) -> [Broken] {
    let statement = try subject.table(.threePublicExpenses)
    let parts = [LineKey.overseasTravel, .vehicles, .reception].compactMap { statement.line($0) }
    guard parts.count == 3 else { throw Unchecked("“三公”表没有分项行", "the table has no lines for its items") }
    var broken: [Broken] = []
    for key in [LineKey.threePublicSubtotal, .total] {
      guard let whole = statement.line(key) else { continue }
      broken += try Sums(subject: subject).lines(
        statement, whole: whole, parts: parts, columns: Sums.amountColumns(statement))
    }
    return broken
  }

  func items() throws(Unchecked) -> [Broken] {
    let statement = try subject.table(.threePublicExpenses)
    var broken: [Broken] = []
    var decided = false
    for (whole, keys) in [
      (LineKey.vehicles, [LineKey.vehiclePurchase, .vehicleOperation]),
      (.overseasTravel, [.overseasTravelResearch, .overseasTravelOther]),
    ] {
      guard let whole = statement.line(whole) else { continue }
      let parts = keys.compactMap { statement.line($0) }
      guard parts.count == keys.count else { continue }
      decided = true
      broken += try Sums(subject: subject).lines(
        statement, whole: whole, parts: parts, columns: Sums.amountColumns(statement))
    }
    guard decided else { throw Unchecked("“三公”表没有购置、运行分项", "the table does not split vehicles") }
    return broken
  }
}
