import MingzhangModel

/// The arithmetic that many rules share: a whole against its parts, two cells that must be equal.
struct Sums {
  let subject: Subject

  /// In each line, `whole` equals the sum of `parts` (columns that the table has and uses).
  func rows(_ statement: Statement, whole: ColumnKey, parts: [ColumnKey], required: Set<ColumnKey>) throws(Unchecked)
    -> [Broken]
  {
    let present = parts.filter { statement.hasColumn($0) }
    guard statement.hasColumn(whole), required.allSatisfy(present.contains) else {
      throw Unchecked("\(statement.kind.chinese)没有这些列", "the \(statement.kind.english) table lacks these columns")
    }
    if let line = statement.lines.first, ([whole] + present).contains(where: { statement.isAmbiguous($0, for: line) }) {
      throw Unchecked("\(statement.kind.chinese)的列有重名", "columns of the \(statement.kind.english) table share a name")
    }
    guard !hasOtherAmounts(statement, beside: Set([whole] + parts)) else {
      throw Unchecked(
        "\(statement.kind.chinese)还有别的金额列", "the \(statement.kind.english) table has further columns of amounts")
    }
    var broken: [Broken] = []
    var decided = false
    var holding = 0
    // a code listed below each unit is another row each time
    let isRepeated = statement.hasRepeatedCodes
    for line in statement.lines {
      guard case .amount(let total)? = statement.cell(line, whole)?.reading else {
        // parts without a whole
        if case .blank? = statement.cell(line, whole)?.reading,
          present.contains(where: {
            if case .amount(let a)? = statement.cell(line, $0)?.reading { a.money != .zero } else { false }
          })
        {
          broken.append(
            breach(statement, line, whole: whole, parts: present, total: .zero, sum: try sum(statement, line, present)))
        }
        continue
      }
      let sum = try sum(statement, line, present)
      decided = true
      if total.agrees(with: sum) {
        holding += 1
        subject.trace?.note { comparison(statement, line, whole: whole, parts: present) }
      } else {
        var found = breach(statement, line, whole: whole, parts: present, total: total, sum: sum)
        if isRepeated { found.key += "|\(statement.lines.count { $0.key == line.key && $0.row < line.row })" }
        broken.append(found)
      }
    }
    if isRepeated, broken.count > 3 || broken.count * 4 > holding {
      throw Unchecked(
        "\(statement.kind.chinese)中同一科目分列多行", "the \(statement.kind.english) table lists one code in several rows")
    }
    guard decided || !broken.isEmpty else {
      throw Unchecked("\(statement.kind.chinese)没有填数", "the \(statement.kind.english) table has no amounts")
    }
    return broken
  }

  /// Whether a column that no form knows holds amounts: it may be a part of the sum.
  private func hasOtherAmounts(_ statement: Statement, beside known: Set<ColumnKey>) -> Bool {
    let side = statement.lines.first?.side
    let unknown = statement.columns.indices.filter { index in
      let column = statement.columns[index]
      return column.key.name.hasPrefix("heading:") && (side == nil || column.side == nil || column.side == side)
        // part of its neighbours, not of the sum: 其中：政府采购
        && !column.path.contains { $0.contains("采购") || $0.foldedForMatching.hasPrefix("其中") }
    }
    return statement.rows.contains { row in
      unknown.contains { if case .amount(let amount) = row[$0].reading { amount.money != .zero } else { false } }
    }
  }

  private func sum(_ statement: Statement, _ line: StatementLine, _ parts: [ColumnKey]) throws(Unchecked)
    -> ReportedAmount
  {
    var sum = ReportedAmount.zero
    for part in parts { sum = sum + (try subject.amount(line, part, in: statement)) }
    return sum
  }

  private func breach(
    _ statement: Statement, _ line: StatementLine, whole: ColumnKey, parts: [ColumnKey], total: ReportedAmount,
    sum: ReportedAmount
  ) -> Broken {
    let heads = parts.map(\.chinese).joined(separator: "+")
    let (expected, found) = (statement.print(sum, like: total), statement.print(total, like: total))
    return Broken(
      Wording(
        "“\(line.caption)”的\(whole.chinese)为 \(found)，而\(heads)为 \(expected)。",
        "“\(line.caption)”: \(whole) is \(found), but \(parts.map(\.name).joined(separator: " + ")) is \(expected)."),
      expected: expected, found: found, difference: statement.print(total - sum),
      evidence: [statement.evidence(line, whole)]
        + parts.filter { statement.cell(line, $0)?.printed.isEmpty == false }.map { statement.evidence(line, $0) },
      key: "\(statement.kind.rawValue)|\(line.side?.rawValue ?? "")\(line.key)|\(whole)",
      severity: Self.severity(total - sum), comparison: comparison(statement, line, whole: whole, parts: parts))
  }

  private func comparison(_ statement: Statement, _ line: StatementLine, whole: ColumnKey, parts: [ColumnKey])
    -> Comparison
  {
    Comparison([term(statement, line, whole, sign: 1)] + parts.map { term(statement, line, $0, sign: -1) })
  }

  func term(_ statement: Statement, _ line: StatementLine, _ column: ColumnKey, sign: Int64) -> Comparison.Term {
    let amount: ReportedAmount
    if case .amount(let printed)? = statement.cell(line, column)?.reading { amount = printed } else { amount = .zero }
    return Comparison.Term(statement.evidence(line, column), amount, sign: sign, unit: statement.money)
  }

