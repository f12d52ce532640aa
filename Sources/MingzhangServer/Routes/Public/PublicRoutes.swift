import Foundation
import HTTPTypes
import Hummingbird
import MingzhangModel
import MingzhangStore

/// The public site, once in Chinese and once, below `/en`, in English. It knows no sessions.
struct PublicRoutes: Sendable {
  let site: Site

  func add(to group: RouterGroup<SiteContext>) {
    group.get("") { request, context in try await home(request, context) }
  }

  private func home(_ request: Request, _ context: SiteContext) async throws -> Response {
    let tree = try await site.tree()
    let published = try await site.store.published()
    let departments = tree.departments.map { department -> [String: Any] in
      let books = published.filter { $0.organisation == department.id }
      return [
        "name": department.name, "id": department.id, "isSample": department.isSample,
        "books": books.map { book -> [String: Any] in
          ["year": book.fiscalYear ?? 0, "kind": book.kind?.rawValue ?? "", "isFinal": book.kind == .final]
        },
      ]
    }
    var page = Page("home", site.configuration.siteName, path: "/", ["departments": departments])
    page.tag = "\(published.map(\.id).max() ?? 0)-\(published.count)-\(tree.all.count)"
    return try site.answer(page, request, context)
  }
}
