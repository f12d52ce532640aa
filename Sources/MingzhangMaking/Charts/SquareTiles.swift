/// A rectangle divided into tiles whose areas are as their values, each as square as it can be (the squarified treemap of Bruls,
/// Huizing and van Wijk, 2000).
struct SquareTiles {
  struct Tile: Hashable {
    var x, y, width, height: Double
    var area: Double { width * height }
  }

  /// In the order of `values`, which must be positive and should fall.
  let tiles: [Tile]

  init(_ values: [Double], width: Double, height: Double) {
    var tiles: [Tile] = []
    var free = Tile(x: 0, y: 0, width: width, height: height)
    var rest = values[...]
    let total = values.reduce(0, +)
    let scale = total > 0 ? width * height / total : 0
    while !rest.isEmpty {
      let side = min(free.width, free.height)
      var row = 1
      while row < rest.count, Self.worst(rest.prefix(row + 1), scale, side) <= Self.worst(rest.prefix(row), scale, side)
      {
        row += 1
      }
      let areas = rest.prefix(row).map { $0 * scale }
      rest = rest.dropFirst(row)
      tiles += Self.lay(areas, in: &free, isLast: rest.isEmpty)
    }
    self.tiles = tiles
  }

  /// The aspect ratio of the least square tile of a row along `side`.
  private static func worst(_ row: ArraySlice<Double>, _ scale: Double, _ side: Double) -> Double {
    let sum = row.reduce(0, +) * scale
    guard sum > 0, side > 0, let largest = row.max(), let smallest = row.min(), smallest > 0 else { return .infinity }
    let (s, w) = (sum * sum, side * side)
    return max(w * largest * scale / s, s / (w * smallest * scale))
  }

  private static func lay(_ areas: [Double], in free: inout Tile, isLast: Bool) -> [Tile] {
    let sum = areas.reduce(0, +)
    let isColumn = free.width >= free.height
    let side = isColumn ? free.height : free.width
    guard side > 0, sum > 0 else { return areas.map { _ in Tile(x: free.x, y: free.y, width: 0, height: 0) } }
    let depth = sum / side
    var along = 0.0
    let tiles = areas.map { area in
      let length = area / depth
      defer { along += length }
      return isColumn
        ? Tile(x: free.x, y: free.y + along, width: depth, height: length)
        : Tile(x: free.x + along, y: free.y, width: length, height: depth)
    }
    if isColumn {
      (free.x, free.width) = (free.x + depth, free.width - depth)
    } else {
      (free.y, free.height) = (free.y + depth, free.height - depth)
    }
    return tiles
  }
}
