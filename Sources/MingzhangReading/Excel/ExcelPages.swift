import MingzhangFormats
import MingzhangModel

/// An XLSX → one page a sheet: rows of cells with merges and the values that formulas were saved with.
struct ExcelPages {
  let file: String?

  /// Nil when the archive is no workbook.
  func pages(of archive: ZIPReader) throws(ZIPReader.Problem) -> [Page]? {
    guard let bytes = try archive.bytes(of: "xl/workbook.xml"), let workbook = MarkupParser.xml(bytes) else {
      return nil
    }
    let relations = try relations(archive)
    let strings = try sharedStrings(archive)
    let formats = try numberFormats(archive)
    var pages: [Page] = []
    for sheet in workbook.child("sheets")?.children("sheet") ?? []
    where sheet.attribute("state") == nil || sheet.attribute("state") == "visible" {
      guard let id = sheet.attribute("id"), let target = relations[id] else { continue }
      let path = target.hasPrefix("/") ? String(target.dropFirst()) : "xl/" + target
      guard let bytes = try archive.bytes(of: path), let root = MarkupParser.xml(bytes) else { continue }
      let name = sheet.attribute("name") ?? path
      let grid = grid(root, sheet: name, strings: strings, formats: formats)
      // the sheet's name is often the only title
      var blocks: [Page.Block] = [
        .line(TextLine(name, span: SourceSpan(file: file, page: pages.count + 1, sheet: name)))
      ]
      if let grid { blocks += Self.parts(grid) }
      pages.append(Page(number: pages.count + 1, blocks: grid == nil ? [] : blocks))
    }
    return pages.isEmpty ? nil : pages
  }

  private func relations(_ archive: ZIPReader) throws(ZIPReader.Problem) -> [String: String] {
    guard let bytes = try archive.bytes(of: "xl/_rels/workbook.xml.rels"), let root = MarkupParser.xml(bytes) else {
      return [:]
    }
    var out: [String: String] = [:]
    for relation in root.children("Relationship") {
      if let id = relation.attribute("Id"), let target = relation.attribute("Target") { out[id] = target }
    }
    return out
  }

  private func sharedStrings(_ archive: ZIPReader) throws(ZIPReader.Problem) -> [String] {
    guard let bytes = try archive.bytes(of: "xl/sharedStrings.xml"), let root = MarkupParser.xml(bytes) else {
      return []
    }
    return root.children("si").map { item in
      // rPh is a reading aid, not the text
      item.children.filter { $0.name == "t" || $0.name == "r" }.map {
        $0.name == "t" ? $0.text : $0.children("t").map(\.text).joined()
      }.joined()
    }
  }

  /// Decimals of each cell style, for how a number is printed; nil: general.
  private func numberFormats(_ archive: ZIPReader) throws(ZIPReader.Problem) -> [Int?] {
    guard let bytes = try archive.bytes(of: "xl/styles.xml"), let root = MarkupParser.xml(bytes) else { return [] }
    var codes: [Int: String] = [:]
    for format in root.child("numFmts")?.children("numFmt") ?? [] {
      if let id = format.attribute("numFmtId").flatMap({ Int($0) }) { codes[id] = format.attribute("formatCode") ?? "" }
    }
    return (root.child("cellXfs")?.children("xf") ?? []).map { style in
      guard let id = style.attribute("numFmtId").flatMap({ Int($0) }) else { return nil }
      switch id {
      case 1, 3: return 0
      case 2, 4, 39, 40, 43, 44: return 2
      default:
        guard let code = codes[id]?.split(separator: ";").first, code.contains("0") else { return nil }
        guard let point = code.lastIndex(of: ".") else { return code.contains("#,##0") ? 0 : nil }
        return code[code.index(after: point)...].prefix { $0 == "0" || $0 == "#" }.count
      }
    }
  }

  private func grid(_ root: MarkupNode, sheet: String, strings: [String], formats: [Int?]) -> Grid? {
    var cells: [GridCell] = []
    var (width, height) = (0, 0)
    for row in root.child("sheetData")?.children("row") ?? [] {
      for cell in row.children("c") {
        guard let reference = cell.attribute("r"), let place = Self.place(reference), place.row < 50_000,
          place.column < 500
        else { continue }
        let text = value(cell, strings, formats)
        guard !text.isEmpty else { continue }
        cells.append(
          GridCell(
            row: place.row, column: place.column, text: text,
            span: SourceSpan(file: file, sheet: sheet, cell: reference)))
        width = max(width, place.column + 1)
        height = max(height, place.row + 1)
      }
    }
    guard !cells.isEmpty else { return nil }
    var spans: [Int: (Int, Int)] = [:]
    for merge in root.child("mergeCells")?.children("mergeCell") ?? [] {
      let ends = (merge.attribute("ref") ?? "").split(separator: ":").compactMap { Self.place(String($0)) }
      guard ends.count == 2, ends[0].row < height, ends[0].column < width else { continue }
      spans[ends[0].row * 1000 + ends[0].column] = (
        min(height, ends[1].row + 1) - ends[0].row, min(width, ends[1].column + 1) - ends[0].column
      )
    }
    for index in cells.indices {
      if let span = spans[cells[index].row * 1000 + cells[index].column] {
        (cells[index].rowSpan, cells[index].columnSpan) = span
      }
    }
    return Grid(columnCount: width, rowCount: height, cells: cells, span: SourceSpan(file: file, sheet: sheet))
  }

