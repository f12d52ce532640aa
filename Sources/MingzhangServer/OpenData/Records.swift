import Foundation
import MingzhangModel
import MingzhangStore

// What each record of the open data holds. `Sources/MingzhangServer/openapi.yaml` says what the fields mean.

extension RecordTable {
  static func organisations(_ organisations: [Organisation], _ tree: OrganisationTree) -> RecordTable {
    RecordTable(
      ["id", "parent", "kind", "name", "region", "is_sample", "is_active"],
      organisations.map {
        [
          .text($0.id), .text($0.parent), .text($0.kind.rawValue), .text($0.name), .text(tree.region(of: $0.id)),
          .flag($0.isSample), .flag($0.isActive),
        ]
      })
  }

  static func disclosures(_ versions: [Version], _ tree: OrganisationTree) -> RecordTable {
    RecordTable(disclosureNames, versions.map { disclosure($0, tree) })
  }

  private static let disclosureNames = [
    "id", "department", "department_name", "region", "year", "kind", "version", "state", "title", "entity",
    "file_sha256", "file_name", "file_url", "page_count", "errors", "warnings", "notices", "unchecked", "published_at",
    "erratum", "supersedes", "is_sample",
  ]

  private static func disclosure(_ version: Version, _ tree: OrganisationTree) -> [Field] {
    [
      .integer(version.id), .text(version.organisation), .text(version.organisation.flatMap { tree[$0]?.name }),
      .text(version.organisation.flatMap { tree.region(of: $0) }), .integer(version.fiscalYear),
      .text(version.kind?.rawValue), .integer(version.number), .text(version.state.rawValue), .text(version.title),
      .text(version.entity), .text(version.file), .text(version.fileName),
      .text(FileAddress.path(version.file, version.fileName)), .integer(version.pageCount), .integer(version.errors),
      .integer(version.warnings), .integer(version.notices), .integer(version.unchecked),
      .text(version.publishedAt?.iso8601), .text(version.erratum), .integer(version.supersedes),
      .flag(version.isSample),
    ]
  }

  /// One disclosure with the files made of it.
  static func disclosure(_ version: Version, _ renditions: [Rendition], _ tree: OrganisationTree) -> RecordTable {
    let files = RecordTable(
      ["format", "name", "sha256", "url", "byte_count", "media_type"],
      renditions.map {
        [
          .text($0.format), .text($0.fileName), .text($0.file), .text(FileAddress.path($0.file, $0.fileName)),
          .integer($0.byteCount), .text($0.mediaType),
        ]
      })
    return RecordTable(
      disclosureNames + ["files"], [disclosure(version, tree) + [.json(String(decoding: files.array, as: UTF8.self))]])
  }

  static func statements(_ statements: [Published<StatementHead>], _ tree: OrganisationTree) throws -> RecordTable {
    RecordTable(
      [
        "disclosure", "department", "department_name", "year", "kind", "ordinal", "statement", "title", "unit",
        "first_page", "last_page", "identities_holding", "identities_tried", "columns",
      ],
      try statements.map { one in
        let statement = one.value.statement
        return [
          .integer(one.version), .text(one.organisation), .text(tree[one.organisation]?.name),
          .integer(one.fiscalYear), .text(one.kind.rawValue), .integer(one.ordinal),
          .text(statement.kind.rawValue), .text(statement.title), .text(statement.unit?.rawValue),
          .integer(statement.pages.lowerBound), .integer(statement.pages.upperBound),
          .integer(statement.confidence?.holding), .integer(statement.confidence?.tried),
          try JSONText.encoded(statement.columns),
        ]
      })
  }

  static let figureNames = [
    "disclosure", "department", "department_name", "year", "kind", "version", "statement", "statement_ordinal",
    "statement_title", "row", "column", "side", "line", "code", "caption", "column_key", "amount_fen", "slack_fen",
    "printed", "unit", "page", "text_line", "box", "sheet", "cell", "file_sha256", "is_sample",
  ]

  static func figures(_ figures: [Figure], _ tree: OrganisationTree) -> RecordTable {
    RecordTable(
      figureNames,
      figures.map { figure in
        [
          .integer(figure.position.version), .text(figure.organisation), .text(tree[figure.organisation]?.name),
          .integer(figure.fiscalYear), .text(figure.kind.rawValue), .integer(figure.number),
          .text(figure.statement.rawValue), .integer(figure.position.statement), .text(figure.statementTitle),
          .integer(figure.position.row), .integer(figure.position.column), .text(figure.side?.rawValue),
          .text(figure.line), .text(code(of: figure.line)), .text(figure.caption), .text(figure.columnKey),
          .integer(figure.amount.money.fen), .integer(figure.amount.slack.fen), .text(figure.printed),
          .text(figure.unit?.rawValue),
        ] + place(figure.span) + [.text(figure.file), .flag(figure.isSample)]
      })
  }

  /// Every cell of one table as printed: words and blanks too.
  static func cells(_ cells: [StoredCell]) -> RecordTable {
    RecordTable(
      [
        "row", "column", "side", "line", "code", "caption", "column_key", "reading", "amount_fen", "slack_fen",
        "printed", "page", "text_line", "box", "sheet", "cell",
      ],
      cells.map { stored in
        var (reading, amount): (String, ReportedAmount?) = ("text", nil)
        switch stored.cell.reading {
        case .amount(let value): (reading, amount) = ("amount", value)
        case .number: reading = "number"
        case .blank: reading = "blank"
        case .text: reading = "text"
        case .illegible: reading = "illegible"
        }
        return [
          .integer(stored.row), .integer(stored.column), .text(stored.side?.rawValue), .text(stored.line),
          .text(code(of: stored.line)), .text(stored.caption), .text(stored.columnKey), .text(reading),
          .integer(amount?.money.fen), .integer(amount?.slack.fen), .text(stored.cell.printed),
        ] + place(stored.cell.span)
      })
  }

