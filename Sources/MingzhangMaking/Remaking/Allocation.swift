import MingzhangModel

/// Amounts given to rows and columns so that both margins hold.
enum Allocation {
  struct Share<Row, Column> {
    var row: Row
    /// Nil: the rows had more than the columns asked for.
    var column: Column?
    var amount: Money
  }

  /// The north-west corner rule: every row is spent on the columns in order.
  static func northWest<Row, Column>(_ rows: [(Row, Money)], _ columns: [(Column, Money)]) -> [Share<Row, Column>] {
    var shares: [Share<Row, Column>] = []
    var place = 0
    var left = columns.first?.1 ?? .zero
    for (row, amount) in rows {
      var rest = amount
      while rest > .zero {
        while left <= .zero, place < columns.count {
          place += 1
          left = place < columns.count ? columns[place].1 : .zero
        }
        guard place < columns.count else {
          shares.append(Share(row: row, column: nil, amount: rest))
          break
        }
        let taken = min(rest, left)
        shares.append(Share(row: row, column: columns[place].0, amount: taken))
        rest -= taken
        left -= taken
      }
    }
    return shares
  }
}