  /// What the cell shows. Numbers are kept in decimal: the saved text rounded to the places of the format.
  private func value(_ cell: MarkupNode, _ strings: [String], _ formats: [Int?]) -> String {
    let saved = cell.child("v")?.text ?? ""
    switch cell.attribute("t") {
    case "s": return Int(saved).flatMap { strings.indices.contains($0) ? strings[$0] : nil } ?? ""
    case "inlineStr": return cell.child("is")?.text ?? ""
    case "str", "b", "e": return saved
    default:
      let style = cell.attribute("s").flatMap { Int($0) } ?? 0
      return DecimalText.printed(saved, decimals: formats.indices.contains(style) ? formats[style] : nil)
    }
  }

  /// `B7` → row 6, column 1.
  private static func place(_ reference: String) -> (row: Int, column: Int)? {
    var column = 0
    var digits = ""
    for scalar in reference.unicodeScalars {
      switch scalar.value {
      case 0x41...0x5A: column = column * 26 + Int(scalar.value - 0x40)
      case 0x30...0x39: digits.unicodeScalars.append(scalar)
      case 0x24: continue
      default: return nil
      }
      guard column < 20_000 else { return nil }
    }
    guard let row = Int(digits), row > 0, column > 0 else { return nil }
    return (row - 1, column - 1)
  }

  /// One sheet may hold several tables below each other: an empty row between two filled ones parts them.
  private static func parts(_ grid: Grid) -> [Page.Block] {
    let filled = Set(grid.cells.flatMap { cell in cell.row..<cell.row + max(1, cell.rowSpan) })
    var blocks: [Page.Block] = []
    var start: Int?
    for row in 0...grid.rowCount {
      if filled.contains(row), row < grid.rowCount {
        start = start ?? row
      } else if let first = start {
        var part = grid
        part.rowCount = row - first
        part.cells = grid.cells.filter { $0.row >= first && $0.row < row }.map {
          var cell = $0
          cell.row -= first
          return cell
        }
        if part.rowCount == 1, part.cells.count == 1, let only = part.cells.first {
          blocks.append(.line(TextLine(only.text.unwrapped, span: only.span)))
        } else {
          blocks.append(.grid(part))
        }
        start = nil
      }
    }
    return blocks
  }
}

/// A number as a workbook saves it (`24660800`, `1.2E-2`, `0.30000000000000004`) → decimal text, without binary arithmetic.
enum DecimalText {
  static func printed(_ saved: String, decimals: Int?) -> String {
    guard let number = exact(saved) else { return saved }
    var (digits, scale) = number  // value = digits × 10^-scale
    let isNegative = digits.first == "-"
    if isNegative { digits.removeFirst() }
    // without a format a binary fraction shows at most ten places
    let places = decimals ?? min(scale, 10)
    if scale > places {
      let cut = scale - places
      if digits.count <= cut { digits = String(repeating: "0", count: cut - digits.count + 1) + digits }
      let roundUp = digits[digits.index(digits.endIndex, offsetBy: -cut)] >= "5"
      digits = String(digits.dropLast(cut))
      if roundUp { digits = increment(digits) }
      scale = places
    }
    if scale < places {
      digits += String(repeating: "0", count: places - scale)
      scale = places
    }
    if digits.count <= scale { digits = String(repeating: "0", count: scale - digits.count + 1) + digits }
    var out = String(digits.dropLast(scale))
    out = String(out.drop { $0 == "0" })
    if out.isEmpty { out = "0" }
    if scale > 0 {
      var fraction = String(digits.suffix(scale))
      if decimals == nil { while fraction.hasSuffix("0") { fraction.removeLast() } }
      if !fraction.isEmpty { out += "." + fraction }
    }
    let isZero = out.allSatisfy { $0 == "0" || $0 == "." }
    return isNegative && !isZero ? "-" + out : out
  }

  private static func exact(_ saved: String) -> (String, Int)? {
    let parts = saved.uppercased().split(separator: "E", omittingEmptySubsequences: false)
    guard let mantissa = parts.first, parts.count <= 2 else { return nil }
    let exponent = parts.count == 2 ? Int(parts[1]) : 0
    guard let exponent, abs(exponent) < 30 else { return nil }
    let halves = mantissa.split(separator: ".", omittingEmptySubsequences: false)
    guard halves.count <= 2, let whole = halves.first else { return nil }
    let fraction = halves.count == 2 ? halves[1] : ""
    var digits = String(whole) + fraction
    let bare = digits.hasPrefix("-") ? digits.dropFirst() : digits[...]
    guard !bare.isEmpty, bare.allSatisfy({ $0.isASCII && $0.isNumber }) else { return nil }
    var scale = fraction.count - exponent
    if scale < 0 {
      digits += String(repeating: "0", count: -scale)
      scale = 0
    }
    return (digits, scale)
  }

  private static func increment(_ digits: String) -> String {
    var out = Array(digits)
    var index = out.count - 1
    while index >= 0 {
      if out[index] == "9" {
        out[index] = "0"
        index -= 1
      } else {
        out[index] = Character(String((out[index].wholeNumberValue ?? 0) + 1))
        return String(out)
      }
    }
    return "1" + String(out)
  }
}
