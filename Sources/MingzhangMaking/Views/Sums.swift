import MingzhangModel

/// Which rows of a statement are sums of which other rows; only those whose amounts prove it, so a live formula shows the
/// amount that is printed.
struct Sums {
  let rows: [Int: [Int]]

  init(_ statement: Statement) {
    var rows: [Int: [Int]] = [:]
    for line in statement.lines where rows[line.row] == nil {
      let parts = Self.parts(of: line, in: statement)
      if !parts.isEmpty, Self.holds(line.row, parts, statement) { rows[line.row] = parts }
    }
    self.rows = rows
  }

  private static func parts(of line: StatementLine, in statement: Statement) -> [Int] {
    func rows(_ matches: (StatementLine) -> Bool) -> [Int] {
      Set(statement.lines.filter { $0.row != line.row && matches($0) }.map(\.row)).sorted()
    }
    switch line.key {
    case .total:
      let subtotal = rows { $0.key == .threePublicSubtotal }
      if !subtotal.isEmpty { return subtotal }
      if [.projectExpenditure, .procurement, .assets].contains(statement.kind) { return rows { _ in true } }
      return rows { $0.key.level == 1 }
    case .threePublicSubtotal: return rows { [.overseasTravel, .vehicles, .reception].contains($0.key) }
    case .overseasTravel: return rows { [.overseasTravelResearch, .overseasTravelOther].contains($0.key) }
    case .vehicles: return rows { [.vehiclePurchase, .vehicleOperation].contains($0.key) }
    case .revenueOfYear, .expenditureOfYear: return Array(0..<line.row)
    case .carryoverIn, .carryoverOut: return rows { $0.key.name.hasPrefix("carryover:") }
    case .totalRevenue, .totalExpenditure:
      return rows { [.revenueOfYear, .expenditureOfYear, .carryoverIn, .carryoverOut].contains($0.key) }
    default:
      guard let level = line.key.level, let digits = line.key.digits else { return [] }
      return rows { $0.side == line.side && $0.key.level == level + 1 && $0.key.digits?.hasPrefix(digits) ?? false }
    }
  }

  private static func holds(_ row: Int, _ parts: [Int], _ statement: Statement) -> Bool {
    var seen = false
    for column in statement.columns.indices {
      guard let whole = money(statement.rows[row][column]) else { continue }
      let sum = parts.compactMap { money(statement.rows[$0][column]) }
      // a price is no sum; prices are in no row that has parts
      guard sum.sum() == whole, !sum.isEmpty else { return false }
      seen = true
    }
    return seen
  }

  private static func money(_ cell: Cell) -> Money? {
    if case .amount(let amount) = cell.reading { amount.money } else { nil }
  }
}

extension LineKey {
  fileprivate var digits: String? { functionalCode?.digits ?? economicCode?.digits }
  /// 类 1, 款 2, 项 3.
  fileprivate var level: Int? { digits.map { ($0.count - 1) / 2 } }
}
