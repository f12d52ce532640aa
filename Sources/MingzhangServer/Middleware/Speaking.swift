import Hummingbird
import MingzhangModel

/// Says in which language the pages of a group are.
struct Speaking: RouterMiddleware {
  typealias Context = SiteContext
  let language: Language

  func handle(
    _ request: Request, context: SiteContext, next: (Request, SiteContext) async throws -> Response
  ) async throws -> Response {
    var context = context
    context.language = language
    return try await next(request, context)
  }
}
