import Foundation
import HTTPTypes
import Hummingbird
import MingzhangFormats
import MingzhangModel
import MingzhangStore

/// A public page, or an answer of the API, that was made: packed, as most visitors take it, which also leaves room for six times as many.
struct MadePage: Sendable {
  private let packed: ByteBuffer
  private let size: Int
  var cost: Int { packed.readableBytes }

  /// - Returns: nil when zlib has no memory.
  init?(_ bytes: [UInt8], level: Int) {
    guard let packed = bytes.withUnsafeBytes({ Gzip.packed($0, level: level) }) else { return nil }
    (self.packed, size) = (ByteBuffer(bytes: packed), bytes.count)
  }

  func response(_ headers: HTTPFields, isPacked: Bool) throws -> Response {
    if isPacked {
      var headers = headers
      headers[.contentEncoding] = "gzip"
      return Response(status: .ok, headers: headers, body: .init(byteBuffer: packed))
    }
    guard let bytes = packed.withUnsafeReadableBytes({ Gzip.unpacked($0, size: size) }) else {
      throw ServerProblem(Wording("内存不足。", "Out of memory."))
    }
    return Response(status: .ok, headers: headers, body: .init(byteBuffer: ByteBuffer(bytes: bytes)))
  }
}

/// The public pages that were made last.
typealias PageMemory = BoundedMemory<String, MadePage>

extension Site {
  /// Answers a public page: “not modified”, from memory, or made now. All of them change only when something public changes.
  ///
  /// - Parameters:
  ///   - also: what else the page depends on, such as today's date.
  ///   - isKept: whether it is worth keeping in memory: pages with a fixed address are, answers to a search are not.
  func answer(
    _ request: Request, _ context: SiteContext, also: String = "", isKept: Bool = true,
    _ make: () async throws -> Page
  ) async throws -> Response {
    let tag =
      "\"\(edition)-\(context.language.rawValue)-\(try await store.publicState())\(also.isEmpty ? "" : "-" + also)\""
    let headers: HTTPFields = [
      .contentType: "text/html; charset=utf-8", .eTag: tag, .cacheControl: "public, max-age=0, must-revalidate",
    ]
    if EntityTag.matches(tag, request.headers[.ifNoneMatch]) { return Response(status: .notModified, headers: headers) }
    let key = "\(tag) \(request.uri.description)"
    if isKept, let known = pages[key] { return try known.response(headers, isPacked: context.takesGzip) }
    return try await making.through {
      // somebody may have made it meanwhile
      if isKept, let known = pages[key] { return try known.response(headers, isPacked: context.takesGzip) }
      let page = try await make()
      let text = try html(page, context)
      guard page.status == .ok else {
        return Response(
          status: page.status, headers: [.contentType: "text/html; charset=utf-8", .cacheControl: "no-store"],
          body: .init(byteBuffer: ByteBuffer(string: text)))
      }
      if isKept, let made = MadePage(Array(text.utf8), level: Compressing.level) {
        pages.keep(made, for: key, cost: made.cost + key.utf8.count)
        if context.takesGzip { return try made.response(headers, isPacked: true) }
      }
      return Response(status: .ok, headers: headers, body: .init(byteBuffer: ByteBuffer(string: text)))
    }
  }
}

/// Words in the language of the page.
struct Say: Sendable {
  let language: Language
  init(_ context: SiteContext) { language = context.language }
  func callAsFunction(_ chinese: String, _ english: String) -> String { language == .chinese ? chinese : english }
  func callAsFunction(_ wording: Wording) -> String { wording[language] }
}
