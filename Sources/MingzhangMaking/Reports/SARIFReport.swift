import Foundation
import MingzhangModel

/// Check reports as SARIF 2.1.0 (OASIS): one run; every rule with its help; every rule's outcome in every file.
///
/// A rule that held is a result of kind `pass`, one that could not decide is `open`; so “ran and clean” differs from “did
/// not run”. SARIF regions know lines, not pages: for paged files the page and the box (points from the top left of the
/// displayed page) are properties of the location, and the logical location names the table, line and column.
public struct SARIFReport: Sendable {
  private let context: ReportContext
  public init(_ context: ReportContext) { self.context = context }

  public func bytes(for reports: [CheckReport]) throws -> Data {
    try JSONEncoder.stable.encode(JSONValue.object(log(reports)))
  }

  private typealias Object = [String: JSONValue]

  private func log(_ reports: [CheckReport]) -> Object {
    [
      "$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0",
      "runs": [.object(run(reports))],
    ]
  }

  private func run(_ reports: [CheckReport]) -> Object {
    let rules = rulesUsed(reports)
    let indices = Dictionary(uniqueKeysWithValues: rules.enumerated().map { ($1.code, $0) })
    return [
      "tool": [
        "driver": [
          "name": "Mingzhang", "fullName": "明账 Mingzhang",
          "version": .string(context.version.isEmpty ? "0" : context.version), "language": "zh-CN",
          "rules": .array(rules.map { .object(describe($0)) }),
        ]
      ],
      "language": .string(context.language == .chinese ? "zh-CN" : "en"),
      "columnKind": "unicodeCodePoints",
      "artifacts": .array(reports.map { .object(artifact($0)) } + context.failures.map { .object(failed($0)) }),
      "invocations": [.object(invocation(reports))],
      "results": .array(
        reports.enumerated().flatMap { index, report in
          results(report, index: index, rules: indices).map { .object($0) }
        }),
    ]
  }

  /// The rules in force; and those that a report names beyond them.
  private func rulesUsed(_ reports: [CheckReport]) -> [RuleDescription] {
    var rules = context.rules
    var codes = Set(rules.map(\.code))
    for finding in reports.flatMap({ $0.allFindings.map(\.finding) }) where codes.insert(finding.rule).inserted {
      rules.append(
        RuleDescription(
          code: finding.rule, severity: finding.severity, title: finding.title, preparer: finding.correction,
          citizen: finding.title, citations: finding.citations))
    }
    for outcome in reports.flatMap(\.outcomes) where codes.insert(outcome.rule).inserted {
      rules.append(
        RuleDescription(
          code: outcome.rule, severity: .notice, title: outcome.title, preparer: outcome.title, citizen: outcome.title,
          citations: []))
    }
    return rules
  }

  private func describe(_ rule: RuleDescription) -> Object {
    let law = rule.citations.map(\.chinese).joined(separator: "；")
    let lawLine = law.isEmpty ? "" : "\n依据：\(law)"
    return [
      "id": .string(rule.code),
      "shortDescription": ["text": .string("\(rule.title.chinese) / \(rule.title.english)")],
      "fullDescription": ["text": .string("\(rule.citizen.chinese) / \(rule.citizen.english)")],
      "help": [
        "text": .string(
          "编制人：\(rule.preparer.chinese)\n读者：\(rule.citizen.chinese)\(lawLine)\n"
            + "Preparer: \(rule.preparer.english)\nReader: \(rule.citizen.english)"),
        "markdown": .string(
          "**编制人** \(Self.markdown(rule.preparer.chinese))  \n*\(Self.markdown(rule.preparer.english))*\n\n"
            + "**读者** \(Self.markdown(rule.citizen.chinese))  \n*\(Self.markdown(rule.citizen.english))*"
            + (law.isEmpty ? "" : "\n\n**依据** \(law)")),
      ],
      "defaultConfiguration": ["level": .string(Self.level(rule.severity))],
      "properties": [
        "tags": [.string(rule.family.name.chinese), .string(rule.family.name.english)],
        "severity": .string(rule.severity.rawValue),
        "legalBasis": .array(rule.citations.map { .string($0.chinese) }),
      ],
    ]
  }

