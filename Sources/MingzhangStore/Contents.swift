import Foundation
import MingzhangModel

/// What reading and checking made of a version.
public struct Examined: Sendable {
  public var disclosure: Disclosure
  public var report: CheckReport
  /// Whose it seems to be; taken only while nobody has said.
  public var organisation: String?

  public init(_ disclosure: Disclosure, _ report: CheckReport, organisation: String? = nil) {
    (self.disclosure, self.report, self.organisation) = (disclosure, report, organisation)
  }
}

/// One printed cell, with what it means.
public struct StoredCell: Hashable, Sendable {
  public var row, column: Int
  public var line: String?
  public var columnKey: String?
  public var side: StatementSide?
  public var caption: String?
  public var cell: Cell

  init(_ row: SQLRow) throws(StoreError) {
    self.row = Int(try row.integer("row_index"))
    column = Int(try row.integer("column_index"))
    line = try row.optionalText("line")
    columnKey = try row.optionalText("column_key")
    side = try row.optionalText("side").flatMap { StatementSide(rawValue: $0) }
    caption = try row.optionalText("caption")
    let printed = try row.text("printed")
    let reading: CellReading
    switch try row.text("reading") {
    case "amount":
      reading = .amount(
        ReportedAmount(Money(fen: try row.integer("fen")), slack: Money(fen: try row.optionalInteger("slack") ?? 0)))
    case "number": reading = PrintedNumber(printed).map { .number($0) } ?? .text
    case "blank": reading = .blank
    case "illegible": reading = .illegible
    default: reading = .text
    }
    cell = Cell(printed, reading, span: try row.optionalText("place").flatMap { PlaceText.span(of: $0) })
  }
}

/// A table's heading without its cells.
public struct StatementHead: Hashable, Sendable {
  public var ordinal: Int
  public var statement: Statement

  public init(_ ordinal: Int, _ statement: Statement) { (self.ordinal, self.statement) = (ordinal, statement) }

  init(_ row: SQLRow) throws(StoreError) {
    func decoded<Value: Decodable>(_ name: String, _ type: Value.Type) throws(StoreError) -> Value {
      let text = try row.text(name)
      do { return try JSONDecoder().decode(type, from: Data(text.utf8)) } catch {
        throw StoreError(.broken, SQLRow.ours, underlying: "\(name): \(error)")
      }
    }
    ordinal = Int(try row.integer("ordinal"))
    let (first, last) = (Int(try row.integer("first_page")), Int(try row.integer("last_page")))
    statement = Statement(
      kind: StatementKind(rawValue: try row.text("kind")) ?? .other, title: try row.text("title"),
      unit: try row.optionalText("unit").flatMap { CurrencyUnit(rawValue: $0) },
      columns: try decoded("columns_json", [StatementColumn].self), rows: [],
      lines: try decoded("lines_json", [StatementLine].self), notes: try decoded("notes_json", [SpannedText].self),
      pages: first...max(first, last))
    if let holding = try row.optionalInteger("holding"), let tried = try row.optionalInteger("tried") {
      statement.confidence = .init(holding: Int(holding), tried: Int(tried))
    }
  }
}

/// A heading, paragraph, term or other text of a version, in order.
public struct Passage: Hashable, Sendable {
  public enum Kind: String, Hashable, Sendable { case heading, paragraph, term }
  public var ordinal: Int
  public var kind: Kind
  public var level: Int
  /// The term, for `.term`.
  public var heading: String?
  public var text: String
  public var span: SourceSpan?

  init(_ row: SQLRow) throws(StoreError) {
    ordinal = Int(try row.integer("ordinal"))
    kind = Kind(rawValue: try row.text("kind")) ?? .paragraph
    level = Int(try row.integer("level"))
    heading = try row.optionalText("heading")
    text = try row.text("text")
    span = try row.optionalText("place").flatMap { PlaceText.span(of: $0) }
  }
}

