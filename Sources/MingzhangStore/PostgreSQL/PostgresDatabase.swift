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
  private var waiting: [CheckedContinuation<Lent?, Never>] = []
  private var isClosed = false
  private let count: Int
  private let threads = DispatchQueue(label: "mingzhang.postgresql", attributes: .concurrent)

  struct Lent: @unchecked Sendable { let connection: PostgresConnection }

  init(_ connections: [PostgresConnection]) { (idle, count) = (connections, connections.count) }

  func using<Value: Sendable>(_ body: @Sendable @escaping (PostgresConnection) throws -> Value) async throws -> Value {
    guard let lent = await take() else {
      throw StoreError(
        .unavailable, Wording("服务正在停下，请稍后再试。", "The server is stopping; try again later."), underlying: "closed")
    }
    defer { give(lent) }
    return try await withCheckedThrowingContinuation { continuation in
      threads.async { continuation.resume(with: Result { try body(lent.connection) }) }
    }
  }

  /// Waits for those who have or were promised a connection. Closing twice does nothing more.
  func close() async {
    let isFirst = lock.withLock {
      defer { isClosed = true }
      return !isClosed
    }
    guard isFirst else { return }
    for _ in 0..<count { await take(isClosing: true)?.connection.close() }
  }

  /// A connection, as soon as there is one; nil when the pool was closed before.
  private func take(isClosing: Bool = false) async -> Lent? {
    await withCheckedContinuation { continuation in
      let (lent, isWaiting) = lock.withLock { () -> (Lent?, Bool) in
        if isClosed, !isClosing { return (nil, false) }
        if let connection = idle.popLast() { return (Lent(connection: connection), false) }
        waiting.append(continuation)
        return (nil, true)
      }
      if !isWaiting { continuation.resume(returning: lent) }
    }
  }

  private func give(_ lent: Lent) {
    let next: CheckedContinuation<Lent?, Never>? = lock.withLock {
      if waiting.isEmpty {
        idle.append(lent.connection)
        return nil
      }
      return waiting.removeFirst()
    }
    next?.resume(returning: lent)
  }
}
