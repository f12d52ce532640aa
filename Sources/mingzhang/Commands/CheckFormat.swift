import ArgumentParser
import Foundation
import MingzhangChecking
import MingzhangFormats
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
  case text, json, html, sarif, csv, xlsx, pdf, letter

  /// The extension of a file in this format.
  var fileExtension: String {
    switch self {
    case .text: "txt"
    case .letter: "docx"
    default: rawValue
    }
  }

  /// Whether it is no text, and so nothing for a terminal.
  var isBinary: Bool { [.xlsx, .pdf, .letter].contains(self) }

  /// Whether this format can be about `checked` at all: notes stand on the pages of one PDF.
  func suits(_ checked: Checked) -> Bool {
    self != .pdf || checked.report.source?.format == "pdf" && checked.item.files.count == 1
  }

  /// Whether reports of several items on standard output may simply follow each other (JSON: as members of a list).
  var isStreamed: Bool { self == .text || self == .json }

  /// One report over all of `checked`.
  func bytes(for checked: [Checked], _ options: ReportOptions) throws -> Data {
    let reports = checked.map(\.report)
    let context = options.context(for: checked)
    switch self {
    case .text:
      let report = TextReport(language: options.language, showsUnchecked: options.showsUnchecked)
      return Data(reports.map(report.text).joined(separator: "\n").utf8)
    case .json: return try JSONReport(language: options.language).bytes(for: reports)
    case .html:
      let pictures = SourcePictures(checked, password: options.password)
      return Data(HTMLReport(context, pictures: { pictures.picture($0, $1) }).html(for: reports).utf8)
    case .sarif: return try SARIFReport(context).bytes(for: reports)
    case .csv: return Data(CSVReport(context).bytes(for: reports))
    case .xlsx: return Data(try ExcelReport(context).bytes(for: reports))
    case .pdf: return Data(try Self.marked(try one(checked), context))
    case .letter:
      let letter = Letter(issuer: options.issuer, deadline: options.deadline, day: context.day)
      return Data(LetterWriter().bytes(for: try one(checked).report, letter))
    }
  }

  private func one(_ checked: [Checked]) throws -> Checked {
    guard checked.count == 1 else {
      throw PathProblem(
        wording: Wording(
          "\(rawValue) 一次只能写一个文件的报告，这里有 \(checked.count) 个。请写到文件夹：--output 文件夹。",
          "\(rawValue) is a report on one file, and there are \(checked.count). Name a folder with --output."))
    }
    return checked[0]
  }

  private static func marked(_ checked: Checked, _ context: ReportContext) throws -> [UInt8] {
    guard CheckFormat.pdf.suits(checked), let data = FileManager.default.contents(atPath: checked.item.files[0])
    else {
      throw PathProblem(
        wording: Wording(
          "\(checked.item.name) 不是单个 PDF，不能在原件上加批注。请改用 --format html。",
          "\(checked.item.name) is not one PDF, so it cannot be marked. Use --format html."))
    }
    do throws(PDFWorkerError) {
      return try PDFReport(context, worker: .located()).bytes(for: checked.report, document: Array(data))
    } catch {
      throw PathProblem(
        wording: Wording("\(checked.item.name)：\(error.chinese)", "\(checked.item.name): \(error.english)"))
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
  var password: String?
  var day: Day
  /// For the letter.
  var issuer: String?
  var deadline: Day?
  var hasBaseline = false
  var failures: [ReportContext.Failure] = []
  var articles: [String: Wording] = [:]

  func context(for checked: [Checked]) -> ReportContext {
    ReportContext(
      language: language, rules: RuleBook.standard.rules.map(\.description), day: day,
      version: Mingzhang.configuration.version, failures: failures,
      paths: Dictionary(
        checked.compactMap { one in
          guard let name = one.report.source?.name, one.item.files.count == 1 else { return nil }
          return (name, one.item.files[0])
        }, uniquingKeysWith: { first, _ in first }),
      articles: articles, hasBaseline: hasBaseline)
  }
}
