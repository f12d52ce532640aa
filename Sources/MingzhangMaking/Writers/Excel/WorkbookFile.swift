import CXLSXWriter
import Foundation
import MingzhangFormats
import MingzhangModel

/// A workbook of plain lists: a head row, rows below, a filter, nothing merged.
struct PlainSheet {
  struct Column {
    var title: String
    var isNumber = false
    /// In characters.
    var width = 12.0
  }
}

/// A workbook being written into a temporary file.
final class WorkbookFile {
  private let place: URL
  let book: UnsafeMutablePointer<lxw_workbook>
  private var isClosed = false
  private let head, text, number: UnsafeMutablePointer<lxw_format>?
  private var decimals: [Int: UnsafeMutablePointer<lxw_format>] = [:]
  private var names = Set<String>()

  init() throws(MakingError) {
    place = TemporaryPlace.new(".xlsx")
    guard let book = workbook_new(place.path) else { throw Self.failure("workbook_new") }
    self.book = book
    var properties = lxw_doc_properties()
    properties.created = 946_684_800
    workbook_set_properties(book, &properties)
    head = workbook_add_format(book)
    format_set_bold(head)
    format_set_bg_color(head, 0xF0F0F0)
    format_set_text_wrap(head)
    format_set_align(head, UInt8(LXW_ALIGN_VERTICAL_CENTER.rawValue))
    format_set_border(head, UInt8(LXW_BORDER_THIN.rawValue))
    text = workbook_add_format(book)
    format_set_num_format(text, "@")
    format_set_align(text, UInt8(LXW_ALIGN_VERTICAL_TOP.rawValue))
    number = workbook_add_format(book)
    format_set_align(number, UInt8(LXW_ALIGN_VERTICAL_TOP.rawValue))
  }

  deinit {
    if !isClosed { workbook_close(book) }
    try? FileManager.default.removeItem(at: place)
  }

  /// Adds a sheet. Names are shortened to the 31 characters that fit and made unlike.
  func add(_ name: String) throws(MakingError) -> UnsafeMutablePointer<lxw_worksheet> {
    let clean = String(name.filter { !"[]:*?/\\'：".contains($0) }.prefix(26))
    var unlike = clean.isEmpty ? "表" : clean
    var number = 2
    while !names.insert(unlike.lowercased()).inserted {
      unlike = "\(clean) \(number)"
      number += 1
    }
    guard let sheet = workbook_add_worksheet(book, unlike) else { throw Self.failure(name) }
    return sheet
  }

  func sheet(named name: String, columns: [PlainSheet.Column], rows: [[String]]) throws(MakingError) {
    let sheet = try add(name)
    for (index, column) in columns.enumerated() {
      worksheet_set_column(sheet, lxw_col_t(index), lxw_col_t(index), column.width, nil)
      writeHead(column.title, in: sheet, 0, lxw_col_t(index))
    }
    for (row, values) in rows.enumerated() {
      for (index, value) in values.enumerated() where !value.isEmpty {
        if columns[index].isNumber, let number = PrintedNumber(value) {
          write(number, printed: value, in: sheet, lxw_row_t(row + 1), lxw_col_t(index))
        } else {
          write(value, in: sheet, lxw_row_t(row + 1), lxw_col_t(index))
        }
      }
    }
    worksheet_freeze_panes(sheet, 1, 1)
    worksheet_autofilter(sheet, 0, 0, lxw_row_t(max(1, rows.count)), lxw_col_t(max(0, columns.count - 1)))
    worksheet_set_landscape(sheet)
    worksheet_set_paper(sheet, 9)
    worksheet_fit_to_pages(sheet, 1, 0)
    worksheet_repeat_rows(sheet, 0, 0)
  }

  func writeHead(_ words: String, in sheet: UnsafeMutablePointer<lxw_worksheet>, _ row: lxw_row_t, _ column: lxw_col_t)
  {
    worksheet_write_string(sheet, row, column, words, head)
  }

  /// Words, never a formula. A cell holds 32,767 UTF-16 units; what is beyond is cut with `…`.
  func write(_ words: String, in sheet: UnsafeMutablePointer<lxw_worksheet>, _ row: lxw_row_t, _ column: lxw_col_t) {
    let fitting =
      words.utf16.count > 32_767 ? String(decoding: Array(words.utf16.prefix(32_766)), as: UTF16.self) + "…" : words
    worksheet_write_string(sheet, row, column, fitting, text)
  }

  /// A number with the decimals it was printed with. Spreadsheets keep 15 digits: a longer one stays text, exactly as printed.
  func write(
    _ value: PrintedNumber, printed: String, in sheet: UnsafeMutablePointer<lxw_worksheet>, _ row: lxw_row_t,
    _ column: lxw_col_t
  ) {
    guard value.digits.magnitude < 1_000_000_000_000_000, let double = Double(value.description) else {
      return write(printed, in: sheet, row, column)
    }
    worksheet_write_number(sheet, row, column, double, format(decimals: value.decimals))
  }

  private func format(decimals places: Int) -> UnsafeMutablePointer<lxw_format>? {
    guard places > 0 else { return number }
    if let known = decimals[places] { return known }
    let format = workbook_add_format(book)
    format_set_num_format(format, "#,##0." + String(repeating: "0", count: places))
    format_set_align(format, UInt8(LXW_ALIGN_VERTICAL_TOP.rawValue))
    decimals[places] = format
    return format
  }

  func bytes() throws(MakingError) -> [UInt8] {
    isClosed = true
    let status = workbook_close(book)
    guard status == LXW_NO_ERROR, let data = FileManager.default.contents(atPath: place.path) else {
      throw Self.failure(String(cString: lxw_strerror(status)))
    }
    return Array(data)
  }

  private static func failure(_ what: String) -> MakingError {
    MakingError("写不出 XLSX：\(what)。请检查临时文件夹的空间。", "Cannot write the XLSX: \(what). Check the space for temporary files.")
  }
}
