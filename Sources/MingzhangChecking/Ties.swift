import MingzhangModel

/// Cells of two tables that must be equal.
struct Ties {
  private let subject: Subject
  init(_ subject: Subject) { self.subject = subject }

  func equal(
    _ a: Statement, _ lineA: LineKey, _ sideA: StatementSide?, _ columnA: ColumnKey,
    _ b: Statement, _ lineB: LineKey, _ sideB: StatementSide?, _ columnB: ColumnKey
  ) throws(Unchecked) -> [Broken] {
    let first = try subject.line(lineA, side: sideA, in: a)
    let second = try subject.line(lineB, side: sideB, in: b)
    // a total that is not printed proves nothing
    let totals: Set<LineKey> = [.total, .totalRevenue, .totalExpenditure, .revenueOfYear, .expenditureOfYear]
    if totals.contains(lineA), totals.contains(lineB) {
      _ = try subject.printed(first, columnA, in: a)
      _ = try subject.printed(second, columnB, in: b)
    }
    return [
      Sums(subject: subject).equal(
        (a.evidence(first, columnA), try subject.amount(first, columnA, in: a), "\(a.kind.chinese)“\(first.caption)”"),
        (
          b.evidence(second, columnB), try subject.amount(second, columnB, in: b),
          "\(b.kind.chinese)“\(second.caption)”\(columnB.chinese)"
        ),
        unit: a.money, key: "\(a.kind.rawValue)|\(lineA)|\(b.kind.rawValue)|\(lineB)")
    ].compactMap(\.self)
  }

  /// Every functional code that either table has; a code that one table lacks counts as nothing there.
  func codes(
    _ a: Statement, _ sideA: StatementSide?, _ columnA: ColumnKey, _ b: Statement, _ sideB: StatementSide?,
    _ columnB: ColumnKey,
    level: FunctionalCode.Level?, sharedBelowClass: Bool = false
  ) throws(Unchecked) -> [Broken] {
    func lines(_ statement: Statement, _ side: StatementSide?) -> [FunctionalCode: StatementLine] {
      var out: [FunctionalCode: StatementLine] = [:]
      for line in statement.lines where side == nil || line.side == side {
        guard let code = line.key.functionalCode, level == nil || code.level == level, out[code] == nil else {
          continue
        }
        out[code] = line
      }
      return out
    }
    guard !a.hasRepeatedCodes, !b.hasRepeatedCodes else {
      throw Unchecked("表中同一科目分列多行", "a table lists one code in several rows")
    }
    let (left, right) = (lines(a, sideA), lines(b, sideB))
    guard !left.isEmpty, !right.isEmpty else { throw Unchecked("两张表没有可比的科目", "no codes to compare") }
    var broken: [Broken] = []
    for code in Set(left.keys).union(right.keys).sorted() {
      // a line by name only may have got the code of its namesake
      if sharedBelowClass, code.level != .class, left[code] == nil || right[code] == nil { continue }
      let x = try left[code].map { line throws(Unchecked) in try subject.amount(line, columnA, in: a) } ?? .zero
      let y = try right[code].map { line throws(Unchecked) in try subject.amount(line, columnB, in: b) } ?? .zero
      let (lineA, lineB) = (left[code], right[code])
      let evidenceA = lineA.map { a.evidence($0, columnA) } ?? a.titleEvidence
      let evidenceB = lineB.map { b.evidence($0, columnB) } ?? b.titleEvidence
      let name = lineA?.caption ?? lineB?.caption ?? ""
      if let found = Sums(subject: subject).equal(
        (evidenceA, x, "\(a.kind.chinese) \(code.digits)“\(name)”"), (evidenceB, y, "\(b.kind.chinese)同一科目"),
        unit: a.money,
        key: "\(a.kind.rawValue)|\(b.kind.rawValue)|\(code.digits)")
      {
        broken.append(found)
      }
    }
    return broken
  }

