import MingzhangFormats
import MingzhangModel

/// What was read, as JSON: the tables as printed beside the whole disclosure.
public struct ReadingJSON: Sendable {
  public init() {}

  /// One disclosure gives an object, several give a list.
  public func bytes(for disclosures: [Disclosure]) throws -> [UInt8] {
    let files = disclosures.map(FileShape.init)
    return try files.count == 1 ? JSONBytes.encode(files[0]) : JSONBytes.encode(files)
  }

  private struct FileShape: JSONWritable {
    var file: NameShape
    var kind: String
    var unit: String
    var year: Int?
    var nature: String?
    var tables: [TableShape]
    var format = "mingzhang-disclosure/1"
    /// Every figure of the words: what it rests on, or why it rests on nothing.
    var figures: [FigureShape]
    var disclosure: Disclosure

    init(_ disclosure: Disclosure) {
      file = NameShape(name: disclosure.source?.name ?? "", sha256: disclosure.source?.sha256 ?? "")
      (kind, unit, year) = (disclosure.kind.rawValue, disclosure.entity, disclosure.fiscalYear)
      nature = disclosure.nature?.rawValue
      tables = disclosure.statements.map(TableShape.init)
      figures = Bindings(disclosure).entries.compactMap { FigureShape($0, disclosure) }
      self.disclosure = disclosure
    }

    func write(to members: inout JSONMembers) throws {
      try members.add("disclosure", members: disclosure)
      try members.add("figures", list: figures)
      try members.add("file", file)
      members.add("format", format)
      members.add("kind", kind)
      members.add("nature", nature)
      try members.add("tables", list: tables)
      members.add("unit", unit)
      members.add("year", year)
    }
  }

  /// One figure of the words; numbers that only name are left out.
  private struct FigureShape: JSONWritable {
    var section, quote, subject: String
    /// 类／款／项 under which the figure is said.
    var item: String?
    var page: Int?
    var bound: Bool
    /// meaning, arithmetic, repetition, value or year.
    var by: String?
    var table, cell: String?
    var cell_page, row, column: Int?
    /// Why it is unbound.
    var reason, reason_zh: String?

    init?(_ entry: Bindings.Entry, _ disclosure: Disclosure) {
      if case .label = entry.claim.value { return nil }
      section = disclosure.narrative.sections[entry.section].heading
      (quote, subject, item) = (entry.claim.quote, entry.claim.subject, entry.claim.item?.path)
      page = entry.claim.span?.page
      switch entry.outcome {
      case .bound(let ground, let place):
        (bound, by) = (true, ground.rawValue)
        if let place {
          let statement = disclosure.statements[place.statement]
          let printed = statement.rows[place.row][place.column]
          (table, cell, cell_page) = (statement.title, printed.printed, printed.span?.page)
          (row, column) = (place.row, place.column)
        }
      case .unbound(let reason):
        bound = false
        (self.reason, reason_zh) = (reason.rawValue, reason.wording.chinese)
      }
    }

    func write(to members: inout JSONMembers) throws {
      try members.add("bound", bound)
      members.add("by", by)
      members.add("cell", cell)
      members.add("cell_page", cell_page)
      members.add("column", column)
      members.add("item", item)
      members.add("page", page)
      members.add("quote", quote)
      members.add("reason", reason)
      members.add("reason_zh", reason_zh)
      members.add("row", row)
      members.add("section", section)
      members.add("subject", subject)
      members.add("table", table)
    }
  }

  private struct NameShape: Encodable { var name, sha256: String }

  private struct TableShape: JSONWritable {
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

    func write(to members: inout JSONMembers) {
      members.add("columns", list: columns)
      members.add("confidence", confidence)
      members.add("kind", kind)
      members.add("notes", list: notes)
      members.add("page_from", page_from)
      members.add("page_to", page_to)
      members.add("rows", rows: rows)
      members.add("title", title)
      members.add("unit", unit)
    }
  }
}
