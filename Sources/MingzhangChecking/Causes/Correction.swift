import MingzhangModel

/// A copy of a disclosure in which one printed amount is another: to see what a correction would change. Never published.
struct Correction {
  private let term: Comparison.Term
  private let amount: ReportedAmount

  init(_ repair: Repair) { (term, amount) = (repair.term, repair.corrected) }

  /// The amount as it would be printed at its place: `2995.39`.
  var printed: String { amount.printed(in: term.unit) }

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

extension ReportedAmount {
  /// With as many decimals as its rounding shows.
  func printed(in unit: CurrencyUnit) -> String {
    // rounding as large as the amount says nothing of its digits: 11.39元 where 万元 stood
    guard slack > .zero, slack.fen <= money.magnitude.fen / 100 else {
      return unit == .yuan ? money.printed(in: unit) : money.shortest(in: unit)
    }
    var place = unit.fen
    for decimals in 0...unit.digits {
      if place / 2 <= slack.fen { return money.printed(in: unit, decimals: min(decimals, 8)) }
      place /= 10
    }
    return money.printed(in: unit)
  }
}
