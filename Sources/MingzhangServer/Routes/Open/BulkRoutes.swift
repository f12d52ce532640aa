import Foundation
import HTTPTypes
import Hummingbird
import MingzhangModel
import MingzhangStore

/// `/data/city-2024-budget.csv`: every published amount of a year as one file; `/data/city.zip`: the whole city. They are written
/// book by book while they are sent, so they begin at once and take the memory of one book.
struct BulkRoutes: Sendable {
  let site: Site

  enum Format: String, CaseIterable, Sendable {
    case csv
    /// One JSON object on each line.
    case ndjson
    var mediaType: String {
      self == .csv ? "text/csv; charset=utf-8; header=present" : "application/x-ndjson; charset=utf-8"
    }
  }

  static func path(_ year: Int, _ kind: Disclosure.Kind, _ format: Format) -> String {
    "/data/city-\(year)-\(kind.rawValue).\(format.rawValue)"
  }

  func add(to router: Router<SiteContext>) {
    router.get("data/:file") { request, context in
      if let name = context.parameters.get("file"), let extent = CityArchive.Extent(name: name) {
        return try await archive(extent, request)
      }
      guard let name = context.parameters.get("file"),
        let match = name.wholeMatch(of: /city-([0-9]{4})-(budget|final)\.(csv|ndjson)/), let year = Int(match.1),
        let kind = Disclosure.Kind(rawValue: String(match.2)), let format = Format(rawValue: String(match.3))
      else { throw PageError.notFound }
      return try await response(year, kind, format, name, request)
    }
  }

  private func response(
    _ year: Int, _ kind: Disclosure.Kind, _ format: Format, _ name: String, _ request: Request
  ) async throws -> Response {
    let books = try await site.store.published(in: year, kind).sorted { $0.id < $1.id }
    guard !books.isEmpty else { throw PageError.notFound }
    let tree = try await site.tree()
    // what is published never changes, so its versions say what is in the file
    let tag = "\"" + Tokens.digest(books.map { String($0.id) }.joined(separator: " ")).prefix(24) + "\""
    let headers: HTTPFields = [
      .contentType: format.mediaType, .eTag: tag, .cacheControl: "public, max-age=0, must-revalidate",
      .contentDisposition: "attachment; filename=\"\(name)\"", .accessControlAllowOrigin: "*",
    ]
    if EntityTag.matches(tag, request.headers[.ifNoneMatch]) { return Response(status: .notModified, headers: headers) }
    let body = ResponseBody { writer in
      if format == .csv { try await writer.write(ByteBuffer(bytes: RecordTable(RecordTable.figureNames).csvHead)) }
      for book in books {
        let table = RecordTable.figures(try await site.store.figures(of: book.id), tree)
        try await writer.write(ByteBuffer(bytes: format == .csv ? table.csvRows : table.lines))
      }
      try await writer.finish(nil)
    }
    return Response(status: .ok, headers: headers, body: body)
  }

  private func archive(_ extent: CityArchive.Extent, _ request: Request) async throws -> Response {
    // before its content is read: what is published meanwhile has another tag
    let tag = "\"\(site.edition)-\(try await site.store.publicState())\""
    guard let archive = try await CityArchive(site, extent) else { throw PageError.notFound }
    let headers: HTTPFields = [
      .contentType: "application/zip", .eTag: tag, .cacheControl: "public, max-age=0, must-revalidate",
      .contentDisposition: "attachment; filename=\"\(extent.name)\"", .accessControlAllowOrigin: "*",
    ]
    if EntityTag.matches(tag, request.headers[.ifNoneMatch]) { return Response(status: .notModified, headers: headers) }
    let body = ResponseBody { writer in
      try await archive.write(to: &writer)
      try await writer.finish(nil)
    }
    return Response(status: .ok, headers: headers, body: body)
  }
}
