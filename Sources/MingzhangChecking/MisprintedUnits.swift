import MingzhangModel

/// Tables whose heading prints the wrong unit: 万元 above amounts that are 元 everywhere else, or the reverse.
///
/// Such a table breaks every rule that compares it with another. So it is found first, by the figures that it shares with
/// the other tables, and read in the unit that its figures are in; one rule says what is wrong with its heading.
struct MisprintedUnit: Sendable {
  /// The table as it is printed.
  var statement: Statement
  /// The unit that its figures are in.
  var right: CurrencyUnit
  /// A table that shows the same figures in that unit, with one of them.
  var witness: (statement: Statement, amount: ReportedAmount)

  /// The disclosure with every misprinted table read in its right unit, and those tables.
  static func corrected(_ disclosure: Disclosure) -> (disclosure: Disclosure, misprinted: [MisprintedUnit]) {
    let wrong = all(disclosure)
    guard !wrong.isEmpty else { return (disclosure, []) }
    var new = disclosure
    for (index, found) in wrong { new.statements[index] = disclosure.statements[index].read(in: found.right) }
    return (new, wrong.map(\.found))
  }

  private static func all(_ disclosure: Disclosure) -> [(index: Int, found: MisprintedUnit)] {
    let tables = disclosure.statements.enumerated().filter { _, statement in
      StatementKind.nine.contains(statement.kind) && statement.unit != nil
    }.map { Table(index: $0, statement: $1) }.filter { $0.largest.count > 1 }
    guard tables.count > 2 else { return [] }
    return tables.compactMap { table in
      let others = tables.filter { $0.index != table.index }
      guard let unit = table.statement.unit, !others.contains(where: { table.shared(with: $0) > 0 }) else { return nil }
      let right: CurrencyUnit = unit == .yuan ? .tenThousandYuan : .yuan
      guard unit != .hundredMillionYuan else { return nil }
      let reread = Table(index: table.index, statement: table.statement.read(in: right))
      // a chance agreement of one figure proves nothing; two tables with two figures each do
      let witnesses = others.filter { reread.shared(with: $0) > 1 }
      guard witnesses.count > 1, let witness = witnesses.first,
        let amount = reread.largest.first(where: witness.has)
      else { return nil }
      return (
        table.index,
        MisprintedUnit(statement: table.statement, right: right, witness: (witness.statement, amount))
      )
    }
  }

  /// The largest amounts of a table, each once, and all of them in order.
  private struct Table {
    let index: Int
    let statement: Statement
    let largest: [ReportedAmount]
    private let ordered: [Money]

    init(index: Int, statement: Statement) {
      (self.index, self.statement) = (index, statement)
      var seen = Set<Money>()
      var all: [ReportedAmount] = []
      for row in statement.rows {
        for cell in row {
          if case .amount(let amount) = cell.reading, amount.money > .zero, amount.slack.fen <= amount.money.fen / 100,
            seen.insert(amount.money).inserted
          {
            all.append(amount)
          }
        }
      }
      all.sort { $0.money > $1.money }
      ordered = all.reversed().map(\.money)
      largest = Array(all.prefix(6))
    }

    func has(_ amount: ReportedAmount) -> Bool {
      // a table in 万元 rounds to 50 元
      let slack = amount.slack + Money(fen: statement.unit == .yuan ? 0 : 5_000)
      let least = amount.money - slack
      var (low, high) = (0, ordered.count)
      while low < high {
        let middle = (low + high) / 2
        if ordered[middle] < least { low = middle + 1 } else { high = middle }
      }
      return low < ordered.count && ordered[low] <= amount.money + slack
    }

    func shared(with other: Table) -> Int { largest.count(where: other.has) }
  }
}

extension Statement {
  /// The same printed table, its amounts in `unit`.
  fileprivate func read(in unit: CurrencyUnit) -> Statement {
    var new = self
    new.unit = unit
    for row in rows.indices {
      for column in rows[row].indices {
        guard case .amount = rows[row][column].reading,
          let amount = ReportedAmount(printed: rows[row][column].printed, unit: unit)
        else { continue }
        new.rows[row][column].reading = .amount(amount)
      }
    }
    return new
  }
}