extension Store {
  /// Keeps what an examination made; an earlier result of the same version is replaced. Doing it twice changes nothing.
  public func keep(_ examined: Examined, of version: Int64, at moment: Moment) async throws -> Version {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let files: (disclosure: Data, report: Data)
    do { files = (try encoder.encode(examined.disclosure), try encoder.encode(examined.report)) } catch {
      throw StoreError(.broken, SQLRow.ours, underlying: String(describing: error))
    }
    let disclosureFile = try shelf.keep(files.disclosure)
    let reportFile = try shelf.keep(files.report)
    return try await database.write { transaction in
      let current = try transaction.version(version)
      // what is public does not change: a correction is a new version
      guard current.state != .published, current.state != .superseded else { return current }
      for (digest, bytes) in [(disclosureFile, files.disclosure), (reportFile, files.report)] {
        try transaction.run("file-insert", digest, bytes.count, "application/json", moment)
      }
      if current.examination == .done { try transaction.deleteContents(of: version) }
      try transaction.insert(examined.disclosure, of: version)
      try transaction.insert(examined.report, of: version)
      let (report, disclosure) = (examined.report, examined.disclosure)
      try transaction.run(
        "version-examined", version, disclosureFile, reportFile, disclosure.title, disclosure.entity,
        disclosure.source?.pageCount, report.count(.error), report.count(.warning), report.count(.notice),
        report.count(.unchecked))
      let now = try transaction.version(version)
      if let organisation = now.organisation ?? examined.organisation,
        let year = now.fiscalYear ?? disclosure.fiscalYear
      {
        try transaction.run(
          "version-match", version, now.revision, organisation, year, (now.kind ?? disclosure.kind).rawValue)
      }
      try transaction.audit(
        "system", "version.examine", "version:\(version)",
        "\(report.count(.error)) \(report.count(.warning)) \(report.count(.notice))", at: moment)
      return try transaction.version(version)
    }
  }

  /// Notes that a version could not be read, and why.
  public func keep(problem: Wording, of version: Int64, at moment: Moment) async throws {
    try await database.write { transaction in
      try transaction.run("version-failed", version, problem.chinese, problem.english)
      try transaction.audit("system", "version.unreadable", "version:\(version)", problem.chinese, at: moment)
    }
  }

  public func statements(of version: Int64) async throws -> [StatementHead] {
    try await database.read { try $0.rows("statement-of", version).map(StatementHead.init) }
  }

  public func statement(_ ordinal: Int, of version: Int64) async throws -> StatementHead? {
    try await database.read { try $0.row("statement-one", version, ordinal).map(StatementHead.init) }
  }

  public func cells(of version: Int64, statement ordinal: Int) async throws -> [StoredCell] {
    try await database.read { try $0.rows("cell-of", version, ordinal).map(StoredCell.init) }
  }

  public func cell(_ version: Int64, _ statement: Int, _ row: Int, _ column: Int) async throws -> StoredCell? {
    try await database.read { try $0.row("cell-one", version, statement, row, column).map(StoredCell.init) }
  }

  public func passages(of version: Int64) async throws -> [Passage] {
    try await database.read { try $0.rows("passage-of", version).map(Passage.init) }
  }

  public func passages(of version: Int64, _ kind: Passage.Kind) async throws -> [Passage] {
    try await database.read { try $0.rows("passage-kind", version, kind.rawValue).map(Passage.init) }
  }

  public func goals(of version: Int64) async throws -> [PerformanceGoal] {
    try await database.read { transaction in
      try transaction.rows("goal-of", version).map { row throws(StoreError) in
        try row.decoded("json", PerformanceGoal.self)
      }
    }
  }

  public func findings(of version: Int64) async throws -> [Finding] {
    try await database.read { transaction in
      try transaction.rows("finding-of", version).map { row throws(StoreError) in
        try row.decoded("json", Finding.self)
      }
    }
  }

  /// The whole disclosure, from the shelf.
  public func disclosure(of version: Version) throws -> Disclosure? {
    try version.disclosureFile.map { try JSONDecoder().decode(Disclosure.self, from: try shelf.bytes($0)) }
  }

  /// The whole report, from the shelf.
  public func report(of version: Version) throws -> CheckReport? {
    try version.reportFile.map { try JSONDecoder().decode(CheckReport.self, from: try shelf.bytes($0)) }
  }

  /// Which rules were broken most in the books of a year: how often, in how many documents.
  public func frequentFindings(
    in year: Int, _ kind: Disclosure.Kind, limit: Int
  ) async throws -> [(rule: String, severity: Severity, count: Int, documents: Int)] {
    try await database.read { transaction in
      try transaction.rows("finding-frequent", year, kind.rawValue, limit).map { row throws(StoreError) in
        (
          try row.text("rule"), Severity(rawValue: try row.text("severity")) ?? .notice, Int(try row.integer("n")),
          Int(try row.integer("documents"))
        )
      }
    }
  }
}

extension Transaction {
  func deleteContents(of version: Int64) throws(StoreError) {
    let queries: [SQLName] = [
      "cell-delete", "amount-key-delete", "statement-delete", "passage-delete", "goal-delete", "finding-delete",
    ]
    for query in queries { try run(query, version) }
  }

