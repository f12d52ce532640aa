/// What differs between two disclosures: cell by cell, claim by claim, target by target, word by word.
///
/// Lines and columns are matched by what they mean, never by their place. Amounts are compared as the intervals that their
/// printing allows, so a book in 元 and one in 万元 are equal when both may stand for the same sums.
public struct DisclosureDifference: Hashable, Codable, Sendable {
  public var old: End
  public var new: End
  /// In the order of the new book; what only the old one has comes where it was lost.
  public var groups: [Group]

  /// One of the two books.
  public struct End: Hashable, Codable, Sendable {
    /// The file's or ledger's name.
    public var name: String
    public var entity: String
    public var fiscalYear: Int?
    public var kind: Disclosure.Kind
    public init(_ disclosure: Disclosure, name: String? = nil) {
      self.name = name ?? disclosure.source?.name ?? disclosure.entity
      (entity, fiscalYear, kind) = (disclosure.entity, disclosure.fiscalYear, disclosure.kind)
    }
  }

  /// A table, or one kind of thing that stands in the words.
  public struct Group: Hashable, Codable, Sendable {
    public enum Area: String, Hashable, Codable, CaseIterable, Sendable {
      case cover, table, claims, targets, words, glossary, units
    }
    public var area: Area
    /// The table's title as the new book prints it (or the old one, when only it has the table); empty for other areas.
    public var title: String
    /// How many cells (claims, indicators, paragraphs) stand in both, and how many of these are equal.
    public var compared: Int
    public var equal: Int
    public var changes: [Change]
    public init(_ area: Area, title: String = "", compared: Int = 0, equal: Int = 0, changes: [Change] = []) {
      (self.area, self.title, self.compared, self.equal, self.changes) = (area, title, compared, equal, changes)
    }
  }

  public struct Change: Hashable, Codable, Sendable {
    public enum Sort: String, Hashable, Codable, CaseIterable, Sendable {
      /// Another value, another word.
      case changed
      case added, removed
      /// The same line or column under another name or code.
      case renamed
      /// The same line at another place among its neighbours; nothing else differs by that.
      case moved
      /// The same value printed otherwise: blank and 0.00, 元 and 万元.
      case printing

      /// Whether the books differ by it. A place or a printing is told and does not count.
      public var counts: Bool { self != .moved && self != .printing }
    }
    public var sort: Sort
    /// The line: its caption, a claim's subject, an indicator's path. Empty for the table as a whole.
    public var line: String
    /// The column's heading, or which part of the thing differs; empty for the whole line.
    public var column: String
    public var old: Place?
    public var new: Place?
    /// New less old, with the slack of both printings; nil where no amount is on either end.
    public var difference: ReportedAmount?
    /// New less old of a count or percentage.
    public var number: PrintedNumber?
    public init(
      _ sort: Sort, line: String = "", column: String = "", old: Place? = nil, new: Place? = nil,
      difference: ReportedAmount? = nil, number: PrintedNumber? = nil
    ) {
      (self.sort, self.line, self.column, self.old, self.new) = (sort, line, column, old, new)
      (self.difference, self.number) = (difference, number)
    }
  }

  /// What is printed at one end, and where.
  public struct Place: Hashable, Codable, Sendable {
    public var text: String
    public var span: SourceSpan?
    public init(_ text: String, _ span: SourceSpan?) { (self.text, self.span) = (text, span) }
    init(_ cell: Cell) { (text, span) = (cell.printed, cell.span) }
  }

  public init(from old: Disclosure, to new: Disclosure, names: (old: String, new: String)? = nil) {
    (self.old, self.new) = (End(old, name: names?.old), End(new, name: names?.new))
    let (was, now) = (YearWords(old.fiscalYear), YearWords(new.fiscalYear))
    groups = [Self.cover(old, new)]
    groups += StatementMatching(old.statements, new.statements, was, now).groups
    groups.append(ClaimMatching(old, new, was, now).group)
    groups.append(TargetMatching(old.goals, new.goals, was, now).group)
    groups.append(WordMatching(old, new, was, now).group)
    groups += EntryMatching(old, new).groups
    groups.removeAll { $0.compared == 0 && $0.changes.isEmpty }
  }

  /// Whether nothing differs that counts.
  public var isEmpty: Bool { !groups.contains { group in group.changes.contains { $0.sort.counts } } }

  /// Figures of the words with another value than before.
  public var changedFigures: [Change] {
    groups.filter { $0.area == .claims }.flatMap(\.changes).filter { $0.sort == .changed }
  }

  public func count(_ sort: Change.Sort) -> Int { groups.reduce(0) { $0 + $1.changes.count { $0.sort == sort } } }

  private static func cover(_ old: Disclosure, _ new: Disclosure) -> Group {
    var group = Group(.cover)
    func compare(_ name: String, _ a: String, _ b: String, folded: Bool = true) {
      group.compared += 1
      if folded ? a.foldedForMatching == b.foldedForMatching : a == b {
        group.equal += 1
      } else {
        group.changes.append(Change(.changed, line: name, old: Place(a, nil), new: Place(b, nil)))
      }
    }
    compare("单位", old.entity, new.entity)
    compare("年度", old.fiscalYear.map(String.init) ?? "", new.fiscalYear.map(String.init) ?? "")
    compare("种类", old.kind.chinese, new.kind.chinese)
    return group
  }
}

extension ReportedAmount {
  /// Whether two printings differ: outside each other's interval, or with other digits at equal precision.
  public func differs(from other: ReportedAmount) -> Bool {
    slack == other.slack ? money != other.money : !agrees(with: other)
  }
}
