import Foundation
import HTTPTypes
import Hummingbird
import MingzhangModel
import MingzhangStore
import NIOCore

/// What a form sent: its fields, and its files.
struct Form: Sendable {
  struct File: Sendable {
    var name: String
    var bytes: Data
  }
  var fields: [String: String] = [:]
  var files: [File] = []
  /// Of the route's path.
  var parameters: Parameters

  subscript(_ name: String) -> String? { fields[name].flatMap { $0.isEmpty ? nil : $0 } }

  /// Reads `application/x-www-form-urlencoded` and `multipart/form-data`.
  ///
  /// - Parameter limit: bytes of the whole body; more is refused before it is read to its end.
  init(_ request: Request, limit: Int, parameters: Parameters) async throws {
    self.parameters = parameters
    if let length = request.headers[.contentLength].flatMap({ Int($0) }), length > limit { throw Self.tooLarge(limit) }
    let body: ByteBuffer
    do { body = try await request.body.collect(upTo: limit) } catch is NIOTooManyBytesError {
      throw Self.tooLarge(limit)
    }
    let type = request.headers[.contentType] ?? ""
    if type.hasPrefix("multipart/form-data") {
      guard let boundary = Multipart.boundary(of: type) else { throw Self.unreadable }
      let parts = try Multipart.parts(Data(buffer: body), boundary: boundary)
      for part in parts {
        if let file = part.fileName {
          if !file.isEmpty || !part.bytes.isEmpty { files.append(File(name: file, bytes: part.bytes)) }
        } else {
          fields[part.name] = String(decoding: part.bytes, as: UTF8.self)
        }
      }
    } else {
      fields = Self.decoded(String(buffer: body))
    }
  }

  /// Whether the form was made by a page of this session.
  func isFrom(_ session: Session) -> Bool {
    equalInConstantTime(Data((fields["csrf"] ?? "").utf8), Data(session.csrf.utf8))
  }

  static func decoded(_ text: String) -> [String: String] {
    var fields: [String: String] = [:]
    for pair in text.split(separator: "&") {
      let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      func word(_ index: Int) -> String {
        guard parts.count > index else { return "" }
        return parts[index].replacing("+", with: " ").removingPercentEncoding ?? ""
      }
      fields[word(0)] = word(1)
    }
    return fields
  }

  private static func tooLarge(_ limit: Int) -> PageError {
    PageError(
      .contentTooLarge,
      Wording("一次最多上传 \(limit >> 20) MB，请分几次上传。", "At most \(limit >> 20) MB at a time; upload in several parts."))
  }

  static let unreadable = PageError(.badRequest, Wording("上传的内容不完整，请重试。", "The upload was not complete; try again."))
}

/// `multipart/form-data`, RFC 7578.
enum Multipart {
  struct Part: Sendable {
    var name: String
    /// Nil for a field; the file's name without any folder.
    var fileName: String?
    var bytes: Data
  }

  static func boundary(of contentType: String) -> String? {
    for piece in contentType.split(separator: ";").dropFirst() {
      let pair = piece.split(separator: "=", maxSplits: 1).map { $0.trimmingCharacters(in: .whitespaces) }
      if pair.count == 2, pair[0].lowercased() == "boundary" {
        let word = pair[1].trimmingCharacters(in: CharacterSet(charactersIn: "\""))
        return (1...70).contains(word.utf8.count) ? word : nil
      }
    }
    return nil
  }

  static func parts(_ body: Data, boundary: String) throws(PageError) -> [Part] {
    let mark = Data("--\(boundary)".utf8)
    let blank = Data("\r\n\r\n".utf8)
    var parts: [Part] = []
    guard var position = body.range(of: mark)?.upperBound else { throw Form.unreadable }
    while true {
      // after a mark: `--` ends, a line break begins a part
      if body[position...].starts(with: Data("--".utf8)) { return parts }
      guard body[position...].starts(with: Data("\r\n".utf8)), parts.count < 2000,
        let head = body.range(of: blank, in: position..<body.endIndex),
        let next = body.range(of: Data("\r\n".utf8) + mark, in: head.lowerBound + 2..<body.endIndex)
      else { throw Form.unreadable }
      let lines = String(decoding: body[position..<head.lowerBound], as: UTF8.self).components(separatedBy: "\r\n")
      let content = head.upperBound <= next.lowerBound ? body[head.upperBound..<next.lowerBound] : Data()
      if let part = part(lines, Data(content)) { parts.append(part) }
      position = next.upperBound
    }
  }

  private static func part(_ lines: [String], _ bytes: Data) -> Part? {
    guard let line = lines.first(where: { $0.lowercased().hasPrefix("content-disposition:") }) else { return nil }
    guard let name = value("name", in: line) else { return nil }
    let file = value("filename", in: line).map { path in
      // some browsers send the whole path
      String(path.split(whereSeparator: { $0 == "/" || $0 == "\\" }).last ?? "")
    }
    return Part(name: name, fileName: file, bytes: bytes)
  }

  /// `; name="…"`, where browsers write `"` as `%22`.
  private static func value(_ key: String, in line: String) -> String? {
    guard let start = line.range(of: "; \(key)=\"", options: .caseInsensitive)?.upperBound,
      let end = line[start...].firstIndex(of: "\"")
    else { return nil }
    return String(line[start..<end]).replacing("%22", with: "\"")
  }
}
