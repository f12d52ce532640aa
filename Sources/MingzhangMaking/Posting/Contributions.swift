import MingzhangCatalog
import MingzhangModel

/// Which ledger lines make up a cell: the one place where the meaning of a table's lines and columns is turned into sums.
///
/// A cell's amount and its trace come from the same selection, so they cannot part.
struct Contributions {
  let ledger: Ledger
  /// Which budget 预算数 beside 决算数 means, and what of the ledger the table leaves out.
  var style = Profile.Table.Style()

  struct Item: Hashable {
    var amount: Money
    var origin: Ledger.Origin
  }

  /// The lines that `column` of `line` sums; none prints as a blank.
  func items(_ kind: StatementKind, _ line: LineKey, side: StatementSide?, _ column: ColumnKey) -> [Item] {
    if let row = RowVersion(line) { return items(kind, row.line, side: side, row.column(column)) }
    if style.isOfYearOnly {
      var rest = Contributions(ledger: ledger.ofYearOnly, style: style)
      rest.style.isOfYearOnly = false
      return rest.items(kind, line, side: side, column)
    }
    if let nature = style.nature, let lines = Selection(LineKey("where:nature=\(nature)"))?.lines(of: ledger) {
      var rest = Contributions(ledger: lines, style: style)
      rest.style.nature = nil
      return rest.items(kind, line, side: side, column)
    }
    if let selection = Selection(line) {
      let isSummary = [.revenueAndExpenditureSummary, .fiscalAppropriationSummary].contains(kind)
      let whole: LineKey = !isSummary ? .total : side == .expenditure ? .expenditureOfYear : .totalRevenue
      return Contributions(ledger: selection.lines(of: ledger), style: style).items(kind, whole, side: side, column)
    }
    if column.name.hasPrefix(Self.withoutConstruction) {
      let key = ColumnKey(String(column.name.dropFirst(Self.withoutConstruction.count)))
      return Contributions(ledger: ledger.withoutConstruction, style: style).items(kind, line, side: side, key)
    }
    if let unit = unit(of: line) {
      return Contributions(ledger: ledger.lines(of: unit), style: style).items(kind, .total, side: side, column)
    }
    if column.name.hasPrefix("change:") {
      let key = ColumnKey(String(column.name.dropFirst(7)))
      return items(kind, line, side: side, key)
        + items(kind, line, side: side, .prior(key)).map { Item(amount: -$0.amount, origin: $0.origin) }
    }
    if let other = column.versioned {
      let ledger =
        other.isPrior ? ledger.ofLastYear : style.budget == .initial ? ledger.ofInitialBudget : ledger.ofAdjustedBudget
      return ledger.map { Contributions(ledger: $0, style: style).items(kind, line, side: side, other.key) } ?? []
    }
    if let (source, key) = Self.within(column),
      let lines = Selection(LineKey("where:source=\(source)"))?.lines(of: ledger)
    {
      return Contributions(ledger: lines, style: style).items(kind, line, side: side, key)
    }
    switch kind {
    case .revenueAndExpenditureSummary:
      if side == .revenue { return column == .amount ? revenueSide(line, within: { _ in true }) : [] }
      let column = column == .amount ? .total : column
      guard let matches = Self.natureColumn(column) else { return [] }
      let balances = column == .total ? balanceSide(line, within: { _ in true }) : []
      return expenditureSide(line, within: { _ in true }, matches) + balances
    case .fiscalAppropriationSummary:
      if side == .revenue {
        return column == .amount ? revenueSide(line, within: \.isFiscalAppropriation) : []
      }
      guard let within = Self.appropriations(column == .amount ? .total : column) else { return [] }
      return expenditureSide(line, within: within) + balanceSide(line, within: within)
    case .revenue: return revenueByItem(line, column)
    case .expenditure, .projectExpenditure, .performance, .other, .government:
      return expenditureByItem(line, column) { _ in true }
    case .generalPublicBudgetExpenditure: return expenditureByItem(line, column, within: isOfBudget)
    case .governmentFundExpenditure: return expenditureByItem(line, column) { $0 == .governmentFund }
    case .stateCapitalOperationsExpenditure: return expenditureByItem(line, column) { $0 == .stateCapitalOperations }
    case .generalPublicBudgetBasicExpenditure: return basic(line, column)
    case .threePublicExpenses: return threePublic(line, column)
    default: return []
    }
  }

