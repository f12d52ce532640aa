import Foundation
import MingzhangModel

/// A check report as JSON: one object a file, sorted keys, so that equal input gives equal bytes.
///
/// The shape is `Documentation/check-report.schema.json`.
public struct JSONReport: Sendable {
  private let language: Language
  public init(language: Language) { self.language = language }

  /// One report gives an object, several give a list.
  public func bytes(for reports: [CheckReport]) throws -> Data {
    let files = reports.map { FileShape($0, language) }
    return try files.count == 1 ? JSONEncoder.stable.encode(files[0]) : JSONEncoder.stable.encode(files)
  }

  private struct FileShape: Encodable {
    var file: NameShape
    var kind: String
    var unit: String
    var year: Int?
    var findings: [FindingShape]
    var known: [FindingShape]
    var waived: [WaivedShape]
    var unchecked: [UncheckedShape]
    var rules: Counts
    var inputQuality: [QualityShape]
    var beside: [BesideShape]?

    init(_ report: CheckReport, _ language: Language) {
      file = NameShape(name: report.source?.name ?? "", sha256: report.source?.sha256 ?? "")
      (kind, unit, year) = (report.kind.rawValue, report.entity, report.fiscalYear)
      findings = report.findings.map { FindingShape($0, language) }
      known = report.known.map { FindingShape($0, language) }
      waived = report.waived.map {
        WaivedShape(
          finding: FindingShape($0.finding, language), reason: $0.waiver.reason, owner: $0.waiver.owner,
          until: $0.waiver.until.description)
      }
      unchecked = report.outcomes.filter { $0.status == .unchecked }.map {
        UncheckedShape(rule: $0.rule, title: $0.title[language], reason: $0.reason?[language] ?? "")
      }
      rules = Counts(
        hold: report.count(.holds), broken: report.count(.broken), unchecked: report.count(.unchecked))
      inputQuality = report.inputNotices.map {
        QualityShape(
          kind: $0.kind.rawValue, message: $0.message[language], count: $0.count,
          samples: $0.samples.map { EvidenceShape(label: "", text: $0.text, span: $0.span) })
      }
      beside = report.beside?.map {
        BesideShape(role: $0.role.rawValue, file: $0.file, unit: $0.entity, year: $0.fiscalYear)
      }
    }
  }

  private struct NameShape: Encodable { var name, sha256: String }
  private struct WaivedShape: Encodable {
    var finding: FindingShape
    var reason, owner, until: String
  }
  private struct UncheckedShape: Encodable { var rule, title, reason: String }
  private struct Counts: Encodable { var hold, broken, unchecked: Int }
  private struct BesideShape: Encodable {
    var role, file, unit: String
    var year: Int?
  }
  private struct QualityShape: Encodable {
    var kind, message: String
    var count: Int
    var samples: [EvidenceShape]
  }

  private struct FindingShape: Encodable {
    var rule, severity, title, message, correction, identity: String
    var page: Int
    var quote: String?
    var expected, found, difference: String?
    var citations: [String]
    var evidence: [EvidenceShape]
    var symptoms: [SymptomShape]
    var alternatives: [String]
    var needsReview: Bool

    init(_ finding: Finding, _ language: Language) {
      (rule, severity, identity) = (finding.rule, finding.severity.rawValue, finding.identity)
      (title, message, correction) = (finding.title[language], finding.message[language], finding.correction[language])
      page = finding.evidence.first?.span?.page ?? 1
      quote = finding.evidence.first?.text
      (expected, found, difference) = (finding.expected, finding.found, finding.difference)
      citations = finding.citations.map(\.chinese)
      evidence = finding.evidence.map(EvidenceShape.init)
      symptoms = finding.symptoms.map {
        SymptomShape(
          rule: $0.rule, message: $0.message[language], identity: $0.identity,
          evidence: $0.evidence.map(EvidenceShape.init))
      }
      alternatives = finding.alternatives.map { $0[language] }
      needsReview = finding.needsReview
    }
  }

  private struct SymptomShape: Encodable {
    var rule, message, identity: String
    var evidence: [EvidenceShape]
  }
}

/// A printed place in JSON: page from 1, box in points from the top left.
struct EvidenceShape: Encodable {
  var label: String
  var text: String
  var page: Int
  var line: Int?
  var sheet, cell: String?
  var box: [Double]?

  init(_ evidence: Evidence) { self.init(label: evidence.label, text: evidence.text, span: evidence.span) }

  init(label: String, text: String, span: SourceSpan?) {
    (self.label, self.text) = (label, text)
    page = span?.page ?? 1
    (line, sheet, cell) = (span?.line, span?.sheet, span?.cell)
    box = span?.box.map { [$0.x0, $0.y0, $0.x1, $0.y1] }
  }
}

extension JSONEncoder {
  /// Sorted keys, readable, no escaped slashes: equal values give equal bytes.
  public static var stable: JSONEncoder {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
    return encoder
  }
}
