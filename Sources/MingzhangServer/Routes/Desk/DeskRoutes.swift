import Foundation
import HTTPTypes
import Hummingbird
import MingzhangModel
import MingzhangStore

/// One route of the desk and what it takes to use it. The list is what the matrix of routes and roles is tested against.
struct DeskRoute: Hashable, Sendable {
  var method: HTTPRequest.Method
  /// Below `/desk`: `versions/:id/approve`.
  var path: String
  /// Nil: everybody who is signed in.
  var permission: Permission?
}

/// Registers the routes of the desk so that none can be without its check.
struct DeskRouter {
  let site: Site
  let group: RouterGroup<SiteContext>
  private(set) var routes: [DeskRoute] = []

  init(_ site: Site, _ group: RouterGroup<SiteContext>) { (self.site, self.group) = (site, group) }

  typealias Action = @Sendable (Request, SiteContext, Session) async throws -> Response

  /// A page. Whoever is not signed in is sent to the sign-in page and comes back.
  mutating func page(_ path: String, needs permission: Permission?, _ action: @escaping Action) {
    add(.get, path, permission)
    group.get(RouterPath(path)) { request, context in
      guard let session = context.session else {
        let back = request.uri.description.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
        return Response(
          status: .seeOther, headers: [.location: "\(context.base)/sign-in?back=\(back)", .cacheControl: "no-store"])
      }
      guard permission.map({ session.may($0) }) ?? true else { throw PageError.forbidden }
      return try await action(request, context, session)
    }
  }

  /// A change, by a form that carries the session's token. `action` gets the form's fields.
  mutating func change(
    _ path: String, needs permission: Permission?,
    _ action: @escaping @Sendable (Form, SiteContext, Session) async throws -> Response
  ) {
    post(path, permission, limit: 1 << 20) { form, _, context, session in try await action(form, context, session) }
  }

  /// A change that may bring files.
  mutating func upload(_ path: String, needs permission: Permission?, _ action: @escaping Change) {
    post(path, permission, limit: site.configuration.uploadLimit, action)
  }

  typealias Change = @Sendable (Form, Request, SiteContext, Session) async throws -> Response

  private mutating func post(_ path: String, _ permission: Permission?, limit: Int, _ action: @escaping Change) {
    add(.post, path, permission)
    group.post(RouterPath(path)) { request, context in
      guard let session = context.session else {
        throw PageError(.unauthorized, Wording("登录已过期，请重新登录。", "You are no longer signed in; sign in again."))
      }
      guard permission.map({ session.may($0) }) ?? true else { throw PageError.forbidden }
      let form = try await Form(request, limit: limit, parameters: context.parameters)
      guard form.isFrom(session) else { throw PageError.forged }
      return try await action(form, request, context, session)
    }
  }

  private mutating func add(_ method: HTTPRequest.Method, _ path: String, _ permission: Permission?) {
    routes.append(DeskRoute(method: method, path: path, permission: permission))
  }
}

extension PageError {
  static let forged = PageError(
    .forbidden, Wording("表单已失效，请返回上一页刷新后重试。", "The form is no longer valid; go back, reload and try again."))
}

extension Session {
  /// Ends the request unless the person may do this to `version`. A version that they may not even see is not found.
  func require(_ permission: Permission, on version: Version, _ tree: OrganisationTree) throws {
    guard may(.see, on: version, tree) else { throw PageError.notFound }
    guard may(permission, on: version, tree) else { throw PageError.forbidden }
  }
}
