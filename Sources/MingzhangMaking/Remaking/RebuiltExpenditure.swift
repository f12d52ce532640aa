import MingzhangModel

// Expenditure: items × sections × sources, so that every printed margin holds.

extension RebuiltLines {
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
  mutating func project(_ item: FunctionalCode, _ source: FundSource, _ table: PublishedFigures.Table) {
    let whole = table.project[item] ?? .zero
    let construction = min(max(table.construction[item] ?? .zero, .zero), whole)
    add(item, nil, source, .project("\(item.digits)项目"), whole - construction)
    add(item, Self.construction, source, .project("\(item.digits)项目"), construction)
  }

  /// 其他基本建设支出
  static let construction = EconomicCode("30999")

  /// Projects of the general public budget: items × sections, so that both printed margins hold.
  mutating func projectsBySection() {
    guard let table = figures.funds[.generalPublicBudget], !figures.projectSections.isEmpty else { return }
    let supply = table.items.map { ($0, table.project[$0] ?? .zero) }
    for share in Allocation.northWest(supply, figures.projectSections.map { ($0.section, $0.amount) }) {
      let count = spent.count
      add(share.row, share.column?.code, .generalPublicBudget, .project("\(share.row.digits)项目"), share.amount)
      if spent.count > count { spent[count].governmentSection = share.column?.government }
    }
  }

  mutating func other(_ money: OtherMoney) {
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
  mutating func carried(_ rest: inout PublishedFigures.Table) {
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
  mutating func combined() {
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
  mutating func basic(_ table: PublishedFigures.Table) {
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
      // what the items have beyond the sections by mere rounding stands on the last of them
      let beyond = items.map(\.1).sum() - demand.map(\.1).sum()
      let isRounding = beyond <= Money(fen: figures.slack.fen * 2 * Int64(items.count + demand.count))
      let last = isRounding ? demand.last { $0.1 > .zero }?.0 : nil
      for share in Allocation.northWest(items, demand) {
        let count = spent.count
        let section = share.column ?? last
        add(share.row, section?.code, .generalPublicBudget, nature, share.amount)
        if spent.count > count { spent[count].governmentSection = section?.government }
      }
    }
  }

  mutating func unclassifiedBasic(
    _ basic: [FunctionalCode: Money], _ items: [FunctionalCode], _ source: FundSource
  ) {
    for item in items { add(item, Self.unknownSection, source, .personnel, basic[item] ?? .zero) }
  }

  /// No table says which section it was: 其他工资福利支出.
  static let unknownSection = EconomicCode("30199")

  /// What the three budgets do not pay: shared over the other sources in the order of the summary, the rest from last year.
  mutating func other(_ rest: PublishedFigures.Table) {
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
  mutating func otherByItem(_ rest: PublishedFigures.Table, _ sources: [FundSource]) {
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
  func amountsBelowZero(_ rest: PublishedFigures.Table) -> Bool {
    let slack = Money(fen: figures.slack.fen * 4)
    return (Array(rest.basic.values) + Array(rest.project.values)).contains { $0 < -slack }
  }
}
