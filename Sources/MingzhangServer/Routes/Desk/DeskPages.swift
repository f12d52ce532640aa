import Foundation
import HTTPTypes
import Hummingbird
import MingzhangModel
import MingzhangStore

/// The desk: where books that are not public yet are uploaded, checked, reviewed and published.
struct DeskPages: Sendable {
  let site: Site

  func add(to router: inout DeskRouter) {
    router.page("", needs: nil) { request, context, session in try await overview(request, context, session) }
  }

  private func overview(_ request: Request, _ context: SiteContext, _ session: Session) async throws -> Response {
    let tree = try await site.tree()
    let versions = try await site.store.unpublished().filter { session.may(.see, on: $0, tree) }
    let rows = versions.map { version -> [String: Any] in
      [
        "id": version.id, "file": version.fileName, "state": version.state.name[context.language],
        "organisation": version.organisation.flatMap { tree[$0]?.name } ?? "",
        "year": version.fiscalYear.map(String.init) ?? "",
        "errors": version.errors, "warnings": version.warnings,
      ]
    }
    return try site.answer(
      Page("desk", Wording("工作台", "Desk"), path: "/desk", ["versions": rows, "isEmpty": rows.isEmpty]), request, context
    )
  }
}
