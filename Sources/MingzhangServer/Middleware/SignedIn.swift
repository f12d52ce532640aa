import HTTPTypes
import Hummingbird
import MingzhangModel
import MingzhangStore

/// Finds out who is signed in, from the cookie. Only the desk asks: the public site knows nobody.
struct SessionReading: RouterMiddleware {
  typealias Context = SiteContext
  let site: Site

  func handle(
    _ request: Request, context: SiteContext, next: (Request, SiteContext) async throws -> Response
  ) async throws -> Response {
    var context = context
    if let token = request.cookies[SessionCookie.name(site)]?.value {
      let digest = Tokens.digest(token)
      if let session = try await site.store.session(digest: digest, at: site.now()) {
        (context.session, context.sessionDigest) = (session, digest)
      }
    }
    return try await next(request, context)
  }
}

/// The cookie that says who is signed in.
enum SessionCookie {
  /// Seconds.
  static let lifetime: Int64 = 8 * 3600

  static func name(_ site: Site) -> String { site.configuration.secureCookies ? "__Host-mingzhang" : "mingzhang" }

  static func set(_ token: String, _ site: Site) -> Cookie {
    Cookie(
      name: name(site), value: token, maxAge: Int(lifetime), path: "/", secure: site.configuration.secureCookies,
      httpOnly: true, sameSite: .strict)
  }

  static func cleared(_ site: Site) -> Cookie {
    Cookie(
      name: name(site), value: "", maxAge: 0, path: "/", secure: site.configuration.secureCookies, httpOnly: true,
      sameSite: .strict)
  }
}
