import MingzhangModel

/// Tables without upright lines, or without any: columns are where words and the right edges of numbers stand in line.
///
/// It asks for at least three rows that end in amounts below one another, so that prose, contents pages and the two
/// words at the ends of a line (`编制单位：… 单位：万元`) are never taken for a table.
struct UnruledGrids: Sendable {
  private static let leastRows = 3
  /// Ems between words of different columns.
  private static let gap = 1.2
  /// Ems between the baselines of neighbouring rows.
  private static let pitch = 3.4

  struct Result: Sendable {
    var grids: [GridFinder.Found] = []
    var loose: [Ink] = []
  }

  private struct Line {
    var whole: InkLine
    var parts: [InkLine]
    /// The right edges of amounts; a row has at least one, and words or another amount left of it.
    var amounts: [Double]
    var isRow: Bool { parts.count > 1 && !amounts.isEmpty }

    init(_ line: InkLine) {
      whole = line
      parts = line.parts(apart: UnruledGrids.gap)
      amounts = parts.dropFirst().filter { UnruledGrids.isAmount($0.text) }.map(\.x1)
    }
  }

  func tables(of loose: [Ink]) -> Result {
    let lines = InkLine.lines(of: loose).map(Line.init)
    var result = Result()
    var index = 0
    while index < lines.count {
      guard lines[index].isRow, let end = blockEnd(from: index, in: lines) else {
        index += 1
        continue
      }
      let start = headStart(before: index, in: lines)
      guard let found = table(heads: Array(lines[start..<index]), rows: Array(lines[index..<end])) else {
        index = end
        continue
      }
      result.grids.append(found)
      index = end
    }
    guard !result.grids.isEmpty else { return Result(loose: loose) }
    let taken = Set(result.grids.flatMap { $0.inks.flatMap { $0.map(\.order) } })
    result.loose = loose.filter { !taken.contains($0.order) }
    return result
  }

  /// Digits with a decimal point or separators, or at least four of them: no page number, no count.
  static func isAmount(_ text: String) -> Bool {
    var digits = 0
    var isMarked = false
    for scalar in text.unicodeScalars {
      switch scalar {
      case "0"..."9": digits += 1
      case ".", ",", "，": isMarked = true
      case "-", "%", " ", "(", ")": continue
      default: return false
      }
    }
    return digits >= 4 || (digits > 0 && isMarked)
  }

  /// Past the last row of the block that begins at `start`; nil when its amounts do not stand in line.
  private func blockEnd(from start: Int, in lines: [Line]) -> Int? {
    var end = start
    var rows: [Line] = []
    var index = start
    while index < lines.count {
      let size = lines[index].whole.size
      if index > start, lines[index].whole.baseline - lines[index - 1].whole.baseline > Self.pitch * size { break }
      if lines[index].isRow {
        rows.append(lines[index])
        end = index + 1
      } else if index > end {
        break  // one line of a wrapped caption may stand between two rows, two may not
      }
      index += 1
    }
    guard rows.count >= Self.leastRows else { return nil }
    let edges = rows.compactMap(\.amounts.last)
    let inLine = edges.map { edge in edges.count { abs($0 - edge) < 4 } }.max() ?? 0
    return inLine * 3 >= rows.count * 2 ? end : nil
  }

  /// The first of the heading lines above a block: several words each, no amounts, no labels.
  private func headStart(before first: Int, in lines: [Line]) -> Int {
    var start = first
    while start > 0, first - start < 4 {
      let line = lines[start - 1]
      let distance = lines[start].whole.baseline - line.whole.baseline
      guard line.parts.count > 1, line.amounts.isEmpty, distance <= Self.pitch * line.whole.size,
        !line.whole.text.contains("："), !line.whole.text.contains(":")
      else { break }
      start -= 1
    }
    return start
  }

  private struct Column {
    var x0, x1: Double
    func overlaps(_ part: InkLine) -> Bool { part.x0 < x1 && part.x1 > x0 }
  }