  private func artifact(_ report: CheckReport) -> Object {
    let source = report.source
    var out: Object = [
      "location": ["uri": .string(Self.uri(path(report)))],
      "mimeType": .string(Self.mimeType(source?.format ?? "")),
      "length": .integer(source?.byteCount ?? -1), "roles": ["analysisTarget"],
      "description": ["text": .string(title(report))],
      "properties": [
        "unit": .string(report.entity), "kind": .string(report.kind.rawValue),
        "year": report.fiscalYear.map { .integer($0) } ?? .null, "pages": .integer(source?.pageCount ?? 1),
        "rules": [
          "hold": .integer(report.count(.holds)), "broken": .integer(report.count(.broken)),
          "unchecked": .integer(report.count(.unchecked)),
        ],
      ],
    ]
    if let digest = source?.sha256, !digest.isEmpty { out["hashes"] = ["sha-256": .string(digest)] }
    return out
  }

  private func failed(_ failure: ReportContext.Failure) -> Object {
    ["location": ["uri": .string(Self.uri(failure.file))], "roles": ["analysisTarget"]]
  }

  /// Files that could not be read make the run not successful; what made reading hard is told as notes.
  private func invocation(_ reports: [CheckReport]) -> Object {
    var notifications: [JSONValue] = context.failures.map { failure in
      [
        "level": "error", "message": ["text": .string(failure.reason[context.language])],
        "descriptor": ["id": "file-not-read"],
        "locations": [["physicalLocation": ["artifactLocation": ["uri": .string(Self.uri(failure.file))]]]],
      ]
    }
    for (index, report) in reports.enumerated() {
      notifications += report.inputNotices.map { notice in
        [
          "level": "note", "message": ["text": .string(notice.message[context.language])],
          "descriptor": ["id": .string("input-\(notice.kind.rawValue)")],
          "locations": [["physicalLocation": ["artifactLocation": .object(artifactLocation(report, index))]]],
        ]
      }
    }
    return [
      "executionSuccessful": .bool(context.failures.isEmpty),
      "toolExecutionNotifications": .array(notifications),
    ]
  }

  // MARK: results

  private func results(_ report: CheckReport, index: Int, rules: [String: Int]) -> [Object] {
    var out: [Object] = report.allFindings.map { finding, state in
      self.finding(finding, state, report, index, rules)
    }
    for outcome in report.outcomes where outcome.status != .broken {
      let isHeld = outcome.status == .holds
      let reason = outcome.reason?[context.language] ?? ""
      out.append([
        "ruleId": .string(outcome.rule), "ruleIndex": .integer(rules[outcome.rule] ?? -1),
        "kind": isHeld ? "pass" : "open", "level": "none",
        "message": [
          "text": .string(
            isHeld ? context.say("成立。", "Holds.") : context.say("未能核对：\(reason)", "Could not be checked: \(reason)"))
        ],
        "locations": [["physicalLocation": ["artifactLocation": .object(artifactLocation(report, index))]]],
      ])
    }
    return out
  }

  private func finding(
    _ finding: Finding, _ state: FindingState, _ report: CheckReport, _ index: Int, _ rules: [String: Int]
  ) -> Object {
    let language = context.language
    let facts = [
      finding.expected.map { context.say("应为 ", "expected ") + $0 },
      finding.found.map { context.say("现为 ", "found ") + $0 },
      finding.difference.map { context.say("相差 ", "difference ") + $0 },
    ].compactMap(\.self).joined(separator: context.say("，", ", "))
    let correction = context.say("改法：", "Correction: ") + finding.correction[language]
    let text = [finding.message[language], facts.isEmpty ? nil : facts, correction].compactMap(\.self)
    var out: Object = [
      "ruleId": .string(finding.rule), "ruleIndex": .integer(rules[finding.rule] ?? -1), "kind": "fail",
      "level": .string(Self.level(finding.severity)),
      "message": [
        "text": .string("\(finding.title[language])。\(text.joined(separator: "\n"))"),
        "markdown": .string(
          "**\(Self.markdown(finding.title[language]))** "
            + text.map(Self.markdown).joined(separator: "\n\n")),
      ],
      "locations": [.object(location(finding.evidence.first, report, index))],
      "partialFingerprints": ["findingIdentity/v1": .string(finding.identity)],
      "properties": .object(properties(finding)),
    ]
    let others = finding.evidence.dropFirst()
    if !others.isEmpty {
      out["relatedLocations"] = .array(
        others.enumerated().map { number, evidence in
          .object(location(evidence, report, index).merging(["id": .integer(number + 1)]) { $1 })
        })
    }
    switch state {
    case .open: if context.hasBaseline { out["baselineState"] = "new" }
    case .known: out["baselineState"] = "unchanged"
    case .waived(let waiver):
      out["suppressions"] = [
        [
          "kind": "external", "justification": .string(waiver.reason),
          "properties": ["owner": .string(waiver.owner), "until": .string(waiver.until.description)],
        ]
      ]
    }
    return out
  }