  /// Two units of the last printed place are the rounding of a careful author, worth no more than a notice.
  static func severity(_ difference: ReportedAmount) -> Severity? {
    guard difference.slack > .zero else { return nil }
    let slack = min(difference.slack.fen, Money.limit.fen)
    let place = slack * 2 / 3
    return difference.money.magnitude <= Money(fen: max(place * 2, slack + 1)) ? .notice : nil
  }

  /// In `columns`, `whole` equals the sum of the lines `parts`.
  func lines(
    _ statement: Statement, whole: StatementLine, parts: [StatementLine], columns: [ColumnKey], wholeName: String? = nil
  ) throws(Unchecked) -> [Broken] {
    guard !parts.isEmpty else { return [] }
    var broken: [Broken] = []
    for column in columns where statement.column(column, for: whole) != nil {
      let total = try subject.amount(whole, column, in: statement)
      var sum = ReportedAmount.zero
      var (printed, blank): ([StatementLine], [StatementLine]) = ([], [])
      for part in parts {
        guard statement.column(column, for: part) != nil else { continue }
        sum = sum + (try subject.amount(part, column, in: statement))
        if statement.cell(part, column)?.printed.isEmpty == false { printed.append(part) } else { blank.append(part) }
      }
      let comparison = {
        Comparison(
          [term(statement, whole, column, sign: 1)] + printed.map { term(statement, $0, column, sign: -1) })
      }
      if total.agrees(with: sum) {
        subject.trace?.note(comparison)
        continue
      }
      let (expected, found) = (statement.print(sum, like: total), statement.print(total, like: total))
      broken.append(
        Broken(
          Wording(
            "“\(whole.caption)”的\(column.chinese)为 \(found)，下级各行相加为 \(expected)。",
            "“\(whole.caption)”, \(column): printed \(found), its lines add up to \(expected)."),
          expected: expected, found: found, difference: statement.print(total - sum),
          evidence: [statement.evidence(whole, column)] + printed.prefix(12).map { statement.evidence($0, column) }
            // what is missing may be a cell left blank
            + (sum.money < total.money ? blank.prefix(4).map { statement.evidence($0, column) } : []),
          key: "\(statement.kind.rawValue)|\(whole.side?.rawValue ?? "")\(whole.key)|\(column)",
          severity: Self.severity(total - sum), comparison: comparison()))
    }
    return broken
  }

  /// Amount columns of a statement, in printed order, once each.
  static func amountColumns(_ statement: Statement) -> [ColumnKey] {
    var seen: [ColumnKey] = []
    for column in statement.columns where ![.sequence, .code, .caption, .quantity, .unitPrice].contains(column.key) {
      if !column.key.name.hasPrefix("heading:"), !seen.contains(column.key) { seen.append(column.key) }
    }
    return seen
  }

  /// Columns of another year's amounts, which no form knows: `2025年执行数`.
  static func otherYears(_ statement: Statement) -> [ColumnKey] {
    var seen: [ColumnKey] = []
    for column in statement.columns where column.key.name.hasPrefix("heading:") && !seen.contains(column.key) {
      let words = column.heading
      if ["执行数", "预算数", "决算数"].contains(where: words.contains),
        !["%", "％", "率", "比", "增减"].contains(where: words.contains)
      {
        seen.append(column.key)
      }
    }
    return seen
  }

  /// Two printed amounts that must be one: nil when they agree.
  func equal(
    _ a: (evidence: Evidence, amount: ReportedAmount, name: String),
    _ b: (evidence: Evidence, amount: ReportedAmount, name: String),
    unit: CurrencyUnit, key: String
  ) -> Broken? {
    let comparison = {
      Comparison([
        .init(a.evidence, a.amount, sign: 1, unit: unit), .init(b.evidence, b.amount, sign: -1, unit: unit),
      ])
    }
    guard !a.amount.agrees(with: b.amount) else {
      subject.trace?.note(comparison)
      return nil
    }
    func shown(_ amount: ReportedAmount) -> String { amount.money.printed(in: unit) + unit.rawValue }
    let (hint, hintInEnglish) =
      switch Self.unitSlip(a.amount, b.amount) {
      case 10_000?: ("正好差一万倍，像是元与万元混用。", " Off by exactly 10,000: yuan against ten thousand yuan.")
      case .some: ("正好差一亿倍，像是元与亿元混用。", " Off by exactly 100,000,000: yuan against hundred million yuan.")
      case nil: ("", "")
      }
    return Broken(
      Wording(
        "\(a.name)为 \(shown(a.amount))，\(b.name)为 \(shown(b.amount))，两者应相等。\(hint)",
        "\(a.name) is \(shown(a.amount)), \(b.name) is \(shown(b.amount)); they should be equal.\(hintInEnglish)"),
      expected: b.amount.money.printed(like: a.amount, in: unit) + unit.rawValue,
      found: a.amount.printed(in: unit) + unit.rawValue, difference: shown(a.amount - b.amount),
      evidence: [a.evidence, b.evidence], key: key, comparison: comparison())
  }

  /// Ten thousand or a hundred million when one amount is exactly that many times the other: the wrong unit.
  static func unitSlip(_ a: ReportedAmount, _ b: ReportedAmount) -> UInt64? {
    let (x, y) = (a.money.fen.magnitude, b.money.fen.magnitude)
    guard x > 0, y > 0 else { return nil }
    let (large, small) = (max(x, y), min(x, y))
    return [10_000, 100_000_000].first { factor in
      let (product, overflow) = small.multipliedReportingOverflow(by: factor)
      return !overflow && product == large
    }
  }

  static func isUnitSlip(_ a: ReportedAmount, _ b: ReportedAmount) -> Bool { unitSlip(a, b) != nil }
}