  /// Whether a table of the general public budget counts money from `source`.
  private func isOfBudget(_ source: FundSource) -> Bool {
    style.isOfAppropriations ? source.isFiscalAppropriation : source == .generalPublicBudget
  }

  /// 扣除基建投资后: a column without what is spent on capital construction.
  static let withoutConstruction = "withoutConstruction:"

  /// The unit whose row a line is, in a table that lists units.
  private func unit(of line: LineKey) -> String? {
    guard line.name.hasPrefix("caption:") else { return nil }
    return ledger.units.first { LineKey.caption($0.name.foldedForMatching) == line }?.name
  }

  func revenue(where matches: (Ledger.RevenueEntry) -> Bool) -> [Item] {
    ledger.revenue.filter(matches).map { Item(amount: $0.amount, origin: $0.origin) }
  }

  func expenditure(where matches: (Ledger.ExpenditureEntry) -> Bool) -> [Item] {
    ledger.expenditure.filter(matches).map { Item(amount: $0.amount, origin: $0.origin) }
  }

  /// What was left, used or distributed; entries of nothing are no entries.
  func balances(_ part: KeyPath<Ledger.BalanceEntry, Money>, where matches: (Ledger.BalanceEntry) -> Bool) -> [Item] {
    ledger.balances.filter { matches($0) && $0[keyPath: part] != .zero }
      .map { Item(amount: $0[keyPath: part], origin: $0.origin) }
  }

  /// The three budgets that a column of appropriations stands for; nil for any other column.
  private static func appropriations(_ column: ColumnKey) -> ((FundSource) -> Bool)? {
    switch column {
    case .total: { $0.isFiscalAppropriation }
    case .generalPublicBudget: { $0 == .generalPublicBudget }
    case .governmentFund: { $0 == .governmentFund }
    case .stateCapitalOperations: { $0 == .stateCapitalOperations }
    default: nil
    }
  }

  private func revenueSide(_ line: LineKey, within: (FundSource) -> Bool) -> [Item] {
    switch line {
    case .revenueOfYear: revenue { !$0.isCarryover && within($0.source) }
    case .carryoverIn: revenue { $0.isCarryover && within($0.source) }
    case .surplusUsed: balances(\.surplusUsed) { within($0.source) }
    case .totalRevenue: revenue { within($0.source) } + balances(\.surplusUsed) { within($0.source) }
    case .fiscalAppropriation: revenue { !$0.isCarryover && $0.source.isFiscalAppropriation && within($0.source) }
    default:
      revenue { entry in
        line == (entry.isCarryover ? .carryover(entry.source) : .source(entry.source)) && within(entry.source)
      }
    }
  }

  private func expenditureSide(
    _ line: LineKey, within: (FundSource) -> Bool, _ matches: (Ledger.Nature) -> Bool = { _ in true }
  ) -> [Item] {
    if line == .expenditureOfYear || line == .totalExpenditure {
      return expenditure { within($0.source) && matches($0.nature) }
    }
    guard let code = line.functionalCode else { return [] }
    return expenditure { $0.item.isWithin(code) && within($0.source) && matches($0.nature) }
  }

  /// What stands below the expenditure of the year: distributed and closing balances, and their part of the grand total.
  private func balanceSide(_ line: LineKey, within: (FundSource) -> Bool) -> [Item] {
    switch line {
    case .surplusDistributed: balances(\.distributed) { within($0.source) }
    case .carryoverOut: balances(\.closing) { within($0.source) }
    case .totalExpenditure: balances(\.distributed) { within($0.source) } + balances(\.closing) { within($0.source) }
    default: balances(\.closing) { line == .closing($0.source) && within($0.source) }
    }
  }

  /// `within:governmentFund:reception`: a column that counts one source alone.
  static func within(_ column: ColumnKey) -> (source: String, column: ColumnKey)? {
    let parts = column.name.split(separator: ":", maxSplits: 2).map(String.init)
    return parts.count == 3 && parts[0] == "within" ? (parts[1], ColumnKey(parts[2])) : nil
  }

