/// The cells that ruling lines make: rows and columns between all lines, joined wherever no line stands between them.
struct Lattice: Sendable {
  /// Edges of columns and rows, in points, ascending; one more than there are columns and rows.
  var xs: [Double]
  var ys: [Double]
  var cells: [Area]
  /// The cell of every row and column: `owner[row * columnCount + column]`.
  var owner: [Int]

  struct Area: Hashable, Sendable {
    var row, column, rowSpan, columnSpan: Int
  }

  var columnCount: Int { xs.count - 1 }
  var rowCount: Int { ys.count - 1 }

  /// No honest table of one page has more.
  static let mostSlots = 60_000
  /// Lines closer than this make no column or row between them.
  private static let sliver = (x: 3.2, y: 2.6)

  /// Nil when the lines make no cells.
  init?(_ rulings: Rulings) {
    let (horizontal, vertical) = (rulings.horizontal, rulings.vertical)
    guard !horizontal.isEmpty, !vertical.isEmpty else { return nil }
    // an open side is closed by the ends of the lines across
    let xEnds = horizontal.flatMap { [$0.from, $0.to] }
    let yEnds = vertical.flatMap { [$0.from, $0.to] }
    let columns = Self.edges(vertical.map(\.at), ends: xEnds, sliver: Self.sliver.x)
    let rows = Self.edges(horizontal.map(\.at), ends: yEnds, sliver: Self.sliver.y)
    guard columns.count > 1, rows.count > 1, (columns.count - 1) * (rows.count - 1) <= Self.mostSlots else {
      return nil
    }
    (xs, ys) = (columns, rows)
    let width = columns.count - 1
    let height = rows.count - 1

    // how much of each side of each slot is ruled
    var right = Array(repeating: 0.0, count: width * height)
    var below = Array(repeating: 0.0, count: width * height)
    for line in vertical {
      let edge = Self.nearest(line.at, in: columns)
      guard edge > 0, edge < width else { continue }
      for row in 0..<height {
        let covered = min(line.to, rows[row + 1]) - max(line.from, rows[row])
        if covered > 0 { right[row * width + edge - 1] += covered }
      }
    }
    for line in horizontal {
      let edge = Self.nearest(line.at, in: rows)
      guard edge > 0, edge < height else { continue }
      for column in 0..<width {
        let covered = min(line.to, columns[column + 1]) - max(line.from, columns[column])
        if covered > 0 { below[(edge - 1) * width + column] += covered }
      }
    }
    var parents = Array(0..<width * height)
    func root(_ start: Int) -> Int {
      var index = start
      while parents[index] != index {
        parents[index] = parents[parents[index]]
        index = parents[index]
      }
      return index
    }
    for row in 0..<height {
      for column in 0..<width {
        let slot = row * width + column
        if column + 1 < width, right[slot] < 0.5 * (rows[row + 1] - rows[row]) { parents[root(slot + 1)] = root(slot) }
        if row + 1 < height, below[slot] < 0.5 * (columns[column + 1] - columns[column]) {
          parents[root(slot + width)] = root(slot)
        }
      }
    }
    let roots = parents.indices.map(root)
    (cells, owner) = Self.rectangles(roots, width: width, height: height)
  }

  init(xs: [Double], ys: [Double], cells: [Area], owner: [Int]) {
    (self.xs, self.ys, self.cells, self.owner) = (xs, ys, cells, owner)
  }

  /// Positions of lines, those closer than a sliver as one, and the outermost ends of what crosses them.
  private static func edges(_ positions: [Double], ends: [Double], sliver: Double) -> [Double] {
    var edges: [Double] = []
    var group: [Double] = []
    for position in positions.sorted() {
      if let last = group.last, position - last > sliver {
        edges.append(group.reduce(0, +) / Double(group.count))
        group = []
      }
      group.append(position)
    }
    if !group.isEmpty { edges.append(group.reduce(0, +) / Double(group.count)) }
    if let first = edges.first, let end = ends.min(), first - end > 4 { edges.insert(end, at: 0) }
    if let last = edges.last, let end = ends.max(), end - last > 4 { edges.append(end) }
    return edges
  }

  private static func nearest(_ position: Double, in edges: [Double]) -> Int {
    let after = edges.partitioningIndex { $0 >= position }
    if after == 0 { return 0 }
    if after == edges.count { return edges.count - 1 }
    return edges[after] - position < position - edges[after - 1] ? after : after - 1
  }

  /// Groups of slots as rectangles: a group of another shape is cut into rows of equal width.
  private static func rectangles(_ roots: [Int], width: Int, height: Int) -> ([Area], [Int]) {
    var cells: [Area] = []
    var owner = Array(repeating: -1, count: roots.count)
    for row in 0..<height {
      var column = 0
      while column < width {
        let start = column
        let group = roots[row * width + start]
        while column < width, roots[row * width + column] == group { column += 1 }
        let run = start..<column
        if row > 0 {
          let above = owner[(row - 1) * width + start]
          if roots[(row - 1) * width + start] == group, cells[above].column == start,
            cells[above].columnSpan == run.count
          {
            cells[above].rowSpan += 1
            for slot in run { owner[row * width + slot] = above }
            continue
          }
        }
        for slot in run { owner[row * width + slot] = cells.count }
        cells.append(Area(row: row, column: start, rowSpan: 1, columnSpan: run.count))
      }
    }
    return (cells, owner)
  }

  /// The cell at a place; nil outside.
  func cell(x: Double, y: Double) -> Int? {
    let column = xs.partitioningIndex { $0 > x } - 1
    let row = ys.partitioningIndex { $0 > y } - 1
    guard column >= 0, column < columnCount, row >= 0, row < rowCount else { return nil }
    return owner[row * columnCount + column]
  }

  /// - Parameter slack: points above and below that still count: a page may cut the last line of a cell in half.
  func contains(x: Double, y: Double, slack: Double = 0) -> Bool {
    guard let left = xs.first, let right = xs.last, let top = ys.first, let bottom = ys.last else { return false }
    return x >= left && x <= right && y >= top - slack && y <= bottom + slack
  }

  /// The nearest height within the table.
  func inside(y: Double) -> Double {
    guard let top = ys.first, let bottom = ys.last else { return y }
    return min(max(y, top), bottom - 0.01)
  }

  var area: Double { ((xs.last ?? 0) - (xs.first ?? 0)) * ((ys.last ?? 0) - (ys.first ?? 0)) }
}
