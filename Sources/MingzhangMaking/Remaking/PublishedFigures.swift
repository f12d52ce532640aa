import MingzhangModel

/// What the tables of a published disclosure say about each item, in fen: the raw material of a ledger re-built from it.
struct PublishedFigures {
  /// Amounts by functional item (leaves only), for each table that is classified by function.
  struct Table {
    var basic: [FunctionalCode: Money] = [:]
    var project: [FunctionalCode: Money] = [:]
    var personnel: [FunctionalCode: Money] = [:]
    var operating: [FunctionalCode: Money] = [:]
    /// 经营支出, 上缴上级支出, 对附属单位补助支出
    var further: [Ledger.Nature: [FunctionalCode: Money]] = [:]
    /// Last year's amounts beside this year's.
    var prior: [FunctionalCode: Money] = [:]
    /// The part of projects, and of last year's amount, that a column 扣除基建投资 leaves out.
    var construction: [FunctionalCode: Money] = [:]
    var priorConstruction: [FunctionalCode: Money] = [:]
    /// Of a fund's table in a final account.
    var opening: [FunctionalCode: Money] = [:]
    var income: [FunctionalCode: Money] = [:]
    var closing: [FunctionalCode: Money] = [:]
    /// In printed order.
    var items: [FunctionalCode] = []
    var splitsBasic: Bool { !personnel.isEmpty || !operating.isEmpty }
  }

  /// Basic expenditure of one economic section, with its government twin where both are printed.
  struct Section {
    var code: EconomicCode
    var government: EconomicCode?
    var personnel: Money
    var operating: Money
  }

  /// One row of several classifications.
  struct Combined {
    var item: FunctionalCode
    var section: EconomicCode?
    var government: EconomicCode?
    var basic: Money
    var project: Money
    var further: [Ledger.Nature: Money]
  }

  let disclosure: Disclosure
  /// The greatest slack of a printed amount: half the last place.
  let slack: Money
  let all: Table
  /// One of the three budgets.
  let funds: [FundSource: Table]
  /// Basic expenditure of the general public budget by economic section: personnel and operating.
  let sections: [Section]
  /// All expenditure by item and both sections, where one table prints them together.
  let combined: [Combined]
  /// Projects of the general public budget by section, where a table prints them so.
  let projectSections: [(section: Section, amount: Money)]
  /// 机关运行经费 by section, where a table prints it.
  let agencySections: [(section: Section, amount: Money)]
  /// Basic expenditure that units pay of their own, by section, where a table prints it.
  let ownSections: [(section: Section, amount: Money)]
  /// This year's income by source, without carry-over.
  let income: [FundSource: Money]
  let classPersonnel: [FunctionalCode: Money]
  /// The three public expenses.
  let marks: [Ledger.ThreePublicMark: Money]
  /// 会议费 30215 and 培训费 30216, printed beside them.
  let meetings: [EconomicCode: Money]
  let priorMeetings: [EconomicCode: Money]
  /// What was budgeted for them, where a final account prints it.
  let budgetedMarks: [Ledger.ThreePublicMark: Money]
  let priorMarks: [Ledger.ThreePublicMark: Money]
  /// By unit, where the table lists units.
  struct UnitMarks {
    var unit: String
    var marks: [Ledger.ThreePublicMark: Money]
    var meetings: [EconomicCode: Money]
  }
  let marksByUnit: [UnitMarks]
  let priorByUnit: [UnitMarks]
  /// What the summary of appropriations spends of a class beyond the tables of the three budgets: paid from last year's carry-over.
  let carriedByClass: [FunctionalCode: Money]
  /// Income by source and item, where the revenue table is classified.
  let incomeByItem: [FundSource: [FunctionalCode: Money]]

