import ArgumentParser
import Foundation
import MingzhangMaking
import MingzhangModel

/// One checked item, as a report writer needs it.
struct Checked: Sendable {
  var item: Item
  var report: CheckReport
}

/// The formats of check reports. A new one is a case here and a writer in `MingzhangMaking/Reports`.
enum CheckFormat: String, ExpressibleByArgument, CaseIterable, Codable, Sendable {
  case text, json, html

  /// The extension of a file in this format.
  var fileExtension: String { self == .text ? "txt" : rawValue }

  /// One report over all of `checked`.
  func bytes(for checked: [Checked], _ options: ReportOptions) throws -> Data {
    let reports = checked.map(\.report)
    switch self {
    case .text:
      let report = TextReport(language: options.language, showsUnchecked: options.showsUnchecked)
      return Data(reports.map(report.text).joined(separator: "\n").utf8)
    case .json: return try JSONReport(language: options.language).bytes(for: reports)
    case .html: return Data(HTMLReport(language: options.language).html(for: reports).utf8)
    }
  }
}

/// What the user chose about reports.
struct ReportOptions: Sendable {
  var language: Language
  var showsUnchecked = false
}
