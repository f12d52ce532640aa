import Foundation
import HTTPTypes
import Hummingbird
import MingzhangModel
import MingzhangStore

/// Signing in and out.
struct SignIn: Sendable {
  let site: Site
  /// Wrong passwords in a quarter of an hour: for one login, and from one address.
  static let limits = (login: 8, address: 40, seconds: Int64(900))

  func add(to group: RouterGroup<SiteContext>) {
    group.get("sign-in") { request, context in
      try site.answer(page(back: request.uri.queryParameters["back"].map(String.init)), request, context)
    }
    group.post("sign-in") { request, context in try await signIn(request, context) }
    group.post("sign-out") { request, context in try await signOut(request, context) }
  }

  private func page(back: String?, problem: Wording? = nil, login: String = "") -> Page {
    var page = Page("sign-in", Wording("登录", "Sign in"), path: "/sign-in", ["back": back ?? "", "login": login])
    if let problem {
      page.values["problem"] = ["zh": problem.chinese, "en": problem.english]
      page.status = .unprocessableContent
    }
    return page
  }

  private func signIn(_ request: Request, _ context: SiteContext) async throws -> Response {
    // SameSite keeps foreign pages from using a session; this keeps them from starting one.
    if let origin = request.headers[.origin], let host = request.head.authority, !origin.hasSuffix("://\(host)") {
      throw PageError.forged
    }
    let form = try await Form(request, limit: 16 << 10, parameters: context.parameters)
    let (login, password, now) = (form["login"] ?? "", form["password"] ?? "", site.now())
    let start = now.adding(seconds: -Self.limits.seconds)
    let keys = ["login:\(login)", "address:\(context.address)"]
    for (key, limit) in zip(keys, [Self.limits.login, Self.limits.address])
    where try await site.store.attempt(key, since: start, at: now) > limit {
      throw PageError(
        .tooManyRequests, Wording("登录尝试太多，请 15 分钟后再试。", "Too many attempts to sign in; try again in 15 minutes."),
        headers: [.retryAfter: "900"])
    }
    let person = try await site.store.person(login: login)
    let hash = person?.password ?? Passwords.nobody
    // a slow computation: not on the threads that serve requests
    let isRight = await Task.detached { Passwords.matches(password, hash) }.value
    guard isRight, let person, person.isActive else {
      let problem = Wording("登录名或密码不对。", "The login or the password is wrong.")
      return try site.answer(page(back: form["back"], problem: problem, login: login), request, context)
    }
    for key in keys { try await site.store.forgetAttempts(key) }
    let token = Tokens.fresh()
    try await site.store.openSession(
      digest: Tokens.digest(token), csrf: Tokens.fresh(), for: person,
      until: now.adding(seconds: SessionCookie.lifetime), at: now)
    var response = Response(
      status: .seeOther,
      headers: [.location: Self.local(form["back"]) ?? "\(context.base)/desk", .cacheControl: "no-store"])
    response.setCookie(SessionCookie.set(token, site))
    return response
  }

  private func signOut(_ request: Request, _ context: SiteContext) async throws -> Response {
    if let session = context.session, let digest = context.sessionDigest {
      let form = try await Form(request, limit: 16 << 10, parameters: context.parameters)
      guard form.isFrom(session) else { throw PageError.forged }
      try await site.store.closeSession(digest: digest, login: session.login, at: site.now())
    }
    var response = Response(status: .seeOther, headers: [.location: "\(context.base)/", .cacheControl: "no-store"])
    response.setCookie(SessionCookie.cleared(site))
    return response
  }

  /// Only places of this site are gone back to.
  static func local(_ path: String?) -> String? {
    guard let path, path.hasPrefix("/"), !path.hasPrefix("//"), !path.contains("\\"), !path.contains("\r"),
      !path.contains("\n")
    else { return nil }
    return path
  }
}
