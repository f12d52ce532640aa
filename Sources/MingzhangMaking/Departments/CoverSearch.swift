import MingzhangCatalog
import MingzhangModel

/// Finds for each withheld line the lines that are merged with it.
struct CoverSearch {
  /// What makes a line itself, in both years.
  struct Key: Hashable {
    var unit: String
    var item: FunctionalCode
    var section: EconomicCode?
    var source: FundSource
    var nature: Ledger.Nature
    var threePublic: Ledger.ThreePublicMark?
    var counterpart: String

    init(_ entry: Ledger.ExpenditureEntry) {
      (unit, item, section, source) = (entry.unit, entry.item, entry.section, entry.source)
      (nature, threePublic, counterpart) = (entry.nature, entry.threePublic, entry.counterpart)
    }

    /// Whether two lines may stand as one: same unit, source, nature and “三公” mark.
    func isLike(_ other: Key) -> Bool {
      unit == other.unit && source == other.source && threePublic == other.threePublic && counterpart.isEmpty
        && other.counterpart.isEmpty && nature.sort == other.nature.sort
    }
  }

  struct Line {
    var key: Key
    /// This year's, last year's, and of a final account the budget's at the start of the year and after adjustment.
    var amounts: [Money]
    var origin: Ledger.Origin
    var counterpart: String { key.counterpart }
    var amount: Money { amounts[0] }
  }

  /// How far apart cover and secret are.
  private enum Level: Int, CaseIterable {
    case item = 7, section = 5, `class` = 3, anywhere = 0
    func part(_ code: FunctionalCode) -> Substring { code.digits.prefix(rawValue) }
  }

  private struct Group {
    var key: Key
    var level: Level
    var amounts: [Money]
  }

  private(set) var secrets: [Line] = []
  private(set) var secretProjects: Set<String> = []
  private(set) var coverProjects: Set<String> = []
  /// Folded names (and identifiers) of projects that may not be named.
  private(set) var secretNames: [String] = []
  /// Printed names of projects of which only the amount is secret.
  private(set) var amountOnlyNames: [String] = []
  /// Each line that is merged, and what it becomes.
  private(set) var mapping: [Key: Key] = [:]
  /// Secrets and covers whose amounts may not be told.
  private(set) var covered: [Line] = []

  private var lines: [Line] = []
  private var covers: Set<Key> = []
  private var groups: [Group] = []
  private let catalog: Catalog
  private let year: Int
  private let isFinal: Bool
  /// Projects that words or procurement lines speak of, and so would still give away.
  private let spokenOf: Set<String>

  init(_ ledger: Ledger, catalog: Catalog) {
    (self.catalog, year) = (catalog, ledger.book.fiscalYear)
    isFinal = ledger.book.kind == .final
    let lists = [
      ledger.expenditure, ledger.lastYear.expenditure, ledger.initialBudget.expenditure,
      ledger.adjustedBudget.expenditure,
    ]
    let both = lists.flatMap(\.self)
    secretProjects = Set(both.compactMap { $0.withheld == nil ? nil : $0.nature.project })
    let unnamed = Set(both.compactMap { $0.withheld == .nameAndAmount ? $0.nature.project : nil })
    for project in ledger.projects where secretProjects.contains(project.id) {
      let name = NarrativePosting.plain(project.name, Figures(ledger))
      if unnamed.contains(project.id) {
        secretNames += [name.foldedForMatching, project.id.foldedForMatching].filter { $0.count > 1 }
      } else {
        amountOnlyNames.append(name)
      }
    }
    let words = (ledger.narrative + ledger.unitNarrative.map(\.source)).map(\.markdown).joined(separator: "\n")
    spokenOf = Set(ledger.projects.map(\.id).filter { words.contains("项目.\($0)") }).union(
      ledger.procurement.map(\.project))
    var places: [Key: Int] = [:]
    var withheld: Set<Key> = []
    for (list, entries) in lists.enumerated() {
      for entry in entries {
        let key = Key(entry)
        if places[key] == nil {
          places[key] = lines.count
          lines.append(Line(key: key, amounts: lists.map { _ in .zero }, origin: entry.origin))
        }
        guard let place = places[key] else { continue }
        lines[place].amounts[list] += entry.amount
        if entry.withheld != nil || entry.nature.project.map(secretProjects.contains) ?? false { withheld.insert(key) }
      }
    }
    secrets = lines.filter { withheld.contains($0.key) }
    lines.removeAll { withheld.contains($0.key) }
  }

  func isCover(_ entry: Ledger.ExpenditureEntry) -> Bool { covers.contains(Key(entry)) }

