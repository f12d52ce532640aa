import CPostgres
import MingzhangModel

/// One connection to PostgreSQL. It is used by one thread at a time; `PostgresDatabase` sees to that.
final class PostgresConnection {
  private var handle: OpaquePointer?
  private let address: String
  private let sql: SQLFiles
  private var prepared: Set<String> = []

  init(_ address: String, sql: SQLFiles) { (self.address, self.sql) = (address, sql) }

  deinit { if let handle { PQfinish(handle) } }

  /// Connects, or connects again after the server went away.
  func open() throws(StoreError) {
    if let handle, PQstatus(handle) == CONNECTION_OK { return }
    close()
    let fresh = PQconnectdb(address)
    guard let fresh, PQstatus(fresh) == CONNECTION_OK else {
      let words = fresh.map { String(cString: PQerrorMessage($0)) } ?? "out of memory"
      if let fresh { PQfinish(fresh) }
      throw Self.unavailable(words)
    }
    handle = fresh
    PQsetNoticeProcessor(fresh, { _, _ in }, nil)
    try command("SET client_min_messages = warning")
  }

  func close() {
    if let handle { PQfinish(handle) }
    handle = nil
    prepared = []
  }

  /// Runs statements without values.
  func command(_ text: String) throws(StoreError) {
    guard let handle else { throw Self.unavailable("not connected") }
    let result = PQexec(handle, text)
    defer { PQclear(result) }
    try check(result)
  }

  func rows(_ query: SQLName, _ values: [any SQLConvertible]) throws(StoreError) -> [SQLRow] {
    let result = try execute(query, values)
    defer { PQclear(result) }
    let columns = Int(PQnfields(result))
    let types = (0..<columns).map { PQftype(result, Int32($0)) }
    let names = Dictionary(
      (0..<columns).map { (String(cString: PQfname(result, Int32($0))), $0) }, uniquingKeysWith: { first, _ in first })
    return (0..<Int(PQntuples(result))).map { row in
      SQLRow(
        names: names,
        values: (0..<columns).map { column in
          guard PQgetisnull(result, Int32(row), Int32(column)) == 0 else { return .null }
          let text = String(cString: PQgetvalue(result, Int32(row), Int32(column)))
          switch types[column] {
          case 20, 21, 23, 1700: return Int64(text).map { .integer($0) } ?? .text(text)  // int8, int2, int4, numeric
          case 16: return .integer(text == "t" ? 1 : 0)  // bool
          default: return .text(text)
          }
        })
    }
  }

  func run(_ query: SQLName, _ values: [any SQLConvertible]) throws(StoreError) -> Int {
    let result = try execute(query, values)
    defer { PQclear(result) }
    return Int(String(cString: PQcmdTuples(result))) ?? Int(PQntuples(result))
  }

  /// - Returns: a result that the caller clears.
  private func execute(_ query: SQLName, _ values: [any SQLConvertible]) throws(StoreError) -> OpaquePointer? {
    guard let handle else { throw Self.unavailable("not connected") }
    if !prepared.contains(query.text) {
      let result = PQprepare(handle, query.text, try sql.sql(query), 0, nil)
      defer { PQclear(result) }
      try check(result)
      prepared.insert(query.text)
    }
    // One buffer of zero-ended texts; the pointers are into it.
    var bytes: [CChar] = []
    var starts: [Int?] = []
    for value in values {
      switch value.sqlValue {
      case .null: starts.append(nil)
      case .integer(let number):
        starts.append(bytes.count)
        bytes += String(number).utf8CString
      case .text(let text):
        starts.append(bytes.count)
        // PostgreSQL keeps no NUL in a text; SQLite would end there.
        bytes += text.replacing("\0", with: "").utf8CString
      }
    }
    let result = bytes.withUnsafeBufferPointer { buffer in
      let pointers: [UnsafePointer<CChar>?] = starts.map { start in
        start.flatMap { buffer.baseAddress?.advanced(by: $0) }
      }
      return PQexecPrepared(handle, query.text, Int32(values.count), pointers, nil, nil, 0)
    }
    do { try check(result) } catch {
      PQclear(result)
      throw error
    }
    return result
  }

  private func check(_ result: OpaquePointer?) throws(StoreError) {
    switch PQresultStatus(result) {
    case PGRES_COMMAND_OK, PGRES_TUPLES_OK, PGRES_EMPTY_QUERY: return
    default: break
    }
    let words = handle.map { String(cString: PQerrorMessage($0)) } ?? "no connection"
    let state = PQresultErrorField(result, 67).map { String(cString: $0) } ?? ""  // PG_DIAG_SQLSTATE, 'C'
    if let handle, PQstatus(handle) != CONNECTION_OK {
      close()
      throw Self.unavailable(words)
    }
    switch state {
    case "23505", "23503", "23514", "23502":
      throw StoreError(.refused, Wording("已有同样的记录。", "There is such a record already."), underlying: words)
    case "53100":
      throw StoreError(
        .full,
        Wording("磁盘已满，没有保存。请腾出空间后再试。", "The disk is full; nothing was saved. Free some space and try again."),
        underlying: words)
    case "40001", "40P01":
      throw StoreError(
        .conflict, Wording("有人同时在改，请再试一次。", "Someone else changed it at the same time; try again."), underlying: words)
    case let state where state.hasPrefix("57P") || state.hasPrefix("08") || state.hasPrefix("53"):
      throw Self.unavailable(words)
    default:
      throw StoreError(.broken, SQLRow.ours, underlying: "\(state) \(words)")
    }
  }

  private static func unavailable(_ words: String) -> StoreError {
    StoreError(
      .unavailable, Wording("数据库暂时不能用，请稍后再试。", "The database is not available now; try again later."), underlying: words
    )
  }
}
