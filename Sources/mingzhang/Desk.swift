import Foundation
import MingzhangCatalog
import MingzhangChecking
import MingzhangModel
import MingzhangReading

/// The composition: the catalog loaded once, and the readers and rules that use it.
struct Desk: Sendable {
  let catalog: Catalog
  private let reader: Reader
  private let password: String?

  /// Ends the command with a sentence when the catalog is missing or broken.
  init(_ options: CommonOptions) throws {
    do {
      let folder = try options.catalog.map { URL(filePath: $0) } ?? Catalog.standardLocation()
      catalog = try Catalog.load(from: folder)
    } catch {
      options.console.problem(error)
      throw Exit.couldNot
    }
    reader = Reader(catalog: catalog)
    password = options.password
  }

  /// Reads one item; the files of a book are read as one.
  func read(_ item: Item) throws -> ReadingResult {
    let path = item.files[0]
    guard let data = FileManager.default.contents(atPath: path) else {
      throw PathProblem(
        wording: Wording("打不开 \(path)。请检查读取权限。", "Cannot open \(path). Check that you may read it."))
    }
    return try reader.read(Array(data), name: URL(filePath: path).lastPathComponent, password: password)
  }

  func check(_ disclosure: Disclosure) -> CheckReport { RuleBook.standard.check(disclosure, with: catalog) }
}

struct PathProblem: ExplainedError { let wording: Wording }
