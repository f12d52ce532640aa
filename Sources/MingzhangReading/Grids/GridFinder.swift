import MingzhangModel

/// Finds the tables of an upright page: first those with ruling lines, then those that only align their numbers.
struct GridFinder: Sendable {
  /// A table as found: its lattice, the characters in every cell, and all that is needed to print it as a `Grid`.
  struct Found: Sendable {
    var lattice: Lattice
    var inks: [[Ink]]
  }

  struct Result: Sendable {
    var grids: [Found] = []
    /// What stands in no table.
    var loose: [Ink] = []
  }

  func tables(of inks: [Ink], rulings: Rulings) -> Result {
    let lattices = rulings.connected().compactMap { Lattice($0) }
      .filter { $0.cells.count > 1 }
      .sorted { $0.area < $1.area }
    var result = Result(
      grids: lattices.map { Found(lattice: $0, inks: Array(repeating: [], count: $0.cells.count)) })
    var start = 0
    while start < inks.count {
      var end = start + 1
      while end < inks.count, inks[end].run == inks[start].run { end += 1 }
      Self.place(inks[start..<end], in: &result)
      start = end
    }
    var kept: [Found] = []
    for found in result.grids {
      if found.isTable {
        kept.append(found)
      } else {
        result.loose += found.inks.flatMap { $0 }
      }
    }
    let unruled = UnruledGrids().tables(of: result.loose)
    result.grids = kept + unruled.grids
    result.loose = unruled.loose
    return result
  }

  /// Puts characters that were printed together into one cell: the one that holds most of them.
  private static func place(_ run: ArraySlice<Ink>, in result: inout Result) {
    guard let first = run.first else { return }
    let middle = first.middle
    let slack = 0.25 * first.size
    guard
      let table = result.grids.firstIndex(where: { $0.lattice.contains(x: middle.x, y: middle.y) })
        ?? result.grids.firstIndex(where: { $0.lattice.contains(x: middle.x, y: middle.y, slack: slack) })
    else { return result.loose.append(contentsOf: run) }
    let lattice = result.grids[table].lattice
    var counts: [(cell: Int, count: Int)] = []
    for ink in run {
      guard let cell = lattice.cell(x: ink.middle.x, y: lattice.inside(y: ink.middle.y)) else { continue }
      if let index = counts.firstIndex(where: { $0.cell == cell }) {
        counts[index].count += 1
      } else {
        counts.append((cell, 1))
      }
    }
    guard var best = counts.first else { return result.loose.append(contentsOf: run) }
    for other in counts.dropFirst() where other.count > best.count { best = other }
    result.grids[table].inks[best.cell] += run
  }
}

extension GridFinder.Found {
  /// A frame around a paragraph, or rules without words, are no table.
  var isTable: Bool {
    let filled = inks.count { !$0.isEmpty }
    return filled > 1 || (filled == 1 && lattice.cells.count > 3)
  }

  var box: SourceSpan.Box {
    SourceSpan.Box(
      x0: lattice.xs.first ?? 0, y0: lattice.ys.first ?? 0, x1: lattice.xs.last ?? 0, y1: lattice.ys.last ?? 0)
  }

  /// The table as a `Grid`. `place` turns boxes back into places of the displayed page.
  func grid(page: Int, file: String?, place: (SourceSpan.Box) -> SourceSpan.Box) -> Grid {
    let cells = lattice.cells.enumerated().map { index, area in
      let lines = InkLine.lines(of: inks[index])
      let box = SourceSpan.Box(
        x0: lattice.xs[area.column], y0: lattice.ys[area.row], x1: lattice.xs[area.column + area.columnSpan],
        y1: lattice.ys[area.row + area.rowSpan])
      return GridCell(
        row: area.row, column: area.column, rowSpan: area.rowSpan, columnSpan: area.columnSpan,
        text: lines.map(\.text).joined(separator: "\n"), span: SourceSpan(file: file, page: page, box: place(box)))
    }
    return Grid(
      columnCount: lattice.columnCount, rowCount: lattice.rowCount, cells: cells,
      span: SourceSpan(file: file, page: page, box: place(box)), columnEdges: Array(lattice.xs.dropLast()),
      rightEdge: lattice.xs.last)
  }
}
