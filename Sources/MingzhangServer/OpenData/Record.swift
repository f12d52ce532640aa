import Foundation
import MingzhangModel

/// One value of a record of the open data.
enum Field: Hashable, Sendable {
  case none
  case text(String)
  case integer(Int64)
  case flag(Bool)
  /// Nested values, as JSON that is ready to be written.
  case json(String)

  static func text(_ text: String?) -> Field { text.map { .text($0) } ?? .none }
  static func integer(_ number: Int?) -> Field { number.map { .integer(Int64($0)) } ?? .none }
  static func integer(_ number: Int64?) -> Field { number.map { .integer($0) } ?? .none }
}

/// Records of one kind: the same as JSON objects and as rows of a CSV file.
struct RecordTable: Sendable {
  let names: [String]
  var rows: [[Field]] = []

  init(_ names: [String], _ rows: [[Field]] = []) { (self.names, self.rows) = (names, rows) }

  /// `{"a":1,"b":"…"}`
  func object(_ row: [Field], into out: inout [UInt8]) { object(row, keys, into: &out) }

  private func object(_ row: [Field], _ keys: [[UInt8]], into out: inout [UInt8]) {
    out.append(UInt8(ascii: "{"))
    for (index, (key, field)) in zip(keys, row).enumerated() {
      if index > 0 { out.append(UInt8(ascii: ",")) }
      out += key
      JSONText.append(field, to: &out)
    }
    out.append(UInt8(ascii: "}"))
  }

  /// The names as `"a":`, once for all rows.
  private var keys: [[UInt8]] {
    names.map { name in
      var key: [UInt8] = []
      JSONText.append(name, to: &key)
      return key + [UInt8(ascii: ":")]
    }
  }

  /// The rows as a JSON array.
  var array: [UInt8] {
    var out: [UInt8] = [UInt8(ascii: "[")]
    out.reserveCapacity(rows.count * 800)
    let keys = keys
    for (index, row) in rows.enumerated() {
      if index > 0 { out.append(UInt8(ascii: ",")) }
      object(row, keys, into: &out)
    }
    out.append(UInt8(ascii: "]"))
    return out
  }

  /// One JSON object on a line for each row.
  var lines: [UInt8] {
    var out: [UInt8] = []
    let keys = keys
    for row in rows {
      object(row, keys, into: &out)
      out.append(UInt8(ascii: "\n"))
    }
    return out
  }

  /// The byte order mark, without which spreadsheet programs read no Chinese, and the names.
  var csvHead: [UInt8] {
    var out: [UInt8] = [0xEF, 0xBB, 0xBF]
    CSVText.append(names.map { .text($0) }, to: &out)
    return out
  }

  var csvRows: [UInt8] {
    var out: [UInt8] = []
    for row in rows { CSVText.append(row, to: &out) }
    return out
  }

  var csv: [UInt8] { csvHead + csvRows }
}

/// Values as JSON (RFC 8259), written straight into bytes because a city has half a million of them.
enum JSONText {
  static func append(_ field: Field, to out: inout [UInt8]) {
    switch field {
    case .none: out += "null".utf8
    case .text(let text): append(text, to: &out)
    case .integer(let number): out += String(number).utf8
    case .flag(let flag): out += (flag ? "true" : "false").utf8
    case .json(let json): out += json.utf8
    }
  }

  static func append(_ text: String, to out: inout [UInt8]) {
    out.append(UInt8(ascii: "\""))
    let isPlain = text.utf8.allSatisfy { $0 >= 0x20 && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\") }
    if isPlain {
      out += text.utf8
      out.append(UInt8(ascii: "\""))
      return
    }
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"):
        out.append(UInt8(ascii: "\\"))
        out.append(byte)
      case UInt8(ascii: "\n"): out += [UInt8(ascii: "\\"), UInt8(ascii: "n")]
      case 0..<0x20: out += Array("\\u00\(byte < 16 ? "0" : "")\(String(byte, radix: 16))".utf8)
      default: out.append(byte)
      }
    }
    out.append(UInt8(ascii: "\""))
  }

  static func quoted(_ text: String) -> String {
    var out: [UInt8] = []
    append(text, to: &out)
    return String(decoding: out, as: UTF8.self)
  }

  /// A value of the model as JSON.
  static func encoded(_ value: some Encodable) throws -> Field {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return .json(String(decoding: try encoder.encode(value), as: UTF8.self))
  }
}

/// RFC 4180. Text that a spreadsheet program would run as a formula gets an apostrophe before it; numbers stay numbers.
enum CSVText {
  static func append(_ row: [Field], to out: inout [UInt8]) {
    for (index, field) in row.enumerated() {
      if index > 0 { out.append(UInt8(ascii: ",")) }
      switch field {
      case .text(let text): append(text, to: &out)
      case .json(let json): append(json, to: &out)
      case .none: break
      default: JSONText.append(field, to: &out)
      }
    }
    out += [13, 10]
  }

  static func append(_ text: String, to out: inout [UInt8]) {
    var bytes = Array(text.utf8)
    if isFormula(bytes) { bytes.insert(UInt8(ascii: "'"), at: 0) }
    guard bytes.contains(where: { $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: "\"") || $0 == 10 || $0 == 13 }) else {
      out += bytes
      return
    }
    out.append(UInt8(ascii: "\""))
    for byte in bytes {
      if byte == UInt8(ascii: "\"") { out.append(byte) }
      out.append(byte)
    }
    out.append(UInt8(ascii: "\""))
  }

  /// A printed amount below nothing, `-12.50`, is a number.
  private static func isFormula(_ bytes: [UInt8]) -> Bool {
    guard let first = bytes.first else { return false }
    switch first {
    case UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: "@"), 9, 13: return true
    case UInt8(ascii: "-"):
      return bytes.count == 1
        || !bytes.dropFirst().allSatisfy {
          (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: ",")
        }
    default: return false
    }
  }
}
