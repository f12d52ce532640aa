import Dispatch
import Foundation
import MingzhangModel

/// PostgreSQL over libpq: a few connections, each used by one transaction at a time. Several servers may share one database.
public struct PostgresDatabase: Database {
  public let dialect = Dialect.postgresql
  private let pool: ConnectionPool

  /// - Parameter address: `postgres://user:word@host/name`, as libpq reads it. Nothing is opened yet.
  public init(_ address: String, sql: SQLFiles, connections: Int = 4) {
    pool = ConnectionPool((0..<max(1, connections)).map { _ in PostgresConnection(address, sql: sql) })
  }

  public func read<Value: Sendable>(
    _ body: @Sendable @escaping (any Transaction) throws -> Value
  ) async throws -> Value {
    try await transaction("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", body)
  }

  public func write<Value: Sendable>(
    _ body: @Sendable @escaping (any Transaction) throws -> Value
  ) async throws -> Value {
    try await transaction("BEGIN", body)
  }

  public func close() async { await pool.close() }

  private func transaction<Value: Sendable>(
    _ begin: String, _ body: @Sendable @escaping (any Transaction) throws -> Value
  ) async throws -> Value {
    try await pool.using { connection in
      try connection.open()
      do throws(StoreError) { try connection.command(begin) } catch {
        guard error.code == .unavailable else { throw error }
        // the server was started again since this connection was last used
        try connection.open()
        try connection.command(begin)
      }
      do {
        let value = try body(PostgresTransaction(connection: connection))
        try connection.command("COMMIT")
        return value
      } catch {
        do { try connection.command("ROLLBACK") } catch { connection.close() }
        throw error
      }
    }
  }
}

private struct PostgresTransaction: Transaction {
  let connection: PostgresConnection
  func rows(_ query: SQLName, _ values: [any SQLConvertible]) throws(StoreError) -> [SQLRow] {
    try connection.rows(query, values)
  }
  func run(_ query: SQLName, _ values: [any SQLConvertible]) throws(StoreError) -> Int {
    try connection.run(query, values)
  }
  func script(_ sql: String) throws(StoreError) { try connection.command(sql) }
}

/// Lends connections, one user each; the work, which waits for the network, is done on threads of its own.
private final class ConnectionPool: @unchecked Sendable {
  // `idle`, `waiting` and `isClosed` are guarded by `lock`; a lent connection belongs to its user alone.
  private let lock = NSLock()
  private var idle: [PostgresConnection]
  private var waiting: [CheckedContinuation<Lent, Never>] = []
  private let count: Int
  private let threads = DispatchQueue(label: "mingzhang.postgresql", attributes: .concurrent)

  struct Lent: @unchecked Sendable { let connection: PostgresConnection }

  init(_ connections: [PostgresConnection]) { (idle, count) = (connections, connections.count) }

  func using<Value: Sendable>(_ body: @Sendable @escaping (PostgresConnection) throws -> Value) async throws -> Value {
    let lent = await take()
    defer { give(lent) }
    return try await withCheckedThrowingContinuation { continuation in
      threads.async { continuation.resume(with: Result { try body(lent.connection) }) }
    }
  }

  func close() async {
    for _ in 0..<count { await take().connection.close() }
  }

  private func take() async -> Lent {
    await withCheckedContinuation { continuation in
      let lent: Lent? = lock.withLock {
        if let connection = idle.popLast() { return Lent(connection: connection) }
        waiting.append(continuation)
        return nil
      }
      if let lent { continuation.resume(returning: lent) }
    }
  }

  private func give(_ lent: Lent) {
    let next: CheckedContinuation<Lent, Never>? = lock.withLock {
      if waiting.isEmpty {
        idle.append(lent.connection)
        return nil
      }
      return waiting.removeFirst()
    }
    next?.resume(returning: lent)
  }
}
