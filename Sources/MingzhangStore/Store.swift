import Foundation
import MingzhangModel

/// Departments × years × versions with their findings, reviews and jobs: the database, and the shelf with the files.
///
/// Every change is one transaction and leaves an entry in the audit log in that same transaction.
public struct Store: Sendable {
  public let database: any Database
  public let shelf: Shelf

  public init(database: any Database, shelf: Shelf) { (self.database, self.shelf) = (database, shelf) }

  /// Opens a store and brings its tables up to date.
  ///
  /// - Parameters:
  ///   - folder: holds `files/` and, for the embedded database, `mingzhang.sqlite`. It is created when missing.
  ///   - address: `postgres://…`; nil for the embedded database.
  public static func open(
    _ folder: URL, database address: String? = nil, connections: Int = 4, sql location: URL? = nil
  ) async throws -> Store {
    let shelf = try Shelf(folder.appending(path: "files"))
    let location = if let location { location } else { try SQLFiles.standardLocation() }
    let database: any Database
    let sql: SQLFiles
    if let address {
      sql = try SQLFiles(.postgresql, from: location)
      database = PostgresDatabase(address, sql: sql, connections: connections)
    } else {
      sql = try SQLFiles(.sqlite, from: location)
      database = try SQLiteDatabase(at: folder.appending(path: "mingzhang.sqlite"), sql: sql, readers: connections)
    }
    let store = Store(database: database, shelf: shelf)
    try await store.migrate(sql.migrations)
    return store
  }

  /// Applies the migrations that the database has not seen yet, all in one transaction; several servers may start at once.
  func migrate(_ migrations: [(number: Int, name: String, sql: String)]) async throws {
    try await database.write { transaction in
      _ = try transaction.rows("migration-lock")
      try transaction.run("migration-table")
      let done = Set(try transaction.rows("migration-done").map { row throws(StoreError) in try row.integer("number") })
      for migration in migrations where !done.contains(Int64(migration.number)) {
        try transaction.script(migration.sql)
        try transaction.run("migration-insert", migration.number, migration.name)
      }
    }
  }

  /// Whether the database answers.
  public func ping() async throws { _ = try await database.read { try $0.rows("ping") } }

  public func close() async { await database.close() }
}

extension Transaction {
  /// The next number of a counter; its row stays locked until the transaction ends.
  func next(_ counter: String) throws(StoreError) -> Int64 {
    guard let row = try row("counter-next", counter) else {
      throw StoreError(.broken, SQLRow.ours, underlying: "no counter \(counter)")
    }
    return try row.integer("value")
  }
}
