/// An XLSX as its sheets hold it: cells with their saved values, merges, hidden sheets. Knows no budgets.
///
/// Format: ECMA-376 part 1, SpreadsheetML. A formula counts with the value it was saved with.
public struct Workbook: Sendable {
  /// In the order of the tabs.
  public var sheets: [Sheet]

  public struct Sheet: Sendable {
    public var name: String
    public var isHidden: Bool
    /// Cells that hold something, row by row.
    public var cells: [Cell]
    public var merges: [Merge]
    /// From 0.
    public var hiddenColumns: Set<Int> = []
    /// Cells beyond the limits, or a sheet that is damaged: something was not read.
    public var isTruncated = false
  }

  public struct Cell: Sendable {
    /// From 0.
    public var row: Int
    public var column: Int
    /// `B7`
    public var reference: String
    /// What the cell shows. Numbers are kept in decimal: the saved text rounded to the places of the format.
    public var text: String
    /// The saved value before any format, in decimal: what a sum is computed from.
    public var exact: String
    public var content: Content
    /// The row is hidden, by hand or by a filter.
    public var isHidden = false

    public enum Content: Sendable {
      case words, number
      /// A number under a date format: `text` is the serial number, days since 1899-12-30.
      case date
      /// A formula whose result was saved with it.
      case formula
      /// A formula that was saved without a result; `text` is empty.
      case formulaWithoutValue
      case error
    }
  }

  /// A rectangle of merged cells, all from 0, ends included.
  public struct Merge: Sendable {
    public var rows: ClosedRange<Int>
    public var columns: ClosedRange<Int>
  }

  /// What lies beyond is not read: no table of a disclosure is so large, a hostile one may claim to be.
  static let rowLimit = 50_000
  static let columnLimit = 500
  /// Of all sheets together.
  static let cellLimit = 2_000_000

  /// Nil when the archive is no workbook.
  public init?(_ archive: ZIPReader) throws(ZIPReader.Problem) {
    guard let bytes = try archive.bytes(of: "xl/workbook.xml"), let workbook = MarkupParser.xml(bytes) else {
      return nil
    }
    let relations = try Self.relations(archive)
    let strings = try Self.sharedStrings(archive)
    let styles = try CellStyles(archive)
    sheets = []
    var left = Self.cellLimit
    for sheet in workbook.child("sheets")?.children("sheet") ?? [] {
      guard let id = sheet.attribute("id"), let target = relations[id] else { continue }
      let path = target.hasPrefix("/") ? String(target.dropFirst()) : "xl/" + target
      let name = sheet.attribute("name") ?? path
      let isHidden = sheet.attribute("state").map { $0 != "visible" } ?? false
      guard let bytes = try archive.bytes(of: path), let root = MarkupParser.xml(bytes) else {
        sheets.append(Sheet(name: name, isHidden: isHidden, cells: [], merges: [], isTruncated: true))
        continue
      }
      let (cells, isTruncated) = Self.cells(root, strings, styles, limit: left)
      left -= cells.count
      sheets.append(
        Sheet(
          name: name, isHidden: isHidden, cells: cells, merges: Self.merges(root),
          hiddenColumns: Self.hiddenColumns(root), isTruncated: isTruncated))
    }
  }

  private static func relations(_ archive: ZIPReader) throws(ZIPReader.Problem) -> [String: String] {
    guard let bytes = try archive.bytes(of: "xl/_rels/workbook.xml.rels"), let root = MarkupParser.xml(bytes) else {
      return [:]
    }
    var out: [String: String] = [:]
    for relation in root.children("Relationship") {
      if let id = relation.attribute("Id"), let target = relation.attribute("Target") { out[id] = target }
    }
    return out
  }

