import MingzhangModel

extension Disclosure {
  /// Tables and words published as two files, put together again; nil when each has both, or they are of another year or entity.
  ///
  /// What stays of the receiver: its name, source and notices. Every span keeps the digest of the file it was read from.
  public func joined(with other: Disclosure) -> Disclosure? {
    guard kind == other.kind, fiscalYear == nil || other.fiscalYear == nil || fiscalYear == other.fiscalYear else {
      return nil
    }
    let (a, b) = (entity.foldedForMatching, other.entity.foldedForMatching)
    guard a.isEmpty || b.isEmpty || a == b || a.contains(b) || b.contains(a) else { return nil }
    let (own, others) = (hasTables, other.hasTables)
    guard own != others else { return nil }
    let (tables, words) = own ? (self, other) : (other, self)
    var joined = self
    joined.fiscalYear = fiscalYear ?? other.fiscalYear
    joined.entity = entity.isEmpty ? other.entity : entity
    joined.statements = tables.statements + words.statements
    joined.narrative = words.narrative
    joined.contents = words.contents + tables.contents
    joined.glossary = words.glossary.isEmpty ? tables.glossary : words.glossary
    joined.units = words.units.isEmpty ? tables.units : words.units
    joined.goals = tables.goals + words.goals
    return joined
  }

  private var hasTables: Bool { statements.contains { StatementKind.nine.contains($0.kind) && !$0.isEmpty } }
}
