import Foundation
import HTTPTypes
import Hummingbird
import MingzhangModel
import MingzhangStore

/// What machines read: files, whole cities, feeds, the sitemap, the catalogue, the signed manifest.
struct OpenRoutes: Sendable {
  let site: Site

  func add(to router: Router<SiteContext>) {
    FileRoutes(site: site).add(to: router)
    BulkRoutes(site: site).add(to: router)
    router.get("feed.xml") { request, _ in
      let tree = try await site.tree()
      let name = tree.city?.name ?? site.configuration.siteName.chinese
      let feed = AtomFeed(
        try await site.store.recentlyPublished(100), of: name, at: "/feed.xml", page: "/", tree,
        SiteAddress(site, request))
      return StaticAnswer.response(Array(feed.text.utf8), AtomFeed.mediaType, request)
    }
    router.get("feeds/:department") { request, context in
      let tree = try await site.tree()
      guard let file = context.parameters.get("department"), file.hasSuffix(".xml"),
        let one = tree[String(file.dropLast(4))]
      else { throw PageError.notFound }
      let versions = try await site.store.published(PublicFilter(organisation: one.id), history: true, limit: 1000)
      let newest = versions.sorted {
        ($0.publishedAt?.milliseconds ?? 0, $0.id) > ($1.publishedAt?.milliseconds ?? 0, $1.id)
      }
      let feed = AtomFeed(
        Array(newest.prefix(100)), of: one.name, at: "/feeds/\(one.id).xml", page: PagePath.department(one.id), tree,
        SiteAddress(site, request))
      return StaticAnswer.response(Array(feed.text.utf8), AtomFeed.mediaType, request)
    }
    router.get("manifest.json") { request, _ in
      guard let last = try await site.store.lastManifest() else { throw PageError.notFound }
      return StaticAnswer.response(Array(last.content.utf8), "application/json; charset=utf-8", request)
    }
    router.get("manifest.sig") { request, _ in
      guard let last = try await site.store.lastManifest() else { throw PageError.notFound }
      return StaticAnswer.response(Array((last.signature + "\n").utf8), "text/plain; charset=utf-8", request)
    }
    router.get("key.pub") { request, _ in
      let key = try SigningKey(in: site.configuration.folder)
      return StaticAnswer.response(Array((key.publicKey + "\n").utf8), "text/plain; charset=utf-8", request)
    }
    router.get("robots.txt") { request, _ in
      let text = """
        User-agent: *
        Disallow: /desk
        Disallow: /sign-in
        Disallow: /en/desk
        Disallow: /en/sign-in
        Sitemap: \(SiteAddress(site, request)("/sitemap.xml"))

        """
      return StaticAnswer.response(Array(text.utf8), "text/plain; charset=utf-8", request)
    }
    router.get("sitemap.xml") { request, _ in
      let text = try await sitemap(SiteAddress(site, request))
      return StaticAnswer.response(Array(text.utf8), "application/xml; charset=utf-8", request)
    }
    router.get("catalog.jsonld") { request, _ in
      let datasets = DataCatalog.datasets(try await site.store.published())
      let city = try await site.tree().city?.name ?? site.configuration.siteName.chinese
      let bytes = try DataCatalog.dcat(
        datasets, city: city, site: site.configuration.siteName, SiteAddress(site, request))
      return StaticAnswer.response(bytes, "application/ld+json; charset=utf-8", request)
    }
  }

  /// Home, departments and their published years, in both languages. At most 50,000 addresses, as the format allows.
  private func sitemap(_ address: SiteAddress) async throws -> String {
    let versions = try await site.store.published()
    var pages: [(path: String, at: Moment?)] = ["/", "/departments", "/compare", "/glossary", "/data"].map { ($0, nil) }
    for (id, books) in Dictionary(grouping: versions, by: { $0.organisation ?? "" }).sorted(by: { $0.key < $1.key }) {
      pages.append((PagePath.department(id), books.compactMap(\.publishedAt).max()))
    }
    pages += versions.map { (PagePath.disclosure($0), $0.publishedAt) }
    var out = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    out +=
      "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" xmlns:xhtml=\"http://www.w3.org/1999/xhtml\">\n"
    for page in pages.prefix(25_000) {
      let (chinese, english) = (escaped(address(page.path)), escaped(address("/en" + page.path)))
      let others =
        "<xhtml:link rel=\"alternate\" hreflang=\"zh-CN\" href=\"\(chinese)\"/>"
        + "<xhtml:link rel=\"alternate\" hreflang=\"en\" href=\"\(english)\"/>"
      let modified = page.at.map { "<lastmod>\($0.iso8601)</lastmod>" } ?? ""
      for location in [chinese, english] { out += "<url><loc>\(location)</loc>\(modified)\(others)</url>\n" }
    }
    return out + "</urlset>\n"
  }
}
