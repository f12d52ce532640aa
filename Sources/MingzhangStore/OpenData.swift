import Foundation
import MingzhangModel

/// Which of the published disclosures are asked for; nil means all.
public struct PublicFilter: Hashable, Sendable {
  public var organisation: String?
  /// One of these organisations.
  public var within: [String]?
  public var year: Int?
  public var kind: Disclosure.Kind?
  /// One version, which may be one that was superseded.
  public var version: Int64?
  public init(
    organisation: String? = nil, within: [String]? = nil, year: Int? = nil, kind: Disclosure.Kind? = nil,
    version: Int64? = nil
  ) {
    (self.organisation, self.within, self.year, self.kind) = (organisation, within, year, kind)
    self.version = version
  }

  /// The organisations as `,a,b,`, which both databases can search in.
  var list: String? { within.map { "," + $0.joined(separator: ",") + "," } }
}

/// Which amounts of those disclosures are asked for.
public struct FigureFilter: Hashable, Sendable {
  public var statement: StatementKind?
  /// A `ColumnKey`: `total`, `basic`, `prior:amount` …
  public var column: String?
  public var fund: FundSource?
  /// The line's key from `first` up to, but not including, `end`.
  public var lines: (first: String, end: String)? {
    get { first.flatMap { first in end.map { (first, $0) } } }
    set { (first, end) = (newValue?.first, newValue?.end) }
  }
  private var first: String?
  private var end: String?
  public init(statement: StatementKind? = nil, column: String? = nil, fund: FundSource? = nil) {
    (self.statement, self.column, self.fund) = (statement, column, fund)
  }
}

/// One published amount, with everything that it takes to understand and to find it.
public struct Figure: Hashable, Sendable {
  /// Its place among all published amounts, for reading on from there.
  public struct Position: Hashable, Sendable {
    public var version: Int64
    public var statement, row, column: Int
    public init(version: Int64, statement: Int, row: Int, column: Int) {
      (self.version, self.statement, self.row, self.column) = (version, statement, row, column)
    }
    public static let start = Position(version: 0, statement: -1, row: -1, column: -1)
  }
  public var position: Position
  public var organisation: String
  public var fiscalYear: Int
  public var kind: Disclosure.Kind
  /// 1, 2, 3 … among the published versions of the disclosure.
  public var number: Int
  /// SHA-256 of the file in which it is printed.
  public var file: String
  public var isSample: Bool
  public var statement: StatementKind
  public var statementTitle: String
  public var unit: CurrencyUnit?
  public var line: String?
  public var columnKey: String?
  public var side: StatementSide?
  public var caption: String?
  public var printed: String
  public var amount: ReportedAmount
  public var span: SourceSpan?

  init(_ row: SQLRow) throws(StoreError) {
    position = Position(
      version: try row.integer("version"), statement: Int(try row.integer("statement")),
      row: Int(try row.integer("row_index")), column: Int(try row.integer("column_index")))
    organisation = try row.optionalText("organisation") ?? ""
    fiscalYear = Int(try row.optionalInteger("fiscal_year") ?? 0)
    kind = Disclosure.Kind(rawValue: try row.optionalText("book") ?? "") ?? .budget
    number = Int(try row.optionalInteger("number") ?? 1)
    file = try row.text("file")
    isSample = try row.flag("is_sample")
    statement = StatementKind(rawValue: try row.text("statement_kind")) ?? .other
    statementTitle = try row.text("statement_title")
    unit = try row.optionalText("unit").flatMap { CurrencyUnit(rawValue: $0) }
    line = try row.optionalText("line")
    columnKey = try row.optionalText("column_key")
    side = try row.optionalText("side").flatMap { StatementSide(rawValue: $0) }
    caption = try row.optionalText("caption")
    printed = try row.text("printed")
    amount = ReportedAmount(
      Money(fen: try row.integer("fen")), slack: Money(fen: try row.optionalInteger("slack") ?? 0))
    span = try row.optionalText("place").flatMap { PlaceText.span(of: $0) }
  }
}

/// Something that stands in a published disclosure, with the disclosure that it stands in.
public struct Published<Value: Sendable>: Sendable {
  public var version: Int64
  public var ordinal: Int
  public var organisation: String
  public var fiscalYear: Int
  public var kind: Disclosure.Kind
  public var value: Value

  init(_ row: SQLRow, _ value: Value) throws(StoreError) {
    version = try row.integer("version")
    ordinal = Int(try row.integer("ordinal"))
    organisation = try row.optionalText("organisation") ?? ""
    fiscalYear = Int(try row.optionalInteger("fiscal_year") ?? 0)
    kind = Disclosure.Kind(rawValue: try row.optionalText("book") ?? "") ?? .budget
    self.value = value
  }
}

