import Foundation
import HTTPTypes
import Hummingbird
import MingzhangModel
import MingzhangStore

/// `/files/<sha256>/<name>`: the originals of what is public, and what was made of them. The address holds the digest of the
/// bytes, so they never change.
struct FileRoutes: Sendable {
  let site: Site

  func add(to router: Router<SiteContext>) {
    router.get("files/:sha256/:name") { request, context in
      guard let digest = context.parameters.get("sha256"),
        digest.utf8.count == 64, digest.utf8.allSatisfy({ (48...57).contains($0) || (97...102).contains($0) }),
        try await site.store.isPublic(file: digest)
      else { throw PageError.notFound }
      return try await response(digest, request, context)
    }
  }

  private func response(_ digest: String, _ request: Request, _ context: SiteContext) async throws -> Response {
    let place = site.store.shelf.place(of: digest)
    guard let size = (try? FileManager.default.attributesOfItem(atPath: place.path))?[.size] as? Int else {
      throw StoreError(.notFound, Wording("文件不在了：\(digest.prefix(12))。", "The file is gone: \(digest.prefix(12))."))
    }
    let type = try await site.store.mediaType(of: digest) ?? "application/octet-stream"
    let tag = "\"\(digest)\""
    var headers: HTTPFields = [
      .contentType: type, .eTag: tag, .acceptRanges: "bytes", .cacheControl: "public, max-age=31536000, immutable",
      .accessControlAllowOrigin: "*",
    ]
    // Words from anywhere: whatever is in them runs no script and reaches nothing of this site.
    if !Self.isShownSafely(type) {
      headers[.contentSecurityPolicy] =
        "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:"
    }
    if EntityTag.matches(tag, request.headers[.ifNoneMatch]) { return Response(status: .notModified, headers: headers) }
    let asked = request.headers[.ifRange].map { $0 == tag } ?? true ? request.headers[.range] : nil
    let files = FileIO()
    switch ByteRange(asked, size: size) {
    case .whole:
      return Response(
        status: .ok, headers: headers, body: try await files.loadFile(path: place.path, context: context))
    case .part(let range):
      headers[.contentRange] = "bytes \(range.lowerBound)-\(range.upperBound)/\(size)"
      return Response(
        status: .partialContent, headers: headers,
        body: try await files.loadFile(path: place.path, range: range, context: context))
    case .outside:
      headers[.contentRange] = "bytes */\(size)"
      return Response(status: .rangeNotSatisfiable, headers: headers)
    }
  }

  /// Types that a browser shows without running anything of them, or only saves.
  private static func isShownSafely(_ type: String) -> Bool {
    !["text/html", "application/xhtml", "image/svg", "text/xml", "application/xml"].contains { type.hasPrefix($0) }
  }
}
