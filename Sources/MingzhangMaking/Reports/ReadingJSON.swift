import Foundation
import MingzhangModel

/// What was read, as JSON: the tables as printed beside the whole disclosure.
public struct ReadingJSON: Sendable {
  public init() {}

  /// One disclosure gives an object, several give a list.
  public func bytes(for disclosures: [Disclosure]) throws -> Data {
    let files = disclosures.map(FileShape.init)
    return try files.count == 1 ? JSONEncoder.stable.encode(files[0]) : JSONEncoder.stable.encode(files)
  }

  private struct FileShape: Encodable {
    var file: NameShape
    var kind: String
    var unit: String
    var year: Int?
    var nature: String?
    var tables: [TableShape]
    var format = "mingzhang-disclosure/1"
    var disclosure: Disclosure

    init(_ disclosure: Disclosure) {
      file = NameShape(name: disclosure.source?.name ?? "", sha256: disclosure.source?.sha256 ?? "")
      (kind, unit, year) = (disclosure.kind.rawValue, disclosure.entity, disclosure.fiscalYear)
      nature = disclosure.nature?.rawValue
      tables = disclosure.statements.map(TableShape.init)
      self.disclosure = disclosure
    }
  }

  private struct NameShape: Encodable { var name, sha256: String }

  private struct TableShape: Encodable {
    var title: String
    var kind: String
    var page_from, page_to: Int
    var unit: String?
    var columns: [String]
    var rows: [[String]]
    var notes: [String]
    var confidence: String?

    init(_ statement: Statement) {
      (title, kind) = (statement.title, statement.kind.rawValue)
      (page_from, page_to) = (statement.pages.lowerBound, statement.pages.upperBound)
      unit = statement.unit?.rawValue
      columns = statement.columns.map(\.heading)
      rows = statement.rows.map { $0.map(\.printed) }
      notes = statement.notes.map(\.text)
      confidence = statement.confidence.map { "\($0.holding)/\($0.tried)" }
    }
  }
}
