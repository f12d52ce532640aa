import Foundation
import HTTPTypes
import Hummingbird
import MingzhangModel
import MingzhangStore

/// The one place where errors become answers: a page that says what to do, or problem+json below `/api`. What the database or
/// the system said goes into the log only.
struct ErrorPages: RouterMiddleware {
  typealias Context = SiteContext
  let site: Site

  func handle(
    _ request: Request, context: SiteContext, next: (Request, SiteContext) async throws -> Response
  ) async throws -> Response {
    do { return try await next(request, context) } catch {
      var context = context
      if request.uri.path == "/en" || request.uri.path.hasPrefix("/en/") { context.language = .english }
      let (status, wording, headers) = Self.answer(to: error)
      if status.code >= 500 {
        context.logger.error("\(request.method) \(request.uri.path): \(Self.words(of: error))")
      }
      return try response(status, wording, headers, request, context)
    }
  }

  private func response(
    _ status: HTTPResponse.Status, _ wording: Wording, _ extra: HTTPFields, _ request: Request, _ context: SiteContext
  ) throws -> Response {
    if request.uri.path.hasPrefix("/api/") {
      return try Problem(
        status: Int(status.code), title: Self.title(status).english, detail: wording.english, detailZh: wording.chinese
      )
      .response(extra)
    }
    let title = Self.title(status)
    var page = Page(
      "error", title, path: "/", ["heading": title[context.language], "message": wording[context.language]])
    page.status = status
    var response = try site.answer(page, request, context)
    for field in extra { response.headers[field.name] = field.value }
    return response
  }

  static func title(_ status: HTTPResponse.Status) -> Wording {
    switch status.code {
    case 404: Wording("没有这一页", "Not found")
    case 401: Wording("请先登录", "Sign in first")
    case 403: Wording("没有权限", "Not allowed")
    case 409: Wording("有人改过了", "Changed in the meantime")
    case 413: Wording("文件太大", "Too large")
    case 422: Wording("办不成", "Refused")
    case 429: Wording("太频繁了", "Too many requests")
    case 503, 507: Wording("暂时不能用", "Not available now")
    case 400..<500: Wording("请求有误", "Bad request")
    default: Wording("出了故障", "Something failed")
    }
  }

  static func answer(to error: any Error) -> (HTTPResponse.Status, Wording, HTTPFields) {
    if let error = error as? StoreError {
      switch error.code {
      case .notFound: return (.notFound, error.wording, [:])
      case .conflict: return (.conflict, error.wording, [:])
      case .refused: return (.unprocessableContent, error.wording, [:])
      case .unavailable: return (.serviceUnavailable, error.wording, [.retryAfter: "10"])
      case .full: return (.init(code: 507), error.wording, [:])
      default: return (.internalServerError, failed, [:])
      }
    }
    if let error = error as? PageError { return (error.status, error.wording, error.headers) }
    if let error = error as? any HTTPResponseError {
      let wording =
        error.status == .notFound
        ? missing : Wording("请求不对，请返回重试。", "The request was not understood; go back and try again.")
      return (error.status, wording, [:])
    }
    return (.internalServerError, failed, [:])
  }

  static let missing = Wording(
    "没有这个地址。请从首页或搜索进入。", "There is nothing at this address. Start from the home page or search.")
  static let failed = Wording("程序出了故障，已记入日志。请稍后再试。", "The program failed; it is in the log. Try again later.")

  private static func words(of error: any Error) -> String {
    if let error = error as? StoreError { return "\(error.code.rawValue) \(error.underlying ?? error.wording.english)" }
    return String(describing: error)
  }
}

/// An answer that is no success, in words for the visitor.
struct PageError: ExplainedError {
  let status: HTTPResponse.Status
  let wording: Wording
  var headers: HTTPFields = [:]

  init(_ status: HTTPResponse.Status, _ wording: Wording, headers: HTTPFields = [:]) {
    (self.status, self.wording, self.headers) = (status, wording, headers)
  }

  static let notFound = PageError(.notFound, ErrorPages.missing)
  static let forbidden = PageError(.forbidden, Wording("您的角色不能这样做。", "Your role does not allow this."))
}

/// RFC 9457.
struct Problem: Encodable {
  var type = "about:blank"
  var status: Int
  var title: String
  var detail: String
  var detailZh: String

  func response(_ headers: HTTPFields = [:]) throws -> Response {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    var fields = headers
    fields[.contentType] = "application/problem+json"
    fields[.cacheControl] = "no-store"
    return Response(
      status: .init(code: status), headers: fields, body: .init(byteBuffer: ByteBuffer(bytes: try encoder.encode(self)))
    )
  }
}
