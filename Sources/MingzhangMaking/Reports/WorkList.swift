import MingzhangModel

/// Findings of any number of files as one list to work through: a row a finding.
struct WorkList {
  enum Column: CaseIterable {
    case file, unit, year, severity, rule, title, place, quote, expected, found, difference, problem, correction, law
    case state, decision, identity

    var name: Wording {
      switch self {
      case .file: Wording("文件", "file")
      case .unit: Wording("单位", "unit")
      case .year: Wording("年度", "year")
      case .severity: Wording("级别", "severity")
      case .rule: Wording("规则", "rule")
      case .title: Wording("问题类型", "title")
      case .place: Wording("位置", "place")
      case .quote: Wording("原文", "as printed")
      case .expected: Wording("应为", "expected")
      case .found: Wording("现为", "found")
      case .difference: Wording("相差", "difference")
      case .problem: Wording("问题", "problem")
      case .correction: Wording("改法", "correction")
      case .law: Wording("依据", "law")
      case .state: Wording("状态", "state")
      case .decision: Wording("处理意见", "decision")
      case .identity: Wording("标识", "identity")
      }
    }

    /// In characters of a spreadsheet's usual font.
    var width: Double {
      switch self {
      case .file: 24
      case .unit: 22
      case .year, .severity, .rule: 7
      case .title: 24
      case .place: 34
      case .quote: 36
      case .expected, .found: 18
      case .difference: 14
      case .problem, .correction: 44
      case .law: 26
      case .state: 10
      case .decision: 24
      case .identity: 30
      }
    }
  }

  struct Row {
    var finding: Finding
    var report: CheckReport
    var state: FindingState
  }

  let context: ReportContext
  let rows: [Row]

  init(_ reports: [CheckReport], _ context: ReportContext) {
    self.context = context
    rows = reports.flatMap { report in
      report.allFindings.map { Row(finding: $0.finding, report: report, state: $0.state) }
    }
  }

  var header: [String] { Column.allCases.map { $0.name[context.language] } }

  func text(_ column: Column, of row: Row) -> String {
    let (finding, language) = (row.finding, context.language)
    switch column {
    case .file: return row.report.source?.name ?? ""
    case .unit: return row.report.entity
    case .year: return row.report.fiscalYear.map { "\($0)" } ?? ""
    case .severity: return language == .chinese ? finding.severity.chinese : finding.severity.english
    case .rule: return finding.rule
    case .title: return finding.title[language]
    case .place: return finding.telling.map { $0.place(language) }.uniqued.joined(separator: "\n")
    case .quote: return finding.telling.map(\.text).filter { !$0.isEmpty }.uniqued.joined(separator: "\n")
    case .expected: return finding.expected ?? ""
    case .found: return finding.found ?? ""
    case .difference: return finding.difference ?? ""
    case .problem: return finding.message[language]
    case .correction: return finding.correction[language]
    case .law: return finding.citations.map(\.chinese).joined(separator: "；")
    case .state: return row.state.name(context)
    case .decision:
      guard case .waived(let waiver) = row.state else { return "" }
      return context.say(
        "\(waiver.reason)（\(waiver.owner)，至 \(waiver.until)）",
        "\(waiver.reason) (\(waiver.owner), until \(waiver.until))")
    case .identity: return finding.identity
    }
  }

  /// RFC 4180 with a byte order mark; nothing in it is run as a formula.
  func csv() -> [UInt8] {
    CSVFile.bytes([header] + rows.map { row in Column.allCases.map { text($0, of: row) } })
  }
}

/// The work list as CSV.
public struct CSVReport: Sendable {
  private let context: ReportContext
  public init(_ context: ReportContext) { self.context = context }
  public func bytes(for reports: [CheckReport]) -> [UInt8] { WorkList(reports, context).csv() }
}

extension Sequence where Element: Hashable {
  /// Each element once, in the order of its first place.
  var uniqued: [Element] {
    var seen = Set<Element>()
    return filter { seen.insert($0).inserted }
  }
}