  private static func sharedStrings(_ archive: ZIPReader) throws(ZIPReader.Problem) -> [String] {
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

  private static func cells(
    _ root: MarkupNode, _ strings: [String], _ styles: CellStyles, limit: Int
  ) -> (cells: [Cell], isTruncated: Bool) {
    var cells: [Cell] = []
    var isTruncated = false
    var last = (row: -1, column: -1)
    for row in root.child("sheetData")?.children("row") ?? [] {
      let isHidden = ["1", "true"].contains(row.attribute("hidden") ?? "")
      // rows and cells may leave out where they stand: it is beside the last one then
      last = (row.attribute("r").flatMap { Int($0) }.map { min($0, 10_000_000) - 1 } ?? last.row + 1, -1)
      for node in row.children("c") {
        let named = node.attribute("r").flatMap(place)
        let place = named ?? (last.row, last.column + 1)
        last.column = place.column
        let (text, content) = value(node, strings, styles)
        guard !text.isEmpty || content == .formulaWithoutValue else { continue }
        guard (0..<rowLimit).contains(place.row), place.column < columnLimit, cells.count < limit else {
          isTruncated = true
          continue
        }
        let reference = node.attribute("r") ?? name(place.row, place.column)
        cells.append(
          Cell(
            row: place.row, column: place.column, reference: reference, text: text,
            exact: content == .words || content == .error || content == .date
              ? text : DecimalText.printed(node.child("v")?.text ?? "", decimals: nil),
            content: content,
            isHidden: isHidden))
      }
    }
    return (cells, isTruncated)
  }

  private static func hiddenColumns(_ root: MarkupNode) -> Set<Int> {
    var out = Set<Int>()
    for column in root.child("cols")?.children("col") ?? []
    where ["1", "true"].contains(column.attribute("hidden") ?? "") {
      guard let first = column.attribute("min").flatMap({ Int($0) }),
        let last = column.attribute("max").flatMap({ Int($0) }), first > 0, last >= first, first <= columnLimit
      else { continue }
      out.formUnion(first - 1..<min(last, columnLimit))
    }
    return out
  }

  /// Row 6, column 1 → `B7`.
  private static func name(_ row: Int, _ column: Int) -> String {
    var (letters, rest) = ("", column)
    repeat {
      letters = String(Character(Unicode.Scalar(UInt8(65 + rest % 26)))) + letters
      rest = rest / 26 - 1
    } while rest >= 0
    return letters + String(row + 1)
  }

  private static func value(_ node: MarkupNode, _ strings: [String], _ styles: CellStyles) -> (String, Cell.Content) {
    let saved = node.child("v")?.text ?? ""
    let isFormula = node.child("f") != nil
    // a formula whose result is the empty text was saved with it
    if isFormula, saved.isEmpty, node.child("is") == nil, node.attribute("t") != "str" || node.child("v") == nil {
      return ("", .formulaWithoutValue)
    }
    switch node.attribute("t") {
    case "s": return (Int(saved).flatMap { strings.indices.contains($0) ? strings[$0] : nil } ?? "", .words)
    case "inlineStr": return (node.child("is")?.text ?? "", .words)
    case "str": return (saved, isFormula ? .formula : .words)
    case "b": return (saved == "1" ? "TRUE" : "FALSE", .words)
    case "e": return (saved, .error)
    case "d": return serial(ofDay: saved).map { (String($0), .date) } ?? (saved, .words)
    default:
      let style = node.attribute("s").flatMap { Int($0) } ?? 0
      if styles.isDate(style) { return (saved, .date) }
      if let places = styles.percent(style), let hundredfold = DecimalText.shifted(saved, by: 2) {
        return (DecimalText.printed(hundredfold, decimals: places) + "%", isFormula ? .formula : .number)
      }
      return (DecimalText.printed(saved, decimals: styles.decimals(style)), isFormula ? .formula : .number)
    }
  }

  /// `2024-01-07…` → days since 1899-12-30, as workbooks count them; nil for any other text.
  private static func serial(ofDay text: String) -> Int? {
    let parts = text.prefix { $0 != "T" }.split(separator: "-").compactMap { Int($0) }
    guard parts.count == 3, (1900...9999).contains(parts[0]), (1...12).contains(parts[1]), (1...31).contains(parts[2])
    else { return nil }
    // days from the civil date, March first, so that the leap day ends the year
    let year = parts[1] > 2 ? parts[0] : parts[0] - 1
    let (era, month) = (year / 400, (parts[1] + 9) % 12)
    let yearOfEra = year - era * 400
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + (153 * month + 2) / 5 + parts[2] - 1
    return era * 146_097 + dayOfEra - 719_468 + 25_569
  }

  private static func merges(_ root: MarkupNode) -> [Merge] {
    (root.child("mergeCells")?.children("mergeCell") ?? []).compactMap { merge in
      let ends = (merge.attribute("ref") ?? "").split(separator: ":").compactMap { place(String($0)) }
      guard ends.count == 2, ends[0].row <= ends[1].row, ends[0].column <= ends[1].column else { return nil }
      return Merge(rows: ends[0].row...ends[1].row, columns: ends[0].column...ends[1].column)
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
    guard let row = Int(digits), row > 0, row < 10_000_000, column > 0 else { return nil }
    return (row - 1, column - 1)
  }
}

/// The number formats of a workbook's cell styles.
struct CellStyles {
  /// Nil: general.
  private var places: [Int?] = []
  private var dates: [Bool] = []
  /// Decimals of percentages; nil for what is none.
  private var percents: [Int?] = []

  init(_ archive: ZIPReader) throws(ZIPReader.Problem) {
    guard let bytes = try archive.bytes(of: "xl/styles.xml"), let root = MarkupParser.xml(bytes) else { return }
    var codes: [Int: String] = [:]
    for format in root.child("numFmts")?.children("numFmt") ?? [] {
      if let id = format.attribute("numFmtId").flatMap({ Int($0) }) { codes[id] = format.attribute("formatCode") ?? "" }
    }
    for style in root.child("cellXfs")?.children("xf") ?? [] {
      let id = style.attribute("numFmtId").flatMap { Int($0) } ?? 0
      places.append(Self.places(id, codes[id]))
      dates.append(Self.isDate(id, codes[id]))
      percents.append(Self.percent(id, codes[id]))
    }
  }

  /// How many decimals a number shows under `style`; nil when the format leaves it to the number.
  func decimals(_ style: Int) -> Int? { places.indices.contains(style) ? places[style] : nil }
  /// How many decimals a percentage shows; nil when the style is none.
  func percent(_ style: Int) -> Int? { percents.indices.contains(style) ? percents[style] : nil }
  func isDate(_ style: Int) -> Bool { dates.indices.contains(style) && dates[style] }

  private static func places(_ id: Int, _ code: String?) -> Int? {
    switch id {
    case 1, 3: return 0
    case 2, 4, 39, 40, 43, 44: return 2
    default:
      guard let code = code?.split(separator: ";").first, code.contains("0") else { return nil }
      guard let point = code.lastIndex(of: ".") else { return code.contains("#,##0") ? 0 : nil }
      return code[code.index(after: point)...].prefix { $0 == "0" || $0 == "#" }.count
    }
  }

  private static func percent(_ id: Int, _ code: String?) -> Int? {
    if id == 9 || id == 10 { return id == 9 ? 0 : 2 }
    guard let code = code?.split(separator: ";").first, code.contains("%"), code.contains("0") else { return nil }
    return code.lastIndex(of: ".").map { code[code.index(after: $0)...].prefix { $0 == "0" || $0 == "#" }.count } ?? 0
  }

  /// The built-in date formats, and codes with a year or a day outside of quotes and brackets.
  private static func isDate(_ id: Int, _ code: String?) -> Bool {
    if (14...22).contains(id) || (27...36).contains(id) || (45...47).contains(id) || (50...58).contains(id) {
      return true
    }
    guard let code = code?.split(separator: ";").first else { return false }
    var isQuoted = false
    var isBracketed = false
    for character in code.lowercased() {
      switch character {
      case "\"": isQuoted.toggle()
      case "[": isBracketed = true
      case "]": isBracketed = false
      case "y", "d": if !isQuoted, !isBracketed { return true }
      default: continue
      }
    }
    return false
  }
}
