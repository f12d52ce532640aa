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
    var work = Work(figures)
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
    work.sectionsOfOwn()
    work.agencies(named.map(\.entry.name))
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
        origin: Work.origin)
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
      return Ledger.AssetEntry(name: line.caption, quantity: quantity, value: value, origin: Work.origin)
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

  fileprivate struct Work {
    static let origin = Ledger.Origin(file: "", line: 0)
    let figures: PublishedFigures
    var spent: [Ledger.ExpenditureEntry] = []
    var received: [Ledger.RevenueEntry] = []
    var budgeted: [Ledger.ExpenditureEntry] = []
    var former: [Ledger.ExpenditureEntry] = []
    var left: [Ledger.BalanceEntry] = []
    var remarks: [Wording] = []

    init(_ figures: PublishedFigures) { self.figures = figures }

    mutating func expenditure() {
      if !figures.combined.isEmpty { return combined() }
      var rest = figures.all
      for (source, table) in figures.funds.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
        if source == .generalPublicBudget { basic(table) } else { unclassifiedBasic(table.basic, table.items, source) }
        for item in table.items {
          if source != .generalPublicBudget || figures.projectSections.isEmpty { project(item, source, table) }
          rest.basic[item, default: .zero] -= table.basic[item] ?? .zero
          rest.project[item, default: .zero] -= table.project[item] ?? .zero
        }
      }
      projectsBySection()
      carried(&rest)
      if let money = OtherMoney(figures) { other(money) } else { other(rest) }
      for (nature, amounts) in figures.all.further.sorted(by: { $0.key.chinese < $1.key.chinese }) {
        for item in figures.all.items {
          add(
            item, nil, nature == .businessOperating ? .businessOperating : .otherIncome, nature, amounts[item] ?? .zero)
        }
      }
    }

    /// Projects of an item; what a column 扣除基建投资 leaves out stands on the section of capital construction.
    private mutating func project(_ item: FunctionalCode, _ source: FundSource, _ table: PublishedFigures.Table) {
      let whole = table.project[item] ?? .zero
      let construction = min(max(table.construction[item] ?? .zero, .zero), whole)
      add(item, nil, source, .project("\(item.digits)项目"), whole - construction)
      add(item, Self.construction, source, .project("\(item.digits)项目"), construction)
    }

    /// 其他基本建设支出
    private static let construction = EconomicCode("30999")

    /// Projects of the general public budget: items × sections, so that both printed margins hold.
    private mutating func projectsBySection() {
      guard let table = figures.funds[.generalPublicBudget], !figures.projectSections.isEmpty else { return }
      let supply = table.items.map { ($0, table.project[$0] ?? .zero) }
      for share in Allocation.northWest(supply, figures.projectSections.map { ($0.section, $0.amount) }) {
        let count = spent.count
        add(share.row, share.column?.code, .generalPublicBudget, .project("\(share.row.digits)项目"), share.amount)
        if spent.count > count { spent[count].governmentSection = share.column?.government }
      }
    }

    private mutating func other(_ money: OtherMoney) {
      let byNature = Allocation.northWest(money.items, money.natures)
      let byGovernment = Allocation.northWest(byNature.map { (($0.row, $0.column), $0.amount) }, money.governments)
      for share in Allocation.northWest(
        byGovernment.map { (($0.row.0, $0.row.1, $0.column), $0.amount) }, money.payers)
      {
        let (item, nature, government) = share.row
        let isProject = nature?.isProject ?? true
        let isPersonnel = ["301", "303"].contains(nature?.section ?? "")
        let count = spent.count
        add(
          item, nature.flatMap { EconomicCode($0.section + "99") }, share.column?.source ?? .otherIncome,
          isProject ? .project("\(item.digits)项目") : isPersonnel ? .personnel : .operating, share.amount)
        guard spent.count > count else { continue }
        spent[count].governmentSection = government.flatMap { EconomicCode($0 + "99") }
        spent[count].isFromCarryover = share.column?.isCarryover ?? false
      }
    }

    /// What the three budgets pay from last year's carry-over, of the items that the table of all expenditure has left.
    private mutating func carried(_ rest: inout PublishedFigures.Table) {
      for (code, amount) in figures.carriedByClass.sorted(by: { $0.key < $1.key }) {
        var left = amount
        for item in rest.items where item.isWithin(code) {
          for (part, nature) in [
            (\PublishedFigures.Table.basic, Ledger.Nature.personnel), (\.project, .project("\(item.digits)项目")),
          ] {
            let taken = min(left, rest[keyPath: part][item] ?? .zero)
            guard taken > .zero else { continue }
            let count = spent.count
            add(item, nature.isBasic ? Self.unknownSection : nil, .generalPublicBudget, nature, taken)
            if spent.count > count { spent[count].isFromCarryover = true }
            rest[keyPath: part][item, default: .zero] -= taken
            left -= taken
          }
        }
      }
    }

    /// One table says item and sections of everything; the others, which fund pays.
    private mutating func combined() {
      // what of an item each fund pays, basic and project; what none of the three pays is paid by other income
      struct Share: Hashable { var item: FunctionalCode; var isBasic: Bool }
      var funds: [Share: [(FundSource, Money)]] = [:]
      for (source, table) in figures.funds.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
        for item in table.items {
          funds[Share(item: item, isBasic: true), default: []].append((source, table.basic[item] ?? .zero))
          funds[Share(item: item, isBasic: false), default: []].append((source, table.project[item] ?? .zero))
        }
      }
      var others = FundSource.allCases.filter { !$0.isFiscalAppropriation }
        .map { ($0, figures.income[$0] ?? .zero) }.filter { $0.1 > .zero }
      func pay(_ share: Share, _ amount: Money) -> [(FundSource, Money)] {
        var (left, out): (Money, [(FundSource, Money)]) = (amount, [])
        func take(_ pots: inout [(FundSource, Money)]) {
          for index in pots.indices where left > .zero && pots[index].1 > .zero {
            let taken = min(left, pots[index].1)
            out.append((pots[index].0, taken))
            pots[index].1 -= taken
            left -= taken
          }
        }
        take(&funds[share, default: []])
        take(&others)
        return left > .zero ? out + [(.otherIncome, left)] : out
      }
      let personnel = Set(figures.sections.filter { $0.personnel > .zero && $0.operating == .zero }.map(\.code))
      let operating = Set(figures.sections.filter { $0.operating > .zero && $0.personnel == .zero }.map(\.code))
      for row in figures.combined {
        let section = row.section
        let isPersonnel = section.map { code in
          personnel.contains(code)
            || !operating.contains(code) && (code.digits.hasPrefix("301") || code.digits.hasPrefix("303"))
        }
        var natures: [(Ledger.Nature, Bool, Money)] = [
          (isPersonnel ?? true ? .personnel : .operating, true, row.basic),
          (.project("\(row.item.digits)项目"), false, row.project),
        ]
        natures += row.further.sorted { $0.key.chinese < $1.key.chinese }.map { ($0.key, false, $0.value) }
        for (nature, isBasic, amount) in natures {
          for (source, part) in pay(Share(item: row.item, isBasic: isBasic), amount) {
            let count = spent.count
            add(row.item, section, source, nature, part)
            if spent.count > count { spent[count].governmentSection = row.government }
          }
        }
      }
    }

    /// Basic expenditure of the general public budget: items × sections, so that both printed margins hold.
    private mutating func basic(_ table: PublishedFigures.Table) {
      var supply: [(nature: Ledger.Nature, items: [(FunctionalCode, Money)])] = []
      if table.splitsBasic {
        supply = [
          (.personnel, table.items.map { ($0, table.personnel[$0] ?? .zero) }),
          (.operating, table.items.map { ($0, table.operating[$0] ?? .zero) }),
        ]
      } else {
        // personnel first, item by item, until the sections' personnel is spent
        var left = figures.sections.map(\.personnel).sum()
        var personnel: [(FunctionalCode, Money)] = []
        var operating: [(FunctionalCode, Money)] = []
        var byClass = figures.classPersonnel
        for item in table.items {
          let amount = table.basic[item] ?? .zero
          var taken = min(amount, left)
          if let code = FunctionalCode(String(item.digits.prefix(3))), let ofClass = byClass[code] {
            taken = min(taken, ofClass)
            byClass[code] = ofClass - taken
          }
          left -= taken
          personnel.append((item, taken))
          operating.append((item, amount - taken))
        }
        supply = [(.personnel, personnel), (.operating, operating)]
      }
      for (nature, items) in supply {
        let demand = figures.sections.map { ($0, nature == .personnel ? $0.personnel : $0.operating) }
        for share in Allocation.northWest(items, demand) {
          let count = spent.count
          add(share.row, share.column?.code, .generalPublicBudget, nature, share.amount)
          if spent.count > count { spent[count].governmentSection = share.column?.government }
        }
      }
    }

    private mutating func unclassifiedBasic(
      _ basic: [FunctionalCode: Money], _ items: [FunctionalCode], _ source: FundSource
    ) {
      for item in items { add(item, Self.unknownSection, source, .personnel, basic[item] ?? .zero) }
    }

    /// No table says which section it was: 其他工资福利支出.
    private static let unknownSection = EconomicCode("30199")

    /// What the three budgets do not pay: shared over the other sources in the order of the summary, the rest from last year.
    private mutating func other(_ rest: PublishedFigures.Table) {
      let sources = FundSource.allCases.filter { !$0.isFiscalAppropriation }
      if sources.contains(where: { figures.incomeByItem[$0] != nil }) { return otherByItem(rest, sources) }
      let demand: [(FundSource?, Money)] =
        sources.map { ($0, figures.income[$0] ?? .zero) }.filter { $0.1 > .zero }
      // with no other income at all, what is left over is what rounding left
      let left = (Array(rest.basic.values) + Array(rest.project.values)).filter { $0 > .zero }.sum()
      if demand.isEmpty, left <= Money(fen: figures.slack.fen * 2 * Int64(rest.items.count)) { return }
      for (nature, amounts) in [(true, rest.basic), (false, rest.project)] {
        let used = Dictionary(grouping: spent.filter { !$0.source.isFiscalAppropriation }, by: \.source)
        let left = demand.map { source, amount in
          (source, amount - (source.flatMap { used[$0] }?.map(\.amount).sum() ?? .zero))
        }
        let supply = figures.all.items.map { ($0, amounts[$0] ?? .zero) }
        for share in Allocation.northWest(supply, left) {
          let source = share.column.flatMap { $0 } ?? .otherIncome
          add(
            share.row, nature ? Self.unknownSection : nil, source,
            nature ? .personnel : .project("\(share.row.digits)项目"), share.amount)
        }
      }
      if amountsBelowZero(rest) {
        remarks.append(
          Wording(
            "分预算的表比支出总表多，差额没有编入台账。",
            "The tables of the three budgets exceed the table of all expenditure; the excess was left out."))
      }
    }

    /// The same where the revenue table prints each source by item: an item's other money is what it received.
    private mutating func otherByItem(_ rest: PublishedFigures.Table, _ sources: [FundSource]) {
      for item in figures.all.items {
        let demand = sources.map { ($0, figures.incomeByItem[$0]?[item] ?? .zero) }.filter { $0.1 > .zero }
        let supply = [(true, rest.basic[item] ?? .zero), (false, rest.project[item] ?? .zero)]
        for share in Allocation.northWest(supply, demand) {
          if share.column == nil, share.amount <= Money(fen: figures.slack.fen * 4) { continue }
          add(
            item, share.row ? Self.unknownSection : nil, share.column ?? .otherIncome,
            share.row ? .personnel : .project("\(item.digits)项目"), share.amount)
        }
      }
    }

    /// Whether the tables of the budgets exceed the table of all expenditure by more than rounding.
    private func amountsBelowZero(_ rest: PublishedFigures.Table) -> Bool {
      let slack = Money(fen: figures.slack.fen * 4)
      return (Array(rest.basic.values) + Array(rest.project.values)).contains { $0 < -slack }
    }

    private mutating func add(
      _ item: FunctionalCode, _ section: EconomicCode?, _ source: FundSource, _ nature: Ledger.Nature, _ amount: Money
    ) {
      guard amount > .zero, item.level == .item else { return }
      spent.append(
        .init(
          unit: "", item: item, section: section, source: source, nature: nature,
          threePublic: nil, amount: amount, derivation: "由公开表的合计推算", origin: Self.origin))
    }

    // MARK: the three public expenses

    /// Lines of the three public expenses alone, for a year or a budget of which nothing else is printed.
    private func marked(_ marks: [Ledger.ThreePublicMark: Money], _ derivation: String) -> [Ledger.ExpenditureEntry] {
      guard let item = figures.all.items.first(where: { $0.level == .item }) else { return [] }
      return marks.filter { $0.value > .zero }.sorted { $0.key.rawValue < $1.key.rawValue }.map { mark, amount in
        .init(
          unit: "", item: item, section: Self.sections[mark]?.first.flatMap { EconomicCode($0) },
          source: .generalPublicBudget, nature: .operating, threePublic: mark, amount: amount, derivation: derivation,
          origin: Self.origin)
      }
    }

    private static let sections: [Ledger.ThreePublicMark: [String]] = [
      .overseasTravel: ["30212"], .reception: ["30217"], .vehicleOperation: ["30231"],
      .vehiclePurchase: ["31013", "31019"],
    ]

    /// What last year spent of an item, where a table prints it beside this year's: as one line, since nothing says how.
    mutating func lastYear() {
      for (source, table) in figures.funds.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
        for item in table.items where item.level == .item {
          let construction = table.priorConstruction[item] ?? .zero
          for (section, amount) in [
            (nil, (table.prior[item] ?? .zero) - construction), (Self.construction, construction),
          ] where amount > .zero {
            former.append(
              .init(
                unit: "", item: item, section: section, source: source, nature: .project("上年"),
                threePublic: nil, amount: amount, derivation: "由公开表的上年数推算", origin: Self.origin))
          }
        }
      }
    }

    /// Marks lines until each printed amount is reached: first lines of its own section, then projects.
    mutating func threePublic() {
      budgeted = marked(figures.budgetedMarks, "由公开表的预算数推算")
      former = marked(figures.priorMarks, "由公开表的上年数推算")
      if let item = figures.all.items.first(where: { $0.level == .item }) {
        for (code, amount) in figures.priorMeetings.sorted(by: { $0.key < $1.key }) where amount > .zero {
          former.append(
            .init(
              unit: "", item: item, section: code, source: .generalPublicBudget,
              nature: .operating, threePublic: nil, amount: amount, derivation: "由公开表的上年数推算", origin: Self.origin))
        }
      }
      for mark in Ledger.ThreePublicMark.allCases {
        var left = figures.marks[mark] ?? .zero
        let own = Set(Self.sections[mark] ?? [])
        for isOwn in [true, false] {
          left = take(
            left,
            where: { entry in
              guard entry.source == .generalPublicBudget, entry.threePublic == nil else { return false }
              return isOwn
                ? own.contains(String(entry.section?.digits.prefix(5) ?? ""))
                : entry.nature.isProject && Self.isOpen(entry.section) && !entry.isFromCarryover
            }
          ) { $0.threePublic = mark }
        }
        if left > .zero {
          remarks.append(
            Wording(
              "“三公”经费中的\(mark.chinese)有 \(left) 元找不到可列支的行。",
              "\(left) yuan of \(mark.rawValue) find no line to stand in."))
        }
      }
    }

    /// 会议费 and 培训费 beyond basic expenditure are paid by projects whose section no table says.
    mutating func meetings() {
      for (code, amount) in figures.meetings.sorted(by: { $0.key < $1.key }) {
        let left =
          amount
          - spent.filter { $0.source == .generalPublicBudget && $0.section?.parentSection == code }.map(\.amount).sum()
        take(
          left,
          where: {
            $0.source == .generalPublicBudget && $0.nature.isProject && Self.isOpen($0.section)
              && $0.threePublic == nil && !$0.isFromCarryover
          }
        ) { $0.section = code }
      }
    }

    /// Whether no table says which section of its class it is.
    private static func isOpen(_ section: EconomicCode?) -> Bool { section.map { $0.digits.hasSuffix("99") } ?? true }

    // MARK: units and projects

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
    private func receivedByUnit(_ units: [PublishedUnits.Unit]) -> [Ledger.RevenueEntry] {
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
      for project in projects {
        for (pot, amount) in project.amounts {
          var left = amount
          for unit in [project.unit ?? "", ""] where left > .zero {
            left = take(
              left,
              where: { entry in
                guard let id = entry.nature.project, !names.contains(id), pot.holds(entry.source),
                  entry.isFromCarryover == pot.isCarryover
                else { return false }
                return entry.unit == unit
              }
            ) { entry in
              entry.nature = .project(project.id)
              if let unit = project.unit { entry.unit = unit }
            }
          }
        }
      }
    }

    /// Takes `amount` out of the lines that fit, in order, and changes what it took; the last is split. What is left over.
    @discardableResult
    private mutating func take(
      _ amount: Money, where fits: (Ledger.ExpenditureEntry) -> Bool, _ change: (inout Ledger.ExpenditureEntry) -> Void
    ) -> Money {
      var (left, index) = (amount, 0)
      while left > .zero, spent.indices.contains(index) {
        defer { index += 1 }
        guard fits(spent[index]) else { continue }
        let taken = min(left, spent[index].amount)
        if taken < spent[index].amount {
          var rest = spent[index]
          rest.amount -= taken
          spent.insert(rest, at: index + 1)
          spent[index].amount = taken
        }
        change(&spent[index])
        left -= taken
      }
      return left
    }

    /// Lines that differ in nothing but their amount are one line.
    mutating func merge() {
      func merged(_ entries: [Ledger.ExpenditureEntry]) -> [Ledger.ExpenditureEntry] {
        var places: [Ledger.ExpenditureEntry: Int] = [:]
        var out: [Ledger.ExpenditureEntry] = []
        for entry in entries {
          var key = entry
          key.amount = .zero
          if let place = places[key] {
            out[place].amount += entry.amount
          } else {
            places[key] = out.count
            out.append(entry)
          }
        }
        return out
      }
      (spent, former, budgeted) = (merged(spent), merged(former), merged(budgeted))
    }

    // MARK: income

    /// A carry-over of less than half the last printed place is the rounding of a budget that has none.
    mutating func withoutTrifles() {
      guard figures.disclosure.kind == .budget else { return }
      let carried = received.filter(\.isCarryover).map(\.amount).sum()
      let count = Int64(received.count { $0.isCarryover })
      guard count > 0, carried <= Money(fen: figures.slack.fen * 2 * count) else { return }
      for entry in received where entry.isCarryover {
        if let index = received.firstIndex(where: {
          !$0.isCarryover && $0.source == entry.source && $0.item == entry.item
        }) {
          received[index].amount += entry.amount
        } else if let index = received.firstIndex(of: entry) {
          received[index].isCarryover = false
        }
      }
      received.removeAll(where: \.isCarryover)
    }

    /// Income by source and item: as a final account prints it; of a budget, what was spent of it, and what exceeds the printed
    /// income of a source came from last year.
    mutating func revenue() {
      if figures.disclosure.kind == .final, !figures.incomeByItem.isEmpty { return finalIncome() }
      for source in FundSource.allCases {
        for entry in spent where entry.source == source && entry.isFromCarryover {
          received.append(
            .init(source: source, isCarryover: true, item: entry.item, amount: entry.amount, origin: Self.origin))
        }
        let entries = spent.filter { $0.source == source && !$0.isFromCarryover }
        var byItem: [FunctionalCode: Money] = [:]
        for entry in entries { byItem[entry.item, default: .zero] += entry.amount }
        let items = byItem.keys.sorted().map { ($0, byItem[$0] ?? .zero) }
        let income = figures.income[source] ?? (source.isFiscalAppropriation ? items.map(\.1).sum() : .zero)
        for share in Allocation.northWest(items, [(false, income)]) {
          received.append(
            .init(
              source: source, isCarryover: share.column == nil, item: share.row, amount: share.amount,
              origin: Self.origin))
        }
      }
    }
  }
}