  /// Whether a column holds amounts of the ledger.
  static func isAmount(_ column: ColumnKey) -> Bool {
    for prefix in ["change:", withoutConstruction] where column.name.hasPrefix(prefix) {
      return isAmount(ColumnKey(String(column.name.dropFirst(prefix.count))))
    }
    let column = within(column)?.column ?? column.versioned?.key ?? column
    return column == .amount || revenueColumn(column) != nil || natureColumn(column) != nil
      || [.revenueOfYear, .carryoverOut].contains(column) || payer(column) != nil
      || column == .agencyOperatingExpenses || section(of: column) != nil || !marks(of: LineKey(column.name)).isEmpty
  }

  private func revenueByItem(_ line: LineKey, _ column: ColumnKey) -> [Item] {
    // the income of a final account is that of the year alone
    let isOfYear = column == .total && ledger.book.kind == .final
    guard let matches = Self.revenueColumn(isOfYear ? .subtotal : column) else { return [] }
    return revenue { matches($0) && Self.covers(line, $0.item) }
  }

  private static func revenueColumn(_ column: ColumnKey) -> ((Ledger.RevenueEntry) -> Bool)? {
    func source(_ source: FundSource) -> (Ledger.RevenueEntry) -> Bool { { !$0.isCarryover && $0.source == source } }
    if column.name.hasPrefix("carryover:") {
      let name = String(column.name.dropFirst(10))
      return {
        $0.isCarryover
          && ($0.source.rawValue == name || name == "unitFunds" && $0.source.isOwn
            || name == "publicFunds" && !$0.source.isOwn)
      }
    }
    switch column {
    case .total: return { _ in true }
    case .subtotal: return { !$0.isCarryover }
    case .carryoverIn: return { $0.isCarryover }
    case .fiscalAppropriation: return { !$0.isCarryover && $0.source.isFiscalAppropriation }
    case .generalPublicBudget: return source(.generalPublicBudget)
    case .governmentFund: return source(.governmentFund)
    case .stateCapitalOperations: return source(.stateCapitalOperations)
    case .specialFiscalAccount: return source(.specialFiscalAccount)
    case .publicService: return source(.publicService)
    case .businessOperating: return source(.businessOperating)
    case .higherLevelSubsidy: return source(.higherLevelSubsidy)
    case .affiliatedRemittance: return source(.affiliatedRemittance)
    case .otherIncome: return source(.otherIncome)
    case .nothing: return { _ in false }
    default: return nil
    }
  }

  private func expenditureByItem(_ line: LineKey, _ column: ColumnKey, within: (FundSource) -> Bool) -> [Item] {
    switch column {
    case .carryoverIn: return revenue { $0.isCarryover && within($0.source) && Self.covers(line, $0.item) }
    case .revenueOfYear: return revenue { !$0.isCarryover && within($0.source) && Self.covers(line, $0.item) }
    case .carryoverOut: return balances(\.closing) { within($0.source) && Self.covers(line, $0.item) }
    case .agencyOperatingExpenses: return agencyOperating().filter { _ in line == .total }
    default:
      // of a table that says who pays: the same columns as of revenue
      let matches = Self.natureColumn(column)
      let pays = matches == nil ? Self.payer(column) : nil
      guard matches != nil || pays != nil else { return [] }
      return expenditure {
        within($0.source) && matches?($0.nature) ?? true && pays?($0) ?? true
          && (Self.covers(line, $0.item) || Self.covers(line, section: $0))
      }
    }
  }

  private static func payer(_ column: ColumnKey) -> ((Ledger.ExpenditureEntry) -> Bool)? {
    if column.name.hasPrefix("carryover:") {
      let name = String(column.name.dropFirst(10))
      return {
        $0.isFromCarryover
          && ($0.source.rawValue == name || name == "unitFunds" && $0.source.isOwn
            || name == "publicFunds" && !$0.source.isOwn)
      }
    }
    // the income of a name that is also a kind of expenditure
    let name = column.name.hasPrefix("payer:") ? String(column.name.dropFirst(6)) : column.name
    switch name {
    case "fiscalAppropriation": return { !$0.isFromCarryover && $0.source.isFiscalAppropriation }
    case "unitFunds": return { !$0.isFromCarryover && $0.source.isOwn }
    case "carryover": return { $0.isFromCarryover }
    case "nothing": return { _ in false }
    default: break
    }
    guard let source = FundSource(rawValue: name) else { return nil }
    return { !$0.isFromCarryover && $0.source == source }
  }

