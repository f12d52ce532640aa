import Foundation
import HTTPTypes
import Hummingbird
import MingzhangModel
import MingzhangStore

/// The public pages that were made last, as bytes.
typealias PageMemory = BoundedMemory<String, ByteBuffer>

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
    if isKept, let known = pages[key] { return Response(status: .ok, headers: headers, body: .init(byteBuffer: known)) }
    let page = try await make()
    let bytes = ByteBuffer(string: try html(page, context))
    guard page.status == .ok else {
      return Response(
        status: page.status, headers: [.contentType: "text/html; charset=utf-8", .cacheControl: "no-store"],
        body: .init(byteBuffer: bytes))
    }
    if isKept { pages.keep(bytes, for: key, cost: bytes.readableBytes + key.utf8.count) }
    return Response(status: .ok, headers: headers, body: .init(byteBuffer: bytes))
  }
}

/// Words in the language of the page.
struct Say: Sendable {
  let language: Language
  init(_ context: SiteContext) { language = context.language }
  func callAsFunction(_ chinese: String, _ english: String) -> String { language == .chinese ? chinese : english }
  func callAsFunction(_ wording: Wording) -> String { wording[language] }
}