  private func table(heads: [Line], rows: [Line]) -> GridFinder.Found? {
    var columns = Self.merged(rows.filter(\.isRow).flatMap(\.parts).map { Column(x0: $0.x0, x1: $0.x1) })
    // a heading above nothing is a column whose cells are all blank
    for part in heads.last?.parts ?? [] where !columns.contains(where: { $0.overlaps(part) }) {
      columns.append(Column(x0: part.x0, x1: part.x1))
    }
    columns.sort { $0.x0 < $1.x0 }
    guard columns.count > 1 else { return nil }

    var bands: [[Line]] = []
    for line in heads + rows {
      // a line without amounts between rows goes on with the row above
      if bands.count > heads.count, !line.isRow { bands[bands.count - 1].append(line) } else { bands.append([line]) }
    }
    let xs = Self.edges(columns.map { ($0.x0, $0.x1) })
    let ys = Self.edges(
      bands.map { band in
        let boxes = band.map(\.whole.box)
        return (boxes.map(\.y0).min() ?? 0, boxes.map(\.y1).max() ?? 0)
      })
    var cells: [Lattice.Area] = []
    var inks: [[Ink]] = []
    var owner = Array(repeating: -1, count: bands.count * columns.count)
    for (row, band) in bands.enumerated() {
      let isGroupRow = row + 1 < heads.count
      for line in band {
        let spans = Self.spans(of: line.parts, over: columns, below: isGroupRow ? heads[row + 1].parts : [])
        for (part, span) in zip(line.parts, spans) {
          let known = owner[row * columns.count + span.lowerBound]
          if known >= 0 {
            inks[known] += part.inks
            continue
          }
          for column in span where owner[row * columns.count + column] < 0 {
            owner[row * columns.count + column] = cells.count
          }
          cells.append(Lattice.Area(row: row, column: span.lowerBound, rowSpan: 1, columnSpan: span.count))
          inks.append(part.inks)
        }
      }
      for column in columns.indices where owner[row * columns.count + column] < 0 {
        owner[row * columns.count + column] = cells.count
        cells.append(Lattice.Area(row: row, column: column, rowSpan: 1, columnSpan: 1))
        inks.append([])
      }
    }
    return GridFinder.Found(lattice: Lattice(xs: xs, ys: ys, cells: cells, owner: owner), inks: inks)
  }

  /// Intervals that overlap, as one.
  private static func merged(_ intervals: [Column]) -> [Column] {
    var result: [Column] = []
    for interval in intervals.sorted(by: { $0.x0 < $1.x0 }) {
      if let last = result.last, interval.x0 < last.x1 {
        result[result.count - 1].x1 = max(last.x1, interval.x1)
      } else {
        result.append(interval)
      }
    }
    return result
  }

  /// The columns that each part stands over: those it touches, or the nearest; a group takes in its neighbours that have
  /// words `below` and nothing of their own.
  private static func spans(of parts: [InkLine], over columns: [Column], below: [InkLine]) -> [Range<Int>] {
    var spans = parts.map { part -> Range<Int> in
      let touched = columns.indices.filter { columns[$0].overlaps(part) }
      if let first = touched.first, let last = touched.last { return first..<last + 1 }
      let middle = (part.x0 + part.x1) / 2
      let nearest =
        columns.indices.min {
          abs((columns[$0].x0 + columns[$0].x1) / 2 - middle) < abs((columns[$1].x0 + columns[$1].x1) / 2 - middle)
        } ?? 0
      return nearest..<nearest + 1
    }
    guard !below.isEmpty else { return spans }
    let hasWords = columns.map { column in below.contains { column.overlaps($0) } }
    for column in columns.indices where hasWords[column] && !spans.contains(where: { $0.contains(column) }) {
      let middle = (columns[column].x0 + columns[column].x1) / 2
      let candidates = parts.indices.filter { index in spans[index].contains { hasWords[$0] } }
      guard
        let nearest = candidates.min(by: {
          abs((parts[$0].x0 + parts[$0].x1) / 2 - middle) < abs((parts[$1].x0 + parts[$1].x1) / 2 - middle)
        })
      else { continue }
      let wide = min(spans[nearest].lowerBound, column)..<max(spans[nearest].upperBound, column + 1)
      let isFree = parts.indices.allSatisfy { $0 == nearest || !spans[$0].overlaps(wide) }
      if isFree { spans[nearest] = wide }
    }
    return spans
  }

  /// The outer ends of the first and last interval, and the middle of every gap between.
  private static func edges(_ intervals: [(Double, Double)]) -> [Double] {
    guard let first = intervals.first, let last = intervals.last else { return [] }
    var edges = [first.0]
    for (left, right) in zip(intervals, intervals.dropFirst()) { edges.append((left.1 + right.0) / 2) }
    return edges + [last.1]
  }
}
