/// The one source of a disclosure that we make: lines of money with their classification, and what no ledger knows (words).
public struct Ledger: Hashable, Codable, Sendable {
  public var book: Book
  public var units: [UnitEntry]
  public var revenue: [RevenueEntry]
  public var expenditure: [ExpenditureEntry]
  public var projects: [Project]
  public var procurement: [ProcurementEntry]
  public var assets: [AssetEntry]
  public var glossary: [GlossaryEntry]
  /// Markdown by section file, figures as `{{placeholders}}`.
  public var narrative: [NarrativeSource]
  /// The same lines with last year's amounts (上年金额), where the ledger gives them.
  public var lastYear: Lines
  /// Why a figure changed, by the figure's name: what no ledger knows and only people can say.
  public var reasons: [Reason]
  /// The same lines as they were budgeted at the start of the year (年初预算数) and after adjustment (全年预算数): a final account
  /// compares with both.
  public var initialBudget: Lines
  public var adjustedBudget: Lines
  /// What was left at the end of the year, and what of a surplus was used or distributed.
  public var balances: [BalanceEntry]
  /// Numbers that are no money: groups abroad, vehicles kept, receptions.
  public var counts: [CountEntry]
  /// Words of one unit's own book that stand in place of the department's file of the same name.
  public var unitNarrative: [UnitNarrative] = []
  /// What was paid from unit to unit and left out of a department's sums; never set in a ledger as it is kept.
  public var eliminated: [Transfer] = []
  /// What is printed below tables about lines that are not published one by one; never set in a ledger as it is kept.
  public var withheldNotes: [String] = []

  public init(
    book: Book, units: [UnitEntry], revenue: [RevenueEntry], expenditure: [ExpenditureEntry], projects: [Project],
    procurement: [ProcurementEntry], assets: [AssetEntry], glossary: [GlossaryEntry], narrative: [NarrativeSource],
    lastYear: Lines = Lines(), reasons: [Reason] = [], initialBudget: Lines = Lines(), adjustedBudget: Lines = Lines(),
    balances: [BalanceEntry] = [], counts: [CountEntry] = []
  ) {
    (self.book, self.units, self.revenue, self.expenditure) = (book, units, revenue, expenditure)
    (self.projects, self.procurement, self.assets) = (projects, procurement, assets)
    (self.glossary, self.narrative, self.lastYear, self.reasons) = (glossary, narrative, lastYear, reasons)
    (self.initialBudget, self.adjustedBudget) = (initialBudget, adjustedBudget)
    (self.balances, self.counts) = (balances, counts)
  }

  /// Lines of money of one year.
  public struct Lines: Hashable, Codable, Sendable {
    public var revenue: [RevenueEntry]
    public var expenditure: [ExpenditureEntry]
    public init(revenue: [RevenueEntry] = [], expenditure: [ExpenditureEntry] = []) {
      (self.revenue, self.expenditure) = (revenue, expenditure)
    }
    public var isEmpty: Bool { revenue.isEmpty && expenditure.isEmpty }
  }

  /// One answer to “why”: 压减公务用车运行维护费.
  public struct Reason: Hashable, Codable, Sendable {
    /// The figure's name: `三公.合计`.
    public var figure: String
    /// Empty while the question is open.
    public var answer: String
    public var origin: Origin
    /// Whose change it explains: a unit, or the department when empty.
    public var unit = ""
    public init(figure: String, answer: String, origin: Origin) {
      (self.figure, self.answer, self.origin) = (figure, answer, origin)
    }
  }

  /// Last year as a ledger of its own, so that last year's figures come from the same sums as this year's; nil without lines.
  public var ofLastYear: Ledger? {
    guard !lastYear.isEmpty else { return nil }
    var ledger = self
    (ledger.revenue, ledger.expenditure, ledger.lastYear) = (lastYear.revenue, lastYear.expenditure, Lines())
    ledger.book.fiscalYear -= 1
    ledger.book.previous = [:]
    (ledger.procurement, ledger.assets, ledger.balances) = ([], [], [])
    (ledger.initialBudget, ledger.adjustedBudget) = (Lines(), Lines())
    return ledger
  }

