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

  /// `room` is the width of the text on the page, in points; `padding` what a cell keeps free on both sides together.
  init(_ table: TableView, room: Double, padding: Double) {
    let count = table.columns.count
    let usual = count > 12 ? 8.0 : count > 9 ? 8.5 : count > 6 ? 9.5 : 10
    let ems = Self.longestRuns(table)
    var size = usual
    while size > Self.smallest, ems.map({ $0 * size + padding }).reduce(0, +) > room { size -= 0.5 }
    self.size = size
    widths = Self.widths(table.columns.map(\.width), least: ems.map { $0 * size + padding }, room: room)
  }

  /// With narrower rows or smaller letters, when that puts the whole table on a page of `height` points; nil when it is longer.
  func onOnePage(_ table: TableView, room: Double, height: Double, padding: Double) -> ColumnFit? {
    let ems = Self.longestRuns(table)
    // what is printed across the page in the books themselves is as small
    let least = table.landscape ? 7.0 : 8
    for smaller in [0, 0.5, 1, 1.5, 2, 2.5] where smaller == 0 || size - smaller >= least {
      for spacing in [4.2, 3.6, 3, 2.5, 2, 1.6] {
        var fit = self
        (fit.size, fit.spacing) = (size - smaller, spacing)
        fit.widths = Self.widths(table.columns.map(\.width), least: ems.map { $0 * fit.size + padding }, room: room)
        if fit.fits(table, room: room, height: height, padding: padding) { return fit }
      }
    }
    return nil
  }

  /// Whether the whole table with its notes stands in `height` points.
  func fits(_ table: TableView, room: Double, height: Double, padding: Double) -> Bool {
    let rows = [table.leadRows, table.headRows, table.bodyRows].flatMap { TableGrid($0, width: widths.count).rows }
    let notes = table.notes.map { 10 + 16 * (Self.length($0) * 11 / room).rounded(.up) }.reduce(0, +)
    return self.height(rows, padding: padding) + notes <= height
  }

  /// Of all rows, by the lines that their longest cell takes.
  private func height(_ rows: [[TableView.CellView?]], padding: Double) -> Double {
    rows.map { row in
      let lines =
        row.enumerated().map { column, cell -> Double in
          guard let cell, cell.rowSpan == 1 else { return 1 }
          let last = min(widths.count, column + max(1, cell.columnSpan))
          let width = widths[column..<last].reduce(0, +) - padding
          return max(1, (Self.length(cell.text) * size / max(size, width) - 0.02).rounded(.up))
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

  /// The longest part of a column's cells that should not be broken, in ems: words of four characters are not put one below another.
  private static func longestRuns(_ table: TableView) -> [Double] {
    var out = table.columns.map { _ in 1.0 }
    for (rows, isHead) in [(table.headRows, true), (table.bodyRows, false)] {
      for row in TableGrid(rows, width: table.columns.count).rows {
        for (column, cell) in row.enumerated() {
          guard let cell, cell.columnSpan == 1 else { continue }
          out[column] = max(out[column], longestRun(cell.text), min(length(cell.text), isHead ? 2 : 4))
        }
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
