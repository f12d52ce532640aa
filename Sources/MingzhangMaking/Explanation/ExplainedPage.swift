import MingzhangModel

/// One page of a file with all that the reader saw and made of it, ready to be drawn. Places are points on the displayed
/// page, from the top left.
public struct ExplainedPage: Sendable {
  public var number: Int
  public var width, height: Double
  public var rulings: [SourceSpan.Box]
  public var grids: [Grid]
  /// Characters of the file that nobody sees on the page.
  public var hidden: [SourceSpan.Box]
  public var tables: [Table] = []
  public var claims: [Claim] = []

  /// A table as it is printed on this page alone.
  public struct Grid: Sendable {
    public var box: SourceSpan.Box
    public var cells: [Cell]
    public init(box: SourceSpan.Box, cells: [Cell]) { (self.box, self.cells) = (box, cells) }
  }

  public struct Cell: Sendable {
    public var box: SourceSpan.Box
    public var rowSpan, columnSpan: Int
    /// Nothing is printed in it.
    public var isBlank: Bool
    public init(box: SourceSpan.Box, rowSpan: Int, columnSpan: Int, isBlank: Bool = false) {
      (self.box, self.rowSpan, self.columnSpan, self.isBlank) = (box, rowSpan, columnSpan, isBlank)
    }
  }

  /// The part of a recognised table that stands on this page.
  public struct Table: Sendable {
    public var kind: StatementKind
    public var title: String
    public var titleBox: SourceSpan.Box?
    /// The first and last page of the whole table.
    public var pages: ClosedRange<Int>
    public var columnCount: Int
    public var confidence: Statement.Confidence?
    /// Rows on this page.
    public var rowCount: Int
    /// The cells of its rows, with what was made of them.
    public var cells: [(box: SourceSpan.Box, reading: CellReading)]
  }

  public struct Claim: Sendable {
    public var box: SourceSpan.Box
    public var words: String
  }

  public init(
    number: Int, width: Double, height: Double, rulings: [SourceSpan.Box], grids: [Grid], hidden: [SourceSpan.Box]
  ) {
    (self.number, self.width, self.height) = (number, width, height)
    (self.rulings, self.grids, self.hidden) = (rulings, grids, hidden)
  }

  /// Adds what of `disclosure` stands on this page.
  public mutating func add(_ disclosure: Disclosure) {
    for statement in disclosure.statements where statement.pages.contains(number) {
      var rowCount = 0
      var cells: [(box: SourceSpan.Box, reading: CellReading)] = []
      for row in statement.rows {
        let here = row.filter { $0.span?.page == number }
        if !here.isEmpty { rowCount += 1 }
        cells += here.compactMap { cell in (cell.span?.box).map { ($0, cell.reading) } }
      }
      let title = statement.titleSpan.flatMap { $0.page == number ? $0.box : nil }
      tables.append(
        Table(
          kind: statement.kind, title: statement.title, titleBox: title, pages: statement.pages,
          columnCount: statement.columns.count, confidence: statement.confidence, rowCount: rowCount, cells: cells))
    }
    claims += disclosure.narrative.claims.compactMap { _, claim in
      guard let span = claim.span, span.page == number, let box = span.box else { return nil }
      return Claim(box: box, words: claim.quote)
    }
  }

  /// The cells of a grid above its first row of data: headings, titles and heads inside the lines.
  func headings(of grid: Grid) -> [Cell] {
    let rows = tables.flatMap(\.cells).map(\.box).filter { grid.box.holds($0) }
    guard let first = rows.map(\.y0).min() else { return [] }
    let above = grid.cells.filter { $0.box.y1 <= first + 1 }
    // blank rows below the headings are neither
    let end = above.filter { !$0.isBlank }.map(\.box.y1).max() ?? first
    return above.filter { $0.box.y1 <= end + 1 }
  }
}

extension SourceSpan.Box {
  fileprivate func holds(_ other: SourceSpan.Box) -> Bool {
    let middle = (x: (other.x0 + other.x1) / 2, y: (other.y0 + other.y1) / 2)
    return x0 <= middle.x && middle.x <= x1 && y0 <= middle.y && middle.y <= y1
  }
}
