import MingzhangFormats
import MingzhangModel

/// A ledger workbook: the files of a ledger folder as sheets. Problems name the sheet and the cell.
struct WorkbookSource: LedgerSource {
  let name: String
  private let sheets: [String: Workbook.Sheet]
  /// Every line of Markdown with its row, by file, files in printed order.
  private let words: [(file: String, lines: [(row: Int, text: String)])]
  let strays: [SheetRows.Problem]
  /// In the order of the tabs.
  private let names: [String]

  init(name: String, workbook: Workbook) {
    self.name = name
    sheets = Dictionary(
      workbook.sheets.map { ($0.name.foldedForMatching, $0) }, uniquingKeysWith: { first, _ in first })
    names = workbook.sheets.map(\.name)
    let found = sheets[WorkbookSheets.narrative].map(Self.words)
    (words, strays) = (found?.files ?? [], found?.strays ?? [])
  }

  func bytes(of file: String) -> [UInt8]? {
    if file == "book.yaml" { return sheets[WorkbookSheets.book].map { Array(Self.bookYAML($0).utf8) } }
    if let found = words.first(where: { $0.file == file }) {
      return Array(found.lines.map(\.text).joined(separator: "\n").utf8)
    }
    return sheets[WorkbookSheets.sheet(of: file)] == nil ? nil : []
  }

  var narrativeFiles: [String] { words.map(\.file) }

  func place(_ file: String, line: Int?, heading: String?) -> Wording {
    guard !file.isEmpty else { return Wording("", "") }
    let sheet = WorkbookSheets.sheet(of: file)
    guard let line else { return Wording("工作表“\(sheet)”：", "sheet “\(sheet)”: ") }
    let row =
      words.first { $0.file == file }.flatMap { $0.lines.indices.contains(line - 1) ? $0.lines[line - 1].row : nil }
      ?? line
    let column = file.hasSuffix(".csv") ? heading.flatMap { self.column(of: $0, in: file) } : "B"
    guard let column else { return Wording("工作表“\(sheet)”第 \(row) 行：", "sheet “\(sheet)” row \(row): ") }
    return Wording("工作表“\(sheet)”单元格 \(column)\(row)：", "sheet “\(sheet)” cell \(column)\(row): ")
  }

  func missing(_ file: String) -> Wording {
    let sheet = WorkbookSheets.sheet(of: file)
    let known = Set(WorkbookSheets.all)
    let others = names.filter { !known.contains($0.foldedForMatching) }
    guard !others.isEmpty else {
      return Wording(
        "没有这张工作表。请补上，只有表头也可以。", "There is no such sheet. Add it, if only with its headings.")
    }
    let list = others.map { "“\($0)”" }.joined(separator: "、")
    return Wording(
      "没有这张工作表。工作簿里另有\(list)，不是台账的表名。改过名的请改回“\(sheet)”；没有的请补上，只有表头也可以。",
      "There is no such sheet. The workbook has \(list), which no ledger knows: name it “\(sheet)” again, or add the sheet."
    )
  }

  func spelled(_ sentence: String, _ language: Language) -> String {
    var out = sentence
    for (file, sheet) in WorkbookSheets.names.merging(
      ["book.yaml": WorkbookSheets.book], uniquingKeysWith: { a, _ in a })
    where out.contains(file) {
      guard language == .chinese else {
        out = out.replacing(file, with: "sheet “\(sheet)”")
        continue
      }
      for spaced in [" \(file) ", "\(file) ", " \(file)", file] { out = out.replacing(spaced, with: "工作表“\(sheet)”") }
    }
    return out
  }

  private func column(of heading: String, in file: String) -> String? {
    guard let form = SheetForm.all.first(where: { $0.file == file }),
      let sheet = sheets[WorkbookSheets.sheet(of: file)],
      let first = sheet.cells.first?.row
    else { return nil }
    let head = sheet.cells.first { $0.row == first && form.column(for: $0.text)?.heading == heading }
    return head.map { String($0.reference.prefix { !$0.isNumber }) }
  }

