import MingzhangCatalog
import MingzhangModel

/// Tables too wide for the paper: further columns of the same rows, printed on extra pages without the captions of the rows.
///
/// Office programs print such a table down and then over (all rows of the first columns, then all rows of the others) or over
/// and then down. A page joins another only when every line between its rows stands at the height of one of the other's, and
/// when most sums over both hold; else it stays a table of its own.
struct SplitColumns {
  let catalog: Catalog

  /// Pages whose tables go on at the right of the tables of other pages, all at once or not at all.
  struct Group: Hashable {
    /// The first page that holds captions of rows, and how many there are.
    var start: Int
    var count: Int
    /// Pages with further columns, a multiple of `count`, that follow at `start + count`.
    var extra: Int
    var pages: Range<Int> { start..<start + count + extra }
  }

  /// The pages with every split table joined that can be proved to be one.
  func joined(_ pages: [Page]) -> [Page] {
    var result = pages
    for group in groups(in: pages) {
      let before = Array(result[group.pages])
      let after = join(before, count: group.count)
      if isProved(after, count: group.count) { result.replaceSubrange(group.pages, with: after) }
    }
    return result
  }

  // MARK: which pages

  private func groups(in pages: [Page]) -> [Group] {
    guard pages.count > 1, pages.contains(where: isExtra) else { return [] }
    let isExtra = pages.map(isExtra)
    // blank columns on the last page of a table leave a page without a word
    let isBlank = pages.map(\.blocks.isEmpty)
    var groups: [Group] = []
    var index = 1
    while index < pages.count {
      guard isExtra[index], !isExtra[index - 1], !isBlank[index - 1] else {
        index += 1
        continue
      }
      var end = index + 1
      while end < pages.count, isExtra[end] || isBlank[end] { end += 1 }
      let start =
        (groups.last?.pages.upperBound).map { max($0, index - (end - index)) } ?? max(0, index - (end - index))
      if let group = group(pages, from: start, extra: index..<end) { groups.append(group) }
      index = end
    }
    return groups
  }

  private func group(_ pages: [Page], from start: Int, extra: Range<Int>) -> Group? {
    for count in stride(from: extra.lowerBound - start, through: 1, by: -1) where extra.count % count == 0 {
      let first = extra.lowerBound - count
      let agree = extra.allSatisfy { page in
        let partner = first + (page - extra.lowerBound) % count
        guard let right = Self.lastGrid(of: pages[page]) else { return true }
        guard let left = Self.lastGrid(of: pages[partner]) else { return false }
        return Self.rows(of: right.grid, in: left.grid) != nil
      }
      if agree { return Group(start: first, count: count, extra: extra.count) }
    }
    return nil
  }

  /// Whether a page holds nothing but one table of amounts or blanks below a heading, and words of a table's head.
  private func isExtra(_ page: Page) -> Bool {
    var grid: Grid?
    for block in page.blocks {
      switch block {
      case .grid(let found):
        guard grid == nil else { return false }
        grid = found
      case .line(let line):
        guard TableHead.isPart(line.text) || Walk.isPageNumber(line.text.foldedForMatching) else { return false }
      }
    }
    guard let grid, grid.span.box != nil, grid.rowCount > Self.leastRows else { return false }
    let words = grid.cells.filter { !$0.text.isEmpty && PrintedNumber($0.text) == nil }.map(\.row)
    return words.allSatisfy { $0 < Self.headingRows } && !words.contains(grid.rowCount - 1)
  }

  private static let headingRows = 5
  private static let leastRows = 3
  /// Points between lines at the same height on two pages.
  private static let slack = 1.5

  private static func lastGrid(of page: Page) -> (index: Int, grid: Grid)? {
    for (index, block) in page.blocks.enumerated().reversed() {
      if case .grid(let grid) = block { return grid.span.box == nil ? nil : (index, grid) }
    }
    return nil
  }

  // MARK: joining

  /// The heights of the lines above, between and below the rows.
  private static func edges(_ grid: Grid) -> [Double]? {
    var edges = Array(repeating: Double.nan, count: grid.rowCount + 1)
    for cell in grid.cells {
      guard let box = cell.span.box, cell.row + cell.rowSpan <= grid.rowCount else { return nil }
      edges[cell.row] = box.y0
      edges[cell.row + cell.rowSpan] = box.y1
    }
    return edges.contains(where: \.isNaN) ? nil : edges
  }

