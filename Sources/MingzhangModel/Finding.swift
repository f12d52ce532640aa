/// How bad a finding is. Only what the printed document itself proves may be an error.
public enum Severity: String, Hashable, Codable, CaseIterable, Comparable, Sendable {
  case notice, warning, error
  public static func < (a: Self, b: Self) -> Bool { a.rank < b.rank }
  /// 0, 1, 2: for ordering.
  public var rank: Int { self == .notice ? 0 : self == .warning ? 1 : 2 }
  public var chinese: String { self == .error ? "错误" : self == .warning ? "警告" : "提示" }
  public var english: String { rawValue }
}

/// Something in the document that is wrong, or worth a look: what, where, expected, found, why and how to correct it.
public struct Finding: Hashable, Codable, Sendable {
  /// The rule's code: `X101`.
  public var rule: String
  public var severity: Severity
  /// The defect in one line: `收支总表不平衡`.
  public var title: Wording
  /// What was expected, what was found, and the difference, in one sentence.
  public var message: Wording
  /// As printed or as it should be printed; nil when there is no single value.
  public var expected: String?
  public var found: String?
  public var difference: String?
  /// How to correct it; a proposal, never applied.
  public var correction: Wording
  public var citations: [Citation]
  /// The printed words that show it. The first is where the finding is.
  public var evidence: [Evidence]
  /// Rule code + statement + line keys: stays equal when the file is read anew, so that an explanation stays attached.
  public var identity: String
  /// What else is off only because of this: it goes away when this is corrected, and is not reported a second time.
  public var symptoms: [Symptom]
  /// Other single corrections that would make the same figures agree; empty when the place is sure.
  public var alternatives: [Wording]
  /// Whether it rests on something read with doubt (a table whose sums mostly fail, recognised characters): never more than a notice.
  public var needsReview: Bool

  public init(
    rule: String, severity: Severity, title: Wording, message: Wording, expected: String? = nil, found: String? = nil,
    difference: String? = nil, correction: Wording, citations: [Citation] = [], evidence: [Evidence], identity: String,
    symptoms: [Symptom] = [], alternatives: [Wording] = [], needsReview: Bool = false
  ) {
    (self.rule, self.severity, self.title, self.message) = (rule, severity, title, message)
    (self.expected, self.found, self.difference, self.correction) = (expected, found, difference, correction)
    (self.citations, self.evidence, self.identity) = (citations, evidence, identity)
    (self.symptoms, self.alternatives, self.needsReview) = (symptoms, alternatives, needsReview)
  }

  /// A breach of another rule, or of the same one elsewhere, that the finding explains.
  public struct Symptom: Hashable, Codable, Sendable {
    public var rule: String
    public var message: Wording
    public var evidence: [Evidence]
    public var identity: String
    public init(rule: String, message: Wording, evidence: [Evidence], identity: String) {
      (self.rule, self.message, self.evidence, self.identity) = (rule, message, evidence, identity)
    }
  }
}

/// One printed place that a finding rests on.
public struct Evidence: Hashable, Codable, Sendable {
  /// What it is: `收支总表 / 收入总计 / 预算数`.
  public var label: String
  /// The words as printed.
  public var text: String
  public var span: SourceSpan?
  public var statement: StatementKind?
  public init(_ label: String, text: String, span: SourceSpan? = nil, statement: StatementKind? = nil) {
    (self.label, self.text, self.span, self.statement) = (label, text, span, statement)
  }
}

/// An article that a rule rests on.
public struct Citation: Hashable, Codable, Sendable {
  /// The short name: `预算法`.
  public var law: String
  /// `第十四条第二款`
  public var article: String
  public init(_ law: String, _ article: String) { (self.law, self.article) = (law, article) }
  public var chinese: String { "《\(law)》\(article)" }
}

/// How a rule ends. Unchecked is not passed.
public enum Verdict: Hashable, Sendable {
  case holds
  case broken([Finding])
  case unchecked(Wording)
}
