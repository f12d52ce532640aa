import MingzhangModel

/// One thing that is checked: what it is called, how bad it is, on what it rests, and a pure function that decides.
///
/// A body returns what is broken (an empty list: the rule holds) or throws `Unchecked` with the reason.
public struct Rule: Sendable {
  /// Family letter and three digits: `X101`. Never reused.
  public let code: String
  /// The defect, never the remedy: `收支总表收支不平`.
  public let title: Wording
  public let severity: Severity
  /// Articles that the rule rests on; only those that can be pointed to.
  public let citations: [Citation]
  /// For those who prepare the document: what to change, where.
  public let preparer: Wording
  /// For those who read it: what it means.
  public let citizen: Wording
  let body: @Sendable (Subject) throws(Unchecked) -> [Broken]

  init(
    _ code: String, _ title: Wording, _ severity: Severity, citations: [Citation] = [], preparer: Wording,
    citizen: Wording,
    body: @escaping @Sendable (Subject) throws(Unchecked) -> [Broken]
  ) {
    (self.code, self.title, self.severity, self.citations) = (code, title, severity, citations)
    (self.preparer, self.citizen, self.body) = (preparer, citizen, body)
  }

  /// The family's letter.
  public var family: Character { code.first ?? "?" }

  /// What reports say of the rule.
  public var description: RuleDescription {
    RuleDescription(
      code: code, severity: severity, title: title, preparer: preparer, citizen: citizen, citations: citations)
  }

  /// Applies the rule to one disclosure.
  public func verdict(on subject: Subject) -> Verdict {
    do {
      let broken = try breaches(of: subject)
      return broken.isEmpty ? .holds : .broken(broken.map { finding($0, in: subject) })
    } catch { return .unchecked(error.reason) }
  }

  /// Rules on years of titles and on marks that a government's book, a report on two years with speeches in it, breaks by nature.
  private static let departmentOnly: Set<String> = ["Y101", "Y102", "L104", "L107"]

  /// What the rule found, before causes are sought.
  func breaches(of subject: Subject) throws(Unchecked) -> [Broken] {
    // words of a government's own budget follow other customs than those of a department
    if family == "N" || Self.departmentOnly.contains(code), subject.disclosure.nature == .governmentBook {
      throw Unchecked("是政府预算，不是部门预算", "this is a government's budget, not a department's")
    }
    return try body(subject)
  }

  func finding(_ broken: Broken, in subject: Subject) -> Finding {
    var message = broken.message
    var severity = broken.severity ?? self.severity
    // what was read with doubt proves nothing
    let isRecognised = restsOnRecognition(broken.evidence, in: subject.disclosure)
    let isDoubtful = isRecognised || broken.evidence.contains(where: subject.isDoubtful)
    if isDoubtful {
      if isRecognised {
        message.chinese += "（由图片识别读出，请先核对原件。）"
        message.english += " (Read by OCR: compare with the original first.)"
      } else if severity > .notice {
        message.chinese += "（此处识读存疑，请对照原件复核。）"
        message.english += " (Read with doubt: compare with the original.)"
      }
      severity = .notice
    }
    return Finding(
      rule: code, severity: severity, title: title, message: message, expected: broken.expected, found: broken.found,
      difference: broken.difference, correction: broken.correction ?? preparer, citations: citations,
      evidence: broken.evidence, identity: "\(code)|\(broken.key)", needsReview: isDoubtful)
  }

  /// Words recognised in pictures prove nothing, and what is missing may stand on a page that was misread.
  private func restsOnRecognition(_ evidence: [Evidence], in disclosure: Disclosure) -> Bool {
    guard let source = disclosure.source, source.hasRecognisedPages else { return false }
    if family == "C" || evidence.isEmpty { return true }
    return evidence.contains { piece in
      guard let span = piece.span, !source.isRecognised(span) else { return true }
      let rows = piece.statement.flatMap { disclosure.statement($0) }?.rows ?? []
      return rows.contains { $0.first?.span.map(source.isRecognised) ?? false }
    }
  }
}

/// Why a rule could not decide. Shown and counted; unchecked is not passed.
public struct Unchecked: Error, Sendable {
  public let reason: Wording
  public init(_ chinese: String, _ english: String) { reason = Wording(chinese, english) }
}

/// One breach that a rule found.
struct Broken {
  var message: Wording
  var expected: String?
  var found: String?
  var difference: String?
  /// When nothing is said here, the rule's advice to the preparer is.
  var correction: Wording?
  var evidence: [Evidence]
  /// What makes this breach itself again when the file is read anew: statement and line keys.
  var key: String
  /// When this breach is less than the rule's severity.
  var severity: Severity?
  /// The equation that does not hold, when it is one: causes are sought among its places.
  var comparison: Comparison?

  init(
    _ message: Wording, expected: String? = nil, found: String? = nil, difference: String? = nil,
    correction: Wording? = nil,
    evidence: [Evidence], key: String, severity: Severity? = nil, comparison: Comparison? = nil
  ) {
    (self.message, self.expected, self.found, self.difference) = (message, expected, found, difference)
    (self.correction, self.evidence, self.key, self.severity) = (correction, evidence, key, severity)
    self.comparison = comparison
  }
}
