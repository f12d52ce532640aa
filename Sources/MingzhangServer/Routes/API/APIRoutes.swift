import Foundation
import HTTPTypes
import Hummingbird
import MingzhangModel
import MingzhangStore

/// `/api/v1`: what is public, as JSON and CSV.
struct APIRoutes: Sendable {
  let site: Site

  func add(to group: RouterGroup<SiteContext>) {
    group.get("organisations") { request, context in
      try JSONAnswer.response(try await site.store.organisations(), request)
    }
  }
}

enum JSONAnswer {
  /// JSON with a tag made of its bytes.
  static func response(_ value: some Encodable, _ request: Request) throws -> Response {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let data = try encoder.encode(value)
    let tag = "\"\(Tokens.digest(String(decoding: data, as: UTF8.self)).prefix(16))\""
    var headers: HTTPFields = [.contentType: "application/json; charset=utf-8", .eTag: tag]
    headers[.cacheControl] = "public, max-age=0, must-revalidate"
    headers[.accessControlAllowOrigin] = "*"
    if request.headers[.ifNoneMatch] == tag { return Response(status: .notModified, headers: headers) }
    return Response(status: .ok, headers: headers, body: .init(byteBuffer: ByteBuffer(bytes: data)))
  }
}
