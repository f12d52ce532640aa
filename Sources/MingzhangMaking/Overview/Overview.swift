import Foundation
import MingzhangModel

/// A whole batch: one line a file, totals, and the most frequent rules.
public struct Overview: Sendable {
  /// Worst first when the files were checked, else in the order of the call.
  public let lines: [OverviewLine]
  /// Files in the folders that no reader is for, by extension.
  public let skipped: [String: Int]
  /// Whether the files were checked, not only read.
  public let isCheck: Bool
  let language: Language

  public init(_ lines: [OverviewLine], skipped: [String: Int] = [:], isCheck: Bool, language: Language) {
    (self.skipped, self.isCheck, self.language) = (skipped, isCheck, language)
    guard isCheck else {
      self.lines = lines
      return
    }
    func badness(_ line: OverviewLine) -> (Int, Int, Int, Int) {
      guard let found = line.findings else { return (1, 0, 0, 0) }
      return (0, found.errors, found.warnings, found.notices)
    }
    self.lines = lines.enumerated().sorted {
      let (a, b) = (badness($0.element), badness($1.element))
      return a == b ? $0.offset < $1.offset : a > b
    }.map(\.element)
  }

  public func count(_ status: OverviewLine.Status) -> Int { lines.count { $0.status == status } }

  public var errors: Int { lines.reduce(0) { $0 + ($1.findings?.errors ?? 0) } }
  public var warnings: Int { lines.reduce(0) { $0 + ($1.findings?.warnings ?? 0) } }
  public var notices: Int { lines.reduce(0) { $0 + ($1.findings?.notices ?? 0) } }
  /// Files with at least one finding of this severity.
  public func files(with severity: Severity) -> Int {
    lines.count { line in
      switch severity {
      case .error: (line.findings?.errors ?? 0) > 0
      case .warning: (line.findings?.warnings ?? 0) > 0
      case .notice: (line.findings?.notices ?? 0) > 0
      }
    }
  }

  /// Identities that hold among those tried, over all files.
  public var identities: Statement.Confidence {
    lines.reduce(into: Statement.Confidence(holding: 0, tried: 0)) {
      $0.holding += $1.identities.holding
      $0.tried += $1.identities.tried
    }
  }

  /// A rule over the whole batch.
  public struct FrequentRule: Hashable, Codable, Sendable {
    public var rule: String
    public var title: Wording
    public var severity: Severity
    public var files: Int
    public var findings: Int
  }

  /// Rules with findings: those of most files first.
  public var frequentRules: [FrequentRule] {
    var rules: [String: FrequentRule] = [:]
    for count in lines.flatMap({ $0.findings?.rules ?? [] }) {
      var rule =
        rules[count.rule]
        ?? FrequentRule(rule: count.rule, title: count.title, severity: count.severity, files: 0, findings: 0)
      rule.files += 1
      rule.findings += count.count
      rule.severity = max(rule.severity, count.severity)
      rules[count.rule] = rule
    }
    return rules.values.sorted { ($1.files, $1.findings, $0.rule) < ($0.files, $0.findings, $1.rule) }
  }

  /// The overview as files, by name: a page, a workbook, CSV and JSON.
  public func files() throws -> [String: [UInt8]] {
    [
      "index.html": Array(OverviewPage(self).html.utf8), "overview.csv": CSVFile.bytes(table),
      "overview.xlsx": try OverviewWorkbook(self).bytes(), "overview.json": Array(try json()),
    ]
  }

  func say(_ chinese: String, _ english: String) -> String { language == .chinese ? chinese : english }

  /// Head and rows for spreadsheets.
  var table: [[String]] { [columns.map(\.title)] + lines.map { line in columns.map { $0.text(line) } } }

  /// One column of the table: its heading and what stands in it.
  struct Column: Sendable {
    var title: String
    var isNumber = false
    var width = 10.0
    var text: @Sendable (OverviewLine) -> String
  }

  var columns: [Column] {
    let language = self.language
    var columns = [
      Column(title: say("文件", "file"), width: 48) { $0.name },
      Column(title: say("状态", "status"), width: 8) { $0.status.wording[language] },
      Column(title: say("单位", "unit of government"), width: 30) { $0.entity },
      Column(title: say("年度", "year"), isNumber: true, width: 7) { $0.fiscalYear.map(String.init) ?? "" },
      Column(title: say("类型", "kind"), width: 10) { line in
        line.kind.map { language == .chinese ? $0.chinese : $0.rawValue } ?? ""
      },
    ]
    if isCheck {
      columns += [
        Column(title: say("错误", "errors"), isNumber: true, width: 7) { $0.findings.map { "\($0.errors)" } ?? "" },
        Column(title: say("警告", "warnings"), isNumber: true, width: 7) { $0.findings.map { "\($0.warnings)" } ?? "" },
        Column(title: say("提示", "notices"), isNumber: true, width: 7) { $0.findings.map { "\($0.notices)" } ?? "" },
        Column(title: say("规则通过", "rules held"), isNumber: true) { $0.findings.map { "\($0.held)" } ?? "" },
        Column(title: say("未能核对", "rules unchecked"), isNumber: true) { $0.findings.map { "\($0.unchecked)" } ?? "" },
        Column(title: say("有发现的规则", "rules with findings"), width: 24) {
          $0.findings?.rules.map(\.rule).joined(separator: " ") ?? ""
        },
      ]
    }
    columns += [
      Column(title: say("格式", "format"), width: 7) { $0.format },
      Column(title: say("页数", "pages"), isNumber: true, width: 7) { $0.pages > 0 ? "\($0.pages)" : "" },
      Column(title: say("表", "tables"), isNumber: true, width: 7) { $0.status == .unreadable ? "" : "\($0.tables)" },
      Column(title: say("金额单位", "currency unit")) { $0.units.map(\.rawValue).joined(separator: say("、", ", ")) },
      Column(title: say("勾稽相符", "identities that hold"), isNumber: true) {
        $0.status == .unreadable ? "" : "\($0.identities.holding)"
      },
      Column(title: say("勾稽试过", "identities tried"), isNumber: true) {
        $0.status == .unreadable ? "" : "\($0.identities.tried)"
      },
      Column(title: say("把握", "sureness"), width: 8) { $0.status == .unreadable ? "" : $0.sureness.wording[language] },
      Column(title: say("绩效指标", "indicators"), isNumber: true) { $0.status == .unreadable ? "" : "\($0.indicators)" },
      Column(title: say("文字数据", "figures in the text"), isNumber: true) {
        $0.status == .unreadable ? "" : "\($0.claims)"
      },
      Column(title: say("问题", "problems"), width: 60) { line in
        ([line.problem].compactMap(\.self) + line.notices).map { $0[language] }.joined(separator: " ")
      },
      Column(title: say("结果", "results"), width: 48) { $0.files.joined(separator: " ") },
    ]
    return columns
  }

  private struct Shape: Encodable {
    var format = "mingzhang-overview/1"
    var files, read, partly, unreadable: Int
    var errors, warnings, notices: Int?
    var identities: Statement.Confidence
    var skipped: [String: Int]
    var rules: [Overview.FrequentRule]
    var lines: [OverviewLine]
  }

  private func json() throws -> Data {
    try JSONEncoder.stable.encode(
      Shape(
        files: lines.count, read: count(.read), partly: count(.partly), unreadable: count(.unreadable),
        errors: isCheck ? errors : nil, warnings: isCheck ? warnings : nil, notices: isCheck ? notices : nil,
        identities: identities, skipped: skipped, rules: frequentRules, lines: lines))
  }
}