  private func properties(_ finding: Finding) -> Object {
    var out: Object = [
      "severity": .string(finding.severity.rawValue), "correction": .string(finding.correction[context.language]),
      "legalBasis": .array(finding.citations.map { .string($0.chinese) }),
    ]
    for (name, value) in [
      ("expected", finding.expected), ("found", finding.found), ("difference", finding.difference),
    ] {
      if let value { out[name] = .string(value) }
    }
    return out
  }

  private func location(_ evidence: Evidence?, _ report: CheckReport, _ index: Int) -> Object {
    var place: Object = ["artifactLocation": .object(artifactLocation(report, index))]
    var out: Object = [:]
    if let evidence {
      let span = evidence.span
      if let line = span?.line {
        var region: Object = ["startLine": .integer(line)]
        if let columns = span?.columns, !columns.isEmpty {
          region["startColumn"] = .integer(columns.lowerBound + 1)
          region["endColumn"] = .integer(columns.upperBound + 1)
        }
        if !evidence.text.isEmpty { region["snippet"] = ["text": .string(evidence.text)] }
        place["region"] = .object(region)
      }
      if !evidence.label.isEmpty {
        let steps = evidence.label.components(separatedBy: " / ").filter { !$0.isEmpty }
        out["logicalLocations"] = [
          [
            "name": .string(steps.last ?? evidence.label), "fullyQualifiedName": .string(steps.joined(separator: "/")),
            "kind": .string(evidence.statement == nil ? "text" : "cell"),
          ]
        ]
      }
      let words = evidence.text.isEmpty ? "" : " 「\(evidence.text)」"
      out["message"] = ["text": .string(evidence.place(context.language) + words)]
      var spot: Object = [:]
      if let span {
        if span.line == nil { spot["page"] = .integer(span.page) }
        if let box = span.box {
          spot["box"] = .array([box.x0, box.y0, box.x1, box.y1].map { .number($0) })
        }
        if let sheet = span.sheet { spot["sheet"] = .string(sheet) }
        if let cell = span.cell { spot["cell"] = .string(cell) }
      }
      if !evidence.text.isEmpty { spot["quote"] = .string(evidence.text) }
      if !spot.isEmpty { out["properties"] = .object(spot) }
    }
    out["physicalLocation"] = .object(place)
    return out
  }

  private func artifactLocation(_ report: CheckReport, _ index: Int) -> Object {
    ["uri": .string(Self.uri(path(report))), "index": .integer(index)]
  }

  private func path(_ report: CheckReport) -> String {
    let name = report.source?.name ?? report.entity
    return context.paths[name] ?? name
  }

  private func title(_ report: CheckReport) -> String {
    "\(report.entity) \(report.fiscalYear.map { "\($0)" } ?? "?") \(report.kind.chinese)"
  }

  private static func level(_ severity: Severity) -> String {
    severity == .error ? "error" : severity == .warning ? "warning" : "note"
  }

  /// A relative reference (RFC 3986): every byte that may not stand there is percent-encoded.
  static func uri(_ path: String) -> String {
    var out = ""
    for byte in path.utf8 {
      let character = Character(UnicodeScalar(byte))
      let isPlain = byte < 0x80 && (character.isLetter || character.isNumber || "-._~/".contains(character))
      out += isPlain ? String(character) : "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
    }
    return out.isEmpty ? "unknown" : out
  }

  private static func mimeType(_ format: String) -> String {
    switch format {
    case "pdf": "application/pdf"
    case "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    case "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    case "html": "text/html"
    case "json": "application/json"
    case "text", "md": "text/plain"
    default: "application/octet-stream"
    }
  }

  private static func markdown(_ text: String) -> String {
    var out = ""
    for character in text {
      if "\\`*_[]<>#|".contains(character) { out.append("\\") }
      out.append(character)
    }
    return out
  }
}

/// A JSON value that is built by hand, where a shape of types would say less than the standard's own names.
enum JSONValue: Encodable, ExpressibleByStringLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral {
  case null
  case bool(Bool)
  case integer(Int)
  case number(Double)
  case string(String)
  case array([JSONValue])
  case object([String: JSONValue])

  init(stringLiteral value: String) { self = .string(value) }
  init(arrayLiteral elements: JSONValue...) { self = .array(elements) }
  init(dictionaryLiteral elements: (String, JSONValue)...) {
    self = .object(Dictionary(elements) { _, last in last })
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .null: try container.encodeNil()
    case .bool(let value): try container.encode(value)
    case .integer(let value): try container.encode(value)
    case .number(let value): try container.encode(value)
    case .string(let value): try container.encode(value)
    case .array(let values): try container.encode(values)
    case .object(let values): try container.encode(values)
    }
  }
}