  /// A budget's column in the fiscal summary = the total of its own table; empty counts as nothing.
  func budget(_ column: ColumnKey, table kind: StatementKind) throws(Unchecked) -> [Broken] {
    let summary = try subject.table(.fiscalAppropriationSummary)
    guard summary.hasColumn(column, side: .expenditure) else {
      throw Unchecked("财政拨款收支总表没有\(column.chinese)列", "no such column")
    }
    guard let table = subject.disclosure.statement(kind) else {
      throw Unchecked("没有\(kind.chinese)", "no \(kind.english) table")
    }
    let key: LineKey = summary.line(.expenditureOfYear) != nil ? .expenditureOfYear : .totalExpenditure
    let line = try subject.line(key, side: .expenditure, in: summary)
    let whole = try subject.amount(line, column, in: summary)
    guard let total = table.line(.total) else {
      guard !table.hasFigures else { throw Unchecked("\(kind.chinese)没有合计行", "the table has no total") }
      guard whole.money != .zero else { return [] }
      return [
        Broken(
          Wording(
            "财政拨款收支总表列\(column.chinese)支出 \(summary.print(whole))，\(kind.chinese)却是空表。",
            "The fiscal summary has \(summary.print(whole)), but the table is empty."),
          expected: summary.print(whole), evidence: [summary.evidence(line, column), table.titleEvidence],
          key: kind.rawValue)
      ]
    }
    return [
      Sums(subject: subject).equal(
        (summary.evidence(line, column), whole, "财政拨款收支总表\(column.chinese)支出"),
        (table.evidence(total, .total), try subject.amount(total, .total, in: table), "\(kind.chinese)合计"),
        unit: summary.money, key: kind.rawValue)
    ].compactMap(\.self)
  }
}

/// The expenditure table against the three budget tables, code by code and column by column.
struct BudgetTies {
  private let subject: Subject
  init(_ subject: Subject) { self.subject = subject }

  func broken() throws(Unchecked) -> [Broken] {
    let whole = try subject.table(.expenditure)
    let general = try subject.table(.generalPublicBudgetExpenditure)
    let others = [StatementKind.governmentFundExpenditure, .stateCapitalOperationsExpenditure]
    guard others.allSatisfy({ subject.disclosure.statement($0) != nil }) else {
      throw Unchecked("没有政府性基金或国有资本经营预算表", "a budget table is missing")
    }
    let tables = [general] + others.compactMap { subject.disclosure.statement($0) }.filter { !$0.isEmpty }
    guard ([whole] + tables).allSatisfy({ !$0.hasRepeatedCodes }) else {
      throw Unchecked("表中同一科目分列多行", "a table lists one code in several rows")
    }
    let onlyFiscal = try hasOnlyFiscalFunds()
    let rows = tables.map { Dictionary($0.lines.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first }) }
    var broken: [Broken] = []
    var decided = false
    for line in whole.lines {
      guard line.key == .total || line.key.functionalCode != nil else { continue }
      for column in [ColumnKey.total, .basic, .project] where whole.hasColumn(column) && general.hasColumn(column) {
        let amount = try subject.amount(line, column, in: whole)
        var sum = ReportedAmount.zero
        var parts: [(Statement, StatementLine)] = []
        for (table, rows) in zip(tables, rows) where table.hasColumn(column) {
          guard let part = rows[line.key] else { continue }
          sum = sum + (try subject.amount(part, column, in: table))
          parts.append((table, part))
        }
        let comparison = {
          let sums = Sums(subject: subject)
          return Comparison(
            [sums.term(whole, line, column, sign: 1)] + parts.map { sums.term($0.0, $0.1, column, sign: -1) })
        }
        decided = true
        let isOff = onlyFiscal ? !amount.agrees(with: sum) : (sum - amount).money > (sum - amount).slack
        guard isOff else {
          if onlyFiscal { subject.trace?.note(comparison) }
          continue
        }
        let (expected, found) = (whole.print(sum, like: amount), whole.print(amount, like: amount))
        broken.append(
          Broken(
            Wording(
              "“\(line.caption)”\(column.chinese)：支出总表 \(found)，各预算表相加 \(expected)。",
              "“\(line.caption)”, \(column): \(found) in the expenditure table, \(expected) in the budget tables."),
            expected: onlyFiscal ? expected : "≥ \(expected)", found: found, difference: whole.print(amount - sum),
            evidence: [whole.evidence(line, column)] + parts.map { $0.0.evidence($0.1, column) },
            key: "\(line.key)|\(column)",
            comparison: onlyFiscal ? comparison() : nil))
      }
    }
    guard decided else { throw Unchecked("没有可比的科目", "no codes to compare") }
    return broken
  }

  /// Whether all revenue is fiscal appropriation of the year: then the tables must be equal.
  private func hasOnlyFiscalFunds() throws(Unchecked) -> Bool {
    let summary = try subject.table(.revenueAndExpenditureSummary)
    for line in summary.lines where line.side == .revenue && summary.column(.amount, for: line) != nil {
      let isFiscal = ["source:generalPublicBudget", "source:governmentFund", "source:stateCapitalOperations"].contains(
        line.key.name)
      guard
        line.key.name.hasPrefix("source:") && !isFiscal || line.key == .carryoverIn
          || line.key.name.hasPrefix("caption:")
      else { continue }
      if case .amount(let amount)? = summary.cell(line, .amount)?.reading, amount.money != .zero { return false }
    }
    return true
  }
}

