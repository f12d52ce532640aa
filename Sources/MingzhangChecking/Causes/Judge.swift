import MingzhangModel

/// A finding of one rule, before it is known whether it has a cause of its own.
struct Alarm {
  var finding: Finding
  var comparison: Comparison?
  /// Less than its rule says: rounding, or read with doubt. Nothing is concluded from it.
  var isMild: Bool
  init(_ finding: Finding, _ comparison: Comparison?, isMild: Bool = false) {
    (self.finding, self.comparison, self.isMild) = (finding, comparison, isMild)
  }
}

/// One cause, one finding: what is off only because of something else is put beneath it as a symptom.
struct Judge {
  let rules: [Rule]
  /// The rules that compare amounts.
  let comparing: [Rule]
  let deadline: () -> Deadline

  /// So many causes are tried out on the document; where more is wrong, it is no longer a slip that explains it.
  private static let tried = 12

  func findings(for alarms: [Alarm], in subject: Subject) -> [Finding] {
    guard alarms.count > 1 || alarms.first?.comparison != nil else { return alarms.map(\.finding) }
    var open = alarms
    var out: [Finding] = []
    let numbered = alarms.indices.filter { alarms[$0].comparison != nil && !alarms[$0].isMild }
    if !numbered.isEmpty {
      let search = CauseSearch(broken: numbered.compactMap { alarms[$0].comparison }, holding: holding(in: subject))
      var explained = Set<Int>()
      for (number, cause) in search.causes().enumerated() {
        let own = cause.explained.map { numbered[$0] }
        var members = own
        if number < Self.tried, isSure(cause) {
          members += others(explainedBy: cause, of: alarms, without: explained.union(own), in: subject)
        }
        explained.formUnion(members)
        out.append(finding(for: cause, members.map { alarms[$0] }))
      }
      open = alarms.indices.filter { !explained.contains($0) }.map { alarms[$0] }
    }
    return sameRow(out + open.map(\.finding)).withoutEchoes.withYearsOnce.withCausesOnce
  }

  /// A place is sure when the figures leave no other, and more than one of them says so (or nothing else speaks for it being right).
  private func isSure(_ cause: CauseSearch.Cause) -> Bool {
    !cause.alternatives.contains { $0.cost <= cause.repair.cost }
  }

  /// What holds, compared anew by the rules that compare.
  private func holding(in subject: Subject) -> [Comparison] {
    var listening = subject
    let trace = Trace(keeps: true)
    listening.trace = trace
    for rule in comparing {
      listening.deadline = deadline()
      _ = try? rule.breaches(of: listening)
    }
    return trace.kept
  }

  /// The further alarms at the same place that go away when the place is corrected.
  private func others(
    explainedBy cause: CauseSearch.Cause, of alarms: [Alarm], without known: Set<Int>, in subject: Subject
  )
    -> [Int]
  {
    let near = alarms.indices.filter { index in
      !known.contains(index) && alarms[index].finding.evidence.contains { isNear($0, cause.repair.term.evidence) }
    }
    guard !near.isEmpty, let corrected = Correction(cause.repair).applied(to: subject.disclosure) else { return [] }
    var imagined =
      cause.repair.term.evidence.statement == nil
      ? Subject(corrected, subject.catalog, beside: subject.companions)
      : Subject(subject, withTablesOf: corrected)
    let codes = Set(near.map { alarms[$0].finding.rule })
    var remaining = Set<String>()
    var undecided = Set<String>()
    for rule in rules where codes.contains(rule.code) {
      imagined.deadline = deadline()
      do {
        for broken in try rule.breaches(of: imagined) { remaining.insert("\(rule.code)|\(broken.key)") }
      } catch { undecided.insert(rule.code) }
    }
    return near.filter {
      !undecided.contains(alarms[$0].finding.rule) && !remaining.contains(alarms[$0].finding.identity)
    }
  }

  /// The same cell, or words of the same paragraph.
  private func isNear(_ a: Evidence, _ b: Evidence) -> Bool {
    guard a.statement == b.statement, var x = a.span, var y = b.span else { return false }
    if a.statement == nil { (x.columns, y.columns) = (nil, nil) }
    return x == y
  }

  // MARK: the finding

  private func finding(for cause: CauseSearch.Cause, _ members: [Alarm]) -> Finding {
    let place = cause.repair.term.place
    func rank(_ alarm: Alarm) -> (Int, Int) {
      (alarm.finding.severity.rank, alarm.finding.evidence.first.map(Place.init) == place ? 1 : 0)
    }
    // the gravest, and of those the one that begins at the cause; the first when equal
    var lead = members[0]
    for alarm in members.dropFirst() where rank(alarm) > rank(lead) { lead = alarm }
    var finding = lead.finding
    finding.symptoms = members.map(\.finding).filter {
      $0.identity != finding.identity || $0.message != finding.message
    }
    .map { Finding.Symptom(rule: $0.rule, message: $0.message, evidence: $0.evidence, identity: $0.identity) }
    finding.alternatives = cause.alternatives.prefix(4).map(proposal)
    guard isSure(cause) else { return finding }
    let unit = cause.repair.term.unit.rawValue
    let (right, printed) = (
      Correction(cause.repair).printed + unit, cause.repair.term.amount.printed(in: cause.repair.term.unit) + unit
    )
    if finding.evidence.first.map(Place.init) != place {
      let own = finding.evidence.first { Place($0) == place } ?? cause.repair.term.evidence
      finding.evidence = [own] + finding.evidence.filter { Place($0) != place }
      let name = cause.repair.term.evidence.label
      finding.message = Wording(
        finding.message.chinese + "最可能错的是“\(name)”。", finding.message.english + " Most likely wrong: “\(name)”.")
    }
    (finding.expected, finding.found) = (right, printed)
    let advice = proposal(cause.repair)
    finding.correction = Wording(
      "\(advice.chinese)。\(finding.correction.chinese)", "\(advice.english). \(finding.correction.english)")
    return finding
  }

