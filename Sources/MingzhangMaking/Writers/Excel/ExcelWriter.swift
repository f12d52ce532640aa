import CXLSXWriter
import Foundation
import MingzhangFormats
import MingzhangModel

/// A document as XLSX: one sheet a table, merged headings, live sums with their amounts beside, ready to print.
///
/// Amounts are written in their exact decimals; a spreadsheet keeps them as binary numbers, which is the only place where
/// that happens, and no sum is computed from them here.
public struct ExcelWriter: Sendable {
  public init() {}

  public func bytes(for source: DocumentView) throws(MakingError) -> [UInt8] {
    let document = source.printable
    try Self.checkLengths(of: document)
    let file = TemporaryPlace.new(".xlsx")
    defer { try? FileManager.default.removeItem(at: file) }
    guard let workbook = workbook_new(file.path) else { throw Self.failure("workbook_new") }
    Self.describe(workbook, document)
    let formats = SheetFormats(workbook)
    var names = SheetNames()
    for case .table(let table) in document.blocks {
      guard let sheet = workbook_add_worksheet(workbook, names.name(for: table)) else {
        throw Self.failure(table.title)
      }
      SheetWriter(sheet: sheet, table: table, mark: document.mark, formats: formats).write()
    }
    let status = workbook_close(workbook)
    guard status == LXW_NO_ERROR, let bytes = FileManager.default.contents(atPath: file.path) else {
      throw Self.failure(String(cString: lxw_strerror(status)))
    }
    return Array(bytes)
  }

  /// A spreadsheet cell holds 32,767 UTF-16 units; a longer text would be lost without a word.
  private static func checkLengths(of document: DocumentView) throws(MakingError) {
    for case .table(let table) in document.blocks {
      for cell in (table.leadRows + table.headRows + table.bodyRows).joined() where cell.text.utf16.count > 32_767 {
        throw MakingError(
          "《\(table.title)》有一格文字超过 32767 字，XLSX 装不下：“\(cell.text.prefix(20))…”。请缩短，或用 --formats 去掉 xlsx。",
          "A cell of “\(table.title)” is longer than the 32,767 characters of XLSX: “\(cell.text.prefix(20))…”. "
            + "Shorten it, or leave out xlsx with --formats.")
      }
    }
  }

  private static func failure(_ what: String) -> MakingError {
    MakingError("写不出 XLSX：\(what)。请检查临时文件夹的空间。", "Cannot write the XLSX: \(what).")
  }

  /// Title, author and a fixed date, so that equal input gives equal bytes.
  private static func describe(_ workbook: UnsafeMutablePointer<lxw_workbook>, _ document: DocumentView) {
    var properties = lxw_doc_properties()
    let title = strdup("\(document.organisation) \(document.title)")
    let author = strdup(document.organisation)
    defer {
      free(title)
      free(author)
    }
    (properties.title, properties.author) = (title, author)
    let parts = document.date.split(separator: "-").compactMap { Int32($0) }
    if parts.count == 3 {
      var day = tm()
      (day.tm_year, day.tm_mon, day.tm_mday) = (parts[0] - 1900, parts[1] - 1, parts[2])
      properties.created = timegm(&day)
    }
    workbook_set_properties(workbook, &properties)
  }
}

/// The looks of cells.
struct SheetFormats {
  typealias Format = UnsafeMutablePointer<lxw_format>
  let title, line, head, left, center, note: Format?
  /// By the places after the point.
  private let amounts: [Format?]
  /// Of an amount as it is printed: `12.500000` has six places.
  func amount(_ printed: String) -> Format? {
    amounts[min(Self.places(printed), amounts.count - 1)]
  }

  static func places(_ printed: String) -> Int {
    printed.split(separator: ".").dropFirst().first?.prefix { $0.isNumber }.count ?? 0
  }

