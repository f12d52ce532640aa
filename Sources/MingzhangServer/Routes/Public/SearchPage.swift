import Foundation
import Hummingbird
import MingzhangModel
import MingzhangStore

/// Finds words of any length, codes, and organisations by name or by the first letters of its pinyin.
struct SearchPage: Sendable {
  let site: Site
  static let pageSize = 20
  /// No page stands further back: who wants all takes the data.
  static let lastPage = 50

  func add(to group: RouterGroup<SiteContext>) {
    group.get("search") { request, context in
      try await site.answer(request, context, isKept: false) { try await page(request, context) }
    }
  }

  private struct Question {
    var words = ""
    var organisation: String?
    var year: Int?
    var what: String?
    var page = 1

    init(_ request: Request) {
      let parameters = request.uri.queryParameters
      words = String(
        (parameters["q"].map(String.init) ?? "").trimmingCharacters(in: .whitespacesAndNewlines).prefix(60))
      organisation = parameters["d"].map(String.init).flatMap { $0.isEmpty ? nil : $0 }
      year = parameters["y"].flatMap { Int($0) }
      what = parameters["what"].map(String.init).flatMap { word in
        SearchPage.sorts.contains { $0.id == word } ? word : nil
      }
      page = min(max(1, parameters["page"].flatMap { Int($0) } ?? 1), SearchPage.lastPage)
    }

    func query(page: Int) -> String {
      var parts = ["q=\(words.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? "")"]
      if let organisation {
        parts.append("d=\(organisation.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? "")")
      }
      if let year { parts.append("y=\(year)") }
      if let what { parts.append("what=\(what)") }
      if page > 1 { parts.append("page=\(page)") }
      return parts.joined(separator: "&")
    }
  }

  static let sorts: [(id: String, name: Wording)] = [
    ("statement", Wording("表", "Tables")), ("line", Wording("表中的行", "Lines of tables")),
    ("heading", Wording("标题", "Headings")), ("paragraph", Wording("文字", "Text")), ("term", Wording("名词", "Terms")),
    ("project", Wording("项目", "Projects")),
  ]

  private func page(_ request: Request, _ context: SiteContext) async throws -> Page {
    let question = Question(request)
    let tree = try await site.tree()
    let (say, base) = (Say(context), context.base)
    var page = Page(
      "search",
      question.words.isEmpty
        ? Wording("搜索", "Search") : Wording("搜索“\(question.words)”", "Search for “\(question.words)”"),
      path: "/search" + (question.words.isEmpty ? "" : "?" + question.query(page: question.page)))
    page.trail = [(say("首页", "Home"), "/")]
    let years = try await site.store.publishedYears().map(\.year)
    page.values = [
      "q": question.words, "hasWords": !question.words.isEmpty, "action": "\(base)/search",
      "departments": tree.all.filter { $0.kind != .city }.map {
        ["id": $0.id, "name": $0.name, "selected": $0.id == question.organisation] as [String: Any]
      },
      "years": Set(years).sorted(by: >).map { ["year": $0, "selected": $0 == question.year] as [String: Any] },
      "sorts": Self.sorts.map {
        ["id": $0.id, "name": say($0.name), "selected": $0.id == question.what] as [String: Any]
      },
    ]
    guard !question.words.isEmpty else { return page }
    let found = try await site.store.search(
      question.words, organisation: question.organisation, year: question.year, what: question.what,
      limit: Self.pageSize + 1, offset: (question.page - 1) * Self.pageSize)
    let hits = found.prefix(Self.pageSize)
    let organisations = question.page == 1 && question.what == nil ? Self.organisations(question.words, tree) : []
    page.values["organisations"] = organisations.prefix(10).map { one in
      [
        "name": Snippet.marked(one.name, question.words), "path": "\(base)/departments/\(one.id)",
        "isSample": one.isSample,
      ] as [String: Any]
    }
    page.values["hasOrganisations"] = !organisations.isEmpty
    page.values["hits"] = hits.map { values($0, question.words, tree, context) }
    page.values["hasHits"] = !hits.isEmpty
    page.values["isEmpty"] = hits.isEmpty && organisations.isEmpty
    page.values["page"] = question.page
    if question.page > 1 { page.values["previous"] = "\(base)/search?\(question.query(page: question.page - 1))" }
    if found.count > Self.pageSize, question.page < Self.lastPage {
      page.values["next"] = "\(base)/search?\(question.query(page: question.page + 1))"
    }
    page.isSample =
      hits.contains { tree[$0.organisation]?.isSample ?? false } || organisations.contains(where: \.isSample)
    return page
  }

  /// Organisations whose name has the words, or whose initials begin with them; shorter names first.
  static func organisations(_ words: String, _ tree: OrganisationTree) -> [Organisation] {
    let folded = words.foldedForMatching.lowercased()
    guard !folded.isEmpty else { return [] }
    let isLetters = folded.allSatisfy { $0.isASCII && $0.isLetter }
    return tree.all.filter { one in
      one.isActive
        && (one.name.foldedForMatching.lowercased().contains(folded)
          || isLetters && folded.count > 1 && one.initials.contains(folded))
    }.sorted { ($0.name.count, $0.position) < ($1.name.count, $1.position) }
  }

  private func values(
    _ hit: Hit, _ words: String, _ tree: OrganisationTree, _ context: SiteContext
  ) -> [String: Any] {
    let say = Say(context)
    let organisation = tree[hit.organisation]
    let sort = Self.sorts.first { $0.id == hit.what }?.name ?? Wording("", "")
    return [
      "path": context.base + Self.path(of: hit), "text": Snippet.marked(hit.text, words), "sort": say(sort),
      "book": say(
        "\(organisation?.name ?? "") \(hit.fiscalYear) 年\(hit.kind.short.chinese)",
        "\(organisation?.name ?? ""), \(hit.fiscalYear) \(hit.kind.short.english)"),
      "isSample": organisation?.isSample ?? false,
    ]
  }

  /// Where a hit leads, without language.
  static func path(of hit: Hit) -> String {
    let book = "/departments/\(hit.organisation)/\(hit.fiscalYear)/\(hit.kind.rawValue)"
    let parts = hit.target.split(separator: "/").map(String.init)
    switch hit.what {
    case "statement": return "\(book)/tables/\(hit.target)"
    case "line" where parts.count == 2: return "\(book)/tables/\(parts[0])#r\(parts[1])"
    case "project": return "\(book)/projects#g\(hit.target)"
    default: return "\(book)/book#p\(hit.target)"
    }
  }
}
