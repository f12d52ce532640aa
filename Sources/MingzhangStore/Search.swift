import Foundation
import MingzhangModel

/// Something found in what is public.
public struct Hit: Hashable, Sendable {
  public var organisation: String
  public var fiscalYear: Int
  public var kind: Disclosure.Kind
  public var version: Int64
  /// `statement`, `line`, `heading`, `paragraph`, `term`, `project`
  public var what: String
  /// Which one: a table's ordinal, `ordinal/row`, a passage's or target's ordinal.
  public var target: String
  public var text: String

  init?(_ row: SQLRow) throws(StoreError) {
    guard let kind = Disclosure.Kind(rawValue: try row.text("kind")) else { return nil }
    self.kind = kind
    organisation = try row.text("organisation")
    fiscalYear = Int(try row.integer("fiscal_year"))
    version = try row.integer("version")
    what = try row.text("what")
    target = try row.text("target")
    text = try row.text("text")
  }
}

extension Store {
  /// Finds the characters of `words`, in a row, anywhere in what is public. One character is enough.
  ///
  /// - Parameter what: only headings, lines, … ; nil for everything.
  /// - Returns: what was published last comes first; at most `limit` from `offset`.
  public func search(
    _ words: String, organisation: String? = nil, year: Int? = nil, what: String? = nil, limit: Int, offset: Int = 0
  ) async throws -> [Hit] {
    guard let phrase = SearchWords.phrase(words, for: database.dialect) else { return [] }
    return try await database.read {
      try $0.rows("search-find", phrase, organisation, year, limit, offset, what).compactMap(Hit.init)
    }
  }

  /// All that can be found in the books of a year but their paragraphs, book by book.
  public func searchable(in year: Int) async throws -> [Hit] {
    try await database.read { try $0.rows("search-year", year).compactMap(Hit.init) }
  }
}
