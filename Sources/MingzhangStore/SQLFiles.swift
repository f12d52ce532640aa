import Foundation
import MingzhangModel

/// The SQL of the store, read once from its resource folder.
public struct SQLFiles: Sendable {
  let queries: [String: String]
  /// In the order of their numbers.
  let migrations: [(number: Int, name: String, sql: String)]

  /// - Parameter folder: holds `migrations`, `queries`, `sqlite` and `postgresql`.
  public init(_ dialect: Dialect, from folder: URL) throws(StoreError) {
    var queries: [String: String] = [:]
    for part in ["queries", dialect.rawValue + "/queries"] {
      for (name, sql) in try Self.files(of: folder.appending(path: part)) {
        // to SQLite `$2` is a name, numbered by where it first stands; `?2` is the second value
        queries[name] = dialect == .sqlite ? sql.replacing("$", with: "?") : sql
      }
    }
    self.queries = queries
    var migrations: [String: String] = [:]
    for part in ["migrations", dialect.rawValue + "/migrations"] {
      for (name, sql) in try Self.files(of: folder.appending(path: part)) { migrations[name] = sql }
    }
    self.migrations = migrations.sorted { $0.key < $1.key }.compactMap { name, sql in
      name.split(separator: "-").first.flatMap { Int($0) }.map { ($0, name, sql) }
    }
    guard !self.queries.isEmpty, !self.migrations.isEmpty else { throw Self.missing(folder) }
  }

  /// Beside the program, or in `../share`.
  public static func standardLocation() throws(StoreError) -> URL {
    let program = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
    let places = [
      program.appending(path: "mingzhang_MingzhangStore.resources/SQL"),
      program.appending(path: "../share/mingzhang/sql").standardized,
    ]
    guard let place = places.first(where: { FileManager.default.fileExists(atPath: $0.path) }) else {
      throw missing(places[0])
    }
    return place
  }

  func sql(_ name: SQLName) throws(StoreError) -> String {
    guard let sql = queries[name.text] else {
      throw StoreError(.broken, SQLRow.ours, underlying: "no SQL file named \(name.text)")
    }
    return sql
  }

  private static func files(of folder: URL) throws(StoreError) -> [(String, String)] {
    // a dialect need not have files of its own in every part; the caller notices when there are none at all
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    var files: [(String, String)] = []
    for name in names.sorted() where name.hasSuffix(".sql") {
      guard let data = FileManager.default.contents(atPath: folder.appending(path: name).path) else {
        throw missing(folder)
      }
      files.append((String(name.dropLast(4)), String(decoding: data, as: UTF8.self)))
    }
    return files
  }

  private static func missing(_ folder: URL) -> StoreError {
    StoreError(
      .broken,
      Wording("找不到程序自带的 SQL 文件夹 \(folder.path)，请重新安装。", "The SQL folder \(folder.path) is missing; install again."))
  }
}
