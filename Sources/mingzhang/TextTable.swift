import MingzhangModel

/// A table for a terminal, in which Chinese characters are two columns wide.
struct TextTable {
  struct Column {
    var title: String
    var isNumber = false
    /// Cut to this width; nil for as wide as needed.
    var widest: Int?
  }

  var columns: [Column]
  var rows: [[String]] = []

  var text: String {
    let cells = ([columns.map(\.title)] + rows).map { row in
      row.enumerated().map { index, text in columns[index].widest.map { Self.cut(text, to: $0) } ?? text }
    }
    let widths = columns.indices.map { index in cells.map { Self.width($0[index]) }.max() ?? 0 }
    return cells.map { row in
      var line = ""
      for (index, text) in row.enumerated() {
        let padding = String(repeating: " ", count: widths[index] - Self.width(text))
        line += (index > 0 ? "  " : "") + (columns[index].isNumber ? padding + text : text + padding)
      }
      while line.hasSuffix(" ") { line.removeLast() }
      return line + "\n"
    }.joined()
  }

  /// Columns of a terminal.
  static func width(_ text: String) -> Int { text.unicodeScalars.reduce(0) { $0 + width($1) } }

  private static func width(_ scalar: Unicode.Scalar) -> Int {
    switch scalar.value {
    case 0x0300...0x036F, 0x200B...0x200F, 0xFE00...0xFE0F: 0
    case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60,
      0xFFE0...0xFFE6, 0x20000...0x3FFFD:
      2
    default: 1
    }
  }

  /// The text in at most `widest` columns; what is cut out of the middle shows as `…`, because names differ at both ends.
  static func cut(_ text: String, to widest: Int) -> String {
    guard width(text) > widest, widest > 1 else { return text }
    let scalars = Array(text.unicodeScalars)
    var (head, tail) = ("", "")
    var (first, last, used) = (0, scalars.count - 1, 1)
    var takesHead = true
    while first <= last {
      let scalar = takesHead ? scalars[first] : scalars[last]
      guard used + width(scalar) <= widest else { break }
      used += width(scalar)
      if takesHead {
        head.unicodeScalars.append(scalar)
        first += 1
      } else {
        tail.unicodeScalars.append(scalar)
        last -= 1
      }
      takesHead.toggle()
    }
    return head + "…" + String(String.UnicodeScalarView(tail.unicodeScalars.reversed()))
  }
}