  /// What `book.yaml` says.
  public struct Book: Hashable, Codable, Sendable {
    public var entity: String
    /// Printed above every table: budget code and name, `104 南宫市人民政府办公室`; empty prints `entity`.
    public var code: String
    public var fiscalYear: Int
    public var kind: Disclosure.Kind
    /// The profile's identifier: `hebei-2023`.
    public var profile: String
    /// Administrative division code, 6 digits: `130581`.
    public var region: String
    /// 市 / 县级市 …, for wording checks: `county`, `prefecture`, `province`, `central`.
    public var level: String
    /// Date of the document (metadata of the files), ISO 8601 day.
    public var date: String
    /// Last year's figures that comparisons need, by placeholder name, in fen.
    public var previous: [String: Money]
    /// Words that stand on the cover and at the foot of every page: `示例数据`; nil for none.
    public var mark: String?
    /// Whether the book ends with charts of its tables.
    public var hasCharts = false
    /// The form of the units' own books, where it is another than the department's; empty: the same.
    public var unitProfile = ""

    public init(
      entity: String, code: String, fiscalYear: Int, kind: Disclosure.Kind, profile: String, region: String,
      level: String, date: String, previous: [String: Money], mark: String? = nil
    ) {
      self.mark = mark
      (self.entity, self.code, self.fiscalYear, self.kind, self.profile) = (entity, code, fiscalYear, kind, profile)
      (self.region, self.level, self.date, self.previous) = (region, level, date, previous)
    }
  }

  /// Where an entry was written, for messages and for tracing a made number back.
  public struct Origin: Hashable, Codable, Sendable {
    public var file: String
    public var line: Int
    public init(file: String, line: Int) { (self.file, self.line) = (file, line) }
  }

  public struct RevenueEntry: Hashable, Codable, Sendable {
    public var source: FundSource
    /// True for last year's carry-over (上年结转), which is no income of the year.
    public var isCarryover: Bool
    public var item: FunctionalCode
    public var amount: Money
    public var origin: Origin
    /// Which unit of the department receives it; empty in a ledger of one unit.
    public var unit = ""
    /// The unit of the same department that pays it; empty: money from outside.
    public var counterpart = ""
    public init(source: FundSource, isCarryover: Bool, item: FunctionalCode, amount: Money, origin: Origin) {
      (self.source, self.isCarryover, self.item, self.amount, self.origin) = (source, isCarryover, item, amount, origin)
    }
  }

  public struct ExpenditureEntry: Hashable, Codable, Sendable {
    public var unit: String
    public var item: FunctionalCode
    /// Needed for basic expenditure; nil for a project whose economic split is not published.
    public var section: EconomicCode?
    public var source: FundSource
    public var nature: Nature
    public var threePublic: ThreePublicMark?
    public var amount: Money
    /// Why the line is what it is, where a document leaves it open.
    public var derivation: String
    public var origin: Origin
    /// The unit of the same department to which it is paid; empty: paid to the outside.
    public var counterpart = ""
    /// Set on a state secret, which is not published by itself.
    public var withheld: Withholding?
    /// The same expenditure in the government's economic classification (政府预算支出经济分类, 5 digits), where a form prints both.
    public var governmentSection: EconomicCode?
    /// Paid from what last year left: expenditure of the year that no income of the year covers.
    public var isFromCarryover = false
    public init(
      unit: String, item: FunctionalCode, section: EconomicCode?, source: FundSource, nature: Nature,
      threePublic: ThreePublicMark?, amount: Money, derivation: String, origin: Origin
    ) {
      (self.unit, self.item, self.section, self.source, self.nature) = (unit, item, section, source, nature)
      (self.threePublic, self.amount, self.derivation, self.origin) = (threePublic, amount, derivation, origin)
    }
  }

