import MingzhangCatalog
import MingzhangModel

/// The rules in force.
public struct RuleBook: Sendable {
  public let rules: [Rule]
  public init(rules: [Rule]) { self.rules = rules }

  /// How long one rule may take before it is reported as unchecked. Usual is far below a millisecond.
  public static let timeLimit = Duration.seconds(5)

  /// Every rule ends in holds, broken or unchecked; one cause makes one finding; findings come errors first, then by place.
  ///
  /// - Parameters:
  ///   - companions: other files that stand beside it; the rules over several files are unchecked without them.
  ///   - timeLimit: what one rule may take; a rule that is late is unchecked and says so.
  ///   - clock: what time is taken from.
  public func check<C: Clock>(
    _ disclosure: Disclosure, with catalog: Catalog, beside companions: Companions = .none,
    timeLimit: Duration = RuleBook.timeLimit, clock: C = ContinuousClock()
  ) -> CheckReport where C.Duration == Duration {
    // words and tables that are two files are checked as the one book they are
    let disclosure = companions.counterpart.flatMap(disclosure.joined) ?? disclosure
    var subject = Subject(disclosure, catalog, beside: companions)
    var alarms: [Alarm] = []
    var outcomes: [CheckReport.Outcome] = []
    var comparing: [Rule] = []
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
      let trace = Trace(keeps: false)
      subject.trace = trace
      subject.deadline = Deadline(timeLimit, clock: clock)
      do {
        let broken = try rule.breaches(of: subject)
        alarms += broken.map { broken in
          let finding = rule.finding(broken, in: subject)
          return Alarm(finding, broken.comparison, isMild: finding.severity < rule.severity)
        }
        outcomes.append(.init(rule: rule.code, title: rule.title, status: broken.isEmpty ? .holds : .broken))
      } catch {
        outcomes.append(.init(rule: rule.code, title: rule.title, status: .unchecked, reason: error.reason))
      }
      if trace.hasCompared { comparing.append(rule) }
    }
    let judge = Judge(rules: rules, comparing: comparing, deadline: { Deadline(timeLimit, clock: clock) })
    let ordered = judge.findings(for: alarms, in: subject).enumerated().sorted { a, b in
      if a.element.severity != b.element.severity { return a.element.severity > b.element.severity }
      let (x, y) = (place(a.element), place(b.element))
      return x == y ? a.offset < b.offset : x < y
    }
    let names = companions.fileNames
    var report = CheckReport(
      source: disclosure.source, kind: disclosure.kind, entity: disclosure.entity, fiscalYear: disclosure.fiscalYear,
      findings: ordered.map { $0.element.naming(names) }, outcomes: outcomes, inputNotices: disclosure.inputNotices)
    let beside = companions.listed(beside: disclosure)
    if !beside.isEmpty { report.beside = beside }
    return report
  }

  private func place(_ finding: Finding) -> (Int, Int) {
    let span = finding.evidence.first?.span
    return (span?.page ?? Int.max, span?.line ?? Int(span?.box?.y0 ?? 0))
  }
}
