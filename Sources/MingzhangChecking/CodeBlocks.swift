import MingzhangModel

/// A table that lists its codes anew below each unit: a line's children follow it, down to a code that is not its own.
///
/// Nobody's form says so; the table itself must show it, by sums that hold nearly everywhere.
struct CodeBlocks {
  private struct Group {
    var whole: StatementLine
    var parts: [StatementLine]
    /// Whose lines they are: the unit's row above them, or how many equal codes stand before.
    var name: String
  }

  private let subject: Subject
  private let statement: Statement
  private let side: StatementSide?
  /// Lines with a code, in printed order.
  private let lines: [StatementLine]
  /// Rows with an amount and no code: the units' own.
  private let heads: [StatementLine]

  /// - Parameter side: the half of a summary whose lines have codes.
  init(_ subject: Subject, _ statement: Statement, side: StatementSide? = nil) {
    (self.subject, self.statement, self.side) = (subject, statement, side)
    let lines = statement.lines.filter { Self.code($0) != nil && (side == nil || $0.side == side) }
      .sorted { $0.row < $1.row }
    self.lines = lines
    let coded = Set(lines.map(\.row))
    let grid = GridSums(subject, statement)
    let columns = statement.columns.indices.filter { statement.columns[$0].mayHoldAmounts }
    heads = statement.rows.indices.filter { row in
      side == nil && !coded.contains(row) && columns.contains { grid.isPrinted(row, $0) }
    }.map { StatementLine(.caption(grid.caption($0)), row: $0, caption: grid.caption($0)) }
  }

  private static func code(_ line: StatementLine) -> String? {
    line.key.functionalCode?.digits ?? line.key.economicCode?.digits
  }

  /// 类 = Σ 款, 款 = Σ 项, within each block.
  func parents() throws(Unchecked) -> [Broken] {
    var groups: [Group] = []
    var seen: [String: Int] = [:]
    let isHead = Set(heads.map(\.row))
    for (index, line) in lines.enumerated() {
      guard let own = Self.code(line) else { continue }
      seen[own, default: 0] += 1
      var parts: [StatementLine] = []
      for next in lines.dropFirst(index + 1) {
        guard let code = Self.code(next), code.hasPrefix(own), code.count > own.count else { break }
        if side == nil, (line.row..<next.row).contains(where: isHead.contains) { break }
        if code.count == own.count + 2 { parts.append(next) }
      }
      guard !parts.isEmpty else { continue }
      let head = heads.last { $0.row < line.row }?.caption
      groups.append(Group(whole: line, parts: parts, name: head ?? "\(seen[own] ?? 0)"))
    }
    return try telling(groups)
  }

  /// A unit's row = Σ its classes; the first row, or the line of the total, = Σ all classes.
  func totals() throws(Unchecked) -> [Broken] {
    let classes = lines.filter { Self.code($0)?.count == 3 }
    guard !classes.isEmpty else { return [] }
    var groups: [Group] = []
    for (index, head) in heads.enumerated() {
      let end = heads.indices.contains(index + 1) ? heads[index + 1].row : Int.max
      let parts = classes.filter { $0.row > head.row && $0.row < end }
      if !parts.isEmpty {
        groups.append(Group(whole: head, parts: parts, name: head.caption))
      } else if index == 0, heads.count > 1 {
        groups.append(Group(whole: head, parts: classes, name: head.caption))
      }
    }
    return try telling(groups)
  }

  private func telling(_ groups: [Group]) throws(Unchecked) -> [Broken] {
    var broken: [Broken] = []
    var (holding, off) = (0, 0)
    for group in groups {
      let found = try Sums(subject: subject).lines(
        statement, whole: group.whole, parts: group.parts, columns: Sums.amountColumns(statement))
      if found.isEmpty { holding += 1 } else { off += 1 }
      broken += found.map {
        var found = $0
        found.key += "|\(group.name)"
        return found
      }
    }
    return holding >= 3 && off <= 3 && off <= holding ? broken : []
  }
}
