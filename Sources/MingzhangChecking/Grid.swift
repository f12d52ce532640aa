import MingzhangModel

/// A statement cell by cell, for tables whose columns are no form's: by the words of their headings.
struct GridSums {
  let subject: Subject
  let statement: Statement

  init(_ subject: Subject, _ statement: Statement) { (self.subject, self.statement) = (subject, statement) }

  /// The printed amount of a cell; a blank one is nothing; nil when something else is printed there.
  func amount(_ row: Int, _ column: Int) -> ReportedAmount? {
    guard statement.rows.indices.contains(row), statement.rows[row].indices.contains(column) else { return nil }
    switch statement.rows[row][column].reading {
    case .amount(let amount): return amount
    case .blank: return .zero
    default: return nil
    }
  }

  func isPrinted(_ row: Int, _ column: Int) -> Bool {
    guard statement.rows.indices.contains(row), statement.rows[row].indices.contains(column) else { return false }
    if case .amount = statement.rows[row][column].reading { return true }
    return false
  }

  /// What a row is called: its first words, or its number.
  func caption(_ row: Int) -> String {
    let cells = statement.rows[row]
    return cells.first { cell in
      !cell.printed.isEmpty && cell.reading == .text && cell.printed.unicodeScalars.contains { $0.value > 0x3000 }
    }?.printed ?? "第\(row + 1)行"
  }

  func evidence(_ row: Int, _ column: Int) -> Evidence {
    let cell = statement.rows[row][column]
    let heading = statement.columns[column].path.joined(separator: " ")
    let text = cell.printed.isEmpty ? caption(row) : cell.printed
    return Evidence(
      "\(statement.title) / \(caption(row)) / \(heading)", text: text,
      span: cell.span ?? statement.rows[row].first { $0.span != nil }?.span, statement: statement.kind)
  }

  /// `whole` = Σ sign × part in one row; nil when it holds, or when a cell cannot be read.
  func breach(
    _ row: Int, whole: Int, parts: [(column: Int, sign: Int64)], key: String, says: String, english: String
  ) -> Broken? {
    guard let total = amount(row, whole) else { return nil }
    var sum = ReportedAmount.zero
    for part in parts {
      guard let amount = amount(row, part.column) else { return nil }
      sum = sum + (part.sign < 0 ? -amount : amount)
    }
    let comparison = {
      Comparison(
        [Comparison.Term(evidence(row, whole), total, sign: 1, unit: statement.money)]
          + parts.filter { isPrinted(row, $0.column) }.map {
            Comparison.Term(
              evidence(row, $0.column), amount(row, $0.column) ?? .zero, sign: -$0.sign, unit: statement.money)
          })
    }
    guard !total.agrees(with: sum) else {
      subject.trace?.note(comparison)
      return nil
    }
    let (expected, found) = (statement.print(sum, like: total), statement.print(total, like: total))
    return Broken(
      Wording(
        "“\(caption(row))”的\(statement.columns[whole].path.joined(separator: " "))为 \(found)，\(says)为 \(expected)。",
        "“\(caption(row))”: \(found) printed, \(english) gives \(expected)."),
      expected: expected, found: found, difference: statement.print(total - sum),
      evidence: [evidence(row, whole)]
        + parts.filter { isPrinted(row, $0.column) }.map { evidence(row, $0.column) }
        // what is missing may be a cell left blank
        + (sum.money < total.money ? parts.filter { !isPrinted(row, $0.column) }.prefix(4) : []).map {
          evidence(row, $0.column)
        },
      key: "\(statement.kind.rawValue)|\(caption(row))|\(key)", severity: Sums.severity(total - sum),
      comparison: comparison())
  }
}
