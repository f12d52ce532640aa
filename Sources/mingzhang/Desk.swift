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

  func read(_ path: String) throws -> ReadingResult {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      throw PathProblem(wording: Wording("没有这个文件：\(path)。请检查路径。", "No such file: \(path). Check the path."))
    }
    guard !isFolder.boolValue else {
      throw PathProblem(
        wording: Wording(
          "\(path) 是文件夹，不是文件。请给出文件，例如 \(path)/*.md。", "\(path) is a folder, not a file. Name the files in it."))
    }
    guard let data = FileManager.default.contents(atPath: path) else {
      throw PathProblem(
        wording: Wording("打不开 \(path)。请检查读取权限。", "Cannot open \(path). Check that you may read it."))
    }
    return try reader.read(Array(data), name: URL(filePath: path).lastPathComponent, password: password)
  }

  func check(_ disclosure: Disclosure) -> CheckReport { RuleBook.standard.check(disclosure, with: catalog) }
}

struct PathProblem: ExplainedError { let wording: Wording }
