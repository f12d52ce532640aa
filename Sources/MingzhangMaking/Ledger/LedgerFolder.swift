import Foundation
import MingzhangCatalog
import MingzhangModel

/// A ledger as a folder that a finance officer edits: `book.yaml`, eight CSV files, and `narrative/*.md`.
public enum LedgerFolder {
  /// Reads the whole folder; amounts are yuan. Throws every problem found at once, each with file and line.
  public static func load(from folder: URL, catalog: Catalog) throws(LedgerError) -> Ledger {
    var loading = LedgerLoading(folder, catalog: catalog)
    let name = folder.standardizedFileURL.lastPathComponent
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: folder.path, isDirectory: &isFolder), isFolder.boolValue else {
      loading.report(
        .missingFolder, "", nil, "没有台账文件夹“\(name)”，或它不是文件夹。请检查路径。",
        "No ledger folder “\(name)”, or it is no folder. Check the path.")
      throw LedgerError(loading.problems, in: name)
    }
    let book = loading.book()
    let units = loading.units()
    let revenue = loading.revenue()
    let expenditure = loading.expenditure()
    let projects = loading.projects()
    let ledger = Ledger(
      book: book ?? .unknown, units: units, revenue: revenue.now, expenditure: expenditure.now, projects: projects,
      procurement: loading.procurement(projects: projects), assets: loading.assets(), glossary: loading.glossary(),
      narrative: loading.narrative(),
      lastYear: Ledger.Lines(revenue: revenue.lastYear, expenditure: expenditure.lastYear), reasons: loading.reasons())
    loading.crossCheck(ledger)
    guard loading.problems.isEmpty, book != nil else { throw LedgerError(loading.problems, in: name) }
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
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.appending(path: "narrative").path)) ?? []
    let files = names.filter { $0.hasSuffix(".md") && !$0.hasPrefix(".") }.sorted().map { "narrative/\($0)" }
    if files.isEmpty {
      report(
        .missingFile, "narrative", nil, "没有说明文字。请在这个文件夹中放入 01-….md 等文件。",
        "No words. Put files such as 01-….md into this folder.")
    }
    return files.compactMap { file in text(of: file).map { Ledger.NarrativeSource(file: file, markdown: $0) } }
  }
}
