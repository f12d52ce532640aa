import MingzhangCatalog
import MingzhangModel

/// The rules in force.
public struct RuleBook: Sendable {
  public let rules: [Rule]
  public init(rules: [Rule]) { self.rules = rules }

  /// Every rule ends in holds, broken or unchecked; findings come errors first, then by place.
  public func check(_ disclosure: Disclosure, with catalog: Catalog) -> CheckReport {
    let subject = Subject(disclosure, catalog)
    var findings: [Finding] = []
    var outcomes: [CheckReport.Outcome] = []
    // an empty form breaks every rule and none: it gets one finding, by the rule that says so
    let isForm = disclosure.isBlankForm
    for rule in rules {
      if isForm, rule.code != Rule.blankForm.code {
        outcomes.append(
          .init(
            rule: rule.code, title: rule.title, status: .unchecked,
            reason: Wording("这是没有填写的空白表样", "this is an empty form")))
        continue
      }
      switch rule.verdict(on: subject) {
      case .holds: outcomes.append(.init(rule: rule.code, title: rule.title, status: .holds))
      case .broken(let found):
        findings += found
        outcomes.append(.init(rule: rule.code, title: rule.title, status: .broken))
      case .unchecked(let reason):
        outcomes.append(.init(rule: rule.code, title: rule.title, status: .unchecked, reason: reason))
      }
    }
    let ordered = findings.enumerated().sorted { a, b in
      if a.element.severity != b.element.severity { return a.element.severity > b.element.severity }
      let (x, y) = (place(a.element), place(b.element))
      return x == y ? a.offset < b.offset : x < y
    }
    return CheckReport(
      source: disclosure.source, kind: disclosure.kind, entity: disclosure.entity, fiscalYear: disclosure.fiscalYear,
      findings: ordered.map(\.element), outcomes: outcomes, inputNotices: disclosure.inputNotices)
  }

  private func place(_ finding: Finding) -> (Int, Int) {
    let span = finding.evidence.first?.span
    return (span?.page ?? Int.max, span?.line ?? Int(span?.box?.y0 ?? 0))
  }
}
