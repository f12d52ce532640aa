import MingzhangModel

/// Widths and letter size of a table on a page: no number is broken over lines, and a table that would put only a few rows on the next
/// page stands on one.
///
/// Widths of letters are estimates in ems, on the safe side for the fonts that we print with.
struct ColumnFit {
  /// In points, one for each column.
  private(set) var widths: [Double]
  /// In points.
  private(set) var size: Double
  /// What a cell keeps free above and below, in points.
  private(set) var spacing = 4.2

  /// What a cell keeps free on both sides together, in points: less where many columns share the page.
  static func padding(of table: TableView, usual: Double) -> Double { table.columns.count > 14 ? usual / 2 : usual }

  /// Of every row, the words that may need several lines: the columns below them and their length in ems.
  private let rows: [[(columns: Range<Int>, ems: Double)]]
  /// Of every column, the longest part of its cells that may not be broken, in ems.
  private let longestRuns: [Double]
  /// The lengths of the notes, in ems.
  private let notes: [Double]

  /// `room` is the width of the text on the page, in points; `padding` what a cell keeps free on both sides together.
  init(_ table: TableView, room: Double, padding: Double) {
    let count = table.columns.count
    let lead = TableGrid(table.leadRows, width: count).rows
    let head = TableGrid(table.headRows, width: count).rows
    let body = TableGrid(table.bodyRows, width: count).rows
    rows = (lead + head + body).map { row in
      row.enumerated().compactMap { column, cell -> (columns: Range<Int>, ems: Double)? in
        guard let cell, cell.rowSpan == 1 else { return nil }
        return (column..<min(count, column + max(1, cell.columnSpan)), Self.length(cell.text))
      }
    }
    notes = table.notes.map(Self.length)
    let ems = zip(Self.longestRuns(head, count: count, upTo: 2), Self.longestRuns(body, count: count, upTo: 4)).map(max)
    longestRuns = ems
    let usual = count > 12 ? 8.0 : count > 9 ? 8.5 : count > 6 ? 9.5 : 10
    var size = usual
    while size > Self.smallest, ems.map({ $0 * size + padding }).reduce(0, +) > room { size -= 0.5 }
    self.size = size
    widths = Self.widths(table.columns.map(\.width), least: ems.map { $0 * size + padding }, room: room)
  }

  /// With narrower rows or smaller letters, when that puts the whole table on a page of `height` points; nil when it is longer.
  func onOnePage(_ table: TableView, room: Double, height: Double, padding: Double) -> ColumnFit? {
    // what is printed across the page in the books themselves is as small
    let least = table.landscape ? 7.0 : 8
    for smaller in [0, 0.5, 1, 1.5, 2, 2.5] where smaller == 0 || size - smaller >= least {
      for spacing in [4.2, 3.6, 3, 2.5, 2, 1.6] {
        var fit = self
        (fit.size, fit.spacing) = (size - smaller, spacing)
        let narrowest = longestRuns.map { $0 * fit.size + padding }
        fit.widths = Self.widths(table.columns.map(\.width), least: narrowest, room: room)
        if fit.fits(room: room, height: height, padding: padding) { return fit }
      }
    }
    return nil
  }

  /// Whether the whole table with its notes stands in `height` points.
  func fits(room: Double, height: Double, padding: Double) -> Bool {
    tableHeight(padding: padding) + notes.map { 10 + 16 * ($0 * 11 / room).rounded(.up) }.reduce(0, +) <= height
  }

  /// Of all rows, by the lines that their longest cell takes.
  private func tableHeight(padding: Double) -> Double {
    rows.map { row in
      let lines =
        row.map { words -> Double in
          let width = widths[words.columns].reduce(0, +) - padding
          return max(1, (words.ems * size / max(size, width) - 0.02).rounded(.up))
        }.max() ?? 1
      return size * (lines + 0.45 * (lines - 1)) + 2 * spacing + 0.6
    }.reduce(0, +)
  }

  /// In ems.
  private static func length(_ text: String) -> Double {
    text.unicodeScalars.map { $0.isASCII ? width($0) : 1 }.reduce(0, +)
  }

  /// Smaller letters cannot be read on paper.
  private static let smallest = 6.0

  /// The wanted proportions, but no column narrower than its least, as long as the room is enough for that.
  private static func widths(_ wanted: [Double], least: [Double], room: Double) -> [Double] {
    guard least.reduce(0, +) < room else {
      let total = max(1, least.reduce(0, +))
      return least.map { $0 / total * room }
    }
    var widths = wanted
    var fixed = Set<Int>()
    while true {
      let free = room - fixed.map { least[$0] }.reduce(0, +)
      let total = wanted.indices.filter { !fixed.contains($0) }.map { wanted[$0] }.reduce(0, +)
      for index in wanted.indices {
        widths[index] = fixed.contains(index) ? least[index] : wanted[index] / total * free
      }
      let narrow = wanted.indices.filter { !fixed.contains($0) && widths[$0] < least[$0] }
      guard !narrow.isEmpty else { return widths }
      fixed.formUnion(narrow)
    }
  }

  private static func longestRuns(_ rows: [[TableView.CellView?]], count: Int, upTo whole: Double) -> [Double] {
    var out = Array(repeating: 1.0, count: count)
    for row in rows {
      for (column, cell) in row.enumerated() {
        guard let cell, cell.columnSpan == 1 else { continue }
        out[column] = max(out[column], longestRun(cell.text), min(length(cell.text), whole))
      }
    }
    return out
  }

  /// Numbers and codes hold together; Chinese words break anywhere, and twenty letters without a space are broken, too.
  private static func longestRun(_ text: String) -> Double {
    var (longest, run, letters) = (0.0, 0.0, 0)
    for scalar in text.unicodeScalars {
      let isJoined = scalar.isASCII && scalar != " " && scalar != "\n"
      if isJoined, letters < 20 {
        run += width(scalar)
        letters += 1
      } else {
        (run, letters) = (isJoined ? width(scalar) : 0, isJoined ? 1 : 0)
      }
      longest = max(longest, isJoined ? run : scalar.isASCII ? 0 : 1)
    }
    return longest
  }

  private static func width(_ scalar: Unicode.Scalar) -> Double {
    switch scalar {
    case ",", ".", ":", ";", "'": 0.29
    case "-", "(", ")", "[", "]", "/": 0.36
    case "0"..."9": 0.56
    case "%", "m", "w", "W", "M": 0.92
    default: 0.66
    }
  }
}