  init(_ disclosure: Disclosure) {
    self.disclosure = disclosure
    slack =
      disclosure.statement(.expenditure).map { statement in
        statement.rows.joined().map { if case .amount(let amount) = $0.reading { amount.slack } else { .zero } }.max()
          ?? .zero
      } ?? .zero
    func table(_ kind: StatementKind) -> Table { Self.statement(kind, of: disclosure).map(Self.byItem) ?? Table() }
    let general = table(.generalPublicBudgetExpenditure)
    funds = [
      .generalPublicBudget: general, .governmentFund: table(.governmentFundExpenditure),
      .stateCapitalOperations: table(.stateCapitalOperationsExpenditure),
    ]
    let whole = table(.expenditure)
    all = whole.items.isEmpty ? general : whole
    combined = Self.statement(.expenditure, of: disclosure).map(Self.combined) ?? []
    sections =
      ([Self.statement(.generalPublicBudgetBasicExpenditure, of: disclosure)].compactMap { $0 }
      + disclosure.statements.filter { $0.kind == .generalPublicBudgetBasicExpenditure }
      + disclosure.statements.filter { $0.kind == .generalPublicBudgetExpenditure && Self.isBySection($0) })
      .lazy.map(Self.bySection).first { !$0.isEmpty } ?? []
    let ofBudget = sections
    projectSections =
      disclosure.statements.filter { [.generalPublicBudgetExpenditure, .other].contains($0.kind) }.lazy
      .map { Self.projectsBySection($0) + Self.projectsByClass($0, ofBudget) }.first { !$0.isEmpty } ?? []
    agencySections =
      disclosure.statements.lazy.filter { $0.kind == .other && $0.hasColumn(.agencyOperatingExpenses) }
      .map { Self.amounts($0, .agencyOperatingExpenses) }.first ?? []
    ownSections =
      disclosure.statements.lazy.filter { $0.kind == .other && $0.hasColumn(ColumnKey("payer:unitFunds")) }
      .map { Self.amounts($0, ColumnKey("payer:unitFunds")) }.first ?? []
    income = Self.income(disclosure)
    classPersonnel = disclosure.statement(.revenueAndExpenditureSummary).map(Self.byClass) ?? [:]
    let versions = disclosure.statement(.threePublicExpenses).flatMap {
      Self.versions(of: $0, year: disclosure.fiscalYear ?? 0)
    }
    marks = (versions?.now ?? disclosure.statement(.threePublicExpenses)).map { Self.marks($0) } ?? [:]
    meetings = disclosure.statement(.threePublicExpenses).map { Self.meetings($0) } ?? [:]
    budgetedMarks = disclosure.statement(.threePublicExpenses).map { Self.marks($0, version: "budget:") } ?? [:]
    priorMarks =
      versions.map { Self.marks($0.prior) }
      ?? disclosure.statement(.threePublicExpenses).map { Self.marks($0, version: "prior:") } ?? [:]
    priorMeetings = disclosure.statement(.threePublicExpenses).map { Self.meetings($0, version: "prior:") } ?? [:]
    marksByUnit = disclosure.statement(.threePublicExpenses).map { Self.marksByUnit($0, version: "") } ?? []
    priorByUnit = disclosure.statement(.threePublicExpenses).map { Self.marksByUnit($0, version: "prior:") } ?? []
    let ofFunds = funds
    carriedByClass = disclosure.statement(.fiscalAppropriationSummary).map { Self.carried($0, ofFunds) } ?? [:]
    incomeByItem = Self.statement(.revenue, of: disclosure).map { Self.incomeByItem($0, ofFunds) } ?? [:]
  }

  /// The statement of `kind`; of several, the one that says it is of the general public budget (others add the funds).
  static func statement(_ kind: StatementKind, of disclosure: Disclosure) -> Statement? {
    let all = disclosure.statements.filter { $0.kind == kind }
    return all.first { $0.title.foldedForMatching.contains("一般公共预算") } ?? all.first
  }

  /// Personnel expenditure of each class, where the summary prints it.
  private static func byClass(_ statement: Statement) -> [FunctionalCode: Money] {
    guard let column = statement.columns.firstIndex(where: { ProfileDraft.key(of: $0, in: statement) == .personnel })
    else { return [:] }
    var out: [FunctionalCode: Money] = [:]
    for line in statement.lines where line.side == .expenditure {
      guard let code = line.key.functionalCode else { continue }
      out[code] = .zero
      if case .amount(let amount) = statement.rows[line.row][column].reading { out[code] = amount.money }
    }
    return out
  }

  /// A table whose rows are years: the first row of this year and of last year, each as a table whose items are columns; nil: no such
  /// table.
  private static func versions(of statement: Statement, year: Int) -> (now: Statement, prior: Statement)? {
    guard let years = statement.columns.firstIndex(where: { $0.key == RowVersion.column }) else { return nil }
    func of(_ year: Int) -> Statement? {
      guard let row = statement.rows.first(where: { $0[years].printed.foldedForMatching.hasPrefix(String(year)) })
      else {
        return nil
      }
      var one = statement
      (one.rows, one.lines) = ([row], [])
      // of the general public budget, which alone pays for them in nearly every department
      for column in one.columns.indices {
        guard let (source, key) = Contributions.within(one.columns[column].key),
          source == FundSource.generalPublicBudget.rawValue
        else { continue }
        one.columns[column] = StatementColumn(key, path: one.columns[column].path)
      }
      return one
    }
    return of(year).flatMap { now in of(year - 1).map { (now, $0) } }
  }

