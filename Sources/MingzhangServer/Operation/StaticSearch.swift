import Foundation
import MingzhangModel
import MingzhangStore

/// Searching where there is no server: a page with a list of all organisations by their first letter, and a script on it that looks
/// into an index made beforehand, a file for each year. The index is a script too, because a browser that opens a folder reads no data.
struct StaticSearch: Sendable {
  let site: Site
  private let tree: OrganisationTree
  private let published: [String: [Version]]
  private let years: [Int]

  init(_ site: Site) async throws {
    self.site = site
    tree = try await site.tree()
    published = Dictionary(grouping: try await site.store.published(), by: { $0.organisation ?? "" })
    years = Set(published.values.joined().compactMap(\.fiscalYear)).sorted(by: >)
  }

  // MARK: the index

  /// The organisations with their pinyin initials, and the years: what the page begins with.
  private struct Head: Encodable {
    var organisations: [[String]]
    var years: [Int]
  }
  /// One book: its name in both languages, its address in the export, and what can be found in it.
  private struct Book: Encodable {
    var zh, en, at: String
    /// what it is, where in the book, the words
    var entries: [[String]] = []
  }

  /// The files of the index, by their place in the export.
  func index() async throws -> [(place: String, bytes: [UInt8])] {
    let head = Head(
      organisations: tree.all.filter(\.isActive).map { [$0.name, $0.initials, "departments/\($0.id)/index.html"] },
      years: years)
    var files = [(Self.place("head"), try Self.script("head", head))]
    for year in years { files.append((Self.place("\(year)"), try Self.script("\(year)", try await books(of: year)))) }
    return files
  }

  private func books(of year: Int) async throws -> [Book] {
    var books: [Book] = []
    var last: Int64?
    for hit in try await site.store.searchable(in: year) {
      let address = "/departments/\(hit.organisation)/\(hit.fiscalYear)/\(hit.kind.rawValue)"
      if hit.version != last {
        let name = tree[hit.organisation]?.name ?? ""
        books.append(
          Book(
            zh: "\(name) \(hit.fiscalYear) 年\(hit.kind.short.chinese)",
            en: "\(name), \(hit.fiscalYear) \(hit.kind.short.english)", at: String(address.dropFirst()) + "/"))
        last = hit.version
      }
      let parts = SearchPage.path(of: hit).dropFirst(address.count + 1).split(separator: "#").map(String.init)
      let place = "\(parts.first ?? "")/index.html" + (parts.count > 1 ? "#\(parts[1])" : "")
      books[books.count - 1].entries.append([hit.what, place, hit.text])
    }
    return books
  }

  private static func place(_ name: String) -> String { "search-index/\(name).js" }

  private static func script(_ name: String, _ value: some Encodable) throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return Array("mingzhang(\"\(name)\", ".utf8) + Array(try encoder.encode(value)) + Array(");\n".utf8)
  }

  // MARK: the page

  /// The search page with its address.
  func page(_ language: Language) async throws -> (path: String, html: String) {
    var context = SiteContext(logger: site.logger)
    context.language = language
    let say = Say(context)
    var page = Page(
      "static-search", Wording("搜索", "Search"), path: "/search",
      [
        "root": language == .chinese ? "../" : "../../", "years": years.map { ["year": $0] },
        "letters": letters(context), "isEmpty": tree.all.isEmpty,
      ])
    page.head = "<script src=\"\(site.assets.address("static-search.js"))\" defer></script>"
    page.trail = [(say("首页", "Home"), "/")]
    page.isSample = tree.all.contains(where: \.isSample)
    return (context.base + page.path, try site.html(page, context))
  }

  /// Departments, and units with a book of their own, under the first letter of their names less the city's name.
  private func letters(_ context: SiteContext) -> [[String: Any]] {
    let say = Say(context)
    let city = tree.city?.name ?? ""
    func letter(_ one: Organisation) -> String {
      let own = one.name.hasPrefix(city) ? String(one.name.dropFirst(city.count)) : one.name
      let first = Pinyin.initials(of: String((own.isEmpty ? one.name : own).prefix(1))).uppercased()
      return first.isEmpty ? "…" : first
    }
    let listed = tree.all.filter { $0.isActive && ($0.kind == .department || published[$0.id] != nil) }
    return Dictionary(grouping: listed, by: letter).sorted { $0.key < $1.key }.map { key, organisations in
      let entries = organisations.sorted { ($0.initials, $0.id) < ($1.initials, $1.id) }.map { one -> [String: Any] in
        let books = (published[one.id] ?? []).sorted { ($0.fiscalYear ?? 0) > ($1.fiscalYear ?? 0) }
        return [
          "name": one.name, "path": "\(context.base)/departments/\(one.id)", "isSample": one.isSample,
          "books": books.compactMap { version -> [String: Any]? in
            guard let year = version.fiscalYear, let kind = version.kind else { return nil }
            return [
              "path": "\(context.base)/departments/\(one.id)/\(year)/\(kind.rawValue)",
              "label": say("\(year) 年\(kind.short.chinese)", "\(year) \(kind.short.english)"),
            ]
          },
        ]
      }
      return ["letter": key, "anchor": key == "…" ? "other" : key, "departments": entries]
    }
  }
}