  private static func natureColumn(_ column: ColumnKey) -> ((Ledger.Nature) -> Bool)? {
    switch column {
    case .total: { _ in true }
    case .basic: { $0.isBasic }
    case .project: { $0.isProject }
    case .personnel: { $0 == .personnel }
    case .operating: { $0 == .operating }
    case .businessOperating: { $0 == .businessOperating }
    case .paymentToHigherLevel: { $0 == .paymentToHigherLevel }
    case .subsidyToAffiliates: { $0 == .subsidyToAffiliates }
    default: nil
    }
  }

  private func basic(_ line: LineKey, _ column: ColumnKey) -> [Item] {
    if line == .personnelTotal { return basic(.total, .personnel) }
    if line == .operatingTotal { return basic(.total, .operating) }
    guard let matches = Self.natureColumn(column) else { return [] }
    let pair = line.economicPair
    return expenditure { entry in
      guard isOfBudget(entry.source), entry.nature.isBasic, matches(entry.nature) else { return false }
      if line == .total { return true }
      if let pair {
        return (entry.section?.isWithin(pair.department) ?? false)
          && (entry.governmentSection?.isWithin(pair.government) ?? false)
      }
      guard let code = line.economicCode, let section = entry.section else { return false }
      return section.isWithin(code)
    }
  }

  /// 机关运行经费: what the general public budget gives to operate agencies, not public institutions (事业单位) unless these are run like
  /// an agency (参照公务员法管理). A unit whose nature nobody says counts as an agency.
  func agencyOperating() -> [Item] {
    let institutions = Set(ledger.units.filter(\.isInstitution).map(\.name))
    return expenditure {
      $0.source == .generalPublicBudget && $0.nature == .operating && !institutions.contains($0.unit)
    }
  }

  private func threePublic(_ line: LineKey, _ column: ColumnKey) -> [Item] {
    if column == .agencyOperatingExpenses {
      return line == .total ? agencyOperating() : []
    }
    // where the items are columns, the one row is the total
    let ofColumn = line == .total && column != .total ? Self.marks(of: LineKey(column.name)) : []
    if !ofColumn.isEmpty { return expenditure { $0.threePublic.map(ofColumn.contains) ?? false } }
    if let section = Self.section(of: column) {
      return ofSection(section, line == .total ? { _ in true } : { _ in false })
    }
    guard let within = Self.appropriations(column == .amount ? .total : column) else { return [] }
    if let section = Self.section(of: line) { return ofSection(section, within) }
    // beside meetings and training the total is that of all three
    let isWithOthers = line == .total && column == .total && style.totalsMeetings
    let marks = Self.marks(of: line)
    let others = isWithOthers ? Self.otherSections.flatMap { ofSection($0, within) } : []
    return others + expenditure { entry in within(entry.source) && entry.threePublic.map(marks.contains) ?? false }
  }

  /// 会议费 and 培训费, printed beside the three.
  private func ofSection(_ section: String, _ within: (FundSource) -> Bool) -> [Item] {
    expenditure {
      within($0.source) && $0.source == .generalPublicBudget && $0.section?.digits.hasPrefix(section) ?? false
    }
  }

  private static let otherSections = ["30215", "30216"]
  private static func section(of column: ColumnKey) -> String? {
    column == .meetings ? "30215" : column == .training ? "30216" : nil
  }
  private static func section(of line: LineKey) -> String? {
    line == .caption("会议费") ? "30215" : line == .caption("培训费") ? "30216" : nil
  }

  /// What a line of the “三公” table adds up.
  static func marks(of line: LineKey) -> Set<Ledger.ThreePublicMark> {
    switch line {
    case .total, .threePublicSubtotal: Set(Ledger.ThreePublicMark.allCases)
    case .overseasTravel, .overseasTravelOther: [.overseasTravel]
    case .vehicles: [.vehiclePurchase, .vehicleOperation]
    case .vehiclePurchase: [.vehiclePurchase]
    case .vehicleOperation: [.vehicleOperation]
    case .reception: [.reception]
    default: []
    }
  }

