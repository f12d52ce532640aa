import MingzhangModel

/// A value as both databases keep it.
public enum SQLValue: Hashable, Sendable {
  case null
  case integer(Int64)
  case text(String)
}

/// What can be given to a query, in the order `$1`, `$2`, …
public protocol SQLConvertible: Sendable { var sqlValue: SQLValue { get } }
extension SQLValue: SQLConvertible { public var sqlValue: SQLValue { self } }
extension Int64: SQLConvertible { public var sqlValue: SQLValue { .integer(self) } }
extension Int: SQLConvertible { public var sqlValue: SQLValue { .integer(Int64(self)) } }
extension Bool: SQLConvertible { public var sqlValue: SQLValue { .integer(self ? 1 : 0) } }
extension String: SQLConvertible { public var sqlValue: SQLValue { .text(self) } }
extension Optional: SQLConvertible where Wrapped: SQLConvertible {
  public var sqlValue: SQLValue { self?.sqlValue ?? .null }
}

/// One row of an answer. Columns are named by the query.
public struct SQLRow: Sendable {
  let names: [String: Int]
  let values: [SQLValue]

  public subscript(_ name: String) -> SQLValue {
    get throws(StoreError) {
      guard let index = names[name] else {
        throw StoreError(.broken, Self.ours, underlying: "no column \(name) in \(names.keys.sorted())")
      }
      return values[index]
    }
  }

  public func text(_ name: String) throws(StoreError) -> String {
    guard let text = try optionalText(name) else { throw StoreError(.broken, Self.ours, underlying: "\(name) is null") }
    return text
  }

  public func optionalText(_ name: String) throws(StoreError) -> String? {
    switch try self[name] {
    case .null: return nil
    case .text(let text): return text
    case .integer(let number): return String(number)
    }
  }

  public func integer(_ name: String) throws(StoreError) -> Int64 {
    guard let number = try optionalInteger(name) else {
      throw StoreError(.broken, Self.ours, underlying: "\(name) is no number")
    }
    return number
  }

  public func optionalInteger(_ name: String) throws(StoreError) -> Int64? {
    switch try self[name] {
    case .null: return nil
    case .integer(let number): return number
    case .text(let text):
      guard let number = Int64(text) else { throw StoreError(.broken, Self.ours, underlying: "\(name) is no number") }
      return number
    }
  }

  public func flag(_ name: String) throws(StoreError) -> Bool { try integer(name) != 0 }

  static let ours = Wording(
    "数据库里的内容与程序不符，请把日志交给维护人员。", "The database does not fit the program; give the log to its keepers.")
}

/// The name of a file `SQL/queries/<name>.sql`, with a variant `SQL/sqlite/<name>.sql` or `SQL/postgresql/<name>.sql` where the dialects differ.
public struct SQLName: Hashable, Sendable, ExpressibleByStringLiteral {
  public let text: String
  public init(stringLiteral text: String) { self.text = text }
}

/// An open transaction. It is used by one thread and only inside the closure that it was given to.
public protocol Transaction {
  /// Every row of the answer.
  func rows(_ query: SQLName, _ values: [any SQLConvertible]) throws(StoreError) -> [SQLRow]
  /// - Returns: how many rows were changed.
  @discardableResult
  func run(_ query: SQLName, _ values: [any SQLConvertible]) throws(StoreError) -> Int
  /// Statements of a migration.
  func script(_ sql: String) throws(StoreError)
}

extension Transaction {
  public func rows(_ query: SQLName, _ values: any SQLConvertible...) throws(StoreError) -> [SQLRow] {
    try rows(query, values)
  }
  public func row(_ query: SQLName, _ values: any SQLConvertible...) throws(StoreError) -> SQLRow? {
    try rows(query, values).first
  }
  @discardableResult
  public func run(_ query: SQLName, _ values: any SQLConvertible...) throws(StoreError) -> Int {
    try run(query, values)
  }
}

/// SQLite or PostgreSQL. What is written in one closure is kept wholly or not at all.
public protocol Database: Sendable {
  var dialect: Dialect { get }
  /// A consistent view; the closure must not write.
  func read<Value: Sendable>(_ body: @Sendable @escaping (any Transaction) throws -> Value) async throws -> Value
  /// One transaction, committed when the closure returns and undone when it throws.
  func write<Value: Sendable>(_ body: @Sendable @escaping (any Transaction) throws -> Value) async throws -> Value
  func close() async
}

public enum Dialect: String, Sendable { case sqlite, postgresql }
