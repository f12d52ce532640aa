import MingzhangModel

/// A grid spread out: every row has a slot for every column, and a merged cell fills all the slots that it covers.
struct Matrix {
  struct Slot {
    var text: String
    var span: SourceSpan?
    /// False for a slot that a merged cell covers beyond its top-left corner.
    var isOrigin: Bool
    /// True for the slots beyond the first row of a merged cell.
    var isBelowOrigin = false
    /// True for the slots beyond the first column of a merged cell.
    var isRightOfOrigin = false
    var isBlank: Bool { text.isEmpty }
  }

  var rows: [[Slot]]
  /// Whether the source gives real spans; text does not, there an empty cell may continue its neighbour.
  let hasSpans: Bool

  var width: Int { rows.first?.count ?? 0 }

  init(_ grid: Grid) {
    let empty = Slot(text: "", span: nil, isOrigin: true)
    var rows = Array(repeating: Array(repeating: empty, count: grid.columnCount), count: grid.rowCount)
    var spans = false
    for cell in grid.cells where cell.row < grid.rowCount && cell.column < grid.columnCount {
      let lastRow = min(grid.rowCount, cell.row + max(1, cell.rowSpan)) - 1
      let lastColumn = min(grid.columnCount, cell.column + max(1, cell.columnSpan)) - 1
      if cell.rowSpan > 1 || cell.columnSpan > 1 { spans = true }
      let text = cell.text.trimmingSpaces()
      for row in cell.row...max(cell.row, lastRow) {
        for column in cell.column...max(cell.column, lastColumn) {
          rows[row][column] = Slot(
            text: text, span: cell.span, isOrigin: row == cell.row && column == cell.column,
            isBelowOrigin: row > cell.row, isRightOfOrigin: column > cell.column)
        }
      }
    }
    self.rows = rows
    hasSpans = spans
  }

  /// The texts that are printed in a row, once each, folded.
  func words(inRow row: Int) -> [String] {
    rows[row].filter { $0.isOrigin && !$0.isBlank }.map(\.text.foldedForMatching)
  }

  /// The text printed in a slot itself; empty where a merged cell only reaches into it.
  func ownText(_ row: Int, _ column: Int) -> String { rows[row][column].isOrigin ? rows[row][column].text : "" }
}

extension String {
  /// Words broken over lines inside a cell, as one line: Chinese joins without a space.
  var unwrapped: String {
    guard utf8.contains(0x0A) else { return self }
    return split(separator: "\n").map { String($0).trimmingSpaces() }.joined()
  }

  /// How many digits are printed, full-width ones included: the measure of conservation.
  var digitCount: Int {
    var text = self
    return text.withUTF8 { bytes in
      var count = 0
      for (index, byte) in bytes.enumerated() {
        if (0x30...0x39).contains(byte) {
          count += 1
        } else if byte == 0xEF, bytes[index + 1] == 0xBC, (0x90...0x99).contains(bytes[index + 2]) {
          count += 1  // ０…９
        }
      }
      return count
    }
  }

  static func isDigit(_ scalar: Unicode.Scalar) -> Bool {
    (0x30...0x39).contains(scalar.value) || (0xFF10...0xFF19).contains(scalar.value)
  }
}