  // MARK: forms

  func rows(of form: SheetForm) -> SheetRows? {
    guard let sheet = sheets[WorkbookSheets.sheet(of: form.file)] else { return nil }
    var out = SheetRows(records: [])
    guard let head = sheet.cells.first?.row else { return out }
    var headings: [Int: SheetForm.Column] = [:]
    for cell in sheet.cells where cell.row == head { headings[cell.column] = form.column(for: cell.text) }
    let width = (sheet.cells.map(\.column).max() ?? 0) + 1
    for (row, cells) in Dictionary(grouping: sheet.cells, by: \.row).sorted(by: { $0.key < $1.key }) {
      var fields = Array(repeating: "", count: width)
      for cell in cells {
        let column = headings[cell.column]
        fields[cell.column] = row == head || column?.isAmount != true ? cell.text : cell.exact
        guard row > head, let wording = Self.problem(cell, column) else { continue }
        out.problems.append(.init(line: row + 1, heading: column?.heading, wording: wording))
      }
      guard fields.contains(where: { !$0.isEmpty }) else { continue }
      out.records.append(.init(line: row + 1, fields: fields))
    }
    for merge in sheet.merges where merge.rows.upperBound > head {
      let line = max(merge.rows.lowerBound, head + 1) + 1
      var problem = SheetRows.Problem(
        line: line, heading: headings[merge.columns.lowerBound]?.heading,
        wording: Wording(
          "这里合并了 \(merge.rows.count) 行 \(merge.columns.count) 列的单元格。请取消合并，每行各填各的。",
          "\(merge.rows.count) × \(merge.columns.count) cells are merged here. Unmerge them and fill in every row."))
      // a merge may reach to the end of the sheet
      let rows = merge.rows.clamped(to: 0...(sheet.cells.map(\.row).max() ?? 0))
      problem.covered = rows.flatMap { row in
        merge.columns.compactMap { column in headings[column].map { (line: row + 1, heading: $0.heading) } }
      }
      out.problems.append(problem)
    }
    return out
  }

  /// What no CSV could have.
  private static func problem(_ cell: Workbook.Cell, _ column: SheetForm.Column?) -> Wording? {
    switch cell.content {
    case .formulaWithoutValue:
      Wording(
        "公式没有保存计算结果。请在电子表格程序里打开并保存一次，或直接填数。",
        "The formula was saved without its result. Open and save the workbook once, or enter the number.")
    case .error: Wording("公式出错，显示 \(cell.text)。请改正公式。", "The formula fails with \(cell.text). Correct it.")
    case .date where column?.isAmount == true:
      Wording(
        "“\(column?.heading ?? "")”应为金额，这一格是日期。请把单元格格式改为数值后重填。",
        "“\(column?.heading ?? "")” must be an amount; this cell is a date. Change its format and enter it again.")
    case .date where column != nil:
      Wording(
        "“\(column?.heading ?? "")”这一格是日期：电子表格程序会把“1-2”一类的字认成日期。请把单元格格式改为文本后重填。",
        "“\(column?.heading ?? "")” is a date here: spreadsheets take entries such as 1-2 for dates. Format the cell as text and enter it again."
      )
    default: nil
    }
  }

  // MARK: words

