import Foundation
import MingzhangCatalog
import MingzhangFormats
import MingzhangModel

/// A ledger as a finance officer keeps it: a folder with `book.yaml`, CSV files and `narrative/*.md`, or one workbook with the same.
public enum LedgerFolder {
  /// Reads a ledger folder or workbook; amounts are yuan. Throws every problem found at once, each with file and line, or sheet
  /// and cell.
  public static func load(from place: URL, catalog: Catalog) throws(LedgerError) -> Ledger {
    var isFolder: ObjCBool = false
    let exists = FileManager.default.fileExists(atPath: place.path, isDirectory: &isFolder)
    if exists, isFolder.boolValue { return try load(FolderSource(folder: place), catalog: catalog) }
    let name = place.standardizedFileURL.lastPathComponent
    guard exists, let bytes = FileManager.default.contents(atPath: place.path) else {
      throw problem(
        .missingFolder, name, "没有台账“\(name)”。请检查路径。", "No ledger “\(name)”. Check the path.")
    }
    guard let archive = try? ZIPReader(Array(bytes)), let workbook = try? Workbook(archive) else {
      throw problem(
        .malformed, name, "“\(name)”不是台账：应为台账文件夹或 XLSX 工作簿。",
        "“\(name)” is no ledger: a ledger folder or an XLSX workbook is expected.")
    }
    return try load(WorkbookSource(name: name, workbook: workbook), catalog: catalog)
  }

  /// Whether `place` holds a ledger and not a published file: a folder with `book.yaml`, or a workbook with the sheet of it.
  public static func isLedger(_ place: URL) -> Bool {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: place.path, isDirectory: &isFolder) else { return false }
    if isFolder.boolValue {
      return FileManager.default.fileExists(atPath: place.appending(path: "book.yaml").path)
    }
    guard let bytes = FileManager.default.contents(atPath: place.path), bytes.starts(with: [0x50, 0x4B]),
      let archive = try? ZIPReader(Array(bytes)), let workbook = try? Workbook(archive)
    else { return false }
    let names = Set(workbook.sheets.map(\.name.foldedForMatching))
    return names.isSuperset(of: [WorkbookSheets.book, WorkbookSheets.sheet(of: SheetForm.expenditure.file)])
  }

  private static func problem(_ kind: LedgerError.Problem.Kind, _ name: String, _ chinese: String, _ english: String)
    -> LedgerError
  {
    LedgerError([.init(kind, file: "", at: Wording("", ""), chinese, english)], in: name)
  }

  static func load(_ source: any LedgerSource, catalog: Catalog) throws(LedgerError) -> Ledger {
    var loading = LedgerLoading(source, catalog: catalog)
    let book = loading.book()
    let units = loading.units()
    let revenue = loading.revenue()
    let expenditure = loading.expenditure()
    let projects = loading.projects()
    let words = loading.narrative()
    var ledger = Ledger(
      book: book ?? .unknown, units: units, revenue: revenue.now, expenditure: expenditure.now, projects: projects,
      procurement: loading.procurement(projects: projects), assets: loading.assets(), glossary: loading.glossary(),
      narrative: words.filter { $0.unit == nil },
      lastYear: Ledger.Lines(revenue: revenue.lastYear, expenditure: expenditure.lastYear), reasons: loading.reasons(),
      initialBudget: Ledger.Lines(expenditure: expenditure.initialBudget),
      adjustedBudget: Ledger.Lines(expenditure: expenditure.adjustedBudget), balances: loading.balances(),
      counts: loading.counts())
    ledger.unitNarrative = words.compactMap { source in source.unit.map { .init(unit: $0, source: source) } }
    loading.crossCheck(ledger)
    guard loading.problems.isEmpty, book != nil else { throw LedgerError(loading.problems, in: source.name) }
    return ledger
  }
}

extension Ledger.Book {
  /// Stands in for a `book.yaml` that could not be read, so that the other files are still looked at.
  fileprivate static let unknown = Ledger.Book(
    entity: "", code: "", fiscalYear: 0, kind: .budget, profile: "", region: "", level: "", date: "", previous: [:])
}

extension LedgerLoading {
  /// `narrative/*.md` in the order of their names.
  mutating func narrative() -> [Ledger.NarrativeSource] {
    let files = source.narrativeFiles
    for stray in source.strays {
      report(.malformed, "narrative", stray.line, stray.wording.chinese, stray.wording.english, heading: stray.heading)
    }
    if files.isEmpty, source.strays.isEmpty {
      report(
        .missingFile, "narrative", nil, "没有说明文字。请放入 01-….md 等文件（工作簿：填写“说明文字”表）。",
        "No words. Put in files such as 01-….md (in a workbook: fill in the sheet 说明文字).")
    }
    return files.compactMap { file in text(of: file).map { Ledger.NarrativeSource(file: file, markdown: $0) } }
  }
}

extension Ledger.NarrativeSource {
  /// The unit whose own words these are: `narrative/某中心/02-….md`.
  var unit: String? {
    let parts = file.split(separator: "/")
    return parts.count == 3 ? String(parts[1]) : nil
  }
}