/// A file that anybody may have: the original of something published, or what was made of it.
public struct PublicFile: Hashable, Sendable {
  public var version: Int64
  public var organisation: String
  public var fiscalYear: Int
  public var kind: Disclosure.Kind
  public var number: Int
  public var isSuperseded: Bool
  public var publishedAt: Moment
  public var isSample: Bool
  /// `original`, `pdf`, `xlsx` …
  public var format: String
  public var sha256: String
  public var name: String
  public var byteCount: Int64
  public var mediaType: String

  init?(_ row: SQLRow) throws(StoreError) {
    guard let organisation = try row.optionalText("organisation"), let year = try row.optionalInteger("fiscal_year"),
      let kind = Disclosure.Kind(rawValue: try row.optionalText("kind") ?? "")
    else { return nil }
    version = try row.integer("version")
    (self.organisation, fiscalYear, self.kind) = (organisation, Int(year), kind)
    number = Int(try row.optionalInteger("number") ?? 1)
    isSuperseded = try row.text("state") == ReviewState.superseded.rawValue
    publishedAt = Moment(milliseconds: try row.optionalInteger("published_at") ?? 0)
    isSample = try row.flag("is_sample")
    format = try row.text("format")
    sha256 = try row.text("sha256")
    name = try row.text("file_name")
    byteCount = try row.integer("byte_count")
    mediaType = try row.text("media_type")
  }
}

extension Store {
  /// Published versions in the order of their numbers, those after `after`.
  ///
  /// - Parameter history: those that were superseded too.
  public func published(
    _ filter: PublicFilter, history: Bool = false, after: Int64 = 0, limit: Int
  ) async throws -> [Version] {
    try await database.read {
      try $0.rows(
        "version-public-page", after, history || filter.version != nil, filter.organisation, filter.list, filter.year,
        filter.kind?.rawValue, filter.version, limit
      ).map(Version.init)
    }
  }

  /// Published amounts in the order of their places.
  public func figures(
    _ filter: PublicFilter, _ figures: FigureFilter = FigureFilter(), after: Figure.Position = .start, limit: Int
  ) async throws -> [Figure] {
    try await database.read { transaction in
      var values: [any SQLConvertible] = [
        after.version, after.statement, after.row, after.column, filter.organisation, filter.list, filter.year,
        filter.version, filter.kind?.rawValue, figures.statement?.rawValue, figures.column, figures.fund?.rawValue,
        limit,
      ]
      guard let lines = figures.lines else { return try transaction.rows("figure-page", values).map(Figure.init) }
      values += [lines.first, lines.end]
      return try transaction.rows("figure-by-line", values).map(Figure.init)
    }
  }

  /// Every amount of one version.
  public func figures(of version: Int64) async throws -> [Figure] {
    try await database.read { try $0.rows("figure-of", version).map(Figure.init) }
  }

  public func statements(
    _ filter: PublicFilter, kind: StatementKind? = nil, after: (version: Int64, ordinal: Int), limit: Int
  ) async throws -> [Published<StatementHead>] {
    try await database.read { transaction in
      try transaction.rows(
        "statement-page", after.version, after.ordinal, filter.organisation, filter.list, filter.year, filter.version,
        filter.kind?.rawValue, kind?.rawValue, limit
      ).map { row throws(StoreError) in try Published(row, try StatementHead(row)) }
    }
  }

  public func findings(
    _ filter: PublicFilter, severity: Severity? = nil, rule: String? = nil, after: (version: Int64, ordinal: Int),
    limit: Int
  ) async throws -> [Published<Finding>] {
    try await database.read { transaction in
      try transaction.rows(
        "finding-page", after.version, after.ordinal, filter.organisation, filter.list, filter.year, filter.version,
        filter.kind?.rawValue, severity?.rawValue, rule, limit
      ).map { row throws(StoreError) in try Published(row, try row.decoded("json", Finding.self)) }
    }
  }

  public func goals(
    _ filter: PublicFilter, after: (version: Int64, ordinal: Int), limit: Int
  ) async throws -> [Published<PerformanceGoal>] {
    try await database.read { transaction in
      try transaction.rows(
        "goal-page", after.version, after.ordinal, filter.organisation, filter.list, filter.year, filter.version,
        filter.kind?.rawValue, limit
      ).map { row throws(StoreError) in try Published(row, try row.decoded("json", PerformanceGoal.self)) }
    }
  }

  /// The department's replies that everybody may read.
  public func publicReplies(on version: Int64) async throws -> [Remark] {
    try await database.read { try $0.rows("remark-public", version).map(Remark.init) }
  }

  /// Every file that anybody may have, by version and format.
  public func publicFiles() async throws -> [PublicFile] {
    try await database.read { try $0.rows("file-public-all").compactMap(PublicFile.init) }
  }
}

extension SQLRow {
  func decoded<Value: Decodable>(_ name: String, _ type: Value.Type) throws(StoreError) -> Value {
    let text = try text(name)
    do { return try JSONDecoder().decode(type, from: Data(text.utf8)) } catch {
      throw StoreError(.broken, Self.ours, underlying: "\(name): \(error)")
    }
  }
}
