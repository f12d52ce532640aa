import Foundation
import MingzhangModel

/// A disclosure as open data: tidy CSV files, the whole as JSON, a schema, and a description of the files.
public struct OpenDataWriter: Sendable {
  public init() {}

  /// File names and their bytes; equal disclosures give equal bytes.
  ///
  /// - Parameter waived: errors that stand in the book because a waiver says so; with any, `waivers.csv` lists them.
  public func files(for disclosure: Disclosure, waived: [CheckReport.Waived] = []) throws(MakingError)
    -> [String: [UInt8]]
  {
    do {
      var files = [
        "statements.csv": CSVFile.bytes(statements(disclosure)),
        "performance.csv": CSVFile.bytes(performance(disclosure)),
        "claims.csv": CSVFile.bytes(claims(disclosure)), "glossary.csv": CSVFile.bytes(glossary(disclosure)),
        "disclosure.json": try ReadingJSON().bytes(for: [disclosure]),
        "disclosure.schema.json": Array(DataSchema.text.utf8),
        "datapackage.json": Array(try JSONEncoder.stable.encode(DataPackage(disclosure, hasWaivers: !waived.isEmpty))),
      ]
      if !waived.isEmpty { files["waivers.csv"] = CSVFile.bytes(waivers(waived)) }
      return files
    } catch { throw MakingError("写不出开放数据：\(error)", "Cannot write the open data: \(error)") }
  }

  static let statementColumns = [
    "statement", "table", "side", "line", "caption", "column", "heading", "amount_yuan", "printed", "unit",
  ]

  /// One amount a row; blank cells give no row, because blank is not 0.00.
  private func statements(_ disclosure: Disclosure) -> [[String]] {
    var rows = [Self.statementColumns]
    for statement in disclosure.statements {
      for line in statement.lines {
        for (index, column) in statement.columns.enumerated()
        where column.side == nil || column.side == line.side || line.side == nil {
          guard case .amount(let amount) = statement.rows[line.row][index].reading else { continue }
          rows.append([
            statement.kind.rawValue, statement.title, line.side?.rawValue ?? "", line.key.name, line.caption,
            column.key.name,
            column.heading, amount.money.printed(in: .yuan), statement.rows[line.row][index].printed,
            statement.unit?.rawValue ?? "",
          ])
        }
      }
    }
    return rows
  }

  static let performanceColumns = [
    "number", "project", "objective", "level1", "level2", "indicator", "description", "target", "basis",
  ]

  private func performance(_ disclosure: Disclosure) -> [[String]] {
    [Self.performanceColumns]
      + disclosure.goals.flatMap { goal in
        goal.indicators.map {
          [
            goal.number.map(String.init) ?? "", goal.project, goal.objective, $0.level1, $0.level2, $0.name, $0.detail,
            $0.printedTarget, $0.basis,
          ]
        }
      }
  }

  static let claimColumns = [
    "section", "subject", "measure", "kind", "value", "direction", "year", "compared_year", "quote",
  ]

  private func claims(_ disclosure: Disclosure) -> [[String]] {
    [Self.claimColumns]
      + disclosure.narrative.claims.compactMap { section, claim in
        let (kind, value): (String, String)
        switch claim.value {
        case .amount(let amount, _): (kind, value) = ("amount_yuan", amount.money.printed(in: .yuan))
        case .percent(let number): (kind, value) = ("percent", number.description)
        case .count(let number, let of): (kind, value) = ("count:\(of)", number.description)
        case .date, .label: return nil
        }
        return [
          section.heading, claim.subject, claim.measure?.rawValue ?? "", kind, value, claim.direction?.rawValue ?? "",
          claim.year.map(String.init) ?? "", claim.comparedYear.map(String.init) ?? "", claim.quote,
        ]
      }
  }

  static let waiverColumns = ["rule", "finding", "message", "reason", "owner", "until"]

  private func waivers(_ waived: [CheckReport.Waived]) -> [[String]] {
    [Self.waiverColumns]
      + waived.map {
        [
          $0.finding.rule, $0.finding.identity, $0.finding.message.chinese, $0.waiver.reason, $0.waiver.owner,
          "\($0.waiver.until)",
        ]
      }
  }

  private func glossary(_ disclosure: Disclosure) -> [[String]] {
    [["term", "definition"]] + disclosure.glossary.map { [$0.term, $0.definition] }
  }
}

/// The Frictionless description of the files.
struct DataPackage: Encodable {
  struct Resource: Encodable {
    struct Schema: Encodable {
      struct Field: Encodable { var name, type: String }
      var fields: [Field]
    }
    var name, path, mediatype, encoding: String
    var schema: Schema?
  }
  var name = "budget-disclosure"
  var title: String
  var resources: [Resource]

  init(_ disclosure: Disclosure, hasWaivers: Bool = false) {
    title = "\(disclosure.entity) \(disclosure.fiscalYear.map(String.init) ?? "") \(disclosure.kind.chinese)"
    func table(_ name: String, _ columns: [String], numbers: Set<String> = []) -> Resource {
      Resource(
        name: name, path: "\(name).csv", mediatype: "text/csv", encoding: "utf-8",
        schema: .init(fields: columns.map { .init(name: $0, type: numbers.contains($0) ? "number" : "string") }))
    }
    resources = [
      table("statements", OpenDataWriter.statementColumns, numbers: ["amount_yuan"]),
      table("performance", OpenDataWriter.performanceColumns), table("claims", OpenDataWriter.claimColumns),
      table("glossary", ["term", "definition"]),
      Resource(
        name: "disclosure", path: "disclosure.json", mediatype: "application/json", encoding: "utf-8", schema: nil),
    ]
    if hasWaivers { resources.append(table("waivers", OpenDataWriter.waiverColumns)) }
  }
}

/// The shape of `disclosure.json`.
enum DataSchema {
  static let text = """
    {
      "$schema": "https://json-schema.org/draft/2020-12/schema",
      "title": "Budget disclosure, mingzhang-disclosure/1",
      "type": "object",
      "required": ["format", "kind", "unit", "tables", "disclosure"],
      "properties": {
        "format": { "const": "mingzhang-disclosure/1" },
        "file": { "type": "object", "properties": { "name": { "type": "string" }, "sha256": { "type": "string" } } },
        "kind": { "enum": ["budget", "final"] },
        "unit": { "type": "string", "description": "name of the department or unit" },
        "year": { "type": "integer" },
        "tables": {
          "type": "array",
          "items": {
            "type": "object",
            "required": ["title", "kind", "page_from", "page_to", "columns", "rows"],
            "properties": {
              "title": { "type": "string" },
              "kind": { "type": "string" },
              "page_from": { "type": "integer", "minimum": 1 },
              "page_to": { "type": "integer", "minimum": 1 },
              "unit": { "enum": ["元", "万元", "亿元"] },
              "columns": { "type": "array", "items": { "type": "string" } },
              "rows": { "type": "array", "items": { "type": "array", "items": { "type": "string" } } },
              "notes": { "type": "array", "items": { "type": "string" } },
              "confidence": { "type": "string" }
            }
          }
        },
        "disclosure": {
          "type": "object",
          "description": "the whole disclosure; amounts in fen",
          "required": ["kind", "entity", "statements", "narrative", "goals"]
        }
      }
    }

    """
}
