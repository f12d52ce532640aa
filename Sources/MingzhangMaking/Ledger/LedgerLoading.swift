import Foundation
import MingzhangCatalog
import MingzhangModel

/// A ledger while it is being read. Reads on after a problem, so that all are told at once.
struct LedgerLoading {
  let source: any LedgerSource
  let catalog: Catalog
  var problems: [LedgerError.Problem] = []
  /// Where `book.yaml` gives each of last year's figures.
  var previousLines: [String: Int] = [:]
  /// Cells of which it is told already why they cannot be read: nothing more is said about them.
  private var unreadableCells: Set<CellPlace> = []
  /// Files that are missing, or whose headings are: what they should hold cannot be missed elsewhere.
  private(set) var unread: Set<String> = []

  private struct CellPlace: Hashable {
    var file: String
    var line: Int
    var heading: String
  }

  init(_ source: any LedgerSource, catalog: Catalog) { (self.source, self.catalog) = (source, catalog) }

  mutating func report(
    _ kind: LedgerError.Problem.Kind, _ file: String, _ line: Int? = nil, _ chinese: String, _ english: String,
    heading: String? = nil
  ) {
    if let line, let heading, unreadableCells.contains(CellPlace(file: file, line: line, heading: heading)) { return }
    let place = source.place(file, line: line, heading: heading)
    problems.append(
      .init(
        kind, file: file, line: line, at: place, source.spelled(chinese, .chinese), source.spelled(english, .english)))
  }

  /// The text of `file`, a leading byte order mark removed.
  mutating func text(of file: String) -> String? {
    guard let data = source.bytes(of: file) else {
      unread.insert(file)
      let missing = source.missing(file)
      report(.missingFile, file, nil, missing.chinese, missing.english)
      return nil
    }
    guard let text = String(validating: data, as: UTF8.self) else {
      let line = 1 + data.prefix(Self.validCount(data)).count { $0 == 0x0A }
      report(.notUTF8, file, line, "不是 UTF-8 编码。请另存为 UTF-8 编码的文件。", "Not UTF-8. Save it again as UTF-8.")
      return nil
    }
    let body = text.unicodeScalars.first == "\u{FEFF}" ? String(text.unicodeScalars.dropFirst()) : text
    guard !body.trimmingSpaces().isEmpty else {
      report(.emptyFile, file, nil, "文件是空的。请填写内容。", "The file is empty. Fill it in.")
      return nil
    }
    return body
  }

  /// Tells that `file` could not be read as a whole.
  mutating func markUnread(_ file: String) { unread.insert(file) }

  func exists(_ file: String) -> Bool { source.bytes(of: file) != nil }

  mutating func rows(of form: SheetForm) -> [Sheet.Row] {
    let sheet: Sheet
    if let rows = source.rows(of: form) {
      for problem in rows.problems {
        report(
          .malformed, form.file, problem.line, problem.wording.chinese, problem.wording.english,
          heading: problem.heading)
        for cell in problem.covered + (problem.heading.map { [(line: problem.line, heading: $0)] } ?? []) {
          unreadableCells.insert(CellPlace(file: form.file, line: cell.line, heading: cell.heading))
        }
      }
      sheet = Sheet(rows.records, form: form)
    } else {
      guard let text = text(of: form.file) else { return [] }
      sheet = Sheet(text, form: form)
    }
    for problem in sheet.problems {
      report(
        problem.kind, form.file, problem.line, problem.wording.chinese, problem.wording.english,
        heading: problem.heading)
    }
    if !sheet.hasItsHeadings { unread.insert(form.file) }
    return sheet.rows
  }

  /// How many leading bytes are valid UTF-8: the place to look for the first strange character.
  private static func validCount(_ data: [UInt8]) -> Int {
    var decoder = UTF8()
    var bytes = data.makeIterator()
    var count = 0
    while true {
      switch decoder.decode(&bytes) {
      case .scalarValue(let scalar): count += UTF8.width(scalar)
      case .emptyInput, .error: return min(count, data.count)
      }
    }
  }
}

// MARK: values of a cell

