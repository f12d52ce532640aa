import Foundation
import MingzhangModel

extension Baseline {
  /// Reads the baseline from an earlier JSON report, of one file or of many. What was already known then stays known.
  ///
  /// - Throws: `MakingError` that says what is wrong with the file.
  public init(jsonReport bytes: [UInt8], name: String) throws(MakingError) {
    let reports: [FileShape]
    do {
      let decoder = JSONDecoder()
      let data = Data(bytes)
      reports = try (try? decoder.decode([FileShape].self, from: data)) ?? [decoder.decode(FileShape.self, from: data)]
    } catch {
      throw MakingError(
        "基线 \(name) 不是 mingzhang check --format json 的结果：\(Self.reason(error))。请用 --write-baseline 重新生成。",
        "The baseline \(name) is no output of mingzhang check --format json: \(Self.reason(error)). "
          + "Make it again with --write-baseline.")
    }
    var known: [Document: [String: Int]] = [:]
    for report in reports {
      let document = Document(unit: report.unit, year: report.year, kind: report.kind)
      for finding in report.findings + (report.known ?? []) {
        known[document, default: [:]][finding.identity, default: 0] += 1
      }
    }
    self.init(known: known)
  }

  /// The shortest file that reads as a baseline: every document with the identities of its findings.
  public static func bytes(of lines: [OverviewLine]) throws -> Data {
    let reports = lines.compactMap { line -> FileShape? in
      guard let findings = line.findings, let kind = line.kind else { return nil }
      return FileShape(
        unit: line.entity, year: line.fiscalYear, kind: kind, findings: findings.identities.map(FindingShape.init))
    }
    return try JSONEncoder.stable.encode(reports)
  }

  private static func reason(_ error: any Error) -> String {
    switch error {
    case DecodingError.keyNotFound(let key, _): "缺少 \(key.stringValue)"
    case DecodingError.dataCorrupted: "不是 JSON"
    case DecodingError.typeMismatch(_, let context), DecodingError.valueNotFound(_, let context):
      context.codingPath.map(\.stringValue).joined(separator: ".") + " 的类型不对"
    default: "读不懂"
    }
  }

  private struct FileShape: Codable {
    var unit: String
    var year: Int?
    var kind: Disclosure.Kind
    var findings: [FindingShape]
    var known: [FindingShape]?
  }
  private struct FindingShape: Codable { var identity: String }
}
