import Foundation
import MingzhangModel

/// Where a cell is in a version: table, row and column from 0.
public struct CellAddress: Hashable, Sendable {
  public var statement, row, column: Int
  public init(statement: Int, row: Int, column: Int) {
    (self.statement, self.row, self.column) = (statement, row, column)
  }
}

/// A term that published books explain, in one wording.
public struct PublishedTerm: Hashable, Sendable {
  public var term: String
  public var definition: String
  /// How many books explain it in exactly these words.
  public var books: Int
  /// The newest of them, and where it stands there.
  public var version: Int64
  public var ordinal: Int
}

extension Store {
  /// Changes with everything that changes what the public sees, and with nothing else: a tag for its pages.
  public func publicState() async throws -> String {
    try await database.read { transaction in
      guard let row = try transaction.row("public-state") else { return "0" }
      return "\(try row.integer("last"))-\(try row.integer("renditions"))"
    }
  }

  /// Every cell of a version whose place in the original is known, by that place.
  public func addresses(of version: Int64) async throws -> [SourceSpan: CellAddress] {
    try await database.read { transaction in
      var addresses: [SourceSpan: CellAddress] = [:]
      for row in try transaction.rows("cell-places", version) {
        guard let span = PlaceText.span(of: try row.text("place")) else { continue }
        if addresses[span] != nil { continue }
        addresses[span] = CellAddress(
          statement: Int(try row.integer("statement")), row: Int(try row.integer("row_index")),
          column: Int(try row.integer("column_index")))
      }
      return addresses
    }
  }

  /// The cells of all tables of a version, by table.
  public func cells(of version: Int64) async throws -> [Int: [StoredCell]] {
    try await database.read { transaction in
      var cells: [Int: [StoredCell]] = [:]
      for row in try transaction.rows("cell-all", version) {
        cells[Int(try row.integer("statement")), default: []].append(try StoredCell(row))
      }
      return cells
    }
  }

  /// The terms that published books explain; different wordings of one term stand one after the other.
  public func publishedTerms() async throws -> [PublishedTerm] {
    try await database.read { transaction in
      try transaction.rows("term-published").map { row throws(StoreError) in
        PublishedTerm(
          term: try row.optionalText("heading") ?? "", definition: try row.text("text"),
          books: Int(try row.integer("books")), version: try row.integer("version"),
          ordinal: Int(try row.integer("ordinal")))
      }
    }
  }

  /// When each disclosure of an organisation first became public.
  public func firstPublished(
    of organisation: String
  ) async throws -> [(year: Int, kind: Disclosure.Kind, moment: Moment)] {
    try await database.read { transaction in
      try transaction.rows("version-first-published-of", organisation).compactMap { row throws(StoreError) in
        guard let year = try row.optionalInteger("fiscal_year"), let first = try row.optionalInteger("first"),
          let kind = Disclosure.Kind(rawValue: try row.optionalText("kind") ?? "")
        else { return nil }
        return (Int(year), kind, Moment(milliseconds: first))
      }
    }
  }

  /// When each organisation's disclosure of a year first became public: corrections do not make it late.
  public func firstPublished(in year: Int, _ kind: Disclosure.Kind) async throws -> [String: Moment] {
    try await database.read { transaction in
      var moments: [String: Moment] = [:]
      for row in try transaction.rows("version-first-published", year, kind.rawValue) {
        if let organisation = try row.optionalText("organisation"), let first = try row.optionalInteger("first") {
          moments[organisation] = Moment(milliseconds: first)
        }
      }
      return moments
    }
  }
}