  static func money(_ statement: Statement, _ line: StatementLine, _ column: ColumnKey) -> Money? {
    guard case .amount(let amount)? = statement.cell(line, column)?.reading else { return nil }
    return amount.money
  }

  /// Lines that no other line of the table lies below.
  private static func byItem(_ statement: Statement) -> Table {
    var table = Table()
    let lines = statement.lines.compactMap { line in line.key.functionalCode.map { (line, $0) } }
    let codes = Set(lines.map(\.1))
    let parents = Set(codes.flatMap { [$0.parent, $0.parent?.parent].compactMap { $0 } })
    for (line, code) in lines where !parents.contains(code) {
      if !table.items.contains(code) { table.items.append(code) }
      let basic = money(statement, line, .basic)
      let (personnel, operating) = (money(statement, line, .personnel), money(statement, line, .operating))
      if let personnel { table.personnel[code, default: .zero] += personnel }
      if let operating { table.operating[code, default: .zero] += operating }
      let whole = basic ?? ((personnel ?? .zero) + (operating ?? .zero))
      let project = money(statement, line, .project)
      // a table that prints only totals holds projects, as funds do
      let rest = project ?? (statement.hasColumn(.project) ? .zero : (money(statement, line, .total) ?? .zero) - whole)
      for (nature, column) in furtherColumns {
        if let amount = money(statement, line, column) {
          table.further[nature, default: [:]][code, default: .zero] += amount
        }
      }
      table.prior[code] = money(statement, line.row, .prior(.total))
      for (whole, part) in [
        (ColumnKey.prior(.total), \Table.priorConstruction), (.total, \.construction), (.project, \.construction),
      ] {
        let without = ColumnKey(Contributions.withoutConstruction + whole.name)
        guard statement.columns.contains(where: { ProfileDraft.key(of: $0, in: statement) == without }) else {
          continue
        }
        table[keyPath: part][code] =
          (money(statement, line.row, whole) ?? .zero) - (money(statement, line.row, without) ?? .zero)
      }
      table.opening[code] = money(statement, line, .carryoverIn)
      table.income[code] = money(statement, line, .revenueOfYear)
      table.closing[code] = money(statement, line, .carryoverOut)
      table.basic[code, default: .zero] += whole
      table.project[code, default: .zero] += rest
    }
    return table
  }

  private static let furtherColumns: [(Ledger.Nature, ColumnKey)] = [
    (.businessOperating, .businessOperating), (.paymentToHigherLevel, .paymentToHigherLevel),
    (.subsidyToAffiliates, .subsidyToAffiliates),
  ]

  private static func combined(_ statement: Statement) -> [Combined] {
    guard let combinations = Combinations(statement),
      combinations.columns.contains(where: { [.section, .government].contains($0.dimension) })
    else { return [] }
    return combinations.rows.compactMap { row in
      guard let item = row.item else { return nil }
      func money(_ column: ColumnKey) -> Money { Self.money(statement, row.row, column) ?? .zero }
      return Combined(
        item: item, section: row.section, government: row.government, basic: money(.basic), project: money(.project),
        further: Dictionary(uniqueKeysWithValues: furtherColumns.map { ($0.0, money($0.1)) }))
    }
  }

  private static func money(_ statement: Statement, _ row: Int, _ key: ColumnKey) -> Money? {
    guard let column = statement.columns.firstIndex(where: { ProfileDraft.key(of: $0, in: statement) == key }),
      case .amount(let amount) = statement.rows[row][column].reading
    else { return nil }
    return amount.money
  }

  /// Whether the rows of a table are economic sections.
  private static func isBySection(_ statement: Statement) -> Bool {
    Combinations(statement)?.columns.contains { $0.dimension == .section } ?? false
  }