  /// Merges `secret` with lines that cover it; false when there are none.
  mutating func cover(_ secret: Line) -> Bool {
    // what was left at the end of a year stays under its item, so a final account's secret does too
    for level in isFinal ? [.item] : Level.allCases {
      if let group = groups.firstIndex(where: { $0.level == level && suits($0, secret, level) }) {
        mapping[secret.key] = groups[group].key
        covered.append(secret)
        return true
      }
      for sameSections in [true, false] {
        if let found = candidates(secret, level, sameSections) {
          merge(secret, found, level)
          return true
        }
        if secret.key.section == nil { break }
      }
    }
    return false
  }

  private func suits(_ group: Group, _ secret: Line, _ level: Level) -> Bool {
    guard group.key.isLike(secret.key), level.part(group.key.item) == level.part(secret.key.item),
      Self.isEnough(group.amounts, for: secret.amounts)
    else { return false }
    guard let section = group.key.section, let own = secret.key.section else { return group.key.section == nil }
    return section == own || (section.digits.hasSuffix("99") && section.parent == own.parent)
      || section.digits == "39999"
  }

  /// How much of a secret its cover must come to, so that the merged sum does not give it away: one part in ten.
  private static let share: Int64 = 10

  private static func isEnough(_ cover: [Money], for secret: [Money]) -> Bool {
    zip(cover, secret).allSatisfy { cover, secret in
      secret == .zero || (cover > .zero && cover.fen >= secret.magnitude.fen / share)
    }
  }

  private static func sums(_ lines: [Line]) -> [Money] {
    lines.first?.amounts.indices.map { index in lines.map { $0.amounts[index] }.sum() } ?? []
  }

  /// The fewest and smallest lines that come to enough; whole projects only.
  private func candidates(_ secret: Line, _ level: Level, _ sameSections: Bool) -> [Line]? {
    let like = lines.filter { line in
      guard line.key.isLike(secret.key), mapping[line.key] == nil, line.amounts.allSatisfy({ $0 >= .zero }),
        level.part(line.key.item) == level.part(secret.key.item)
      else { return false }
      if let project = line.key.nature.project { return !spokenOf.contains(project) }
      return !sameSections || line.key.section?.parent == secret.key.section?.parent
    }.sorted { ($0.amount, $0.origin.line) < ($1.amount, $1.origin.line) }
    if let one = like.first(where: { Self.isEnough($0.amounts, for: secret.amounts) }) { return [one] }
    var (sums, taken): ([Money], [Line]) = (secret.amounts.map { _ in .zero }, [])
    for line in like.reversed() {
      taken.append(line)
      sums = zip(sums, line.amounts).map(+)
      if Self.isEnough(sums, for: secret.amounts) { return taken }
    }
    return nil
  }

  private mutating func merge(_ secret: Line, _ found: [Line], _ level: Level) {
    var key = secret.key
    key.item = item(for: secret.key.item, level)
    let sections = Set(([secret] + found).map(\.key.section))
    if secret.key.nature.isBasic {
      if sections.count > 1 {
        let classes = Set(sections.compactMap { $0?.parent })
        let other = classes.count == 1 ? classes.first.flatMap { EconomicCode($0.digits + "99") } : nil
        let known = other.flatMap { catalog.economicDepartment.name(of: $0.digits, year: year) == nil ? nil : $0 }
        key.section = known ?? EconomicCode("39999")
      }
    } else if secret.key.nature.project != nil {
      key.section = nil
      key.nature = .project(Ledger.Project.withheldID)
    }
    mapping[secret.key] = key
    covered.append(secret)
    for line in found {
      mapping[line.key] = key
      covers.insert(line.key)
      covered.append(line)
      // a project is printed as a whole, so it is merged as a whole; its other lines keep their items
      guard let project = line.key.nature.project else { continue }
      coverProjects.insert(project)
      for other in lines where other.key.nature.project == project && mapping[other.key] == nil {
        var own = other.key
        (own.nature, own.section) = (.project(Ledger.Project.withheldID), nil)
        mapping[other.key] = own
        covers.insert(other.key)
        covered.append(other)
      }
      let whole = lines.filter { $0.key.nature.project == project }
      var sum = line
      sum.amounts = Self.sums(whole)
      covered.append(sum)
    }
    groups.append(Group(key: key, level: level, amounts: Self.sums(found)))
  }

  /// The item 其他 that stands for all of a section, of a class, of everything; the item itself where the cover has it too.
  private func item(for item: FunctionalCode, _ level: Level) -> FunctionalCode {
    let codes: [String]
    switch level {
    case .item: return item
    case .section: codes = ["\(item.digits.prefix(5))99", "\(item.digits.prefix(3))9999", "2299999"]
    case .class: codes = ["\(item.digits.prefix(3))9999", "2299999"]
    case .anywhere: codes = ["2299999"]
    }
    let known = codes.first { catalog.functional.name(of: $0, year: year) != nil }
    return FunctionalCode(known ?? "2299999") ?? item
  }
}

extension Ledger.Nature {
  /// The nature without the project.
  fileprivate var sort: String { if case .project = self { "project" } else { chinese } }
}
