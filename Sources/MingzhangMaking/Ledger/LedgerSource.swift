import Foundation
import MingzhangModel

/// Where a ledger is kept: a folder of files, or one workbook. Both hold the same files under the same names.
protocol LedgerSource: Sendable {
  /// The folder's or workbook's own name.
  var name: String { get }
  /// Nil when there is no such file (or sheet).
  func bytes(of file: String) -> [UInt8]?
  /// The rows of a form, and what is wrong with them as cells; nil: they stand in `bytes(of:)` as CSV.
  func rows(of form: SheetForm) -> SheetRows?
  /// `narrative/01-….md` in printed order.
  var narrativeFiles: [String] { get }
  /// Where a reader finds line `line` of `file` (and the cell under `heading`), as the start of a sentence.
  func place(_ file: String, line: Int?, heading: String?) -> Wording
  /// What cannot be given to any file: words of a row that names none.
  var strays: [SheetRows.Problem] { get }
  /// What to say when `file` is not there.
  func missing(_ file: String) -> Wording
  /// A sentence that names files, in the names under which this source shows them.
  func spelled(_ sentence: String, _ language: Language) -> String
}

extension LedgerSource {
  var strays: [SheetRows.Problem] { [] }
  func missing(_ file: String) -> Wording {
    Wording("没有这个文件。请在台账文件夹中补上。", "No such file. Add it to the ledger folder.")
  }
  func spelled(_ sentence: String, _ language: Language) -> String { sentence }
}

/// The cells of a sheet under its headings, before their meaning is known.
struct SheetRows: Sendable {
  var records: [CSVRecords.Record]
  var problems: [Problem] = []

  /// What no CSV could have: a formula without a result, a date for an amount, merged cells.
  struct Problem: Sendable {
    var line: Int
    var heading: String?
    var wording: Wording
    /// Further cells that the same problem leaves empty: those under a merge.
    var covered: [(line: Int, heading: String)] = []
  }
}

/// A folder with `book.yaml`, CSV files and `narrative/*.md`.
struct FolderSource: LedgerSource {
  let folder: URL
  var name: String { folder.standardizedFileURL.lastPathComponent }

  func bytes(of file: String) -> [UInt8]? {
    FileManager.default.contents(atPath: folder.appending(path: file).path).map(Array.init)
  }

  func rows(of form: SheetForm) -> SheetRows? { nil }

  /// Also those of single units, a folder below: `narrative/某中心/02-….md`.
  var narrativeFiles: [String] {
    let place = folder.appending(path: "narrative")
    func names(_ folder: URL) -> [String] {
      ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).filter { !$0.hasPrefix(".") }.sorted()
    }
    return names(place).flatMap { name -> [String] in
      if name.hasSuffix(".md") { return ["narrative/\(name)"] }
      return names(place.appending(path: name)).filter { $0.hasSuffix(".md") }.map { "narrative/\(name)/\($0)" }
    }
  }

  func place(_ file: String, line: Int?, heading: String?) -> Wording {
    guard !file.isEmpty else { return Wording("", "") }
    return line.map { Wording("\(file) 第 \($0) 行：", "\(file):\($0): ") } ?? Wording("\(file)：", "\(file): ")
  }
}