  /// The rows of words by file. A row that names no file goes on with that of the row above.
  private static func words(_ sheet: Workbook.Sheet) -> (
    files: [(file: String, lines: [(row: Int, text: String)])], strays: [SheetRows.Problem]
  ) {
    var files: [(file: String, lines: [(row: Int, text: String)])] = []
    var strays: [SheetRows.Problem] = []
    var last = ""
    let rows = Dictionary(grouping: sheet.cells, by: \.row).sorted { $0.key < $1.key }
    for (row, cells) in rows.dropFirst(
      rows.first?.value.contains { $0.text.foldedForMatching == "文件" } ?? false ? 1 : 0)
    {
      let printed = cells.first { $0.column == 0 }?.text.trimmingSpaces() ?? ""
      // a cell may hold several lines
      let text = cells.first { $0.column == 1 }?.text ?? ""
      let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map {
        (row: row + 1, text: String($0))
      }
      let file = printed.isEmpty ? last : printed.hasPrefix("narrative/") ? printed : "narrative/" + printed
      guard file.hasSuffix(".md") else {
        strays.append(
          .init(
            line: row + 1, heading: nil,
            wording: Wording(
              "这一行的文字不知属于哪一节：A 列应为 narrative/01-….md 一类的文件名，现为“\(printed)”。请补上。",
              "Nothing says to which section these words belong: column A must name a file such as narrative/01-….md; found “\(printed)”."
            )))
        continue
      }
      last = file
      if let index = files.firstIndex(where: { $0.file == file }) {
        files[index].lines += lines
      } else {
        files.append((file, lines))
      }
    }
    return (files.sorted { $0.file < $1.file }, strays)
  }

  // MARK: the book

  /// The sheet as `book.yaml`, line for row, so that a problem of line 7 is a problem of row 7.
  private static func bookYAML(_ sheet: Workbook.Sheet) -> String {
    let rows = Dictionary(grouping: sheet.cells, by: \.row)
    guard let last = rows.keys.max() else { return "" }
    var lines: [String] = []
    var isLastYear = false
    for row in 0...last {
      let cells = rows[row] ?? []
      let key = cells.first { $0.column == 0 }?.text.trimmingSpaces() ?? ""
      let value = cells.first { $0.column == 1 }.map(Self.value) ?? ""
      if row == 0 || key.isEmpty {
        lines.append("#")
      } else if key.hasPrefix(WorkbookSheets.lastYearPrefix) {
        let name = key.dropFirst(WorkbookSheets.lastYearPrefix.count)
        // the first of them opens the block on its own line
        lines.append(
          isLastYear
            ? "  \(String(name).yamlQuoted): \(value.yamlQuoted)"
            : "上年: {\(String(name).yamlQuoted): \(value.yamlQuoted),")
        isLastYear = true
      } else {
        lines.append("\(key.yamlQuoted): \(value.yamlQuoted)")
      }
    }
    return Self.closingFlow(lines).joined(separator: "\n") + "\n"
  }

  /// Last year's lines as one flow mapping: entries end with a comma, the last with the brace.
  private static func closingFlow(_ lines: [String]) -> [String] {
    guard let first = lines.firstIndex(where: { $0.hasPrefix("上年: {") }) else { return lines }
    var lines = lines
    let last = lines.indices.last { $0 >= first && ($0 == first || lines[$0].hasPrefix("  ")) } ?? first
    for index in first...last where index > first && lines[index].hasPrefix("  ") { lines[index] += "," }
    lines[last] = String(lines[last].dropLast()) + "}"
    return lines
  }

  private static func value(_ cell: Workbook.Cell) -> String {
    switch cell.content {
    case .date: Self.day(serial: cell.exact) ?? cell.text
    case .words, .error, .formulaWithoutValue: cell.text.trimmingSpaces()
    default: cell.exact
    }
  }

  /// `45337` → `2024-02-15`: days since 1899-12-30, the calendar of workbooks after February 1900.
  private static func day(serial: String) -> String? {
    guard let days = Int(serial.prefix { $0 != "." }), (61...2_958_465).contains(days) else { return nil }
    // civil date from days since 1970-01-01 (proleptic Gregorian)
    let z = days - 25_569 + 719_468
    let era = z / 146_097
    let dayOfEra = z - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let month = (5 * dayOfYear + 2) / 153
    let dayOfMonth = dayOfYear - (153 * month + 2) / 5 + 1
    let civilMonth = month < 10 ? month + 3 : month - 9
    let year = yearOfEra + era * 400 + (civilMonth <= 2 ? 1 : 0)
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return "\(year)-\(two(civilMonth))-\(two(dayOfMonth))"
  }
}
