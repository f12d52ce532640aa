import Foundation
import HTTPTypes
import Hummingbird
import MingzhangModel
import MingzhangStore

/// `/suggest?q=`: what a search may go on with, for the small script of the search field.
struct Suggestions: Sendable {
  let site: Site

  struct Suggestion: Codable, Hashable {
    /// What is put into the search field.
    var text: String
    /// What it is: `organisation`, `code`, `statement`, `project`.
    var kind: String
    var detail: String?
  }

  func answer(_ request: Request, _ context: SiteContext) async throws -> Response {
    let words = String((request.uri.queryParameters["q"].map(String.init) ?? "").prefix(40))
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let bytes = try encoder.encode(["suggestions": try await suggestions(words)])
    return StaticAnswer.response(Array(bytes), "application/json; charset=utf-8", request)
  }

  func suggestions(_ words: String) async throws -> [Suggestion] {
    let folded = words.foldedForMatching
    guard !folded.isEmpty else { return [] }
    var found = SearchPage.organisations(words, try await site.tree()).prefix(5).map {
      Suggestion(text: $0.name, kind: "organisation")
    }
    found += codes(folded).prefix(5)
    for what in ["statement", "project"] {
      var seen: Set<String> = []
      for hit in try await site.store.search(words, what: what, limit: 20) where seen.count < 3 {
        if seen.insert(hit.text).inserted { found.append(Suggestion(text: hit.text, kind: what)) }
      }
    }
    return found
  }

  /// Codes that begin with the digits, or whose names have the words; short codes first.
  private func codes(_ folded: String) -> [Suggestion] {
    let isDigits = folded.allSatisfy { $0.isASCII && $0.isNumber }
    return site.catalog.functional.entries.compactMap { code, entries -> Suggestion? in
      let entry =
        isDigits
        ? (code.hasPrefix(folded) ? entries.first : nil)
        : entries.first { $0.name.foldedForMatching.contains(folded) }
      return entry.map { Suggestion(text: isDigits ? code : $0.name, kind: "code", detail: isDigits ? $0.name : code) }
    }.sorted { ($0.text.count, $0.text) < ($1.text.count, $1.text) }
  }
}
