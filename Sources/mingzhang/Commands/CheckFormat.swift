import ArgumentParser
import Foundation
import MingzhangMaking
import MingzhangModel

/// One checked item, as a report writer needs it.
struct Checked: Codable, Sendable {
  /// With the paths of its files.
  var item: Item
  var report: CheckReport
  var disclosure: Disclosure
}

/// The formats of check reports. A new one is a case here and a writer in `MingzhangMaking/Reports`.
enum CheckFormat: String, ExpressibleByArgument, CaseIterable, Codable, Sendable {
  case text, json, html

  /// The extension of a file in this format.
  var fileExtension: String { self == .text ? "txt" : rawValue }

  /// Whether reports of several items on standard output may simply follow each other (JSON: as members of a list).
  var isStreamed: Bool { self == .text || self == .json }

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

  /// `text、json、html`
  static var names: String { allCases.map(\.rawValue).joined(separator: "、") }
}

/// `html` or `html,json`.
struct CheckFormats: ExpressibleByArgument {
  var list: [CheckFormat]

  init?(argument: String) {
    list = []
    for name in argument.split(separator: ",") {
      guard let format = CheckFormat(rawValue: name.lowercased()) else { return nil }
      if !list.contains(format) { list.append(format) }
    }
    guard !list.isEmpty else { return nil }
  }

  static var allValueStrings: [String] { CheckFormat.allCases.map(\.rawValue) }
}

/// What the user chose about reports.
struct ReportOptions: Sendable {
  var language: Language
  var showsUnchecked = false
}
