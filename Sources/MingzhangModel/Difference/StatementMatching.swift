/// The tables of two disclosures, matched by kind and, where there are several of a kind, by title.
struct StatementMatching {
  let groups: [DisclosureDifference.Group]

  init(_ old: [Statement], _ new: [Statement], _ was: YearWords, _ now: YearWords) {
    let old = old.filter { $0.kind != .performance && $0.kind != .units }
    let new = new.filter { $0.kind != .performance && $0.kind != .units }
    var pairing = Pairing(old: old.count, new: new.count)
    func title(_ statement: Statement, _ years: YearWords) -> String {
      "\(statement.kind.rawValue)|\(years.folded(statement.title))"
    }
    pairing.match({ title(old[$0], was) }, { title(new[$0], now) })
    pairing.match(
      { old[$0].kind == .other ? nil : old[$0].kind }, { new[$0].kind == .other ? nil : new[$0].kind })
    pairing.matchAlike(least: 60) { a, b in
      old[a].kind == new[b].kind ? TextLikeness.percent(was.folded(old[a].title), now.folded(new[b].title)) : 0
    }
    var groups: [(order: Int, group: DisclosureDifference.Group)] = pairing.pairs.map { a, b in
      (b * 2, TableComparison(old[a], new[b], was, now).group)
    }
    groups += pairing.new.map { ($0 * 2, Self.whole(new[$0], .added)) }
    groups += pairing.old.map { ($0 * 2 + 1, Self.whole(old[$0], .removed)) }
    self.groups = groups.sorted { $0.order < $1.order }.map(\.group)
  }

  /// A table that only one book has.
  private static func whole(_ statement: Statement, _ sort: DisclosureDifference.Change.Sort)
    -> DisclosureDifference.Group
  {
    let title = DisclosureDifference.Place(statement.title, statement.titleSpan)
    var group = DisclosureDifference.Group(.table, title: statement.title)
    group.changes.append(
      DisclosureDifference.Change(
        sort, old: sort == .removed ? title : nil, new: sort == .added ? title : nil))
    for line in KeyedLines(statement, YearWords(nil)).lines {
      group.changes += line.whole(sort, in: statement)
    }
    return group
  }
}

/// The lines of a table with what makes each of them itself.
struct KeyedLines {
  struct Line {
    var line: StatementLine
    /// Side and meaning.
    var key: String
    /// What tells lines of one meaning apart: the unit they are listed under, their words in other columns.
    var signature: String
    /// The caption, folded, years made relative.
    var caption: String

    /// Shown to a person: the code and the caption.
    var shown: String {
      let code = line.key.functionalCode?.digits ?? line.key.economicCode?.digits
      return [code.flatMap { line.caption.contains($0) ? nil : $0 }, line.caption].compactMap(\.self).joined(
        separator: " ")
    }

    /// Columns in which the line has its own amounts.
    func amounts(in statement: Statement) -> [Int] {
      statement.columns.indices.filter { index in
        statement.columns[index].belongs(to: line) && statement.columns[index].isCompared
      }
    }

    /// The line as one that only one book has: each amount, or the line alone when it has none.
    func whole(_ sort: DisclosureDifference.Change.Sort, in statement: Statement) -> [DisclosureDifference.Change] {
      let row = statement.rows[line.row]
      let filled = amounts(in: statement).filter { row[$0].reading != .blank }
      guard !filled.isEmpty else {
        let place = DisclosureDifference.Place(line.caption, row.first { $0.span != nil }?.span)
        return [
          DisclosureDifference.Change(
            sort, line: shown, old: sort == .removed ? place : nil, new: sort == .added ? place : nil)
        ]
      }
      return filled.map { index in
        let place = DisclosureDifference.Place(row[index])
        let amount: ReportedAmount? = if case .amount(let amount) = row[index].reading { amount } else { nil }
        return DisclosureDifference.Change(
          sort, line: shown, column: statement.columns[index].heading, old: sort == .removed ? place : nil,
          new: sort == .added ? place : nil, difference: amount.map { sort == .removed ? -$0 : $0 })
      }
    }
  }

  let lines: [Line]

  init(_ statement: Statement, _ years: YearWords) {
    let units = statement.columns.indices.filter { [.unitCode, .unitName].contains(statement.columns[$0].key) }
    let words = statement.columns.indices.filter { statement.columns[$0].key.name.hasPrefix("heading:") }
    var unit = ""
    var contexts: [String] = []
    for row in statement.rows {
      let own = units.map { row[$0].printed.foldedForMatching }.joined(separator: "|")
      if !units.isEmpty, own.contains(where: { $0 != "|" }) { unit = own }
      let texts = words.filter { row[$0].reading == .text }.map { years.folded(row[$0].printed) }
      contexts.append(([unit] + texts).joined(separator: "|"))
    }
    var keyed = Set<Int>()
    var lines: [Line] = statement.lines.filter { statement.rows.indices.contains($0.row) }.map { line in
      keyed.insert(line.row)
      let caption = years.folded(line.caption)
      return Line(
        line: line, key: "\(line.side?.rawValue ?? "")|\(years.folded(line.key.name))",
        signature: "\(caption)|\(contexts[line.row])", caption: caption)
    }
    // a printed row that has no meaning of its own is compared by its words
    for (index, row) in statement.rows.enumerated() where !keyed.contains(index) {
      guard let first = row.first(where: { !$0.printed.isEmpty }) else { continue }
      let caption = years.folded(first.printed)
      lines.append(
        Line(
          line: StatementLine(.caption(caption), row: index, caption: first.printed), key: "|row:\(caption)",
          signature: "\(caption)|\(contexts[index])", caption: caption))
    }
    self.lines = lines
  }
}

extension StatementColumn {
  /// Whether its cells are compared one by one; captions, codes and numbers of rows belong to the line.
  var isCompared: Bool { ![.sequence, .caption, .code, .unitCode, .unitName].contains(key) }
}
