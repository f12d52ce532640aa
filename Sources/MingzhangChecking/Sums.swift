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
    guard !statement.hasRepeatedCodes else {
      throw Unchecked(
        "\(statement.kind.chinese)中同一科目分列多行", "the \(statement.kind.english) table lists one code in several rows")
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
      if !total.agrees(with: sum) {
        broken.append(breach(statement, line, whole: whole, parts: present, total: total, sum: sum))
      }
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
    let (expected, found) = (statement.print(sum), statement.print(total))
    return Broken(
      Wording(
        "“\(line.caption)”的\(whole.chinese)为 \(found)，而\(heads)为 \(expected)。",
        "“\(line.caption)”: \(whole) is \(found), but \(parts.map(\.name).joined(separator: " + ")) is \(expected)."),
      expected: expected, found: found, difference: statement.print(total - sum),
      evidence: [statement.evidence(line, whole)]
        + parts.filter { statement.cell(line, $0)?.printed.isEmpty == false }.map { statement.evidence(line, $0) },
      key: "\(statement.kind.rawValue)|\(line.side?.rawValue ?? "")\(line.key)|\(whole)",
      severity: Self.severity(total - sum))
  }

  /// Two units of the last printed place are the rounding of a careful author, worth no more than a notice.
  static func severity(_ difference: ReportedAmount) -> Severity? {
    guard difference.slack > .zero else { return nil }
    let place = Money(fen: difference.slack.fen * 2 / 3)
    return difference.money.magnitude <= Money(fen: max(place.fen * 2, difference.slack.fen + 1)) ? .notice : nil
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
      var printed: [StatementLine] = []
      for part in parts {
        guard statement.column(column, for: part) != nil else { continue }
        sum = sum + (try subject.amount(part, column, in: statement))
        if statement.cell(part, column)?.printed.isEmpty == false { printed.append(part) }
      }
      if total.agrees(with: sum) { continue }
      let (expected, found) = (statement.print(sum), statement.print(total))
      broken.append(
        Broken(
          Wording(
            "“\(whole.caption)”的\(column.chinese)为 \(found)，下级各行相加为 \(expected)。",
            "“\(whole.caption)”, \(column): printed \(found), its lines add up to \(expected)."),
          expected: expected, found: found, difference: statement.print(total - sum),
          evidence: [statement.evidence(whole, column)] + printed.prefix(12).map { statement.evidence($0, column) },
          key: "\(statement.kind.rawValue)|\(whole.side?.rawValue ?? "")\(whole.key)|\(column)",
          severity: Self.severity(total - sum)))
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

  /// Two printed amounts that must be one: nil when they agree.
  func equal(
    _ a: (evidence: Evidence, amount: ReportedAmount, name: String),
    _ b: (evidence: Evidence, amount: ReportedAmount, name: String),
    unit: CurrencyUnit, key: String
  ) -> Broken? {
    guard !a.amount.agrees(with: b.amount) else { return nil }
    let (expected, found) = (
      b.amount.money.printed(in: unit) + unit.rawValue, a.amount.money.printed(in: unit) + unit.rawValue
    )
    let isUnit = Self.isUnitSlip(a.amount, b.amount)
    let hint = isUnit ? "正好差一万倍，像是元与万元混用。" : ""
    return Broken(
      Wording(
        "\(a.name)为 \(found)，\(b.name)为 \(expected)，两者应相等。\(hint)",
        "\(a.name) is \(found), \(b.name) is \(expected); they should be equal.\(isUnit ? " Off by exactly 10,000: yuan against ten thousand yuan." : "")"
      ),
      expected: expected, found: found, difference: (a.amount - b.amount).money.printed(in: unit) + unit.rawValue,
      evidence: [a.evidence, b.evidence], key: key)
  }

  /// Whether one amount is the other in the wrong unit: exactly ten thousand times.
  static func isUnitSlip(_ a: ReportedAmount, _ b: ReportedAmount) -> Bool {
    let (x, y) = (a.money.fen.magnitude, b.money.fen.magnitude)
    guard x > 0, y > 0 else { return false }
    let (large, small) = (max(x, y), min(x, y))
    let (product, overflow) = small.multipliedReportingOverflow(by: 10_000)
    return !overflow && product == large
  }
}