  static func findings(
    _ findings: [Published<Finding>], replies: [Int64: [Remark]], _ tree: OrganisationTree
  ) throws -> RecordTable {
    RecordTable(
      [
        "disclosure", "department", "department_name", "year", "kind", "ordinal", "rule", "severity", "title",
        "title_en", "message", "message_en", "expected", "found", "difference", "correction", "correction_en",
        "needs_review", "identity", "citations", "evidence", "replies",
      ],
      try findings.map { one in
        let finding = one.value
        let answers = (replies[one.version] ?? []).filter { $0.finding == nil || $0.finding == finding.identity }
        let replied = RecordTable(
          ["text", "at"], answers.map { [.text($0.text), .text($0.createdAt.iso8601)] })
        return [
          .integer(one.version), .text(one.organisation), .text(tree[one.organisation]?.name),
          .integer(one.fiscalYear), .text(one.kind.rawValue), .integer(one.ordinal), .text(finding.rule),
          .text(finding.severity.rawValue), .text(finding.title.chinese), .text(finding.title.english),
          .text(finding.message.chinese), .text(finding.message.english), .text(finding.expected),
          .text(finding.found), .text(finding.difference), .text(finding.correction.chinese),
          .text(finding.correction.english), .flag(finding.needsReview), .text(finding.identity),
          try JSONText.encoded(finding.citations.map(\.chinese)), try JSONText.encoded(finding.evidence),
          .json(String(decoding: replied.array, as: UTF8.self)),
        ]
      })
  }

  static func goals(_ goals: [Published<PerformanceGoal>], _ tree: OrganisationTree) throws -> RecordTable {
    RecordTable(
      [
        "disclosure", "department", "department_name", "year", "kind", "ordinal", "project", "title", "objective",
        "page", "indicators",
      ],
      goals.map { one in
        let goal = one.value
        let indicators = RecordTable(
          ["level1", "level2", "name", "detail", "target", "basis"],
          goal.indicators.map {
            [
              .text($0.level1), .text($0.level2), .text($0.name), .text($0.detail), .text($0.printedTarget),
              .text($0.basis),
            ]
          })
        return [
          .integer(one.version), .text(one.organisation), .text(tree[one.organisation]?.name),
          .integer(one.fiscalYear), .text(one.kind.rawValue), .integer(one.ordinal), .text(goal.project),
          .text(goal.title), .text(goal.objective), .integer(goal.span?.page),
          .json(String(decoding: indicators.array, as: UTF8.self)),
        ]
      })
  }

  static func hits(_ hits: [Hit], _ tree: OrganisationTree) -> RecordTable {
    RecordTable(
      ["disclosure", "department", "department_name", "year", "kind", "what", "target", "text"],
      hits.map {
        [
          .integer($0.version), .text($0.organisation), .text(tree[$0.organisation]?.name), .integer($0.fiscalYear),
          .text($0.kind.rawValue), .text($0.what), .text($0.target), .text($0.text),
        ]
      })
  }

  private static func code(of line: String?) -> String? {
    guard let line, let colon = line.firstIndex(of: ":"), line.hasPrefix("function:") || line.hasPrefix("economic:")
    else { return nil }
    return String(line[line.index(after: colon)...])
  }

  /// page, text_line, box, sheet, cell
  private static func place(_ span: SourceSpan?) -> [Field] {
    guard let span else { return [.none, .none, .none, .none, .none] }
    let box = span.box.map { box -> Field in
      .json("[\([box.x0, box.y0, box.x1, box.y1].map(points).joined(separator: ","))]")
    }
    return [
      .integer(span.page), .integer(span.line), box ?? .none, .text(span.sheet), .text(span.cell),
    ]
  }

  private static func points(_ value: Double) -> String {
    guard value.isFinite, abs(value) < 1e9 else { return "0" }
    return value == value.rounded() ? "\(Int(value))" : "\((value * 100).rounded() / 100)"
  }
}

extension OrganisationTree {
  /// The division code of the organisation, or of the nearest above it that has one.
  func region(of id: String) -> String? { line(of: id).lazy.compactMap(\.region).first }

  /// The organisations whose division code begins with `prefix`.
  func within(region prefix: String) -> [String] {
    all.filter { region(of: $0.id)?.hasPrefix(prefix) ?? false }.map(\.id)
  }
}

/// Where a public file can be had.
enum FileAddress {
  /// `/files/<sha256>/<name>`
  static func path(_ sha256: String, _ name: String) -> String {
    "/files/\(sha256)/\(encoded(safe(name)))"
  }

  /// A file name without anything that could lead elsewhere, and short enough for every file system: its end, where the kind of
  /// file stands, is kept.
  static func safe(_ name: String) -> String {
    var safe = name.replacing("/", with: "_").replacing("\\", with: "_").filter { !$0.isNewline && $0 != "\0" }
    while safe.utf8.count > 200 { safe.removeFirst() }
    return safe.isEmpty || safe.allSatisfy({ $0 == "." }) ? "file" : safe
  }

  /// A name as one part of a path.
  static func encoded(_ name: String) -> String {
    var allowed = CharacterSet.alphanumerics.intersection(CharacterSet(charactersIn: Unicode.Scalar(0)..."\u{7F}"))
    allowed.insert(charactersIn: "-._~")
    return name.addingPercentEncoding(withAllowedCharacters: allowed) ?? "file"
  }
}
