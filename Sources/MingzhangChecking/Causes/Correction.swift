import MingzhangModel

/// A copy of a disclosure in which one printed amount is another: to see what a correction would change. Never published.
struct Correction {
  private let term: Comparison.Term
  private let amount: ReportedAmount

  init(_ repair: Repair) { (term, amount) = (repair.term, repair.corrected) }

  /// The amount as it would be printed at its place, with the decimals that stand there: `2995.39`.
  var printed: String { amount.money.printed(like: term.amount, in: term.unit) }

  /// Nil when the place is not found again.
  func applied(to disclosure: Disclosure) -> Disclosure? {
    term.evidence.statement == nil ? claim(in: disclosure) : cell(in: disclosure)
  }

  private func cell(in disclosure: Disclosure) -> Disclosure? {
    var new = disclosure
    for (s, statement) in disclosure.statements.enumerated() where statement.kind == term.evidence.statement {
      for line in statement.lines where statement.rows.indices.contains(line.row) {
        for column in statement.columns.map(\.key) {
          guard let index = statement.column(column, for: line), statement.rows[line.row].indices.contains(index)
          else { continue }
          let cell = statement.rows[line.row][index]
          guard cell.span == nil || cell.span == term.place.span else { continue }
          guard Place(statement.evidence(line, column)) == term.place else { continue }
          new.statements[s].rows[line.row][index].reading = .amount(amount)
          new.statements[s].rows[line.row][index].printed = printed
          return new
        }
      }
    }
    return nil
  }

  private func claim(in disclosure: Disclosure) -> Disclosure? {
    var new = disclosure
    for (s, section) in disclosure.narrative.sections.enumerated() {
      for (p, paragraph) in section.paragraphs.enumerated() {
        for (c, claim) in paragraph.claims.enumerated() {
          guard claim.amount != nil, claim.span == nil || claim.span == term.place.span,
            Place(claim.evidence) == term.place
          else { continue }
          new.narrative.sections[s].paragraphs[p].claims[c].value = .amount(amount, unit: claim.unit)
          new.narrative.sections[s].paragraphs[p].claims[c].quote = printed + claim.unit.rawValue
          return new
        }
      }
    }
    return nil
  }
}