/// Words against cells.
struct ClaimTies {
  private let subject: Subject
  init(_ subject: Subject) { self.subject = subject }

  /// Where words on personnel and operating expenses mean the general public budget: only in its own section, unless all
  /// basic expenditure is of that budget.
  static func basicTopics(_ subject: Subject) -> Set<Narrative.Topic> {
    func total(_ kind: StatementKind, _ column: ColumnKey) -> ReportedAmount? {
      guard let statement = try? subject.table(kind), let line = statement.line(.total) else { return nil }
      return try? subject.amount(line, column, in: statement)
    }
    guard let all = total(.expenditure, .basic), let general = total(.generalPublicBudgetBasicExpenditure, .total)
    else {
      return [.overview, .revenue, .basicExpenditure]
    }
    return all.agrees(with: general) ? [.overview, .revenue, .expenditure, .basicExpenditure] : [.basicExpenditure]
  }

  /// Whether a final account says the figure of its budget, not of what was spent: “三公”经费财政拨款支出预算为.
  private func isOfBudget(_ claim: Claim) -> Bool {
    guard subject.disclosure.kind == .final else { return false }
    var words = Substring(claim.subject.foldedForMatching)
    while let tail = ["为", "数", "是", "安排", "共", "计"].first(where: words.hasSuffix) {
      words = words.dropLast(tail.count)
    }
    return words.hasSuffix("预算")
  }

  /// Every claim of `measures` equals the cell (or, when it does not, the cell of `alternative`).
  func equal(
    _ measures: [Claim.Measure], _ statement: Statement, _ key: LineKey, _ side: StatementSide?, _ column: ColumnKey,
    or alternative: LineKey? = nil, topics: Set<Narrative.Topic>? = nil, blankIsNothing: Bool = false
  ) throws(Unchecked) -> [Broken] {
    let line = try subject.line(key, side: side, in: statement)
    let amount =
      blankIsNothing
      ? try subject.amount(line, column, in: statement) : try subject.printed(line, column, in: statement)
    var others: [ReportedAmount] = []
    if let alternative, let other = statement.line(alternative, side: side) {
      others.append(try subject.amount(other, column, in: statement))
    }
    var broken: [Broken] = []
    var decided = false
    for section in subject.disclosure.narrative.sections {
      guard topics == nil || section.topic.map({ topics?.contains($0) ?? false }) ?? false else { continue }
      for claim in section.paragraphs.flatMap(\.claims) {
        guard let measure = claim.measure, measures.contains(measure), claim.direction == nil, let said = claim.amount,
          claim.year == nil || claim.year == subject.disclosure.fiscalYear, !isOfBudget(claim)
        else { continue }
        decided = true
        if said.agrees(with: amount) || others.contains(where: said.agrees) { continue }
        if let found = Sums(subject: subject).equal(
          (claim.evidence, said, "文字“\(claim.subject)”"),
          (statement.evidence(line, column), amount, "\(statement.kind.chinese)“\(line.caption)”"),
          unit: claim.unit, key: "\(measure.rawValue)|\(statement.kind.rawValue)")
        {
          broken.append(found)
        }
      }
    }
    guard decided else { throw Unchecked("文字没有写这个数", "the words do not state it") }
    return broken
  }
}

/// Percentages against the amounts beside them.
struct PercentCheck {
  private let subject: Subject
  init(_ subject: Subject) { self.subject = subject }

