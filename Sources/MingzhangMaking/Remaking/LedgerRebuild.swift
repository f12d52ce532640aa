import MingzhangCatalog
import MingzhangModel

/// A ledger re-built from a published disclosure: lines whose sums are the published tables.
///
/// The tables give margins, not lines: how much an item spends, how much a section, how much a fund. Lines are chosen so that every
/// margin holds (north-west corner, in printed order), and each says that it is derived. What no table says (project names, reasons,
/// targets) is left to be filled in.
public struct LedgerRebuild: Sendable {
  public let ledger: Ledger
  /// What the tables did not let us re-build, one sentence each.
  public let remarks: [Wording]

  public init(_ disclosure: Disclosure, profile: Profile) {
    let figures = PublishedFigures(disclosure)
    var work = Work(figures)
    work.expenditure()
    work.threePublic()
    work.revenue()
    let items = Set(work.spent.compactMap { $0.nature.project })
    let book = Ledger.Book(
      entity: disclosure.entity, code: "", fiscalYear: disclosure.fiscalYear ?? 0, kind: disclosure.kind,
      profile: profile.id, region: "", level: "", date: "", previous: [:])
    let projects = items.sorted().map { id in
      Ledger.Project(
        id: id, name: id, goalTitle: "\(id)绩效目标表", objective: "", indicators: [], origin: Work.origin)
    }
    ledger = Ledger(
      book: book, units: [UnitEntry(name: disclosure.entity, nature: "", rank: "", funding: "")],
      revenue: work.received,
      expenditure: work.spent, projects: projects, procurement: [], assets: [], glossary: disclosure.glossary,
      narrative: Self.words(disclosure))
    remarks = work.remarks
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

  private struct Work {
    static let origin = Ledger.Origin(file: "", line: 0)
    let figures: PublishedFigures
    var spent: [Ledger.ExpenditureEntry] = []
    var received: [Ledger.RevenueEntry] = []
    var remarks: [Wording] = []

    init(_ figures: PublishedFigures) { self.figures = figures }

    mutating func expenditure() {
      var rest = figures.all
      for (source, table) in figures.funds.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
        if source == .generalPublicBudget { basic(table) } else { unclassifiedBasic(table.basic, table.items, source) }
        for item in table.items {
          add(item, nil, source, .project("\(item.digits)项目"), table.project[item] ?? .zero)
          rest.basic[item, default: .zero] -= table.basic[item] ?? .zero
          rest.project[item, default: .zero] -= table.project[item] ?? .zero
        }
      }
      other(rest)
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
        let demand = figures.sections.map { ($0.code, nature == .personnel ? $0.personnel : $0.operating) }
        for share in Allocation.northWest(items, demand) {
          add(share.row, share.column, .generalPublicBudget, nature, share.amount)
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
      let demand: [(FundSource?, Money)] =
        sources.map { ($0, figures.income[$0] ?? .zero) }.filter { $0.1 > .zero }
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

    private func amountsBelowZero(_ rest: PublishedFigures.Table) -> Bool {
      (Array(rest.basic.values) + Array(rest.project.values)).contains { $0 < .zero }
    }

    private mutating func add(
      _ item: FunctionalCode, _ section: EconomicCode?, _ source: FundSource, _ nature: Ledger.Nature, _ amount: Money
    ) {
      guard amount > .zero, item.level == .item else { return }
      spent.append(
        .init(
          unit: figures.disclosure.entity, item: item, section: section, source: source, nature: nature,
          threePublic: nil, amount: amount, derivation: "由公开表的合计推算", origin: Self.origin))
    }

    // MARK: the three public expenses

    private static let sections: [Ledger.ThreePublicMark: [String]] = [
      .overseasTravel: ["30212"], .reception: ["30217"], .vehicleOperation: ["30231"],
      .vehiclePurchase: ["31013", "31019"],
    ]

    /// Marks lines until each printed amount is reached: first lines of its own section, then projects.
    mutating func threePublic() {
      for mark in Ledger.ThreePublicMark.allCases {
        var left = figures.marks[mark] ?? .zero
        let own = Set(Self.sections[mark] ?? [])
        for isOwn in [true, false] {
          var index = 0
          while left > .zero, spent.indices.contains(index) {
            let entry = spent[index]
            let fits =
              isOwn
              ? own.contains(entry.section?.digits ?? "") : entry.nature.project != nil
            if fits, entry.source == .generalPublicBudget, entry.threePublic == nil {
              let taken = min(left, entry.amount)
              if taken < entry.amount {
                var remainder = entry
                remainder.amount -= taken
                spent.insert(remainder, at: index + 1)
              }
              spent[index].amount = taken
              spent[index].threePublic = mark
              left -= taken
            }
            index += 1
          }
        }
        if left > .zero {
          remarks.append(
            Wording(
              "“三公”经费中的\(mark.chinese)有 \(left) 元找不到可列支的行。",
              "\(left) yuan of \(mark.rawValue) find no line to stand in."))
        }
      }
    }

    // MARK: income

    /// Income by source and item: what was spent of it; what exceeds the printed income of a source came from last year.
    mutating func revenue() {
      for source in FundSource.allCases {
        let entries = spent.filter { $0.source == source }
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
