import Foundation
import Hummingbird
import MingzhangModel
import MingzhangStore

/// Which findings are shown.
struct FindingFilter {
  var severity: Severity?
  var family: RuleFamily?
  /// `open`, `accepted`; nil for both.
  var state: String?

  init(_ request: Request) {
    severity = request.query("severity").flatMap { Severity(rawValue: $0) }
    family = request.query("family").flatMap { RuleFamily(rawValue: $0) }
    state = request.query("state").flatMap { ["open", "accepted"].contains($0) ? $0 : nil }
  }

  /// `?f=3&severity=error`: the same list with another finding chosen.
  func address(_ number: Int?, page: Int? = nil, part: Int? = nil) -> String {
    let words = [
      number.map { "f=\($0)" }, severity.map { "severity=\($0.rawValue)" },
      family.map { "family=\($0.rawValue == "?" ? "%3F" : $0.rawValue)" }, state.map { "state=\($0)" },
      part.map { "part=\($0)" }, page.map { "page=\($0)" },
    ].compactMap { $0 }
    return words.isEmpty ? "" : "?" + words.joined(separator: "&")
  }
}

/// The findings of a version, numbered from 1 in their order, and which of them the filter shows.
struct FindingList {
  struct Item {
    var number: Int
    var finding: Finding
    var isAccepted: Bool
    var hasRemarks: Bool
  }
  let all: [Item]
  let shown: [Item]

  init(_ findings: [Finding], _ remarks: [Remark], _ filter: FindingFilter) {
    let accepted = Set(remarks.filter { $0.kind == .acceptance }.compactMap(\.finding))
    let remarked = Set(remarks.compactMap(\.finding))
    all = findings.enumerated().map { index, finding in
      Item(
        number: index + 1, finding: finding, isAccepted: accepted.contains(finding.identity),
        hasRemarks: remarked.contains(finding.identity))
    }
    shown = all.filter { item in
      (filter.severity.map { $0 == item.finding.severity } ?? true)
        && (filter.family.map { $0 == RuleFamily(ofRule: item.finding.rule) } ?? true)
        && (filter.state.map { ($0 == "accepted") == item.isAccepted } ?? true)
    }
  }

  /// Families that occur, in their order.
  var families: [RuleFamily] {
    let present = Set(all.map { RuleFamily(ofRule: $0.finding.rule) })
    return RuleFamily.allCases.filter { present.contains($0) }
  }

  var openErrors: Int { all.count { $0.finding.severity == .error && !$0.isAccepted } }
}
