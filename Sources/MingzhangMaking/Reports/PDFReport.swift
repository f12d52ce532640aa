import Foundation
import MingzhangFormats
import MingzhangModel

/// The findings of a PDF as highlights with notes on its own pages.
public struct PDFReport: Sendable {
  private let context: ReportContext
  private let worker: PDFWorkerClient
  public init(_ context: ReportContext, worker: PDFWorkerClient) { (self.context, self.worker) = (context, worker) }

  /// The marked document. Findings without a box become sticky notes in the corner of their page.
  public func bytes(for report: CheckReport, document: [UInt8]) throws(PDFWorkerError) -> [UInt8] {
    try worker.marked(document, with: notes(for: report))
  }

  func notes(for report: CheckReport) -> PDFNotes {
    let day = context.day
    let date = "D:" + day.description.replacing("-", with: "") + "000000Z"
    let last = max(1, report.source?.pageCount ?? 1)
    var notes: [PDFNotes.Note] = []
    for (index, finding) in report.findings.enumerated() {
      let number = index + 1
      let pages = finding.boxes.map(\.page).uniqued.filter { $0 <= last }
      let ends = pages.count > 1 ? pages : []
      for page in pages.isEmpty ? [min(last, finding.evidence.first?.span?.page ?? 1)] : pages {
        let boxes = finding.boxes.filter { $0.page == page }.map { [$0.box.x0, $0.box.y0, $0.box.x1, $0.box.y1] }
        notes.append(
          PDFNotes.Note(
            page: page, boxes: pages.isEmpty ? [] : boxes, color: Self.color(finding.severity),
            text: text(finding, number, otherPages: ends.filter { $0 != page }),
            subject: "\(number) \(finding.rule) \(finding.title[context.language])",
            name: "mingzhang-\(number)-\(page)-\(finding.identity)"))
      }
    }
    return PDFNotes(author: context.say("明账 Mingzhang", "Mingzhang"), date: date, notes: notes)
  }

  private func text(_ finding: Finding, _ number: Int, otherPages: [Int]) -> String {
    let language = context.language
    let severity = context.say(finding.severity.chinese, finding.severity.english)
    var lines = ["\(number) \(severity) \(finding.rule) \(finding.title[language])", finding.message[language]]
    let facts = [
      finding.expected.map { context.say("应为 ", "expected ") + $0 },
      finding.found.map { context.say("现为 ", "found ") + $0 },
      finding.difference.map { context.say("相差 ", "difference ") + $0 },
    ].compactMap(\.self)
    if !facts.isEmpty { lines.append(facts.joined(separator: context.say("，", ", "))) }
    lines.append(context.say("改法：", "Correction: ") + finding.correction[language])
    if !finding.citations.isEmpty {
      lines.append(context.say("依据：", "Law: ") + finding.citations.map(\.chinese).joined(separator: "；"))
    }
    if !otherPages.isEmpty {
      let numbers = otherPages.map(String.init).joined(separator: context.say("、", ", "))
      lines.append(context.say("另见第 \(numbers) 页。", "See also page \(numbers)."))
    }
    return lines.joined(separator: "\n")
  }

  private static func color(_ severity: Severity) -> [Double] {
    switch severity {
    case .error: [1, 0.45, 0.40]
    case .warning: [1, 0.82, 0.25]
    case .notice: [0.55, 0.78, 1]
    }
  }
}