  private func proposal(_ repair: Repair) -> Wording {
    let unit = repair.term.unit.rawValue
    let (right, printed) = (Correction(repair).printed + unit, repair.term.amount.printed(in: repair.term.unit) + unit)
    let (label, count) = (repair.term.evidence.label, repair.repairs.count)
    return Wording(
      "“\(label)”的 \(printed) 若改为 \(right)，\(count) 处核对都相符（建议，未改动原文）",
      "If “\(label)” were \(right) instead of \(printed), \(count) comparison\(count == 1 ? "" : "s") would hold (proposed, not applied)"
    )
  }

  /// The columns of one row that miss the same lines are one slip: a row left out, doubled or shifted.
  private func sameRow(_ findings: [Finding]) -> [Finding] {
    var out: [Finding] = []
    var first: [String: Int] = [:]
    for finding in findings {
      guard let row = finding.row, let index = first[row] else {
        if let row = finding.row { first[row] = out.count }
        out.append(finding)
        continue
      }
      out[index].absorb(finding)
    }
    return out
  }
}

extension Finding {
  /// Rule, statement and line, when the identity names a column after them.
  fileprivate var row: String? {
    guard evidence.first?.statement != nil else { return nil }
    let parts = identity.split(separator: "|", omittingEmptySubsequences: false)
    guard parts.count == 4, StatementKind(rawValue: String(parts[1])) != nil else { return nil }
    return parts.prefix(3).joined(separator: "|") + "|" + String(severity.rank)
  }

  /// Takes another finding beneath it.
  mutating func absorb(_ other: Finding) {
    symptoms.append(
      Symptom(rule: other.rule, message: other.message, evidence: other.evidence, identity: other.identity))
    symptoms += other.symptoms
    alternatives = []
  }
}

extension [Finding] {
  /// Several rules may say one thing of one place: the words stand in the same sentence and the same is expected. The gravest stays.
  fileprivate var withoutEchoes: [Finding] {
    var out: [Finding] = []
    // a document may have thousands of findings: only those of one place that expect the same are held together
    var places: [Finding.EchoPlace: [Int]] = [:]
    for finding in self {
      let place = finding.echoPlace
      let known = place.flatMap { places[$0] } ?? []
      guard let index = known.first(where: { out[$0].isEcho(of: finding) }) else {
        if let place { places[place, default: []].append(out.count) }
        out.append(finding)
        continue
      }
      var (kept, other) = (out[index], finding)
      if other.severity > kept.severity { swap(&kept, &other) }
      kept.absorb(other)
      out[index] = kept
    }
    return out
  }
}

extension [Finding] {
  /// One wrong year written throughout is one slip: the finding shows every place.
  fileprivate var withYearsOnce: [Finding] {
    var out: [Finding] = []
    var first: [String: Int] = [:]
    for finding in self {
      guard let slip = finding.wrongYear else {
        out.append(finding)
        continue
      }
      guard let index = first[slip] else {
        first[slip] = out.count
        out.append(finding)
        continue
      }
      out[index].evidence += finding.evidence
      out[index].absorb(finding)
    }
    return out
  }
}

extension Finding {
  fileprivate var wrongYear: String? {
    guard let expected, let found, expected.isYear, found.isYear, evidence.first?.statement == nil else { return nil }
    return "\(rule)|\(severity.rawValue)|\(expected)|\(found)"
  }

  /// The words that a finding is about, and what it says of them.
  fileprivate struct EchoPlace: Hashable {
    var span: SourceSpan
    var expected: String
    var found: String?
  }

  /// Nil for a finding that echoes none: about a table, or without a value.
  fileprivate var echoPlace: EchoPlace? {
    guard let first = evidence.first, first.statement == nil, let expected, var span = first.span else { return nil }
    span.columns = nil
    return EchoPlace(span: span, expected: expected, found: found)
  }

  /// - Parameter other: of the same `echoPlace`.
  fileprivate func isEcho(of other: Finding) -> Bool {
    guard let a = evidence.first, let b = other.evidence.first else { return false }
    return a.text.contains(b.text) || b.text.contains(a.text)
  }
}

extension String {
  /// `2025年`
  fileprivate var isYear: Bool { count == 5 && hasSuffix("年") && dropLast().allSatisfy(\.isNumber) }
}
