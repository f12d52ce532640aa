import CXLSXWriter
import Foundation
import MingzhangModel

/// The overview as a workbook: the files, and the rules with findings.
struct OverviewWorkbook {
  private let overview: Overview
  init(_ overview: Overview) { self.overview = overview }

  func bytes() throws(MakingError) -> [UInt8] {
    let file = try WorkbookFile()
    let columns = overview.columns
    try file.sheet(
      named: overview.say("文件", "files"),
      columns: columns.map { PlainSheet.Column(title: $0.title, isNumber: $0.isNumber, width: $0.width) },
      rows: overview.lines.map { line in columns.map { $0.text(line) } })
    let rules = overview.frequentRules
    if !rules.isEmpty {
      try file.sheet(
        named: overview.say("规则", "rules"),
        columns: [
          PlainSheet.Column(title: overview.say("规则", "rule"), width: 8),
          PlainSheet.Column(title: overview.say("问题", "defect"), width: 50),
          PlainSheet.Column(title: overview.say("级别", "severity"), width: 8),
          PlainSheet.Column(title: overview.say("文件数", "files"), isNumber: true, width: 8),
          PlainSheet.Column(title: overview.say("处数", "findings"), isNumber: true, width: 8),
        ],
        rows: rules.map {
          [
            $0.rule, $0.title[overview.language],
            overview.language == .chinese ? $0.severity.chinese : $0.severity.english, "\($0.files)", "\($0.findings)",
          ]
        })
    }
    return try file.bytes()
  }
}