  /// For every line between the rows of `right`, the line of `left` at the same height; nil when one has none, or when `left`
  /// has further ones below its heading.
  private static func rows(of right: Grid, in left: Grid) -> [Int]? {
    guard let own = edges(right), let others = edges(left) else { return nil }
    var places: [Int] = []
    for edge in own {
      guard let place = others.indices.first(where: { abs(others[$0] - edge) < slack }) else { return nil }
      places.append(place)
    }
    guard places.first == 0, places.last == left.rowCount, Set(places).count == places.count,
      Set(places).isSuperset(of: headingRows..<max(headingRows, left.rowCount))
    else { return nil }
    return places
  }

  private func join(_ pages: [Page], count: Int) -> [Page] {
    var result = pages
    for index in count..<pages.count {
      let partner = (index - count) % count
      guard let right = Self.lastGrid(of: pages[index]), let left = Self.lastGrid(of: result[partner]),
        let rows = Self.rows(of: right.grid, in: left.grid)
      else { continue }
      result[partner].blocks[left.index] = .grid(left.grid.widened(by: right.grid, rows: rows))
      // what the head says at the right end of the paper, as 单位：元
      var lines = pages[index].blocks
      lines.remove(at: right.index)
      let isHead = { (block: Page.Block) in
        if case .line(let line) = block { TableHead.isPart(line.text) } else { false }
      }
      result[partner].blocks.insert(contentsOf: lines.filter(isHead), at: left.index)
      result[index].blocks = lines.filter { !isHead($0) }
    }
    return result
  }

  // MARK: proof

  /// Whether the sums that reach over columns of both sheets hold, or most of them: a slip of the author is no proof against.
  ///
  /// Blank columns are in no sum; for them the heights of the rows are proof enough.
  private func isProved(_ joined: [Page], count: Int) -> Bool {
    let extra = Set(joined[count...].map(\.number))
    var walk = Walk(catalog: catalog, pages: joined)
    walk.run()
    let names = ItemNames(catalog.functional)
    let sums = walk.drafts.flatMap { draft in
      let table = draft.finished(form: catalog.form(draft.kind), entityYear: nil, names: names).statement
      return TableSum.all(of: table).filter { sum in
        let pages = ([sum.whole] + sum.parts).compactMap { table.rows[$0.row][$0.column].span?.page }
        return pages.contains(where: extra.contains) && !pages.allSatisfy(extra.contains)
      }
    }
    return sums.count(where: \.holds) * 2 >= sums.count
  }
}

extension Grid {
  /// This table with the columns of `right` behind its own; `rows[i]` is where line `i` between the rows of `right` stands.
  fileprivate func widened(by right: Grid, rows: [Int]) -> Grid {
    var wide = self
    wide.columnCount += right.columnCount
    if let end = rightEdge ?? span.box?.x1, let start = right.columnEdges.first, !columnEdges.isEmpty {
      wide.columnEdges += right.columnEdges.map { $0 - start + end }
      wide.rightEdge = right.rightEdge.map { $0 - start + end }
    }
    for cell in right.cells {
      var moved = cell
      moved.row = rows[cell.row]
      moved.rowSpan = rows[cell.row + cell.rowSpan] - moved.row
      moved.column += columnCount
      // a heading over columns on both sheets is printed on the first one
      if cell.text.isEmpty, cell.column == 0, wide.takesIn(moved, at: columnCount) { continue }
      wide.cells.append(moved)
    }
    return wide
  }

  /// Widens the worded heading at the left of `blank`, when it has the same rows and ends at `column`.
  private mutating func takesIn(_ blank: GridCell, at column: Int) -> Bool {
    guard
      let index = cells.firstIndex(where: {
        $0.row == blank.row && $0.rowSpan == blank.rowSpan && $0.column + $0.columnSpan == column
      }), !cells[index].text.isEmpty, PrintedNumber(cells[index].text) == nil, blank.row == 0
    else { return false }
    cells[index].columnSpan += blank.columnSpan
    return true
  }
}
