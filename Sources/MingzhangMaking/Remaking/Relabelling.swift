import MingzhangCatalog
import MingzhangModel

/// A published table under the keys of a profile that has its form: what the columns and lines mean there is then known and not guessed.
struct Relabelling {
  let profile: Profile

  /// The published table of each plan, by its place in the profile; a plan whose table is not in the book has none.
  func tables(of disclosure: Disclosure) -> [Int: Statement] {
    var used: Set<Int> = []
    var out: [Int: Statement] = [:]
    for (place, plan) in profile.tables.enumerated() {
      let title = plan.title.withYear(disclosure.fiscalYear ?? 0).foldedForMatching
      guard
        let index = disclosure.statements.indices.first(where: { index in
          let printed = disclosure.statements[index].title.foldedForMatching
          return !used.contains(index) && disclosure.statements[index].columns.count == plan.columns.count
            && !printed.isEmpty && (title.hasSuffix(printed) || printed.hasSuffix(title))
        })
      else { continue }
      used.insert(index)
      out[place] = relabelled(disclosure.statements[index], plan)
    }
    return out
  }

  private func relabelled(_ published: Statement, _ plan: Profile.Table) -> Statement {
    var statement = Self.withoutOrdinals(published)
    statement.kind = plan.kind
    statement.columns = zip(published.columns, plan.columns).map { old, new in
      StatementColumn(new.key, side: new.side, path: old.path, ordinal: old.ordinal, part: new.part)
    }
    // a code is no amount
    let words = statement.columns.indices.filter { GroupedRows.isWords(statement.columns[$0].key) }
    for row in statement.rows.indices {
      for column in words { statement.rows[row][column] = Cell(statement.rows[row][column].printed, .text) }
    }
    if !plan.rows.isEmpty, plan.rows.count == statement.rows.count {
      statement.lines = plan.rows.enumerated().flatMap { row, template in
        RowPlan(template).entries(statement.columns).map {
          StatementLine($0.entry.key, side: $0.side, row: row, caption: $0.entry.caption, part: $0.part)
        }
      }
    } else if !plan.style.groups.isEmpty {
      statement.lines = grouped(statement, plan)
    }
    return statement
  }

  /// Without the row of 栏次 that was read as a row of the table: its words are asterisks.
  private static func withoutOrdinals(_ published: Statement) -> Statement {
    let kept = published.rows.indices.filter { row in
      let words = published.rows[row].first { !$0.printed.isEmpty }?.printed.trimmingSpaces() ?? ""
      return words.isEmpty || words.contains { $0 != "*" && $0 != "＊" }
    }
    guard kept.count < published.rows.count else { return published }
    var statement = published
    statement.rows = kept.map { published.rows[$0] }
    statement.lines = published.lines.compactMap { line in
      guard let row = kept.firstIndex(of: line.row) else { return nil }
      var line = line
      line.row = row
      return line
    }
    return statement
  }

  private func grouped(_ statement: Statement, _ plan: Profile.Table) -> [StatementLine] {
    var lines = statement.rows.indices.compactMap { row -> StatementLine? in
      let words = statement.rows[row].first { !$0.printed.isEmpty }?.printed ?? ""
      return ["合计", "总计"].contains(words.foldedForMatching) ? StatementLine(.total, row: row, caption: words) : nil
    }
    for row in Combinations(statement)?.rows ?? [] {
      let caption = statement.rows[row.row].first?.printed ?? ""
      if let item = row.item, row.section == nil, row.government == nil {
        lines.append(StatementLine(.function(item), row: row.row, caption: caption))
      }
    }
    return lines
  }
}
