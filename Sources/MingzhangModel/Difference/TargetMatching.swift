/// Performance targets, matched by project and by the three levels of an indicator.
struct TargetMatching {
  typealias Change = DisclosureDifference.Change
  typealias Place = DisclosureDifference.Place

  private(set) var group = DisclosureDifference.Group(.targets)

  init(_ old: [PerformanceGoal], _ new: [PerformanceGoal], _ was: YearWords, _ now: YearWords) {
    var pairing = Pairing(old: old.count, new: new.count)
    pairing.match({ was.folded(old[$0].project) }, { now.folded(new[$0].project) })
    pairing.matchAlike(least: 60) { TextLikeness.percent(was.folded(old[$0].project), now.folded(new[$1].project)) }
    for (a, b) in pairing.pairs.sorted(by: { $0.new < $1.new }) { compare(old[a], new[b], was, now) }
    for a in pairing.old {
      group.changes.append(Change(.removed, line: old[a].project, old: Place(old[a].title, old[a].span)))
    }
    for b in pairing.new {
      group.changes.append(Change(.added, line: new[b].project, new: Place(new[b].title, new[b].span)))
    }
  }

  private mutating func compare(_ old: PerformanceGoal, _ new: PerformanceGoal, _ was: YearWords, _ now: YearWords) {
    if was.folded(old.project) != now.folded(new.project) {
      group.changes.append(
        Change(.renamed, line: new.project, old: Place(old.project, old.span), new: Place(new.project, new.span)))
    }
    words(old.objective, new.objective, line: new.project, part: "绩效目标", old.span, new.span, was, now)
    func key(_ indicator: PerformanceIndicator, _ years: YearWords) -> String {
      years.folded("\(indicator.level1)|\(indicator.level2)|\(indicator.name)")
    }
    var pairing = Pairing(old: old.indicators.count, new: new.indicators.count)
    pairing.match({ key(old.indicators[$0], was) }, { key(new.indicators[$0], now) })
    pairing.matchAlike(least: 70) { TextLikeness.percent(key(old.indicators[$0], was), key(new.indicators[$1], now)) }
    func line(_ indicator: PerformanceIndicator) -> String {
      "\(new.project) / \(indicator.level2) / \(indicator.name)"
    }
    for (a, b) in pairing.pairs.sorted(by: { $0.new < $1.new }) {
      let (x, y) = (old.indicators[a], new.indicators[b])
      if key(x, was) != key(y, now) {
        group.changes.append(
          Change(
            .renamed, line: line(y), old: Place("\(x.level2) / \(x.name)", x.span),
            new: Place("\(y.level2) / \(y.name)", y.span)))
      }
      target(x, y, line: line(y), was, now)
      words(x.detail, y.detail, line: line(y), part: "指标描述", x.span, y.span, was, now)
      words(x.basis, y.basis, line: line(y), part: "确定依据", x.span, y.span, was, now)
    }
    for a in pairing.old {
      let indicator = old.indicators[a]
      group.changes.append(Change(.removed, line: line(indicator), old: Place(indicator.printedTarget, indicator.span)))
    }
    for b in pairing.new {
      let indicator = new.indicators[b]
      group.changes.append(Change(.added, line: line(indicator), new: Place(indicator.printedTarget, indicator.span)))
    }
  }

  private mutating func target(
    _ old: PerformanceIndicator, _ new: PerformanceIndicator, line: String, _ was: YearWords, _ now: YearWords
  ) {
    group.compared += 1
    var change = Change(
      .changed, line: line, column: "指标值", old: Place(old.printedTarget, old.span),
      new: Place(new.printedTarget, new.span))
    if let a = old.target.amount, let b = new.target.amount, old.target.sign == new.target.sign {
      guard a.differs(from: b) else { return group.equal += 1 }
      change.difference = b - a
    } else if was.folded(old.printedTarget) == now.folded(new.printedTarget) {
      return group.equal += 1
    }
    group.changes.append(change)
  }

  private mutating func words(
    _ old: String, _ new: String, line: String, part: String, _ oldSpan: SourceSpan?, _ newSpan: SourceSpan?,
    _ was: YearWords, _ now: YearWords
  ) {
    guard !old.isEmpty || !new.isEmpty else { return }
    group.compared += 1
    if was.folded(old) == now.folded(new) { return group.equal += 1 }
    group.changes.append(
      Change(.changed, line: line, column: part, old: Place(old, oldSpan), new: Place(new, newSpan)))
  }
}

extension IndicatorTarget {
  fileprivate var sign: Int {
    switch self {
    case .atLeast: 1
    case .atMost: 2
    case .exactly: 3
    case .descriptive: 4
    }
  }
}

/// Named entries in words: terms and units.
struct EntryMatching {
  typealias Change = DisclosureDifference.Change
  typealias Place = DisclosureDifference.Place

  let groups: [DisclosureDifference.Group]

  init(_ old: Disclosure, _ new: Disclosure) {
    groups = [
      Self.group(
        .units, old.units.map { ($0.name, "\($0.nature) \($0.rank) \($0.funding)", $0.span) },
        new.units.map { ($0.name, "\($0.nature) \($0.rank) \($0.funding)", $0.span) }),
      Self.group(
        .glossary, old.glossary.map { ($0.term, $0.definition, $0.span) },
        new.glossary.map { ($0.term, $0.definition, $0.span) }),
    ]
  }

  private typealias Entry = (name: String, text: String, span: SourceSpan?)

  private static func group(_ area: DisclosureDifference.Group.Area, _ old: [Entry], _ new: [Entry])
    -> DisclosureDifference.Group
  {
    if old.isEmpty != new.isEmpty {
      let place = Place("\((old.isEmpty ? new : old).count) 条", (old.isEmpty ? new : old).first?.span)
      return DisclosureDifference.Group(
        area, changes: [old.isEmpty ? Change(.added, new: place) : Change(.removed, old: place)])
    }
    var pairing = Pairing(old: old.count, new: new.count)
    pairing.match({ old[$0].name.foldedForMatching }, { new[$0].name.foldedForMatching })
    var group = DisclosureDifference.Group(area, compared: pairing.pairs.count)
    for (a, b) in pairing.pairs {
      if old[a].text.foldedForMatching == new[b].text.foldedForMatching {
        group.equal += 1
      } else {
        group.changes.append(
          Change(
            .changed, line: new[b].name, old: Place(old[a].text, old[a].span), new: Place(new[b].text, new[b].span)))
      }
    }
    group.changes += pairing.old.map { Change(.removed, line: old[$0].name, old: Place(old[$0].text, old[$0].span)) }
    group.changes += pairing.new.map { Change(.added, line: new[$0].name, new: Place(new[$0].text, new[$0].span)) }
    return group
  }
}
