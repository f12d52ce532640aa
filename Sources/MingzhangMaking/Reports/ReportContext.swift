import MingzhangModel

/// What report writers know besides the reports: the reader's language, the rules, the day, and what could not be checked.
public struct ReportContext: Sendable {
  public var language: Language
  /// Every rule that was in force, so that a report can tell “ran and held” from “did not run”.
  public var rules: [RuleDescription]
  public var day: Day
  /// The program's version.
  public var version: String
  /// Files that could not be read, with the reason.
  public var failures: [Failure]
  /// Where each file lies, by the name in its report; for links.
  public var paths: [String: String]
  /// The gist of each article that may be cited, by `《law》article`.
  public var articles: [String: Wording]
  /// Whether findings were compared with an earlier report.
  public var hasBaseline: Bool

  public struct Failure: Hashable, Sendable {
    public var file: String
    public var reason: Wording
    public init(file: String, reason: Wording) { (self.file, self.reason) = (file, reason) }
  }

  public init(
    language: Language, rules: [RuleDescription] = [], day: Day, version: String = "", failures: [Failure] = [],
    paths: [String: String] = [:], articles: [String: Wording] = [:], hasBaseline: Bool = false
  ) {
    (self.language, self.rules, self.day, self.version) = (language, rules, day, version)
    (self.failures, self.paths, self.articles, self.hasBaseline) = (failures, paths, articles, hasBaseline)
  }

  func say(_ chinese: String, _ english: String) -> String { language == .chinese ? chinese : english }

  func rule(_ code: String) -> RuleDescription? { rules.first { $0.code == code } }
}

/// How a finding stands: open, known from an earlier report, or set aside.
enum FindingState {
  case open
  case known
  case waived(Waiver)

  func name(_ context: ReportContext) -> String {
    switch self {
    case .open: context.hasBaseline ? context.say("新增", "new") : context.say("待处理", "open")
    case .known: context.say("已知", "known")
    case .waived: context.say("已豁免", "waived")
    }
  }
}

extension CheckReport {
  /// Every finding with how it stands: open ones first, then known ones, then waived ones.
  var allFindings: [(finding: Finding, state: FindingState)] {
    findings.map { ($0, .open) } + known.map { ($0, .known) } + waived.map { ($0.finding, .waived($0.waiver)) }
  }
}
