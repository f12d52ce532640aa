/// What a reader of a report must know of a rule, without the rule itself: reports are written where rules are not known.
public struct RuleDescription: Hashable, Codable, Sendable {
  /// Family letter and three digits: `X101`.
  public var code: String
  public var severity: Severity
  /// The defect, never the remedy.
  public var title: Wording
  /// For those who prepare the document: what to change, where.
  public var preparer: Wording
  /// For those who read it: what it means.
  public var citizen: Wording
  public var citations: [Citation]

  public init(
    code: String, severity: Severity, title: Wording, preparer: Wording, citizen: Wording, citations: [Citation]
  ) {
    (self.code, self.severity, self.title) = (code, severity, title)
    (self.preparer, self.citizen, self.citations) = (preparer, citizen, citations)
  }

  public var family: RuleFamily { RuleFamily(ofRule: code) }
}

/// The kinds of rules, by the first letter of their codes.
public enum RuleFamily: String, Hashable, Codable, CaseIterable, Sendable {
  case completeness = "C"
  case withinTable = "W"
  case crossTable = "X"
  case narrative = "N"
  case performance = "P"
  case assets = "A"
  case yearOnYear = "Y"
  case timeliness = "T"
  case plausibility = "V"
  case language = "L"
  case quality = "Q"
  case other = "?"

  public init(ofRule code: String) { self = code.first.flatMap { RuleFamily(rawValue: String($0)) } ?? .other }

  public var name: Wording {
    switch self {
    case .completeness: Wording("完整性", "Completeness")
    case .withinTable: Wording("表内勾稽", "Within a table")
    case .crossTable: Wording("表间勾稽", "Across tables")
    case .narrative: Wording("文字与表", "Words against tables")
    case .performance: Wording("绩效目标", "Performance targets")
    case .assets: Wording("资产与采购", "Assets and procurement")
    case .yearOnYear: Wording("年度之间", "Year on year")
    case .timeliness: Wording("及时性", "Timeliness")
    case .plausibility: Wording("合理性", "Plausibility")
    case .language: Wording("文字与版式", "Language and layout")
    case .quality: Wording("输入质量", "Input quality")
    case .other: Wording("其他", "Other")
    }
  }
}
