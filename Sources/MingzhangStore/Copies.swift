import Foundation
import MingzhangModel

extension Store {
  /// How many rows the main tables have.
  public func counts() async throws -> [String: Int64] {
    try await database.read { try Self.counts($0) }
  }

  /// The digests of every file that the store knows.
  public func files() async throws -> [String] {
    try await database.read { try $0.rows("file-all").map { row throws(StoreError) in try row.text("sha256") } }
  }

  /// How many versions are in each state.
  public func versionCounts() async throws -> [(state: String, examination: String, count: Int)] {
    try await database.read { transaction in
      try transaction.rows("version-counts").map { row throws(StoreError) in
        (try row.text("state"), try row.text("examination"), Int(try row.integer("n")))
      }
    }
  }

  /// How many files were ever taken in.
  public func uploadCount() async throws -> Int {
    try await database.read { Int(try $0.row("counter-value", "version")?.integer("value") ?? 0) }
  }

  private static func counts(_ transaction: any Transaction) throws -> [String: Int64] {
    guard let row = try transaction.row("store-counts") else { return [:] }
    var counts: [String: Int64] = [:]
    for name in row.names.keys { counts[name] = try row.integer(name) }
    return counts
  }

  /// Copies the database while it is used.
  ///
  /// - Parameters:
  ///   - place: where the copy of the embedded database goes.
  ///   - dump: for PostgreSQL, gets the name of a snapshot and copies what is seen in it.
  /// - Returns: the counts and the files of exactly what was copied.
  public func copyDatabase(
    to place: URL, dump: @Sendable @escaping (_ snapshot: String) throws -> Void
  ) async throws -> (counts: [String: Int64], files: [String]) {
    if let database = database as? SQLiteDatabase {
      try database.copy(to: place)
      let copy = try database.reopened(at: place)
      let store = Store(database: copy, shelf: shelf)
      let result = (try await store.counts(), try await store.files())
      await store.close()
      return result
    }
    return try await database.read { transaction in
      guard let row = try transaction.row("snapshot-export") else {
        throw StoreError(.broken, SQLRow.ours, underlying: "no snapshot")
      }
      let counts = try Self.counts(transaction)
      let files = try transaction.rows("file-all").map { row throws(StoreError) in try row.text("sha256") }
      // the snapshot is there as long as this transaction
      try dump(try row.text("snapshot"))
      return (counts, files)
    }
  }
}