  public enum Nature: Hashable, Codable, Sendable {
    case personnel  // 基本支出 人员经费
    case operating  // 基本支出 公用经费
    case project(String)  // 项目支出, with the project's identifier
    case businessOperating  // 经营支出
    case paymentToHigherLevel  // 上缴上级支出
    case subsidyToAffiliates  // 对附属单位补助支出
    public var isBasic: Bool { self == .personnel || self == .operating }
    public var isProject: Bool { if case .project = self { true } else { false } }
  }

  /// What of a line may not be published (涉密).
  public enum Withholding: String, Hashable, Codable, CaseIterable, Sendable {
    /// The amount alone.
    case amount
    /// The amount, and that there is such a project or line at all.
    case nameAndAmount
  }

  /// Money passed from one unit of a department to another.
  public struct Transfer: Hashable, Codable, Sendable {
    public var payer: String
    public var payee: String
    public var item: FunctionalCode
    public var amount: Money
    public var origin: Origin
    public init(payer: String, payee: String, item: FunctionalCode, amount: Money, origin: Origin) {
      (self.payer, self.payee, self.item, self.amount, self.origin) = (payer, payee, item, amount, origin)
    }
  }

  public struct UnitNarrative: Hashable, Codable, Sendable {
    public var unit: String
    public var source: NarrativeSource
    public init(unit: String, source: NarrativeSource) { (self.unit, self.source) = (unit, source) }
  }

  public enum ThreePublicMark: String, Hashable, Codable, CaseIterable, Sendable {
    case overseasTravel, vehiclePurchase, vehicleOperation, reception
  }

  public struct Project: Hashable, Codable, Sendable {
    public var id: String
    public var name: String
    /// As it stands above the project's performance table, without number.
    public var goalTitle: String
    public var objective: String
    public var indicators: [PerformanceIndicator]
    public var origin: Origin
    /// 项目类别, where a form prints it: 其他运转类, 特定目标类.
    public var category = ""
    public init(
      id: String, name: String, goalTitle: String, objective: String, indicators: [PerformanceIndicator], origin: Origin
    ) {
      (self.id, self.name, self.goalTitle, self.objective) = (id, name, goalTitle, objective)
      (self.indicators, self.origin) = (indicators, origin)
    }
  }

  public struct ProcurementEntry: Hashable, Codable, Sendable {
    public var project: String
    public var item: String
    /// 政府采购目录序号 / 品目编码.
    public var catalogCode: String
    public var measure: String
    public var quantity: PrintedNumber
    public var unitPrice: Money
    public var source: FundSource
    public var amount: Money
    public var smallBusinessShare: Money
    public var origin: Origin
    /// Which unit buys; empty: the unit that has the project.
    public var unit = ""
    public init(
      project: String, item: String, catalogCode: String, measure: String, quantity: PrintedNumber, unitPrice: Money,
      source: FundSource, amount: Money, smallBusinessShare: Money, origin: Origin
    ) {
      (self.project, self.item, self.catalogCode, self.measure) = (project, item, catalogCode, measure)
      (self.quantity, self.unitPrice, self.source) = (quantity, unitPrice, source)
      (self.amount, self.smallBusinessShare, self.origin) = (amount, smallBusinessShare, origin)
    }
  }

  public struct AssetEntry: Hashable, Codable, Sendable {
    public var name: String
    public var quantity: PrintedNumber?
    public var value: Money
    public var origin: Origin
    /// Which unit holds it; empty in a ledger of one unit.
    public var unit = ""
    public init(name: String, quantity: PrintedNumber?, value: Money, origin: Origin) {
      (self.name, self.quantity, self.value, self.origin) = (name, quantity, value, origin)
    }
  }

  public struct NarrativeSource: Hashable, Codable, Sendable {
    public var file: String
    public var markdown: String
    public init(file: String, markdown: String) { (self.file, self.markdown) = (file, markdown) }
  }
}
