import MingzhangCatalog
import MingzhangModel

/// A ledger re-built from a published disclosure: lines whose sums are the published tables.
///
/// The tables give margins, not lines: how much an item spends, how much a section, how much a fund. Lines are chosen so that every
/// margin holds (north-west corner, in printed order), and each says that it is derived. What no table says (project names, reasons,
/// targets) is left to be filled in.
public struct LedgerRebuild: Sendable {
  public private(set) var ledger: Ledger
  /// What the tables did not let us re-build, one sentence each.
  public let remarks: [Wording]

  public init(_ disclosure: Disclosure, profile: Profile) {
    let figures = PublishedFigures(disclosure)
    var work = RebuiltLines(figures)
    work.expenditure()
    work.meetings()
    work.threePublic()
    work.lastYear()
    work.byUnit()
    work.revenue()
    work.withoutTrifles()
    work.settleBalances()
    let (department, named) = PublishedUnits(disclosure).found ?? ("", [])
    let listed = PublishedProjects(disclosure, units: named.map(\.entry.name)).projects
    work.name(listed)
    work.nameRest(listed)
    work.sectionsOfOwn()
    work.agencies(named.map(\.entry.name))
    work.itemsByUnit(named)
    work.basicByUnit(named)
    work.assign(named)
    work.merge()
    let book = Ledger.Book(
      entity: disclosure.entity, code: department, fiscalYear: disclosure.fiscalYear ?? 0, kind: disclosure.kind,
      profile: profile.id, region: "", level: "", date: "", previous: [:])
    let projects = Self.projects(work.spent, listed, disclosure.goals)
    let budgeted = Ledger.Lines(expenditure: work.budgeted)
    let isInitial = profile.table(.threePublicExpenses)?.style.budget == .initial
    ledger = Ledger(
      book: book,
      units: named.isEmpty
        ? (figures.marksByUnit.isEmpty ? [disclosure.entity] : figures.marksByUnit.map(\.unit)).map {
          UnitEntry(name: $0, nature: "", rank: "", funding: "")
        }
        : named.enumerated().map { index, unit in
          var entry = unit.entry
          if !figures.agencySections.isEmpty { entry.nature = index == 0 ? "行政单位" : "事业单位" }
          return entry
        },
      revenue: work.received,
      expenditure: work.spent, projects: projects, procurement: [], assets: Self.assets(disclosure),
      glossary: disclosure.glossary,
      narrative: Self.words(disclosure), lastYear: Ledger.Lines(expenditure: work.former),
      initialBudget: isInitial ? budgeted : Ledger.Lines(),
      adjustedBudget: isInitial ? Ledger.Lines() : budgeted, balances: work.left)
    remarks = work.remarks
  }

  /// The same with lines that add up to the printed totals.
  func settled(to published: [Int: Statement], profile: Profile, catalog: Catalog) -> LedgerRebuild {
    var rebuild = self
    rebuild.ledger = RoundingSettlement(ledger, profile: profile, published: published, catalog: catalog).ledger
    return rebuild
  }

  /// The projects that lines are spent on and those that have targets, in the order of the tables; what has no name is called by its item.
  private static func projects(
    _ spent: [Ledger.ExpenditureEntry], _ listed: [PublishedProjects.Project], _ goals: [PerformanceGoal]
  ) -> [Ledger.Project] {
    let used = Set(spent.compactMap { $0.nature.project })
    var left = goals.filter(\.isOfProject)
    func goal(of name: String) -> PerformanceGoal? {
      left.firstIndex { $0.project.foldedForMatching == name.foldedForMatching }.map { left.remove(at: $0) }
    }
    func project(_ id: String, _ name: String, _ goal: PerformanceGoal?, _ objective: String) -> Ledger.Project {
      Ledger.Project(
        id: id, name: name, goalTitle: goal.map(Self.title) ?? "\(name)绩效目标表",
        objective: goal?.objective ?? objective, indicators: goal?.indicators.map(Self.unplaced) ?? [],
        origin: RebuiltLines.origin)
    }
    var out = listed.map { one in
      var project = project(one.id, one.name, goal(of: one.name), one.objective)
      project.category = one.category
      return project
    }
    for id in used.subtracting(out.map(\.id)).sorted() where !left.contains(where: { $0.project == id }) {
      out.append(project(id, id, nil, ""))
    }
    for goal in left where goal.isOfProject {
      let count = out.count { $0.name == goal.project }
      let id = count == 0 ? goal.project : "\(goal.project)（\(count + 1)）"
      out.append(project(id, goal.project, goal, ""))
    }
    return out
  }

  /// What the table of holdings lists, line by line.
  private static func assets(_ disclosure: Disclosure) -> [Ledger.AssetEntry] {
    guard let table = disclosure.statement(.assets) else { return [] }
    return table.lines.filter { $0.key != .total && !$0.caption.isEmpty }.compactMap { line in
      let value = [ColumnKey.value, .amount, .total].lazy.compactMap { PublishedFigures.money(table, line, $0) }.first
      guard let value else { return nil }
      let quantity = table.cell(line, .quantity).flatMap { PrintedNumber($0.printed) }
      return Ledger.AssetEntry(name: line.caption, quantity: quantity, value: value, origin: RebuiltLines.origin)
    }
  }

  /// A target's title without its number, which is printed anew.
  private static func title(of goal: PerformanceGoal) -> String {
    guard let number = goal.number, goal.title.hasPrefix("\(number)、") else { return goal.title }
    return String(goal.title.dropFirst("\(number)、".count)).trimmingSpaces()
  }

  private static func unplaced(_ indicator: PerformanceIndicator) -> PerformanceIndicator {
    var indicator = indicator
    indicator.span = nil
    return indicator
  }

  /// The words as they were printed; their figures are still to be bound.
  private static func words(_ disclosure: Disclosure) -> [Ledger.NarrativeSource] {
    var text = ""
    for section in disclosure.narrative.sections {
      if section.level > 0 { text += String(repeating: "#", count: min(section.level, 5)) + " \(section.heading)\n\n" }
      for paragraph in section.paragraphs { text += paragraph.text + "\n\n" }
    }
    return [.init(file: "narrative/01-说明.md", markdown: text)]
  }
}