  private static func bySection(_ statement: Statement) -> [Section] {
    if let combinations = Combinations(statement) {
      return combinations.rows.filter { $0.section?.level != .class }.compactMap { row in
        row.section.map { code in
          var section = Section(
            code: code, government: row.government, personnel: money(statement, row.row, .personnel) ?? .zero,
            operating: money(statement, row.row, .operating) ?? .zero)
          if !statement.hasColumn(.personnel), let basic = money(statement, row.row, .basic) {
            let isPersonnel = ["301", "303"].contains(code.digits.prefix(3))
            (section.personnel, section.operating) = isPersonnel ? (basic, .zero) : (.zero, basic)
          }
          return section
        }
      }
    }
    let lines = statement.lines.compactMap { line -> (StatementLine, EconomicCode, EconomicCode?)? in
      if let code = line.key.economicCode { return (line, code, nil) }
      return line.key.economicPair.map { (line, $0.department, $0.government) }
    }
    let parents = Set(lines.filter { $0.2 == nil }.compactMap(\.1.parent))
    return lines.filter { !parents.contains($0.1) && $0.1.level == .section }.map { line, code, government in
      let (personnel, operating) = (money(statement, line, .personnel), money(statement, line, .operating))
      if personnel != nil || operating != nil {
        return Section(code: code, government: government, personnel: personnel ?? .zero, operating: operating ?? .zero)
      }
      let total = money(statement, line, .total) ?? .zero
      let isPersonnel = code.digits.hasPrefix("301") || code.digits.hasPrefix("303")
      return Section(
        code: code, government: government, personnel: isPersonnel ? total : .zero,
        operating: isPersonnel ? .zero : total)
    }
  }

  private static func projectsBySection(_ statement: Statement) -> [(section: Section, amount: Money)] {
    (Combinations(statement)?.rows ?? []).compactMap { row in
      guard let code = row.section, code.level != .class,
        let amount = money(statement, row.row, .project)
          ?? money(statement, row.row, ColumnKey("payer:generalPublicBudget")), amount > .zero
      else { return nil }
      return (Section(code: code, government: row.government, personnel: .zero, operating: .zero), amount)
    }
  }

  /// Projects of a class: what a table of all expenditure of the general public budget prints beyond the basic expenditure.
  private static func projectsByClass(_ statement: Statement, _ basic: [Section]) -> [(section: Section, amount: Money)]
  {
    let column = ColumnKey("payer:generalPublicBudget")
    guard statement.hasColumn(column) else { return [] }
    return statement.lines.compactMap { line in
      guard let code = line.key.economicCode, code.level == .class, let whole = money(statement, line, column),
        let section = EconomicCode(code.digits + "99")
      else { return nil }
      let own = basic.filter { $0.code.isWithin(code) }.map { $0.personnel + $0.operating }.sum()
      guard whole > own else { return nil }
      return (Section(code: section, government: nil, personnel: .zero, operating: .zero), whole - own)
    }
  }

  /// The amounts of a column by section.
  private static func amounts(_ statement: Statement, _ column: ColumnKey) -> [(section: Section, amount: Money)] {
    func section(_ code: EconomicCode, _ government: EconomicCode?) -> Section {
      Section(code: code, government: government, personnel: .zero, operating: .zero)
    }
    let found = (Combinations(statement)?.rows ?? []).compactMap { row -> (section: Section, amount: Money)? in
      guard let code = row.section, code.level != .class, let amount = money(statement, row.row, column) else {
        return nil
      }
      return (section(code, row.government), amount)
    }
    if !found.isEmpty { return found }
    return statement.lines.compactMap { line in
      guard let pair = line.key.economicPair, pair.department.level != .class,
        let amount = money(statement, line, column), amount > .zero
      else { return nil }
      return (section(pair.department, pair.government), amount)
    }
  }

  private static func income(_ disclosure: Disclosure) -> [FundSource: Money] {
    var out: [FundSource: Money] = [:]
    if let statement = disclosure.statement(.revenueAndExpenditureSummary) {
      for source in FundSource.allCases {
        // a line without an amount says that there is none
        guard let line = statement.line(.source(source), side: .revenue) else { continue }
        let cell = statement.cell(line, .amount)?.reading
        if case .amount(let amount)? = cell {
          out[source] = amount.money
        } else if cell == .blank {
          out[source] = .zero
        }
      }
    }
    return out
  }

  /// Appropriations are printed together; the funds' own tables say what of them is theirs, and the rest is of the general budget.
  private static func incomeByItem(_ statement: Statement, _ funds: [FundSource: Table])
    -> [FundSource: [FunctionalCode: Money]]
  {
    let columns: [(FundSource, ColumnKey)] = [
      (.specialFiscalAccount, .specialFiscalAccount), (.publicService, .publicService),
      (.businessOperating, .businessOperating), (.higherLevelSubsidy, .higherLevelSubsidy),
      (.affiliatedRemittance, .affiliatedRemittance), (.otherIncome, .otherIncome),
    ]
    let lines = statement.lines.compactMap { line in line.key.functionalCode.map { (line, $0) } }
    let parents = Set(lines.map(\.1).flatMap { [$0.parent, $0.parent?.parent].compactMap { $0 } })
    var out: [FundSource: [FunctionalCode: Money]] = [:]
    for (line, code) in lines where !parents.contains(code) {
      for (source, column) in columns {
        if let amount = money(statement, line, column) { out[source, default: [:]][code] = amount }
      }
      var rest = money(statement, line, .fiscalAppropriation) ?? .zero
      for source in [FundSource.governmentFund, .stateCapitalOperations] {
        guard let fund = funds[source], fund.items.contains(code) else { continue }
        let income = fund.income[code] ?? ((fund.basic[code] ?? .zero) + (fund.project[code] ?? .zero))
        out[source, default: [:]][code] = income
        rest -= income
      }
      if rest != .zero { out[.generalPublicBudget, default: [:]][code] = rest }
    }
    return out
  }