  func insert(_ disclosure: Disclosure, of version: Int64) throws(StoreError) {
    for (ordinal, statement) in disclosure.statements.enumerated() {
      try insert(statement, ordinal, of: version)
    }
    var ordinal = 0
    func passage(
      _ kind: Passage.Kind, _ level: Int, _ heading: String?, _ text: String, _ span: SourceSpan?
    ) throws(StoreError) {
      guard !text.isEmpty else { return }
      try run(
        "passage-insert", version, ordinal, kind.rawValue, level, heading, text, span?.page, span.map(PlaceText.text))
      ordinal += 1
    }
    for section in disclosure.narrative.sections {
      try passage(.heading, section.level, nil, section.heading, section.headingSpan)
      for paragraph in section.paragraphs { try passage(.paragraph, 0, nil, paragraph.text, paragraph.span) }
    }
    for entry in disclosure.glossary { try passage(.term, 0, entry.term, entry.definition, entry.span) }
    for (ordinal, goal) in disclosure.goals.enumerated() {
      try run("goal-insert", version, ordinal, goal.project, try json(goal))
    }
  }

  private func insert(_ statement: Statement, _ ordinal: Int, of version: Int64) throws(StoreError) {
    try run(
      "statement-insert", version, ordinal, statement.kind.rawValue, statement.title, statement.unit?.rawValue,
      statement.pages.lowerBound, statement.pages.upperBound, statement.confidence?.holding,
      statement.confidence?.tried,
      try json(statement.columns), try json(statement.lines), try json(statement.notes))
    let lines = Dictionary(grouping: statement.lines, by: \.row)
    var keys: Set<String> = []
    for (rowIndex, row) in statement.rows.enumerated() {
      for (columnIndex, cell) in row.enumerated() where statement.columns.indices.contains(columnIndex) {
        let column = statement.columns[columnIndex]
        let line = lines[rowIndex]?.first { column.belongs(to: $0) }
        var (reading, fen, slack): (String, Int64?, Int64?) = ("text", nil, nil)
        switch cell.reading {
        case .amount(let amount):
          (reading, fen, slack) = ("amount", amount.money.fen, amount.slack.fen)
          keys.insert(column.key.name)
          if let line = line?.key.name, line.hasPrefix("source:") { keys.insert(line) }
        case .number: reading = "number"
        case .blank: reading = "blank"
        case .text: reading = "text"
        case .illegible: reading = "illegible"
        }
        try run(
          "cell-insert", version, ordinal, rowIndex, columnIndex, line?.key.name, column.key.name,
          (column.side ?? line?.side)?.rawValue, line?.caption, cell.printed, reading, fen, slack, cell.span?.page,
          cell.span.map(PlaceText.text))
      }
    }
    if !keys.isEmpty { keys.insert("statement:\(statement.kind.rawValue)") }
    for key in keys.sorted() { try run("amount-key-insert", key, version) }
  }

  func insert(_ report: CheckReport, of version: Int64) throws(StoreError) {
    for (ordinal, finding) in report.findings.enumerated() {
      try run(
        "finding-insert", version, ordinal, finding.identity, finding.rule, finding.severity.rawValue,
        finding.evidence.first?.span?.page, try json(finding))
    }
  }

  /// Makes a version findable: captions, headings, paragraphs, terms, projects.
  func index(_ version: Int64, organisation: String, year: Int, kind: Disclosure.Kind) throws(StoreError) {
    func entry(_ what: String, _ target: String, _ text: String) throws(StoreError) {
      let spaced = SearchWords.spaced(text)
      guard !spaced.isEmpty else { return }
      try run("search-insert", spaced, organisation, year, kind.rawValue, version, what, target, text)
    }
    // what was put in last is found first: titles, then lines, then words
    for row in try rows("goal-of", version).reversed() {
      try entry("project", "\(try row.integer("ordinal"))", try row.text("project"))
    }
    for row in try rows("passage-of", version).reversed() {
      let passage = try Passage(row)
      try entry(
        passage.kind.rawValue, "\(passage.ordinal)",
        [passage.heading, passage.text].compactMap { $0 }.joined(separator: "："))
    }
    let heads = try rows("statement-of", version).map(StatementHead.init)
    for head in heads.reversed() {
      var seen: Set<LineKey> = []
      let lines = head.statement.lines.filter { seen.insert($0.key).inserted }
      for line in lines.reversed() {
        let code = line.key.functionalCode?.digits ?? line.key.economicCode?.digits
        try entry("line", "\(head.ordinal)/\(line.row)", [code, line.caption].compactMap { $0 }.joined(separator: " "))
      }
    }
    for head in heads.reversed() { try entry("statement", "\(head.ordinal)", head.statement.title) }
  }

  private func json(_ value: some Encodable) throws(StoreError) -> String {
    do { return String(decoding: try JSONEncoder().encode(value), as: UTF8.self) } catch {
      throw StoreError(.broken, SQLRow.ours, underlying: String(describing: error))
    }
  }
}
