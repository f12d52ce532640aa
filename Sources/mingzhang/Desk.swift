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
    do { try self.init(loading: options) } catch {
      options.console.problem(error)
      throw Exit.couldNot
    }
  }

  /// - Throws: `Unusable` when the catalog is missing or broken.
  init(loading options: CommonOptions, parts: Catalog.Parts = .all) throws(Unusable) {
    do throws(CatalogError) {
      let folder =
        if let path = options.catalog { URL(filePath: path) } else { try Catalog.standardLocation() }
      catalog = try Catalog.load(from: folder, parts: parts)
    } catch { throw Unusable(error) }
    reader = Reader(catalog: catalog)
    password = options.password
  }

  /// Reads one item; the files of a book are read as one.
  func read(_ material: Material) throws -> ReadingResult {
    let names = material.item.files.map { URL(filePath: $0).lastPathComponent }
    guard names.count > 1 else { return try reader.read(material.contents[0], name: names[0], password: password) }
    let files = zip(names, material.contents).map { (name: $0, bytes: $1) }
    return try reader.read(files, as: material.item.name, password: password)
  }

  /// What each article that may be cited says, by its citation.
  var articles: [String: Wording] {
    Dictionary(
      catalog.laws.flatMap { law in law.articles.map { (Citation(law.name, $0.number).chinese, $0.gist) } },
      uniquingKeysWith: { first, _ in first })
  }

  /// The form in which `ledger`'s book is printed.
  func profile(of ledger: Ledger, at path: String) throws(PathProblem) -> Profile {
    if let profile = catalog.profile(ledger.book.profile) { return profile }
    let known = catalog.profiles.map(\.id).joined(separator: "、")
    throw PathProblem(
      wording: Wording(
        "\(path)/book.yaml：没有表样 \(ledger.book.profile)。可用：\(known)。",
        "\(path)/book.yaml: no profile \(ledger.book.profile). There are \(known)."))
  }

  /// Reads bytes that were made here.
  func read(_ bytes: [UInt8], name: String) throws -> ReadingResult { try reader.read(bytes, name: name) }

  func check(_ disclosure: Disclosure, beside companions: Companions = .none) -> CheckReport {
    RuleBook.standard.check(disclosure, with: catalog, beside: companions)
  }
}

struct PathProblem: ExplainedError { let wording: Wording }
