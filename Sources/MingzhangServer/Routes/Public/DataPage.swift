import Foundation
import Hummingbird
import MingzhangModel
import MingzhangStore

/// Everything to download: each book in every format, by year.
struct DataPage: Sendable {
  let site: Site

  func add(to group: RouterGroup<SiteContext>) {
    group.get("data") { request, context in
      try await site.answer(request, context) { try await page(request, context) }
    }
  }

  private func page(_ request: Request, _ context: SiteContext) async throws -> Page {
    let say = Say(context)
    let tree = try await site.tree()
    let years = try await site.store.publishedYears()
    let wanted = request.uri.queryParameters["year"].flatMap { Int($0) } ?? years.first?.year
    var rows = ""
    var isSample = false
    let renditions = try await wanted.asyncFlatMap { try await site.store.renditions(in: $0) } ?? [:]
    for kind in [Disclosure.Kind.budget, .final] {
      guard let wanted else { break }
      for version in try await site.store.published(in: wanted, kind) {
        guard let id = version.organisation, let organisation = tree[id] else { continue }
        isSample = isSample || version.isSample
        let path = "\(context.base)/departments/\(id)/\(wanted)/\(kind.rawValue)"
        rows += "<tr><th scope=\"row\"><a href=\"\(path)\">\(escaped(organisation.name))</a></th>"
        rows += "<td>\(say(kind.short))</td><td>"
        let files = BookFiles(renditions[version.id] ?? [], of: version)
        rows += files.list(say).map { file in
          "<a href=\"\(escaped(file["path"] as? String ?? ""))\">\(escaped(file["name"] as? String ?? ""))</a>"
        }.joined(separator: " · ")
        rows += "</td></tr>\n"
      }
    }
    let distinct = Set(years.map(\.year)).sorted(by: >)
    var page = Page("data", Wording("数据下载", "Data"), path: "/data")
    if let wanted, request.uri.queryParameters["year"] != nil { page.path += "?year=\(wanted)" }
    page.values = [
      "rows": rows, "isEmpty": rows.isEmpty, "year": wanted ?? 0,
      "years": distinct.map {
        ["year": $0, "isCurrent": $0 == wanted, "path": "\(context.base)/data?year=\($0)"] as [String: Any]
      },
    ]
    page.values["archives"] = [wanted, nil].flatMap { year in
      [false, true].map { hasFiles in
        let extent = CityArchive.Extent(year: year, hasFiles: hasFiles)
        let span = year.map { Wording("\($0) 年", "\($0)") } ?? Wording("全部年度", "all years")
        let content =
          hasFiles
          ? Wording("数据和全部原件，附签名清单", "data and every original, with the signed list")
          : Wording("数据（CSV 与 JSON）", "data (CSV and JSON)")
        return [
          "path": extent.path,
          "label": say("\(span.chinese)，\(content.chinese)，ZIP", "\(span.english), \(content.english), ZIP"),
        ]
      }
    }
    page.values["bulk"] = years.filter { $0.year == wanted }.flatMap { entry in
      BulkRoutes.Format.allCases.map { format in
        [
          "path": BulkRoutes.path(entry.year, entry.kind, format),
          "label": say(
            "\(entry.year) 年\(entry.kind.short.chinese)，全部金额，\(format.rawValue.uppercased())",
            "\(entry.year) \(entry.kind.short.english), all amounts, \(format.rawValue.uppercased())"),
        ]
      }
    }
    page.isSample = isSample
    page.trail = [(say("首页", "Home"), "/")]
    return page
  }
}
