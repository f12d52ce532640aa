import Foundation
import HTTPTypes
import Hummingbird
import Logging
import MingzhangModel
import MingzhangStore

/// Finds out the visitor's address behind a proxy; counts and logs every request: method, template of the route, path, status, time, id. Never the query, a header or a body,
/// where names and secrets may be.
struct Observing: RouterMiddleware {
  typealias Context = SiteContext
  let site: Site

  func handle(
    _ request: Request, context: SiteContext, next: (Request, SiteContext) async throws -> Response
  ) async throws -> Response {
    var context = context
    if site.configuration.isBehindProxy, let header = HTTPField.Name("X-Forwarded-For"),
      let last = request.headers[header]?.split(separator: ",").last
    {
      // the last one is what our own proxy saw; what stands before it, the visitor may have made up
      context.forwardedAddress = String(last.filter { $0 != " " }.prefix(64))
    }
    let visitor = context
    let clock = ContinuousClock()
    let start = clock.now
    func note(_ status: HTTPResponse.Status) {
      let seconds = (clock.now - start) / .seconds(1)
      let route = visitor.endpointPath ?? "none"
      site.metrics.note(request.method.rawValue, route, Int(status.code), seconds: seconds)
      guard site.configuration.logsRequests else { return }
      visitor.logger.info(
        "request",
        metadata: [
          "method": "\(request.method.rawValue)", "path": "\(request.uri.path.prefix(300))", "route": "\(route)",
          "status": "\(status.code)", "ms": "\((seconds * 100_000).rounded() / 100)", "address": "\(visitor.address)",
        ])
    }
    do {
      let response = try await next(request, visitor)
      note(response.status)
      return response
    } catch {
      if let error = error as? StoreError { site.metrics.note(error) }
      note(ErrorPages.answer(to: error).0)
      throw error
    }
  }
}

/// Refuses those who ask too often.
struct Visitors: RouterMiddleware {
  typealias Context = SiteContext
  let site: Site

  func handle(
    _ request: Request, context: SiteContext, next: (Request, SiteContext) async throws -> Response
  ) async throws -> Response {
    let path = request.uri.path
    let isExempt = path.hasPrefix("/static/") || path == "/healthz" || path == "/readyz" || context.isLocal
    if !isExempt {
      let isAPI = path.hasPrefix("/api/") || path.hasPrefix("/data/")
      let limit = isAPI ? site.configuration.apiRequestsPerMinute : site.configuration.requestsPerMinute
      let now = Double(site.now().milliseconds) / 1000
      if let seconds = site.limiter.refusal((isAPI ? "a" : "p") + context.address, perMinute: limit, at: now) {
        throw PageError(
          .tooManyRequests, Wording("请求太多，请 \(seconds) 秒后再试。", "Too many requests; try again in \(seconds) s."),
          headers: [.retryAfter: "\(seconds)"])
      }
    }
    return try await next(request, context)
  }
}