extension LedgerLoading {
  /// An amount in yuan with at most two decimals. Nothing is reported about an empty cell: the sheet did.
  mutating func money(_ row: Sheet.Row, _ heading: String, of form: SheetForm) -> Money? {
    let text = row[heading]
    guard !text.isEmpty else { return nil }
    guard let amount = Self.yuan(text) else {
      report(
        .notANumber, form.file, row.line, "“\(heading)”应为金额（元，最多两位小数），现为“\(text)”。",
        "“\(heading)” must be an amount in yuan with at most two decimals; found “\(text)”.", heading: heading)
      return nil
    }
    return amount
  }

  static func yuan(_ text: String) -> Money? {
    guard let number = PrintedNumber(typed: text), number.decimals <= 2 else { return nil }
    return number.amount(in: .yuan)?.money
  }

  mutating func number(_ row: Sheet.Row, _ heading: String, of form: SheetForm) -> PrintedNumber? {
    let text = row[heading]
    guard !text.isEmpty else { return nil }
    let number = PrintedNumber(text)
    if number == nil {
      report(
        .notANumber, form.file, row.line, "“\(heading)”应为数字，现为“\(text)”。",
        "“\(heading)” must be a number; found “\(text)”.", heading: heading)
    }
    return number
  }

  mutating func functional(_ row: Sheet.Row, of form: SheetForm) -> FunctionalCode? {
    let text = row["功能科目"]
    guard !text.isEmpty else { return nil }
    guard let code = FunctionalCode(text.foldedForMatching), code.level == .item,
      !catalog.functional.names(of: code.digits).isEmpty
    else {
      report(
        .unknownCode, form.file, row.line, "“功能科目”\(text) 不是已知的支出功能分类项级科目（7 位）。请核对编码。",
        "“功能科目” \(text) is no known item (7 digits) of the functional classification. Check the code.", heading: "功能科目")
      return nil
    }
    return code
  }

  mutating func economic(_ row: Sheet.Row, of form: SheetForm) -> EconomicCode? {
    let text = row["经济科目"]
    guard !text.isEmpty else { return nil }
    guard let code = EconomicCode(text.foldedForMatching), code.level != .class,
      !catalog.economicDepartment.names(of: code.digits).isEmpty
    else {
      report(
        .unknownCode, form.file, row.line, "“经济科目”\(text) 不是已知的部门预算支出经济分类款级科目（5 位，有的省再分 7 位）。请核对编码。",
        "“经济科目” \(text) is no known section (5 digits, in some provinces 7) of the economic classification. Check the code.",
        heading: "经济科目"
      )
      return nil
    }
    return code
  }

  mutating func governmentEconomic(_ row: Sheet.Row, of form: SheetForm) -> EconomicCode? {
    let text = row["政府经济科目"]
    guard !text.isEmpty else { return nil }
    guard let code = EconomicCode(text.foldedForMatching), code.level == .section,
      !catalog.economicGovernment.names(of: code.digits).isEmpty
    else {
      report(
        .unknownCode, form.file, row.line, "“政府经济科目”\(text) 不是已知的政府预算支出经济分类款级科目（5 位，5 开头）。请核对编码。",
        "“政府经济科目” \(text) is no known section (5 digits) of the government's economic classification. Check the code.",
        heading: "政府经济科目")
      return nil
    }
    return code
  }

  mutating func source(_ row: Sheet.Row, of form: SheetForm) -> FundSource? {
    let text = row["资金来源"]
    let found = FundSource.allCases.first {
      text == $0.rawValue || text == $0.chinese || text + "拨款" == $0.chinese || text == $0.chinese + "收入"
    }
    if found == nil, !text.isEmpty {
      unknownWord(text, "资金来源", row, form, known: FundSource.allCases.map(\.chinese))
    }
    return found
  }

  mutating func unknownWord(_ text: String, _ heading: String, _ row: Sheet.Row, _ form: SheetForm, known: [String]) {
    let list = known.joined(separator: "、")
    report(
      .unknownWord, form.file, row.line, "“\(heading)”不能是“\(text)”。可用：\(list)。",
      "“\(heading)” cannot be “\(text)”. Use one of: \(list).", heading: heading)
  }

  /// Reports the second of two rows with one key.
  mutating func unique(_ key: String, _ shown: String, _ row: Sheet.Row, _ form: SheetForm, seen: inout [String: Int]) {
    if let first = seen[key] {
      report(
        .duplicateKey, form.file, row.line, "“\(shown)”与第 \(first) 行重复。请合并或删去一行。",
        "“\(shown)” repeats line \(first). Join the two or remove one.")
    } else {
      seen[key] = row.line
    }
  }
}