  init(_ workbook: UnsafeMutablePointer<lxw_workbook>) {
    func make(_ font: String, _ size: Double, _ align: lxw_format_alignments, border: Bool, wrap: Bool = true)
      -> Format?
    {
      guard let format = workbook_add_format(workbook) else { return nil }
      format_set_font_name(format, font)
      format_set_font_size(format, size)
      format_set_align(format, UInt8(align.rawValue))
      format_set_align(format, UInt8(LXW_ALIGN_VERTICAL_CENTER.rawValue))
      if border { format_set_border(format, UInt8(LXW_BORDER_THIN.rawValue)) }
      if wrap { format_set_text_wrap(format) }
      return format
    }
    title = make("宋体", 16, LXW_ALIGN_CENTER, border: false)
    line = make("宋体", 10, LXW_ALIGN_LEFT, border: false, wrap: false)
    head = make("黑体", 10, LXW_ALIGN_CENTER, border: true)
    amounts = (0...6).map { _ in make("宋体", 10, LXW_ALIGN_RIGHT, border: true, wrap: false) }
    left = make("宋体", 10, LXW_ALIGN_LEFT, border: true)
    center = make("宋体", 10, LXW_ALIGN_CENTER, border: true)
    note = make("宋体", 10, LXW_ALIGN_LEFT, border: false, wrap: false)
    if let head { format_set_bg_color(head, 0xF0F0F0) }
    for (places, amount) in amounts.enumerated() {
      if let amount {
        format_set_num_format(amount, "#,##0" + (places > 0 ? "." : "") + String(repeating: "0", count: places))
      }
    }
    for words in [left, center] { if let words { format_set_num_format(words, "@") } }
  }
}

/// Sheet names: at most 31 characters, none of `[]:*?/\`, no name twice.
struct SheetNames {
  private var taken = Set<String>()

  mutating func name(for table: TableView) -> String {
    let words = StatementKind.nine.contains(table.kind) ? table.kind.chinese : table.title
    let clean = String(words.filter { !"[]:*?/\\'：".contains($0) }.prefix(24))
    var name = clean.isEmpty ? "表" : clean
    var number = 2
    while !taken.insert(name.lowercased()).inserted {
      name = "\(clean) \(number)"
      number += 1
    }
    return name
  }
}

/// One sheet.
struct SheetWriter {
  let sheet: UnsafeMutablePointer<lxw_worksheet>
  let table: TableView
  /// Printed at the foot of every page.
  let mark: String?
  let formats: SheetFormats

  func write() {
    let last = lxw_col_t(max(0, table.columns.count - 1))
    for (index, column) in table.columns.enumerated() {
      worksheet_set_column(sheet, lxw_col_t(index), lxw_col_t(index), max(6, column.width * 1.15), nil)
    }
    if last > 0 {
      worksheet_merge_range(sheet, 0, 0, 0, last, table.title, formats.title)
    } else {
      worksheet_write_string(sheet, 0, 0, table.title, formats.title)
    }
    worksheet_set_row(sheet, 0, 28, nil)
    var row: lxw_row_t = 1
    if [table.left, table.middle, table.right].contains(where: { !$0.isEmpty }) {
      worksheet_write_string(sheet, row, 0, table.left, formats.line)
      if last > 1 { worksheet_write_string(sheet, row, last / 2, table.middle, formats.line) }
      if last > 0 { worksheet_write_string(sheet, row, last, table.right, formats.line) }
      row += 1
    }
    row = write(table.leadRows, from: row, heading: false)
    let firstHead = row
    row = write(table.headRows, from: row, heading: true)
    let firstBody = row
    row = write(table.bodyRows, from: row, heading: false, sumsFrom: firstBody)
    for note in table.notes {
      worksheet_write_string(sheet, row, 0, note, formats.note)
      row += 1
    }
    worksheet_freeze_panes(sheet, firstBody, 0)
    if firstBody > firstHead { worksheet_repeat_rows(sheet, 0, firstBody - 1) }
    worksheet_set_paper(sheet, 9)
    if table.landscape { worksheet_set_landscape(sheet) } else { worksheet_set_portrait(sheet) }
    worksheet_fit_to_pages(sheet, 1, 0)
    worksheet_set_footer(sheet, (mark.map { "&L\(Self.footerText($0))" } ?? "") + "&C- &P -")
  }

