import Foundation
import MingzhangChecking
import MingzhangModel
import MingzhangReading
import MingzhangTestSupport
import Testing

/// Nothing can be altered unseen: change one amount by the smallest printed step and some rule must break.
@Suite struct OneFenTests {
  @Test("任何一个金额差一分（文字差末位一），至少一条规则报错")
  func everyAmountIsGuarded() throws {
    let book = try NangongBook()
    let read = try Reader(catalog: book.catalog).read(MadeFiles.markdown(of: book), name: "book.md").disclosure
    let clean = RuleBook.standard.check(read, with: book.catalog)
    #expect(clean.errors == [])
    let before = Set(clean.findings.map(\.identity))
    var unseen: [String] = []
    let changes = Perturbation.all(of: read)
    for change in changes {
      let after = RuleBook.standard.check(change.apply(to: read), with: book.catalog)
      if Set(after.findings.map(\.identity)).isSubset(of: before) { unseen.append(change.name) }
    }
    let share = Double(changes.count - unseen.count) / Double(max(1, changes.count)) * 100
    print(
      "one fen: \(changes.count) amounts, \(changes.count - unseen.count) guarded, \(String(format: "%.1f", share)) %")
    for name in unseen { print("  not guarded: \(name)") }
    #expect(changes.count > 250)
    #expect(share >= 95)
  }
}

/// One amount of a disclosure, altered by the smallest step that its printing can show.
struct Perturbation {
  let name: String
  let apply: @Sendable (Disclosure) -> Disclosure

  func apply(to disclosure: Disclosure) -> Disclosure { apply(disclosure) }

  static func all(of disclosure: Disclosure) -> [Perturbation] {
    cells(of: disclosure) + claims(of: disclosure) + caps(of: disclosure)
  }

  private static func cells(of disclosure: Disclosure) -> [Perturbation] {
    var out: [Perturbation] = []
    for (s, statement) in disclosure.statements.enumerated() {
      for (r, row) in statement.rows.enumerated() {
        for (c, cell) in row.enumerated() {
          guard case .amount(let amount) = cell.reading else { continue }
          let altered = ReportedAmount(amount.money + Money(fen: max(1, amount.slack.fen * 2)), slack: amount.slack)
          let unit = statement.unit ?? .yuan
          let name =
            "\(statement.title) / \(row.first { !$0.printed.isEmpty }?.printed ?? "") / \(statement.columns[c].heading) \(cell.printed)"
          out.append(
            Perturbation(name: name) { old in
              var new = old
              new.statements[s].rows[r][c].reading = .amount(altered)
              new.statements[s].rows[r][c].printed = altered.money.printed(in: unit)
              return new
            })
        }
      }
    }
    return out
  }

  private static func claims(of disclosure: Disclosure) -> [Perturbation] {
    var out: [Perturbation] = []
    for (s, section) in disclosure.narrative.sections.enumerated() where section.topic != .performance {
      for (p, paragraph) in section.paragraphs.enumerated() {
        for (c, claim) in paragraph.claims.enumerated() {
          guard case .amount(let amount, let unit) = claim.value else { continue }
          let altered = ReportedAmount(amount.money + Money(fen: max(1, amount.slack.fen * 2)), slack: amount.slack)
          out.append(
            Perturbation(name: "文字 \(claim.subject) \(claim.quote)") { old in
              var new = old
              new.narrative.sections[s].paragraphs[p].claims[c].value = .amount(altered, unit: unit)
              return new
            })
        }
      }
    }
    return out
  }

  private static func caps(of disclosure: Disclosure) -> [Perturbation] {
    var out: [Perturbation] = []
    for (g, goal) in disclosure.goals.enumerated() {
      for (i, indicator) in goal.indicators.enumerated() {
        guard case .atMost(let number, let unit) = indicator.target, indicator.target.amount != nil else { continue }
        let altered = PrintedNumber(digits: number.digits + 1, decimals: number.decimals)
        out.append(
          Perturbation(name: "绩效 \(goal.project) / \(indicator.name) \(indicator.printedTarget)") { old in
            var new = old
            new.goals[g].indicators[i].target = .atMost(altered, unit: unit)
            new.goals[g].indicators[i].printedTarget = "≤\(altered) \(unit)"
            return new
          })
      }
    }
    return out
  }
}
