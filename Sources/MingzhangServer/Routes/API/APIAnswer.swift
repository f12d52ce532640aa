import Crypto
import Foundation
import HTTPTypes
import Hummingbird
import MingzhangModel

/// What a resource gives: one record, or a page of them.
struct APIAnswer: Sendable {
  var table: RecordTable
  /// Nil for a single record; else where the next page begins, if there is one.
  var next: APICursor??

  static func page(_ table: RecordTable, next: APICursor?) -> APIAnswer { APIAnswer(table: table, next: .some(next)) }
  static func one(_ table: RecordTable) -> APIAnswer { APIAnswer(table: table, next: nil) }

  /// The bytes, and what is said of them.
  func made(_ request: Request, _ query: APIQuery, name: String) -> (headers: HTTPFields, bytes: [UInt8]) {
    var bytes: [UInt8] = []
    var headers: HTTPFields = [:]
    if APIAnswer.wantsCSV(request, query) {
      bytes = table.csv
      headers[.contentType] = "text/csv; charset=utf-8; header=present"
      headers[.contentDisposition] = "attachment; filename=\"\(name).csv\""
    } else {
      headers[.contentType] = "application/json; charset=utf-8"
      switch next {
      case .none: table.object(table.rows.first ?? [], into: &bytes)
      case .some(let next):
        bytes = Array("{\"items\":".utf8) + table.array + Array(",\"next\":".utf8)
        JSONText.append(Field.text(next?.text), to: &bytes)
        bytes.append(UInt8(ascii: "}"))
      }
    }
    if case .some(.some(let cursor)) = next, let link = HTTPField.Name("Link") {
      headers[link] = "<\(query.address(request.uri.path, cursor: cursor))>; rel=\"next\""
    }
    let tag =
      "\"" + SHA256.hash(data: bytes).prefix(12).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined() + "\""
    headers[.eTag] = tag
    headers[.vary] = "Accept"
    headers[.cacheControl] = "public, max-age=0, must-revalidate"
    headers[.accessControlAllowOrigin] = "*"
    return (headers, bytes)
  }

  /// `format=csv`, or an `Accept` that names CSV before JSON.
  static func wantsCSV(_ request: Request, _ query: APIQuery) -> Bool {
    if let format = query.text(.format) { return format == "csv" }
    guard let accept = request.headers[.accept] else { return false }
    let types = accept.split(separator: ",").map { $0.prefix { $0 != ";" }.filter { $0 != " " }.lowercased() }
    guard let csv = types.firstIndex(of: "text/csv") else { return false }
    return types.firstIndex { $0 == "application/json" || $0 == "*/*" }.map { csv < $0 } ?? true
  }
}

enum EntityTag {
  /// Whether a tag is among those of `If-None-Match`; weak ones are compared as strong.
  static func matches(_ tag: String, _ header: String?) -> Bool {
    guard let header else { return false }
    return header.split(separator: ",").contains { part in
      let word = part.filter { $0 != " " }
      return word == "*" || word == tag || word == "W/" + tag
    }
  }
}
