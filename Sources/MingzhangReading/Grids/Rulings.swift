import MingzhangFormats

/// A straight line of a table: at `at`, from `from` to `to` along the other axis.
struct Ruling: Hashable, Sendable {
  var at: Double
  var from: Double
  var to: Double
  var length: Double { to - from }
}

/// The ruling lines of a page, each once: what was drawn in pieces is joined, what was drawn twice is one.
struct Rulings: Sendable {
  var horizontal: [Ruling] = []
  var vertical: [Ruling] = []

  /// More lines than this are a drawing, not tables.
  static let most = 6000
  /// Points by which lines that mean the same may lie apart: Excel paints a border as a hairline and a rectangle.
  private static let doubled = 1.6
  /// Points that may be missing between pieces of one line: dashes, and the squares that Word puts on crossings.
  private static let gap = 3.0
  /// Points: what is shorter rules no cell.
  private static let shortest = 4.0

  init() {}

  init(horizontal: [Ruling], vertical: [Ruling]) {
    self.horizontal = Self.joined(horizontal)
    self.vertical = Self.joined(vertical)
  }

  private static func joined(_ pieces: [Ruling]) -> [Ruling] {
    guard pieces.count <= most * 8 else { return [] }
    var result: [Ruling] = []
    var group: [Ruling] = []
    for piece in pieces.sorted(by: { $0.at < $1.at }) {
      if let first = group.first, let last = group.last,
        piece.at - last.at > doubled || piece.at - first.at > 2 * doubled
      {
        result += joinedGroup(group)
        group = []
      }
      group.append(piece)
    }
    result += joinedGroup(group)
    return result.count <= most ? result : []
  }

  /// Joins pieces that lie on one line.
  private static func joinedGroup(_ group: [Ruling]) -> [Ruling] {
    var result: [Ruling] = []
    var weight = 0.0
    func finish() {
      guard var last = result.popLast() else { return }
      if weight > 0 { last.at /= weight }
      if last.length >= shortest { result.append(last) }
    }
    for piece in group.sorted(by: { $0.from < $1.from }) {
      let mass = max(piece.length, 0.01)
      if var last = result.last, piece.from <= last.to + gap, weight > 0 {
        last.to = max(last.to, piece.to)
        last.at += piece.at * mass
        weight += mass
        result[result.count - 1] = last
      } else {
        finish()
        result.append(Ruling(at: piece.at * mass, from: piece.from, to: piece.to))
        weight = mass
      }
    }
    finish()
    return result
  }

  /// Lines that touch one another, directly or through others: the frames of the page.
  func connected() -> [Rulings] {
    let reach = 2.5
    var parents = Array(0..<horizontal.count + vertical.count)
    func root(_ start: Int) -> Int {
      var index = start
      while parents[index] != index {
        parents[index] = parents[parents[index]]
        index = parents[index]
      }
      return index
    }
    let rows = horizontal.enumerated().sorted { $0.element.at < $1.element.at }
    let heights = rows.map(\.element.at)
    for (v, line) in vertical.enumerated() {
      var index = heights.partitioningIndex { $0 >= line.from - reach }
      while index < rows.count, heights[index] <= line.to + reach {
        let row = rows[index]
        if row.element.from - reach <= line.at, line.at <= row.element.to + reach {
          let (a, b) = (root(row.offset), root(horizontal.count + v))
          if a != b { parents[b] = a }
        }
        index += 1
      }
    }
    var groups: [Int: Rulings] = [:]
    var order: [Int] = []
    for index in parents.indices {
      let key = root(index)
      if groups[key] == nil { order.append(key) }
      if index < horizontal.count {
        groups[key, default: Rulings()].horizontal.append(horizontal[index])
      } else {
        groups[key, default: Rulings()].vertical.append(vertical[index - horizontal.count])
      }
    }
    return Self.withStrays(order.compactMap { groups[$0] })
  }

  /// A cell that goes on over the whole page has no line across it: gives upright lines that touch nothing to the frame
  /// of just their height beside them.
  private static func withStrays(_ frames: [Rulings]) -> [Rulings] {
    var whole = frames.filter { !$0.horizontal.isEmpty && !$0.vertical.isEmpty }
    guard !whole.isEmpty else { return frames }
    var rest = frames.filter { $0.horizontal.isEmpty || $0.vertical.isEmpty }
    let heights = whole.map { frame in
      let ends = frame.vertical.flatMap { [$0.from, $0.to] } + frame.horizontal.map(\.at)
      return (top: ends.min() ?? 0, bottom: ends.max() ?? 0)
    }
    rest.removeAll { stray in
      guard let line = stray.vertical.first, stray.horizontal.isEmpty, line.length > 30,
        let home = heights.firstIndex(where: { abs($0.top - line.from) < 4 && abs($0.bottom - line.to) < 4 })
      else { return false }
      whole[home].vertical += stray.vertical
      return true
    }
    return whole + rest
  }
}

extension Array {
  /// The first index from which on `isLater` holds; the array must be sorted by it.
  func partitioningIndex(where isLater: (Element) -> Bool) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if isLater(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
