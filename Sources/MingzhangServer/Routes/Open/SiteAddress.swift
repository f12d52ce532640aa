import Foundation
import Hummingbird
import MingzhangModel
import MingzhangStore

/// Whole addresses, for what leaves the site: feeds, the sitemap, catalogues.
struct SiteAddress: Sendable {
  /// Without a slash at its end.
  let base: String

  /// As configured, else as the visitor asked for the site.
  init(_ site: Site, _ request: Request) {
    if let configured = site.configuration.publicAddress {
      base = configured.hasSuffix("/") ? String(configured.dropLast()) : configured
      return
    }
    let asked = request.head.authority ?? ""
    let isName = !asked.isEmpty && asked.utf8.count < 256 && asked.wholeMatch(of: /[A-Za-z0-9.:\[\]-]+/) != nil
    base = (site.configuration.secureCookies ? "https://" : "http://") + (isName ? asked : "localhost")
  }

  func callAsFunction(_ path: String) -> String { base + path }
}

/// The addresses of public pages, without the language.
enum PagePath {
  static func department(_ id: String) -> String { "/departments/\(id)" }
  static func disclosure(_ version: Version) -> String {
    guard let organisation = version.organisation, let year = version.fiscalYear, let kind = version.kind else {
      return "/"
    }
    return "/departments/\(organisation)/\(year)/\(kind.rawValue)"
  }
}
