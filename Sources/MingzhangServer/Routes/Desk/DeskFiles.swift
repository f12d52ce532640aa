import Foundation
import HTTPTypes
import Hummingbird
import MingzhangModel
import MingzhangStore

/// Every file that the person may see, with filters, page by page.
struct DeskFiles: Sendable {
  let site: Site
  static let pageSize = 50

  func add(to router: inout DeskRouter) {
    router.page("versions", needs: .see) { request, context, session in try await list(request, context, session) }
  }

  private func list(_ request: Request, _ context: SiteContext, _ session: Session) async throws -> Response {
    let tree = try await site.tree()
    var filter = VersionFilter()
    filter.state = request.query("state").flatMap { ReviewState(rawValue: $0) }
    filter.fiscalYear = request.number("year")
    filter.kind = request.query("kind").flatMap { Disclosure.Kind(rawValue: $0) }
    filter.organisation = request.query("organisation")
    filter.words = request.query("file")
    let page = max(1, min(request.number("page") ?? 1, 100_000))
    let (versions, total) = try await site.store.versions(
      filter, in: session.scope(tree), limit: Self.pageSize, offset: (page - 1) * Self.pageSize)
    let row = VersionRow(context: context, tree: tree, jobs: try await site.store.activeJobs("examine"))
    let pages = max(1, (total + Self.pageSize - 1) / Self.pageSize)
    let organisations = tree.all.filter { $0.kind != .city && session.may(.see, in: $0.id, tree) }
    return try site.answer(
      site.desk(
        "desk-files", Wording("文件", "Files"), path: "/desk/versions",
        [
          "versions": versions.map(row.values), "isEmpty": versions.isEmpty, "total": total, "page": page,
          "pages": pages, "hasBefore": page > 1, "hasAfter": page < pages,
          "before": address(filter, page - 1), "after": address(filter, page + 1),
          "states": ReviewState.allCases.map {
            choice($0.rawValue, $0.name[context.language], filter.state?.rawValue)
          },
          "kinds": [Disclosure.Kind.budget, .final].map {
            choice($0.rawValue, VersionRow.name($0)[context.language], filter.kind?.rawValue)
          },
          "organisations": organisations.map { choice($0.id, $0.name, filter.organisation) },
          "chosenYear": filter.fiscalYear.map(String.init) ?? "", "words": filter.words ?? "",
        ], context.language), request, context)
  }

  private func address(_ filter: VersionFilter, _ page: Int) -> String {
    let values = [
      ("state", filter.state?.rawValue), ("year", filter.fiscalYear.map(String.init)), ("kind", filter.kind?.rawValue),
      ("organisation", filter.organisation), ("file", filter.words), ("page", "\(page)"),
    ]
    return "?"
      + values.compactMap { name, value in
        value.map { "\(name)=\($0.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? "")" }
      }.joined(separator: "&")
  }
}
