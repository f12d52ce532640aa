import MingzhangModel

// Which unit and which project a line belongs to.

extension RebuiltLines {
  /// Gives each unit the basic expenditure of every economic class that a table prints for it.
  mutating func basicByUnit(_ units: [PublishedUnits.Unit]) {
    for unit in units {
      for (code, amount) in unit.basicByClass {
        take(
          amount,
          where: {
            $0.unit.isEmpty && $0.nature.isBasic && $0.source.isFiscalAppropriation
              && $0.section?.digits.hasPrefix(code) ?? false
          }
        ) { $0.unit = unit.entry.name }
      }
    }
  }

  /// Gives each unit what a table lists of its items.
  mutating func itemsByUnit(_ units: [PublishedUnits.Unit]) {
    for unit in units {
      for item in unit.items {
        for (nature, amount) in item.amounts where amount > .zero {
          take(
            amount,
            where: { entry in
              entry.unit.isEmpty && entry.source == item.source && entry.item == item.code
                && (nature.isProject ? entry.nature.isProject : entry.nature == nature)
            }
          ) { $0.unit = unit.entry.name }
        }
      }
    }
  }

  /// Gives the basic lines that units pay of their own the sections that a table prints.
  mutating func sectionsOfOwn() {
    for (section, amount) in figures.ownSections {
      take(
        amount,
        where: {
          $0.source.isOwn && $0.nature.isBasic && $0.section == Self.unknownSection && $0.governmentSection == nil
        }
      ) { entry in
        (entry.section, entry.governmentSection) = (section.code, section.government)
        entry.nature = ["301", "303"].contains(section.code.digits.prefix(3)) ? .personnel : .operating
      }
    }
  }

  /// 机关运行经费 by section is what the first unit, the agency, has of operating expenditure; the rest is of the institutions below it.
  mutating func agencies(_ units: [String]) {
    guard units.count > 1, !figures.agencySections.isEmpty else { return }
    func isOpen(_ entry: Ledger.ExpenditureEntry) -> Bool {
      entry.unit.isEmpty && entry.nature == .operating && entry.source == .generalPublicBudget
    }
    for (section, amount) in figures.agencySections {
      take(amount, where: { isOpen($0) && $0.section?.isWithin(section.code) ?? false }) { $0.unit = units[0] }
    }
    for index in spent.indices where isOpen(spent[index]) { spent[index].unit = units[1] }
  }

  /// Gives every line that has no unit yet to one, by what a table gives each unit of every source, else of all.
  mutating func assign(_ units: [PublishedUnits.Unit]) {
    for unit in units {
      let name = unit.entry.name
      let own = spent.filter { $0.unit == name }
      if unit.has(.generalPublicBudget) == nil {
        take(unit.total - own.map(\.amount).sum(), where: { $0.unit.isEmpty }) { $0.unit = name }
      }
      for source in FundSource.allCases {
        guard let amount = unit.has(source) else { continue }
        let left = amount - own.filter { $0.source == source }.map(\.amount).sum()
        take(left, where: { $0.unit.isEmpty && $0.source == source }) { $0.unit = name }
      }
    }
    let last = units.last?.entry.name ?? figures.disclosure.entity
    for index in spent.indices where spent[index].unit.isEmpty { spent[index].unit = last }
    for index in former.indices where former[index].unit.isEmpty && units.count != 1 { former[index].unit = last }
    received = receivedByUnit(units)
    if units.count == 1 { for index in former.indices { former[index].unit = units[0].entry.name } }
  }

  /// Income by unit: what each spends of an item and a source it receives.
  func receivedByUnit(_ units: [PublishedUnits.Unit]) -> [Ledger.RevenueEntry] {
    let last = units.last?.entry.name ?? ""
    guard units.count > 1 else {
      return received.map { entry in
        var entry = entry
        entry.unit = last
        return entry
      }
    }
    struct Kind: Hashable { var source: FundSource; var item: FunctionalCode }
    var due: [Kind: [(String, Money)]] = [:]
    for entry in spent {
      due[Kind(source: entry.source, item: entry.item), default: []].append((entry.unit, entry.amount))
    }
    var kinds: [Kind] = []
    for entry in received where !kinds.contains(Kind(source: entry.source, item: entry.item)) {
      kinds.append(Kind(source: entry.source, item: entry.item))
    }
    return kinds.flatMap { kind -> [Ledger.RevenueEntry] in
      let entries = received.filter { $0.source == kind.source && $0.item == kind.item }
      var shares: [Ledger.RevenueEntry] = []
      for share in Allocation.northWest(entries.map { ($0, $0.amount) }, due[kind] ?? []) {
        var entry = share.row
        (entry.amount, entry.unit) = (share.amount, share.column ?? last)
        if let place = shares.firstIndex(where: { $0.unit == entry.unit && $0.isCarryover == entry.isCarryover }) {
          shares[place].amount += entry.amount
        } else {
          shares.append(entry)
        }
      }
      return shares
    }
  }