  func broken() throws(Unchecked) -> [Broken] {
    var broken: [Broken] = []
    var decided = false
    for paragraph in subject.disclosure.narrative.sections.flatMap(\.paragraphs) {
      let claims = paragraph.claims
      var amounts: ChangedAmounts?
      for (index, claim) in claims.enumerated() {
        guard case .percent(let percent) = claim.value, claim.direction != nil, index >= 2 else { continue }
        guard let change = claims[index - 1].change, claims[index - 1].direction == claim.direction else { continue }
        let changed = amounts ?? ChangedAmounts(paragraph, fiscalYear: subject.disclosure.fiscalYear)
        amounts = changed
        let amount = claims[index - 1]
        guard let current = changed.amount(changedBy: index - 1), let now = current.amount, now.money.fen >= 0 else {
          continue
        }
        let prior = now - change
        let isNew = prior.money.magnitude <= prior.slack
        guard isNew || prior.money.fen > 0 else { continue }
        if isNew {
          // all of it is new: a share of nothing is no percentage, though many write 100 %
          guard percent.digits != 0, let hundred = Ratio.percent(now, of: now) else { continue }
          decided = true
          guard !hundred.holds(percent),
            !changed.fitsAnother(percent, of: change, index: index - 1, than: current)
          else { continue }
          broken.append(ofNothing(claim, percent, amount, current))
          continue
        }
        decided = true
        guard let range = Ratio.change(change, to: now) ?? Ratio.percent(change, of: prior), !range.holds(percent)
        else {
          continue
        }
        // “比上年预算数 A 减少 B，下降 p %”: the figure before the change may be last year's itself
        let ofNow = Ratio.percent(change, of: now).map { $0.holds(percent) } ?? false
        if ofNow, changed.isOfBefore(current) || !changed.isCompared(current, with: amount) { continue }
        guard !changed.fitsAnother(percent, of: change, index: index - 1, than: current) else { continue }
        let (hint, hintInEnglish) = ofNow ? ("（像是除以了本年数）", " It looks like a share of this year's amount.") : ("", "")
        broken.append(
          Broken(
            Wording(
              "\(current.quote)，变动 \(amount.quote)，应为 \(range.printed(like: percent))%，印作 \(percent)%\(hint)。",
              "\(current.quote), changed by \(amount.quote): that is \(range.printed(like: percent)) %, printed \(percent) %.\(hintInEnglish)"
            ),
            expected: "\(range.printed(like: percent))%", found: "\(percent)%",
            evidence: [claim.evidence, amount.evidence, current.evidence],
            key: "\(claim.measure?.rawValue ?? claim.subject)|\(percent)"))
      }
    }
    guard decided else { throw Unchecked("没有可重算的百分比", "no percentage to recompute") }
    return broken
  }

  private func ofNothing(_ claim: Claim, _ percent: PrintedNumber, _ change: Claim, _ current: Claim) -> Broken {
    Broken(
      Wording(
        "\(current.quote)全部是增加的 \(change.quote)，上年为 0，没有百分比可算，印作 \(percent)%。",
        "All of \(current.quote) is new (\(change.quote)): there is no percentage of nothing, printed \(percent) %."),
      found: "\(percent)%", evidence: [claim.evidence, change.evidence, current.evidence],
      key: "\(claim.measure?.rawValue ?? claim.subject)|\(percent)|0")
  }
}

extension String {
  /// What follows the first `mark`; nil when it does not occur.
  func after(_ mark: String) -> String? { firstRange(of: mark).map { String(self[$0.upperBound...]) } }

  /// What stands before the first `mark`; all of it when that does not occur.
  func before(_ mark: String) -> String { firstRange(of: mark).map { String(self[..<$0.lowerBound]) } ?? self }

  /// Some words on both sides of `mark`, for evidence.
  func around(_ mark: String, _ width: Int = 16) -> String {
    guard let range = firstRange(of: mark) else { return String(prefix(2 * width)) }
    return around(range, width)
  }

  /// The character at `place` with `width` characters on either side.
  func around(_ place: Index, _ width: Int) -> String { around(place..<index(after: place), width) }

  private func around(_ range: Range<Index>, _ width: Int) -> String {
    let from = index(range.lowerBound, offsetBy: -width, limitedBy: startIndex) ?? startIndex
    let to = index(range.upperBound, offsetBy: width, limitedBy: endIndex) ?? endIndex
    return String(self[from..<to])
  }
}