  private static func covers(_ line: LineKey, _ item: FunctionalCode) -> Bool {
    line == .total || line.functionalCode.map(item.isWithin) ?? false
  }

  /// Whether a line of the economic classification, or of both, counts `entry`.
  private static func covers(_ line: LineKey, section entry: Ledger.ExpenditureEntry) -> Bool {
    guard let section = entry.section else { return false }
    if let pair = line.economicPair {
      return section.isWithin(pair.department) && entry.governmentSection?.isWithin(pair.government) ?? false
    }
    return line.economicCode.map(section.isWithin) ?? false
  }
}

extension LineKey {
  /// The feet of a table that lists personnel and operating expenditure side by side.
  static let personnelTotal = LineKey.caption("人员经费合计")
  static let operatingTotal = LineKey.caption("公用经费合计")

  /// A line of both economic classifications: 301 and 501, or 30101 and 50101.
  static func economicPair(_ department: EconomicCode, _ government: EconomicCode) -> LineKey {
    .caption(department.digits + government.digits)
  }

  var economicPair: (department: EconomicCode, government: EconomicCode)? {
    guard name.hasPrefix("caption:") else { return nil }
    let digits = name.dropFirst(8)
    guard digits.utf8.count == 6 || digits.utf8.count == 10,
      let department = EconomicCode(String(digits.prefix(digits.count / 2))), department.digits.hasPrefix("3"),
      let government = EconomicCode(String(digits.suffix(digits.count / 2))), government.digits.hasPrefix("5")
    else { return nil }
    return (department, government)
  }
}

extension Ledger {
  /// Without what is paid from last year's carry-over.
  var ofYearOnly: Ledger {
    var ledger = self
    ledger.expenditure.removeAll(where: \.isFromCarryover)
    return ledger
  }

  /// Without capital construction (基本建设), of every year.
  var withoutConstruction: Ledger {
    var ledger = self
    ledger.expenditure.removeAll(where: \.isConstruction)
    for lines in [\Ledger.lastYear, \.initialBudget, \.adjustedBudget] as [WritableKeyPath<Ledger, Lines>] {
      ledger[keyPath: lines].expenditure.removeAll(where: \.isConstruction)
    }
    return ledger
  }

  /// The ledger with the expenditure of one unit alone.
  func lines(of unit: String) -> Ledger {
    var ledger = self
    ledger.units = []
    ledger.expenditure.removeAll { $0.unit != unit }
    for lines in [\Ledger.lastYear, \.initialBudget, \.adjustedBudget] as [WritableKeyPath<Ledger, Lines>] {
      ledger[keyPath: lines].expenditure.removeAll { $0.unit != unit }
    }
    return ledger
  }
}

extension ColumnKey {
  /// A column of the form that no ledger has lines for: always nothing.
  static let nothing = ColumnKey("nothing")

  /// For a column that prints another version of an amount: whether last year's or the budget's, and the column it is a version of.
  var versioned: (isPrior: Bool, key: ColumnKey)? {
    if name.hasPrefix("prior:") { return (true, ColumnKey(String(name.dropFirst(6)))) }
    return name.hasPrefix("budget:") ? (false, ColumnKey(String(name.dropFirst(7)))) : nil
  }
}

extension FunctionalCode {
  /// Whether the code is `other` or lies below it.
  func isWithin(_ other: FunctionalCode) -> Bool { digits.hasPrefix(other.digits) }
}

extension EconomicCode {
  func isWithin(_ other: EconomicCode) -> Bool { digits.hasPrefix(other.digits) }
}

extension UnitEntry {
  /// Whether it is a public institution that is not run like an agency.
  var isInstitution: Bool { nature.contains("事业") && !nature.contains("参公") && !nature.contains("参照") }
}

extension [Contributions.Item] {
  var sum: Money { map(\.amount).sum() }
}

extension Ledger.ExpenditureEntry {
  /// Whether it is capital construction that the development authorities plan: 309 资本性支出（基本建设）, 311 对企业补助（基本建设）.
  var isConstruction: Bool {
    section.map { $0.digits.hasPrefix("309") || $0.digits.hasPrefix("311") } ?? false
  }
}