  /// Gives each unit its printed part of the three public expenses, of meetings and of training.
  mutating func byUnit() {
    for row in figures.marksByUnit {
      for (mark, amount) in row.marks.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
        take(amount, where: { $0.unit.isEmpty && $0.threePublic == mark }) { $0.unit = row.unit }
      }
      for (code, amount) in row.meetings.sorted(by: { $0.key < $1.key }) {
        take(
          amount,
          where: {
            $0.unit.isEmpty && $0.threePublic == nil && $0.source == .generalPublicBudget
              && $0.section?.parentSection == code
          }
        ) { $0.unit = row.unit }
      }
    }
    former = former.flatMap { entry -> [Ledger.ExpenditureEntry] in
      let parts = figures.priorByUnit.map { row in
        (row.unit, entry.threePublic.map { row.marks[$0] } ?? entry.section.map { row.meetings[$0] } ?? nil)
      }
      guard parts.contains(where: { $0.1 != nil }) else { return [entry] }
      return Allocation.northWest([(entry, entry.amount)], parts.map { ($0.0, $0.1 ?? .zero) }).map { share in
        var part = share.row
        (part.amount, part.unit) = (share.amount, share.column ?? "")
        return part
      }
    }
  }

  /// Names the projects that a table lists, instead of one project for every item.
  mutating func name(_ projects: [PublishedProjects.Project]) {
    let names = Set(projects.map(\.id))
    let tellsCarryover = projects.contains { $0.amounts.contains { $0.pot.isCarryover } }
    for project in projects {
      for (pot, amount) in project.amounts {
        var left = amount
        var pots = [(project.unit ?? "", pot.isCarryover), ("", pot.isCarryover)]
        // 其他资金 is also what a unit has left of its own, where nothing else says so
        if pot.source == nil, !tellsCarryover { pots.append(("", true)) }
        for (unit, isCarryover) in pots where left > .zero {
          left = take(
            left,
            where: { entry in
              guard let id = entry.nature.project, !names.contains(id), pot.holds(entry.source),
                entry.isFromCarryover == isCarryover
              else { return false }
              return entry.unit == unit || project.unit == nil
            }
          ) { entry in
            entry.nature = .project(project.id)
            if let unit = project.unit { entry.unit = unit }
          }
        }
      }
    }
  }

  /// What the projects' printed money leaves of their lines is rounding when each can take its part of it.
  mutating func nameRest(_ projects: [PublishedProjects.Project]) {
    let names = Set(projects.map(\.id))
    var pots: [PublishedUnits.Pot] = []
    for pot in projects.flatMap({ $0.amounts.map(\.pot) }) where !pots.contains(pot) { pots.append(pot) }
    for pot in pots {
      func isOpen(_ entry: Ledger.ExpenditureEntry) -> Bool {
        guard let id = entry.nature.project else { return false }
        return !names.contains(id) && pot.holds(entry.source) && entry.isFromCarryover == pot.isCarryover
      }
      let paid = projects.filter { $0.amounts.contains { $0.pot == pot } }
      var left = spent.filter(isOpen).map(\.amount).sum()
      guard left <= Money(fen: Self.projectSlack.fen * Int64(paid.count)) else { continue }
      for project in paid {
        let part = min(left, Self.projectSlack)
        take(part, where: isOpen) { $0.nature = .project(project.id) }
        left -= part
      }
    }
  }

  /// Less than half the last place of 万元 with two decimals, as tables of targets print a project's money.
  private static let projectSlack = Money(fen: 4999)
}