  /// In a footer `&` begins a code, and 255 characters are the most there is room for.
  private static func footerText(_ mark: String) -> String { String(mark.replacing("&", with: "&&").prefix(120)) }

  private func write(_ source: [[TableView.CellView]], from first: lxw_row_t, heading: Bool, sumsFrom: lxw_row_t? = nil)
    -> lxw_row_t
  {
    for (offset, row) in TableGrid(source, width: table.columns.count).rows.enumerated() {
      for (column, cell) in row.enumerated() {
        guard let cell else { continue }
        let place = (row: first + lxw_row_t(offset), column: lxw_col_t(column))
        let bottom = min(source.count, offset + max(1, cell.rowSpan)) - 1
        let right = min(table.columns.count, column + max(1, cell.columnSpan)) - 1
        let isMerged = bottom > offset || right > column
        if isMerged {
          let format = heading ? formats.head : cell.money != nil ? formats.amount(cell.text) : words(column)
          worksheet_merge_range(
            sheet, place.row, place.column, first + lxw_row_t(bottom), lxw_col_t(right), cell.text, format)
        }
        if isMerged, heading || cell.money == nil { continue }
        if heading {
          worksheet_write_string(sheet, place.row, place.column, cell.text, formats.head)
        } else if let money = cell.money,
          let value = Double(money.printed(in: unit, decimals: max(2, SheetFormats.places(cell.text))))
        {
          if let sumsFrom, let parts = table.sums[offset], let formula = formula(parts, column, source, sumsFrom) {
            worksheet_write_formula_num(sheet, place.row, place.column, formula, formats.amount(cell.text), value)
          } else {
            worksheet_write_number(sheet, place.row, place.column, value, formats.amount(cell.text))
          }
        } else if cell.text.isEmpty {
          worksheet_write_blank(sheet, place.row, place.column, words(column))
        } else {
          worksheet_write_string(sheet, place.row, place.column, cell.text, words(column))
        }
      }
    }
    return first + lxw_row_t(source.count)
  }

  /// The unit of the table's amounts, from the words printed above it.
  private var unit: CurrencyUnit {
    [CurrencyUnit.hundredMillionYuan, .tenThousandYuan].first { table.right.contains($0.rawValue) } ?? .yuan
  }

  private func words(_ column: Int) -> SheetFormats.Format? {
    table.columns[column].alignment == .center
      ? formats.center : table.columns[column].alignment == .right ? formats.amount(".00") : formats.left
  }

  /// `=SUM(C5,C9:C12)` over the rows that have an amount in this column; nil when there is none.
  private func formula(_ parts: [Int], _ column: Int, _ source: [[TableView.CellView]], _ first: lxw_row_t) -> String? {
    let rows = parts.filter {
      source.indices.contains($0) && source[$0].indices.contains(column) && source[$0][column].money != nil
    }
    guard !rows.isEmpty else { return nil }
    let name = Self.columnName(column)
    var ranges: [String] = []
    var start = rows[0]
    var before = rows[0]
    func close() {
      ranges.append(
        start == before
          ? "\(name)\(Int(first) + start + 1)" : "\(name)\(Int(first) + start + 1):\(name)\(Int(first) + before + 1)")
    }
    for row in rows.dropFirst() {
      if row != before + 1 {
        close()
        start = row
      }
      before = row
    }
    close()
    return "=SUM(\(ranges.joined(separator: ",")))"
  }

  private static func columnName(_ index: Int) -> String {
    var (name, rest) = ("", index)
    repeat {
      name = String(UnicodeScalar(UInt8(65 + rest % 26))) + name
      rest = rest / 26 - 1
    } while rest >= 0
    return name
  }
}