// MARK: final accounts

extension LedgerRebuild.Work {
  /// Printed income, and what an item spent beyond it or left of it: that came from last year, or goes to the next.
  fileprivate mutating func finalIncome() {
    for source in FundSource.allCases {
      let income = figures.incomeByItem[source] ?? [:]
      let table = figures.funds[source]
      var items = Set(income.keys)
      items.formUnion(spent.filter { $0.source == source }.map(\.item))
      items.formUnion(table.map { Array($0.opening.keys) + Array($0.closing.keys) } ?? [])
      for item in items.sorted() where item.level == .item {
        let received = income[item] ?? .zero
        let spent = spent.filter { $0.source == source && $0.item == item }.map(\.amount).sum()
        var (opening, closing) = (table?.opening[item] ?? .zero, table?.closing[item] ?? .zero)
        let rest = opening + received - spent - closing
        if rest < .zero { opening -= rest } else { closing += rest }
        receive(item, source, received, isCarryover: false)
        receive(item, source, opening, isCarryover: true)
        leave(item, source, closing: closing)
      }
    }
  }

  /// Opening and closing balances that the summary prints and no item explains stand on the first item of their fund.
  fileprivate mutating func settleBalances() {
    guard figures.disclosure.kind == .final else { return keepForNextYear() }
    let summary = figures.disclosure.statement(.revenueAndExpenditureSummary)
    let appropriations = figures.disclosure.statement(.fiscalAppropriationSummary)
    func printed(_ statement: Statement?, _ key: LineKey, _ side: StatementSide) -> Money {
      guard let statement, let line = statement.line(key, side: side) else { return .zero }
      return PublishedFigures.money(statement, line, .amount) ?? PublishedFigures.money(statement, line, .total)
        ?? .zero
    }
    var ofFunds = Money.zero
    for source in FundSource.allCases where source.isFiscalAppropriation {
      let opening = printed(appropriations, .carryover(source), .revenue)
      ofFunds += opening
      passThrough(source, opening)
    }
    let used = printed(summary, .surplusUsed, .revenue)
    let own = FundSource.allCases.first { source in
      !source.isFiscalAppropriation
        && (spent.contains { $0.source == source } || received.contains { $0.source == source })
    }
    let source = own ?? .otherIncome
    // what was used of a surplus is no opening balance
    var left = used
    for index in received.indices where !received[index].source.isFiscalAppropriation && received[index].isCarryover {
      let taken = min(left, received[index].amount)
      received[index].amount -= taken
      left -= taken
      if taken > .zero { leave(received[index].item, received[index].source, surplusUsed: taken) }
    }
    received.removeAll { $0.amount == .zero }
    passThrough(source, printed(summary, .carryoverIn, .revenue) - ofFunds)
    var due = printed(summary, .surplusDistributed, .expenditure)
    for index in self.left.indices where !self.left[index].source.isFiscalAppropriation {
      let taken = min(due, self.left[index].closing)
      self.left[index].closing -= taken
      self.left[index].distributed += taken
      due -= taken
    }
    if left != .zero || due != .zero {
      remarks.append(
        Wording(
          "使用的结余 \(left) 元、分配的结余 \(due) 元找不到可列支的科目。",
          "Surplus used (\(left) yuan) and distributed (\(due) yuan) find no item to stand on."))
    }
  }