  private static func carried(_ statement: Statement, _ funds: [FundSource: Table]) -> [FunctionalCode: Money] {
    guard let line = statement.line(.carryoverIn, side: .revenue), let carryover = money(statement, line, .amount),
      carryover > .zero
    else { return [:] }
    var out: [FunctionalCode: Money] = [:]
    for line in statement.lines where line.side == .expenditure {
      guard let code = line.key.functionalCode, code.level == .class,
        let whole = money(statement, line, .total) ?? money(statement, line, .amount)
      else { continue }
      let ofYear = funds.values.flatMap { table in
        table.items.filter { $0.isWithin(code) }.map { (table.basic[$0] ?? .zero) + (table.project[$0] ?? .zero) }
      }.sum()
      if whole > ofYear { out[code] = whole - ofYear }
    }
    // no more than rounding: the budgets' tables hold it already
    let excess = out.values.sum()
    return excess + excess > carryover ? out : [:]
  }

  private static func marksByUnit(_ statement: Statement, version: String) -> [UnitMarks] {
    func of(_ index: Int, _ name: String) -> UnitMarks {
      var row = statement
      row.rows = [statement.rows[index]]
      row.lines = []
      return UnitMarks(unit: name, marks: marks(row, version: version), meetings: meetings(row, version: version))
    }
    if let names = PublishedUnits.unitColumn(of: statement) {
      // the department's own row, whose code is shorter, is the sum of the others
      let codes = statement.columns.firstIndex { $0.key == ColumnKey("dimension:unit.code") }
      let lengths = statement.rows.map { row in codes.map { row[$0].printed.count } ?? 0 }
      return statement.rows.indices.filter { lengths[$0] == lengths.max() ?? 0 }.map { index in
        (index, statement.rows[index][names].printed.trimmingSpaces())
      }.filter { !$0.1.isEmpty && $0.1.foldedForMatching != "合计" }.map { of($0.0, $0.1) }
    }
    guard statement.columns.contains(where: { $0.key == .unitName }) else { return [] }
    return statement.lines.filter { $0.key.name.hasPrefix("caption:") }.map { of($0.row, $0.caption) }
  }

  private static func meetings(_ statement: Statement, version: String = "") -> [EconomicCode: Money] {
    let keys: [(String, ColumnKey, LineKey)] = [
      ("30215", .meetings, .caption("会议费")), ("30216", .training, .caption("培训费")),
    ]
    var out: [EconomicCode: Money] = [:]
    for (digits, column, key) in keys {
      guard let code = EconomicCode(digits) else { continue }
      if version.isEmpty, let line = statement.line(key) {
        out[code] = money(statement, line, .amount) ?? money(statement, line, .total)
      } else if !statement.rows.isEmpty {
        out[code] = money(statement, 0, ColumnKey(version + column.name))
      }
    }
    return out
  }

  private static func marks(_ statement: Statement, version: String = "") -> [Ledger.ThreePublicMark: Money] {
    let keys: [(LineKey, Ledger.ThreePublicMark)] = [
      (.overseasTravel, .overseasTravel), (.vehiclePurchase, .vehiclePurchase), (.vehicleOperation, .vehicleOperation),
      (.reception, .reception),
    ]
    var out: [Ledger.ThreePublicMark: Money] = [:]
    for (key, mark) in keys {
      if let line = statement.line(key),
        let amount = money(statement, line, ColumnKey(version + "amount"))
          ?? money(statement, line, ColumnKey(version + "total"))
      {
        out[mark] = amount
      } else if let first = statement.rows.first,
        let column = statement.columns.firstIndex(where: {
          ProfileDraft.key(of: $0, in: statement).name == version + key.name
        }),
        case .amount(let amount) = first[column].reading
      {
        // the items are columns
        out[mark] = amount.money
      }
    }
    return out
  }
}
