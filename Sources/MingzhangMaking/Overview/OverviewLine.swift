import MingzhangModel

/// One file of a batch in one line: what it is, how well it was read, how bad it is.
public struct OverviewLine: Hashable, Codable, Sendable {
  public enum Status: String, Hashable, Codable, CaseIterable, Sendable {
    case read
    /// Some pages could not be read, or nothing of a budget was found.
    case partly
    case unreadable

    public var wording: Wording {
      switch self {
      case .read: Wording("已读", "read")
      case .partly: Wording("未读全", "in part")
      case .unreadable: Wording("读不出", "unreadable")
      }
    }
  }

  /// The path below the folder it was found in, or the file's name.
  public var name: String
  public var status: Status
  /// Why it could not be read.
  public var problem: Wording?
  public var entity = ""
  public var kind: Disclosure.Kind?
  public var fiscalYear: Int?
  /// Currency units of its tables, in the order met: usually one.
  public var units: [CurrencyUnit] = []
  /// Lower-case: `pdf`, `xlsx`.
  public var format = ""
  public var pages = 0
  public var tables = 0
  public var indicators = 0
  /// Figures in the narrative.
  public var claims = 0
  /// Identities that hold among those that could be tried, over all tables.
  public var identities = Statement.Confidence(holding: 0, tried: 0)
  public var unexplainedDigits = 0
  /// What made the file hard to read.
  public var notices: [Wording] = []
  /// Nil when the file was read only.
  public var findings: Findings?
  /// Result files, as paths below the result folder.
  public var files: [String] = []

  /// What was found in one file.
  public struct Findings: Hashable, Codable, Sendable {
    public var errors = 0
    public var warnings = 0
    public var notices = 0
    public var held = 0
    public var unchecked = 0
    /// Findings that the baseline already had, and findings set aside by a waiver; they do not count.
    public var known = 0
    public var waived = 0
    /// Lines of the waiver file whose waivers meant a finding here.
    public var waivers: [Int] = []
    /// Identities of the findings that are not waived, for a baseline.
    public var identities: [String] = []
    /// Rules with findings, by code.
    public var rules: [RuleCount] = []

    public var worst: Severity? { errors > 0 ? .error : warnings > 0 ? .warning : notices > 0 ? .notice : nil }
  }

  public struct RuleCount: Hashable, Codable, Sendable {
    public var rule: String
    public var title: Wording
    public var severity: Severity
    public var count: Int
  }

  /// A file that could not be read.
  public init(name: String, problem: Wording) { (self.name, status, self.problem) = (name, .unreadable, problem) }

  /// A file that was read.
  public init(name: String, _ disclosure: Disclosure, unexplainedDigits: Int) {
    self.name = name
    (entity, kind, fiscalYear) = (disclosure.entity, disclosure.kind, disclosure.fiscalYear)
    (format, pages) = (disclosure.source?.format ?? "", disclosure.source?.pageCount ?? 0)
    let listed = disclosure.statements.filter { $0.kind != .performance && $0.kind != .units }
    tables = listed.count
    for unit in listed.compactMap(\.unit) where !units.contains(unit) { units.append(unit) }
    for confidence in listed.compactMap(\.confidence) {
      identities.holding += confidence.holding
      identities.tried += confidence.tried
    }
    indicators = disclosure.goals.reduce(0) { $0 + $1.indicators.count }
    claims = disclosure.narrative.claims.count
    self.unexplainedDigits = unexplainedDigits
    notices = disclosure.inputNotices.map(\.message)
    let isPartial = disclosure.inputNotices.contains { $0.kind == .noTextLayer || $0.kind == .needsReview }
    let isNothing = disclosure.statements.isEmpty && disclosure.goals.isEmpty && claims == 0
    if isNothing {
      notices.insert(
        Wording("没有认出预算、决算的表和数据，可能不是部门预算公开。", "No budget tables or figures were recognised; it may be no disclosure."),
        at: 0)
    }
    status = isPartial || isNothing ? .partly : .read
  }

  /// How sure the reading is, from the identities that hold.
  public enum Sureness: String, Hashable, Codable, CaseIterable, Sendable {
    /// At least ten identities were tried and 99 of 100 hold.
    case high
    case medium
    /// Fewer than nine of ten hold.
    case low
    /// No identity could be tried.
    case unknown

    public var wording: Wording {
      switch self {
      case .high: Wording("高", "high")
      case .medium: Wording("中", "medium")
      case .low: Wording("低", "low")
      case .unknown: Wording("—", "—")
      }
    }
  }

  public var sureness: Sureness {
    let (holding, tried) = (identities.holding, identities.tried)
    guard tried > 0 else { return .unknown }
    if tried >= 10, holding * 100 >= tried * 99 { return status == .partly ? .medium : .high }
    return holding * 10 >= tried * 9 ? .medium : .low
  }
}

extension OverviewLine.Findings {
  public init(_ report: CheckReport) {
    (errors, warnings, notices) = (report.count(.error), report.count(.warning), report.count(.notice))
    (held, unchecked) = (report.count(.holds), report.count(.unchecked))
    (known, waived) = (report.known.count, report.waived.count)
    identities = (report.findings + report.known).map(\.identity)
    for finding in report.findings {
      if let index = rules.firstIndex(where: { $0.rule == finding.rule }) {
        rules[index].count += 1
        rules[index].severity = max(rules[index].severity, finding.severity)
      } else {
        rules.append(
          OverviewLine.RuleCount(rule: finding.rule, title: finding.title, severity: finding.severity, count: 1))
      }
    }
    rules.sort { $0.rule < $1.rule }
  }
}