  /// 年终结转结余 of a budget: it came from last year and stays.
  private mutating func keepForNextYear() {
    func printed(_ kind: StatementKind) -> Money {
      guard let statement = figures.disclosure.statement(kind),
        let line = statement.line(.carryoverOut, side: .expenditure)
      else { return .zero }
      return PublishedFigures.money(statement, line, .amount) ?? PublishedFigures.money(statement, line, .total)
        ?? .zero
    }
    let ofAppropriations = printed(.fiscalAppropriationSummary)
    let parts: [(FundSource, Money)] = [
      (.generalPublicBudget, ofAppropriations),
      (.otherIncome, printed(.revenueAndExpenditureSummary) - ofAppropriations),
    ]
    guard let item = figures.all.items.first(where: { $0.level == .item }) else { return }
    for (source, amount) in parts where amount > .zero {
      receive(item, source, amount, isCarryover: true)
      leave(item, source, closing: amount)
    }
  }

  /// The part of an opening balance that no item needed was there at the end, too.
  private mutating func passThrough(_ source: FundSource, _ opening: Money) {
    let known = received.filter {
      $0.isCarryover && ($0.source == source || !source.isFiscalAppropriation && !$0.source.isFiscalAppropriation)
    }
    .map(\.amount).sum()
    let rest = opening - known
    let item = spent.first { $0.source == source }?.item ?? figures.all.items.first { $0.level == .item }
    guard rest > .zero, let item else { return }
    receive(item, source, rest, isCarryover: true)
    leave(item, source, closing: rest)
  }

