import Foundation
import GRDB
import MingzhangModel

/// The embedded database: one file, many readers beside one writer.
public struct SQLiteDatabase: Database {
  public let dialect = Dialect.sqlite
  private let pool: DatabasePool
  private let sql: SQLFiles

  /// Opens or creates the file at `url`.
  public init(at url: URL, sql: SQLFiles, readers: Int = 4) throws(StoreError) {
    var configuration = Configuration()
    configuration.maximumReaderCount = readers
    configuration.busyMode = .timeout(10)
    configuration.prepareDatabase { database in
      // A commit is on the disk before it is answered: a killed server loses nothing that it confirmed.
      try database.execute(sql: "PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA cache_size = -4096")
    }
    self.sql = sql
    do { pool = try DatabasePool(path: url.path, configuration: configuration) } catch { throw Self.explained(error) }
  }

  public func read<Value: Sendable>(
    _ body: @Sendable @escaping (any Transaction) throws -> Value
  ) async throws -> Value {
    do {
      return try await pool.read { try body(SQLiteTransaction(database: $0, sql: sql)) }
    } catch { throw Self.translated(error) }
  }

  public func write<Value: Sendable>(
    _ body: @Sendable @escaping (any Transaction) throws -> Value
  ) async throws -> Value {
    do {
      return try await pool.write { try body(SQLiteTransaction(database: $0, sql: sql)) }
    } catch { throw Self.translated(error) }
  }

  /// What is committed is on the disk; a connection that is still used is closed by its last user.
  public func close() async { try? pool.close() }

  /// A consistent copy into `url`, while others read and write.
  public func copy(to url: URL) throws(StoreError) {
    do {
      let target = try DatabaseQueue(path: url.path)
      try pool.backup(to: target)
      try target.close()
    } catch { throw Self.explained(error) }
  }

  /// Another database with the same tables.
  func reopened(at url: URL) throws(StoreError) -> SQLiteDatabase { try SQLiteDatabase(at: url, sql: sql, readers: 1) }

  private static func translated(_ error: any Error) -> any Error {
    error is DatabaseError ? explained(error) : error
  }

  static func explained(_ error: any Error) -> StoreError {
    guard let error = error as? DatabaseError else {
      return (error as? StoreError) ?? StoreError(.broken, SQLRow.ours, underlying: String(describing: error))
    }
    let underlying = error.description
    switch error.resultCode {
    case .SQLITE_CONSTRAINT:
      return StoreError(.refused, Wording("已有同样的记录。", "There is such a record already."), underlying: underlying)
    case .SQLITE_FULL:
      return StoreError(
        .full, Wording("磁盘已满，没有保存。请腾出空间后再试。", "The disk is full; nothing was saved. Free some space and try again."),
        underlying: underlying)
    case .SQLITE_BUSY, .SQLITE_LOCKED, .SQLITE_IOERR, .SQLITE_CANTOPEN:
      return StoreError(
        .unavailable, Wording("数据库暂时不能用，请稍后再试。", "The database is not available now; try again later."),
        underlying: underlying)
    default:
      return StoreError(.broken, SQLRow.ours, underlying: underlying)
    }
  }
}

/// A transaction of SQLite.
private struct SQLiteTransaction: Transaction {
  let database: GRDB.Database
  let sql: SQLFiles

  func rows(_ query: SQLName, _ values: [any SQLConvertible]) throws(StoreError) -> [SQLRow] {
    let text = try sql.sql(query)
    do {
      let statement = try database.cachedStatement(sql: text)
      let cursor = try Row.fetchCursor(statement, arguments: Self.arguments(values))
      let names = Dictionary(
        statement.columnNames.enumerated().map { ($0.element, $0.offset) }, uniquingKeysWith: { first, _ in first })
      var rows: [SQLRow] = []
      while let row = try cursor.next() {
        rows.append(
          SQLRow(
            names: names,
            values: (0..<row.count).map { index in
              switch (row[index] as DatabaseValue).storage {
              case .null: .null
              case .int64(let number): .integer(number)
              case .double(let number): .integer(Int64(number.rounded()))
              case .string(let text): .text(text)
              case .blob(let data): .text(String(decoding: data, as: UTF8.self))
              }
            }))
      }
      return rows
    } catch { throw SQLiteDatabase.explained(error) }
  }

  func run(_ query: SQLName, _ values: [any SQLConvertible]) throws(StoreError) -> Int {
    let text = try sql.sql(query)
    do {
      let statement = try database.cachedStatement(sql: text)
      try statement.execute(arguments: Self.arguments(values))
      return database.changesCount
    } catch { throw SQLiteDatabase.explained(error) }
  }

  func script(_ sql: String) throws(StoreError) {
    do { try database.execute(sql: sql) } catch { throw SQLiteDatabase.explained(error) }
  }

  private static func arguments(_ values: [any SQLConvertible]) -> StatementArguments {
    StatementArguments(
      values.map { value -> (any DatabaseValueConvertible)? in
        switch value.sqlValue {
        case .null: nil
        case .integer(let number): number
        case .text(let text): text
        }
      })
  }
}
