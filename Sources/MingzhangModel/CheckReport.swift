/// The result of checking one disclosure: findings, and how every rule ended. Unchecked rules are listed, never dropped.
public struct CheckReport: Hashable, Codable, Sendable {
  public var source: SourceFile?
  public var kind: Disclosure.Kind
  public var entity: String
  public var fiscalYear: Int?
  /// Errors first, then warnings, then notices; within one severity by place.
  public var findings: [Finding]
  public var outcomes: [Outcome]
  /// What made the file hard to read; not the author's mistakes.
  public var inputNotices: [InputNotice]
  /// Findings set aside by a waiver in force; they do not count.
  public var waived: [Waived] = []
  /// Findings that an earlier report (the baseline) already had; they are listed and do not count.
  public var known: [Finding] = []
  /// The files that were held beside it; nil when there was none.
  public var beside: [StandingBeside]?

  public struct Waived: Hashable, Codable, Sendable {
    public var finding: Finding
    public var waiver: Waiver
    public init(finding: Finding, waiver: Waiver) { (self.finding, self.waiver) = (finding, waiver) }
  }

  /// How one rule ended.
  public struct Outcome: Hashable, Codable, Sendable {
    public enum Status: String, Hashable, Codable, Sendable { case holds, broken, unchecked }
    public var rule: String
    public var title: Wording
    public var status: Status
    /// Why it could not be decided; nil unless unchecked.
    public var reason: Wording?
    public init(rule: String, title: Wording, status: Status, reason: Wording? = nil) {
      (self.rule, self.title, self.status, self.reason) = (rule, title, status, reason)
    }
  }

  public init(
    source: SourceFile?, kind: Disclosure.Kind, entity: String, fiscalYear: Int?, findings: [Finding],
    outcomes: [Outcome], inputNotices: [InputNotice]
  ) {
    (self.source, self.kind, self.entity, self.fiscalYear) = (source, kind, entity, fiscalYear)
    (self.findings, self.outcomes, self.inputNotices) = (findings, outcomes, inputNotices)
  }

  /// Errors that may stand because a waiver says so.
  public var waivedErrors: [Waived] { waived.filter { $0.finding.severity == .error } }

  public func count(_ severity: Severity) -> Int { findings.count { $0.severity == severity } }
  public func count(_ status: Outcome.Status) -> Int { outcomes.count { $0.status == status } }
  public var worst: Severity? { findings.map(\.severity).max() }
}
