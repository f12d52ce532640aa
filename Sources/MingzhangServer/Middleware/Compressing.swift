import HTTPTypes
import Hummingbird
import MingzhangFormats

/// Sends text as gzip to whoever takes it. What is packed has a tag of its own, `"…-gzip"`, and `Vary` names what it depends on, so
/// that no cache hands it to somebody who cannot read it (RFC 9110, 8.8.3.3).
///
/// Answers that are not to be kept, such as the desk's pages with the token of their forms, are not packed: how small they
/// become would tell something of the token to whoever sees the length and chooses a part of the text.
struct Compressing: RouterMiddleware {
  typealias Context = SiteContext
  static let suffix = "-gzip\""
  /// Below this many bytes packing saves no packet.
  static let smallest = 1000
  /// An answer of known length up to this is packed as a whole, and its length told.
  static let largestWhole = 4 << 20
  /// Text that is made for one request.
  static let level = 4

  func handle(
    _ request: Request, context: SiteContext, next: (Request, SiteContext) async throws -> Response
  ) async throws -> Response {
    var context = context
    context.takesGzip = Self.takesGzip(request.headers[.acceptEncoding])
    let asked = request.headers[.ifNoneMatch]
    let isOfPacked = context.takesGzip && asked?.contains(Self.suffix) ?? false
    var inner = request
    if isOfPacked, let asked {
      // within, a tag is that of the content, however it is sent
      var head = request.head
      head.headerFields[.ifNoneMatch] = asked.replacing(Self.suffix, with: "\"")
      inner = Request(head: head, body: request.body)
    }
    var response = try await next(inner, context)
    guard Self.isText(response.headers), response.status == .ok || response.status == .notModified else {
      return response
    }
    let vary = response.headers[.vary]
    response.headers[.vary] = vary.map { "\($0), Accept-Encoding" } ?? "Accept-Encoding"
    if response.status == .notModified {
      if isOfPacked { Self.mark(&response) }
      return response
    }
    guard context.takesGzip else { return response }
    if response.headers[.contentEncoding] == nil {
      guard try await Self.pack(&response, isHead: request.method == .head) else { return response }
      response.headers[.contentEncoding] = "gzip"
    }
    Self.mark(&response)
    return response
  }

  private static func pack(_ response: inout Response, isHead: Bool) async throws -> Bool {
    let body = response.body
    if isHead {
      let length = response.headers[.contentLength].flatMap { Int($0) }
      if let length, length < smallest { return false }
      response.headers[.contentLength] = nil
      return true
    }
    guard let length = body.contentLength, length <= largestWhole else {
      response.body = ResponseBody { writer in
        try await body.write(PackingWriter(next: writer, deflater: Deflater(.gzip, level: level)))
      }
      return true
    }
    guard length >= smallest else { return false }
    let whole = WholeBody(capacity: length)
    try await body.write(WholeWriter(whole: whole))
    guard let packed = whole.bytes.withUnsafeReadableBytes({ Gzip.packed($0, level: level) }) else {
      response.body = ResponseBody(byteBuffer: whole.bytes)
      return false
    }
    response.body = ResponseBody(byteBuffer: ByteBuffer(bytes: packed))
    return true
  }

  private static func mark(_ response: inout Response) {
    if let tag = response.headers[.eTag], tag.hasSuffix("\""), !tag.hasSuffix(suffix) {
      response.headers[.eTag] = tag.dropLast() + suffix
    }
  }

  /// Text of a whole answer. What can be asked for in parts stays as it is: parts are counted in its own bytes.
  private static func isText(_ headers: HTTPFields) -> Bool {
    guard headers[.acceptRanges] == nil, !(headers[.cacheControl] ?? "").contains("no-store"),
      let type = headers[.contentType]?.prefix(while: { $0 != ";" })
    else { return false }
    return type.hasPrefix("text/") || type.hasSuffix("+xml") || type.hasSuffix("json")
      || ["application/xml", "application/yaml"].contains(String(type))
  }

  /// Whether `gzip`, or anything, is named in `Accept-Encoding` and not with `q=0` (RFC 9110, 12.5.3).
  static func takesGzip(_ header: String?) -> Bool {
    var any = false
    for part in (header ?? "").split(separator: ",") {
      let words = part.split(separator: ";").map { $0.filter { $0 != " " && $0 != "\t" }.lowercased() }
      guard let name = words.first, name == "gzip" || name == "x-gzip" || name == "*" else { continue }
      let isRefused = words.dropFirst().contains { word in
        word.hasPrefix("q=") && Double(word.dropFirst(2)).map { $0 <= 0 } ?? false
      }
      if name != "*" { return !isRefused }
      any = !isRefused
    }
    return any
  }
}

/// Packs what is written, piece by piece; a first piece is sent on at once.
private struct PackingWriter: ResponseBodyWriter {
  struct Failure: Error {}
  var next: any ResponseBodyWriter
  let deflater: Deflater
  var isFirst = true

  mutating func write(_ buffer: ByteBuffer) async throws {
    try await send(buffer, isFirst ? .sync : .none)
    isFirst = false
  }

  private mutating func send(_ buffer: ByteBuffer, _ flush: Deflater.Flush) async throws {
    var out: [UInt8] = []
    guard buffer.withUnsafeReadableBytes({ deflater.pack($0, flush, into: &out) }) else { throw Failure() }
    if !out.isEmpty { try await next.write(ByteBuffer(bytes: out)) }
  }

  consuming func finish(_ trailers: HTTPFields?) async throws {
    try await send(ByteBuffer(), .finish)
    try await next.finish(trailers)
  }
}

private final class WholeBody {
  var bytes: ByteBuffer
  init(capacity: Int) {
    bytes = ByteBuffer()
    bytes.reserveCapacity(capacity)
  }
}

private struct WholeWriter: ResponseBodyWriter {
  let whole: WholeBody
  mutating func write(_ buffer: ByteBuffer) async throws { whole.bytes.writeImmutableBuffer(buffer) }
  consuming func finish(_ trailers: HTTPFields?) async throws {}
}
