import Foundation
import Hummingbird
import MingzhangModel
import MingzhangStore

/// The terms that published books explain, with whose words they are.
struct GlossaryPage: Sendable {
  let site: Site

  func add(to group: RouterGroup<SiteContext>) {
    group.get("glossary") { request, context in
      try await site.answer(request, context) { try await page(context) }
    }
  }

  private func page(_ context: SiteContext) async throws -> Page {
    let say = Say(context)
    let tree = try await site.tree()
    let books = Dictionary(
      try await site.store.published().map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    var terms: [(term: String, wordings: [PublishedTerm])] = []
    var places: [String: Int] = [:]
    for one in try await site.store.publishedTerms() where !one.term.isEmpty {
      let key = one.term.foldedForMatching
      if let index = places[key] {
        terms[index].wordings.append(one)
      } else {
        places[key] = terms.count
        terms.append((one.term, [one]))
      }
    }
    let values = terms.enumerated().map { index, entry -> [String: Any] in
      [
        "term": entry.term, "anchor": "t\(index + 1)",
        "wordings": entry.wordings.prefix(3).map { wording -> [String: Any] in
          let version = books[wording.version]
          let owner = version?.organisation.flatMap { tree[$0]?.name } ?? ""
          let year = version?.fiscalYear ?? 0
          let kind = version?.kind ?? .budget
          return [
            "text": wording.definition,
            "who": say("\(owner) \(year) 年\(kind.short.chinese)", "\(owner), \(year) \(kind.short.english)"),
            "more": wording.books - 1, "hasMore": wording.books > 1,
            "path":
              "\(context.base)/departments/\(version?.organisation ?? "")/\(year)/\(kind.rawValue)/book#p\(wording.ordinal)",
          ]
        },
        "others": entry.wordings.count - 3, "hasOthers": entry.wordings.count > 3,
      ]
    }
    var page = Page(
      "glossary", Wording("名词解释", "Glossary"), path: "/glossary", ["terms": values, "isEmpty": values.isEmpty])
    page.isSample = books.values.contains(where: \.isSample)
    page.trail = [(say("首页", "Home"), "/")]
    return page
  }
}
