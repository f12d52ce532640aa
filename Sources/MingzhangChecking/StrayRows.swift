import MingzhangModel

/// Rows of another body left standing in a table: their class stands in no other table, and the total is right without them.
struct StrayRows {
  private let subject: Subject
  private let statement: Statement

  init(_ subject: Subject, _ statement: Statement) { (self.subject, self.statement) = (subject, statement) }

  /// One breach that names the rows, when they explain all of `broken`; else `broken` as it is.
  func explaining(_ broken: [Broken]) -> [Broken] {
    guard let first = broken.first, let whole = statement.line(.total), let off = difference(whole, .total),
      off.money > .zero
    else { return broken }
    let strays = statement.lines.filter { line in
      line.key.functionalCode?.level == .class && amount(line, .total) != nil && !standsElsewhere(line.key)
    }
    guard let stray = strays.first, strays.count == 1, let own = amount(stray, .total), own.agrees(with: off),
      isConfirmed(whole)
    else { return broken }
    let name = "\(stray.key.functionalCode?.digits ?? "") \(stray.caption)"
    let print = statement.print(own)
    return [
      Broken(
        Wording(
          "“\(name)”\(print)没有计入合计，其他各表也没有这一类：疑为别的单位的行留在表里。合计 \(statement.cell(whole, .total)?.printed ?? "")与其他表相符。",
          "“\(name)” \(print) is not in the total, and no other table has this class: probably rows of another body. The total agrees with other tables."
        ),
        found: "\(stray.caption) \(print)", difference: print,
        correction: Wording(
          "删去这一类的行；如确属本单位，补入其他各表和合计。",
          "Delete these rows; if they are this body's, add them to the other tables and the total."),
        evidence: [statement.evidence(stray, .total), statement.evidence(whole, .total)], key: first.key)
    ]
  }

  private func amount(_ line: StatementLine, _ column: ColumnKey) -> ReportedAmount? {
    guard case .amount(let amount)? = statement.cell(line, column)?.reading, amount.money != .zero else { return nil }
    return amount
  }

  /// What the classes make more than the total.
  private func difference(_ whole: StatementLine, _ column: ColumnKey) -> ReportedAmount? {
    guard let total = amount(whole, column) else { return nil }
    let classes = statement.lines.filter { $0.key.functionalCode?.level == .class }
    return classes.compactMap { amount($0, column) }.sum() - total
  }

  private var others: [Statement] {
    subject.disclosure.statements.filter { other in
      !other.isEmpty && other.titleSpan != statement.titleSpan
        && [
          .expenditure, .generalPublicBudgetExpenditure, .fiscalAppropriationSummary, .revenueAndExpenditureSummary,
        ].contains(other.kind)
    }
  }

  private func standsElsewhere(_ key: LineKey) -> Bool {
    others.contains { other in
      other.lines.contains { line in
        line.key == key
          && other.columns.indices.contains { index in
            guard other.columns[index].belongs(to: line), case .amount(let amount) = other.rows[line.row][index].reading
            else { return false }
            return amount.money != .zero
          }
      }
    }
  }

  /// Whether two other tables print the total: as their own, or as what they take from this budget.
  private func isConfirmed(_ whole: StatementLine) -> Bool {
    guard let total = amount(whole, .total) else { return false }
    let agreeing = others.filter { other in
      other.rows.contains { row in
        row.contains { cell in
          if case .amount(let amount) = cell.reading { amount.agrees(with: total) } else { false }
        }
      }
    }
    return agreeing.count >= 2
  }
}