  private mutating func receive(_ item: FunctionalCode, _ source: FundSource, _ amount: Money, isCarryover: Bool) {
    guard amount != .zero else { return }
    if let index = received.firstIndex(where: {
      $0.item == item && $0.source == source && $0.isCarryover == isCarryover
    }) {
      received[index].amount += amount
    } else {
      received.append(.init(source: source, isCarryover: isCarryover, item: item, amount: amount, origin: Self.origin))
    }
  }

  private mutating func leave(
    _ item: FunctionalCode, _ source: FundSource, surplusUsed: Money = .zero, closing: Money = .zero
  ) {
    guard surplusUsed != .zero || closing != .zero else { return }
    let index = left.firstIndex { $0.item == item && $0.source == source } ?? left.count
    if index == left.count {
      left.append(
        .init(source: source, item: item, surplusUsed: .zero, distributed: .zero, closing: .zero, origin: Self.origin))
    }
    left[index].surplusUsed += surplusUsed
    left[index].closing += closing
  }
}

/// Amounts given to rows and columns so that both margins hold.
enum Allocation {
  struct Share<Row, Column> {
    var row: Row
    /// Nil: the rows had more than the columns asked for.
    var column: Column?
    var amount: Money
  }

  /// The north-west corner rule: every row is spent on the columns in order.
  static func northWest<Row, Column>(_ rows: [(Row, Money)], _ columns: [(Column, Money)]) -> [Share<Row, Column>] {
    var shares: [Share<Row, Column>] = []
    var place = 0
    var left = columns.first?.1 ?? .zero
    for (row, amount) in rows {
      var rest = amount
      while rest > .zero {
        while left <= .zero, place < columns.count {
          place += 1
          left = place < columns.count ? columns[place].1 : .zero
        }
        guard place < columns.count else {
          shares.append(Share(row: row, column: nil, amount: rest))
          break
        }
        let taken = min(rest, left)
        shares.append(Share(row: row, column: columns[place].0, amount: taken))
        rest -= taken
        left -= taken
      }
    }
    return shares
  }
}

extension EconomicCode {
  /// The 款 that a further division lies in, or the code itself.
  fileprivate var parentSection: EconomicCode? { level == .item ? parent : self }
}
