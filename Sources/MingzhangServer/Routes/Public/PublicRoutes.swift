import Foundation
import HTTPTypes
import Hummingbird
import MingzhangModel
import MingzhangStore

/// The public site, once in Chinese and once, below `/en`, in English. It knows no sessions.
struct PublicRoutes: Sendable {
  let site: Site

  func add(to group: RouterGroup<SiteContext>) {
    CityPage(site: site).add(to: group)
    DepartmentPages(site: site).add(to: group)
    BookPage(site: site).add(to: group)
    TablePage(site: site).add(to: group)
    SourcePage(site: site).add(to: group)
    WholeBookPage(site: site).add(to: group)
    ProjectsPage(site: site).add(to: group)
    FindingsPage(site: site).add(to: group)
    VersionsPage(site: site).add(to: group)
    ComparePage(site: site).add(to: group)
    SearchPage(site: site).add(to: group)
    GlossaryPage(site: site).add(to: group)
    DataPage(site: site).add(to: group)
    AboutPage(site: site).add(to: group)
  }
}

extension RouterGroup<SiteContext> {
  /// A page of a book, under the address of its disclosure and under that of its version.
  func book(_ suffix: String, _ site: Site, _ make: @escaping @Sendable (BookVisit) async throws -> Page) {
    for start in ["departments/:id/:year/:kind", "versions/:version"] {
      get(RouterPath(start + suffix)) { request, context in
        try await site.answer(request, context) { try await make(try await BookVisit(site, request, context)) }
      }
    }
  }
}
