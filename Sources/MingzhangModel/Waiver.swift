/// A decision that a finding need not be corrected: which finding, why, who answers for it, and until when.
public struct Waiver: Hashable, Codable, Sendable {
  /// A finding by its identity; or nil, and `rule` and `place` say which.
  public var finding: String?
  /// The code of the rule.
  public var rule: String?
  /// Words of the place as the report names it, `*` for anything between: `收入总表*2010301`.
  public var place: String?
  /// Only in this unit's documents; nil: in all.
  public var unit: String?
  /// Only in documents of this year; nil: of all.
  public var year: Int?
  public var reason: String
  public var owner: String
  /// The last day on which it holds.
  public var until: Day
  /// The line of the waiver file, from 1.
  public var line: Int

  public init(
    finding: String? = nil, rule: String? = nil, place: String? = nil, unit: String? = nil, year: Int? = nil,
    reason: String, owner: String, until: Day, line: Int
  ) {
    (self.finding, self.rule, self.place, self.unit, self.year) = (finding, rule, place, unit, year)
    (self.reason, self.owner, self.until, self.line) = (reason, owner, until, line)
  }

  /// Whether this waiver means `finding` of `report`, whatever its date.
  public func covers(_ finding: Finding, in report: CheckReport) -> Bool {
    if let unit, unit.foldedForMatching != report.entity.foldedForMatching { return false }
    if let year, year != report.fiscalYear { return false }
    if let wanted = self.finding { return wanted == finding.identity }
    guard let rule, rule == finding.rule, let place else { return false }
    return finding.evidence.contains { evidence in
      Self.matches("\(evidence.label) \(evidence.text)".foldedForMatching, place)
    }
  }

  /// The pieces between the stars stand in `text` one after the other.
  private static func matches(_ text: String, _ pattern: String) -> Bool {
    var rest = Substring(text)
    for piece in pattern.split(separator: "*").map({ String($0).foldedForMatching }) where !piece.isEmpty {
      guard let found = rest.firstRange(of: piece) else { return false }
      rest = rest[found.upperBound...]
    }
    return true
  }
}

/// The waivers of a file, applied to reports.
public struct WaiverList: Hashable, Sendable {
  /// The file's name, for messages.
  public var file: String
  public var waivers: [Waiver]
  public init(file: String, waivers: [Waiver]) { (self.file, self.waivers) = (file, waivers) }

  /// Sets aside what a waiver in force covers; everything else, and everything whose waiver has expired, stays a finding.
  public func applied(to report: CheckReport, on day: Day) -> CheckReport {
    var out = report
    out.findings = []
    for finding in report.findings {
      if let waiver = waivers.first(where: { $0.until >= day && $0.covers(finding, in: report) }) {
        out.waived.append(.init(finding: finding, waiver: waiver))
      } else {
        out.findings.append(finding)
      }
    }
    return out
  }

  /// The lines of the waivers that mean a finding of `report`, to which the list was applied.
  public func lines(meeting report: CheckReport) -> [Int] {
    let findings = report.findings + report.known + report.waived.map(\.finding)
    return waivers.filter { waiver in findings.contains { waiver.covers($0, in: report) } }.map(\.line)
  }

  /// What its owner must know: waivers that have expired, and waivers that meant no finding.
  ///
  /// - Parameter used: the lines that met a finding in any report.
  public func remarks(used: Set<Int>, day: Day) -> [Wording] {
    waivers.compactMap { waiver in
      let place = Wording("\(file) 第 \(waiver.line) 行", "\(file):\(waiver.line)")
      if waiver.until < day {
        return Wording(
          "\(place.chinese)：豁免已于 \(waiver.until) 到期，不再生效（负责人 \(waiver.owner)）。请改正问题，或更新到期日。",
          "\(place.english): the waiver expired on \(waiver.until) and no longer counts (owner \(waiver.owner)). Correct the finding or renew it."
        )
      }
      guard !used.contains(waiver.line) else { return nil }
      return Wording(
        "\(place.chinese)：这条豁免没有对上任何发现（负责人 \(waiver.owner)）。问题可能已经改正，可以删去。",
        "\(place.english): this waiver meets no finding (owner \(waiver.owner)). It may have been corrected; the waiver can go."
      )
    }
  }
}

/// The findings of an earlier report: what was known then is listed, and only what is new counts.
public struct Baseline: Hashable, Sendable {
  /// How often each identity stands in the report of each document.
  public var known: [Document: [String: Int]]

  /// Whose report it is. A corrected file has other bytes and often another name, so neither counts when the unit is known.
  public struct Document: Hashable, Sendable {
    public var unit: String
    public var year: Int?
    public var kind: Disclosure.Kind
    public init(unit: String, year: Int?, kind: Disclosure.Kind) {
      (self.unit, self.year, self.kind) = (unit, year, kind)
    }
  }

  public init(known: [Document: [String: Int]] = [:]) { self.known = known }

  /// Moves what was known into `known`.
  public func applied(to report: CheckReport) -> CheckReport {
    let document = Document(unit: report.entity, year: report.fiscalYear, kind: report.kind)
    var left = known[document] ?? [:]
    var out = report
    out.findings = []
    for finding in report.findings {
      if let count = left[finding.identity], count > 0 {
        left[finding.identity] = count - 1
        out.known.append(finding)
      } else {
        out.findings.append(finding)
      }
    }
    return out
  }
}
