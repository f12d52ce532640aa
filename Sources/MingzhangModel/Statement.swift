/// The meaning of a line, independent of its caption and place. A rule names lines by key.
public struct LineKey: Hashable, Codable, Sendable, CustomStringConvertible {
  public let name: String
  public init(_ name: String) { self.name = name }
  public var description: String { name }

  public init(from decoder: any Decoder) throws { name = try decoder.singleValueContainer().decode(String.self) }
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(name)
  }

  // totals
  public static let total = LineKey("total")  // 合计 of a classified table, of 三公, of assets
  public static let revenueOfYear = LineKey("revenueOfYear")  // 本年收入合计
  public static let expenditureOfYear = LineKey("expenditureOfYear")  // 本年支出合计
  public static let totalRevenue = LineKey("totalRevenue")  // 收入总计
  public static let totalExpenditure = LineKey("totalExpenditure")  // 支出总计
  public static let fiscalAppropriation = LineKey("fiscalAppropriation")  // 财政拨款收入: the three budgets together
  public static let carryoverIn = LineKey("carryoverIn")  // 上年结转结余 / 年初财政拨款结转和结余
  public static let carryoverOut = LineKey("carryoverOut")  // 年终结转结余 / 年末…
  public static let surplusUsed = LineKey("surplusUsed")  // 使用非财政拨款结余
  public static let surplusDistributed = LineKey("surplusDistributed")  // 结余分配
  /// The closing balance of one of the three budgets.
  public static func closing(_ source: FundSource) -> LineKey { LineKey("closing:\(source.rawValue)") }

  /// A line of the functional classification: also the class lines of the summaries (一、一般公共服务支出 → 201).
  public static func function(_ code: FunctionalCode) -> LineKey { LineKey("function:\(code.digits)") }
  public static func economic(_ code: EconomicCode) -> LineKey { LineKey("economic:\(code.digits)") }
  /// A source of revenue in a summary.
  public static func source(_ source: FundSource) -> LineKey { LineKey("source:\(source.rawValue)") }
  /// The opening carry-over of one of the three budgets (the second 一般公共预算拨款 of the 财政拨款收支总表).
  public static func carryover(_ source: FundSource) -> LineKey { LineKey("carryover:\(source.rawValue)") }
  /// A line that its form does not know; kept by its folded caption.
  public static func caption(_ text: String) -> LineKey { LineKey("caption:\(text)") }

  // “三公”
  public static let threePublicSubtotal = LineKey("threePublicSubtotal")  // “三公”经费小计
  public static let overseasTravel = LineKey("overseasTravel")  // 因公出国（境）费
  public static let overseasTravelResearch = LineKey("overseasTravelResearch")  // 教学科研人员
  public static let overseasTravelOther = LineKey("overseasTravelOther")
  public static let vehicles = LineKey("vehicles")  // 公务用车购置及运维费
  public static let vehiclePurchase = LineKey("vehiclePurchase")
  public static let vehicleOperation = LineKey("vehicleOperation")
  public static let reception = LineKey("reception")  // 公务接待费

  /// The functional code, when the line is one.
  public var functionalCode: FunctionalCode? {
    name.hasPrefix("function:") ? FunctionalCode(String(name.dropFirst(9))) : nil
  }
  public var economicCode: EconomicCode? {
    name.hasPrefix("economic:") ? EconomicCode(String(name.dropFirst(9))) : nil
  }
}

/// The meaning of a column, independent of its heading. A rule names columns by key.
public struct ColumnKey: Hashable, Codable, Sendable, CustomStringConvertible {
  public let name: String
  public init(_ name: String) { self.name = name }
  public var description: String { name }

  public init(from decoder: any Decoder) throws { name = try decoder.singleValueContainer().decode(String.self) }
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(name)
  }

  // words
  public static let sequence = ColumnKey("sequence")  // 序号
  public static let code = ColumnKey("code")  // 科目编码
  public static let caption = ColumnKey("caption")  // 科目名称 / 项目

  // amounts
  public static let amount = ColumnKey("amount")  // 预算数 / 金额 of a summary side
  public static let total = ColumnKey("total")  // 合计
  public static let subtotal = ColumnKey("subtotal")  // 本年收入 小计
  public static let basic = ColumnKey("basic")  // 基本支出
  public static let project = ColumnKey("project")  // 项目支出
  public static let businessOperating = ColumnKey("businessOperating")  // 经营支出 / 经营收入
  public static let paymentToHigherLevel = ColumnKey("paymentToHigherLevel")  // 上解上级支出
  public static let subsidyToAffiliates = ColumnKey("subsidyToAffiliates")  // 对附属单位补助支出
  public static let personnel = ColumnKey("personnel")  // 人员经费
  public static let operating = ColumnKey("operating")  // 公用经费
  public static let fiscalAppropriation = ColumnKey("fiscalAppropriation")  // 财政拨款收入
  public static let generalPublicBudget = ColumnKey("generalPublicBudget")
  public static let governmentFund = ColumnKey("governmentFund")
  public static let stateCapitalOperations = ColumnKey("stateCapitalOperations")
  public static let specialFiscalAccount = ColumnKey("specialFiscalAccount")
  public static let publicService = ColumnKey("publicService")
  public static let higherLevelSubsidy = ColumnKey("higherLevelSubsidy")
  public static let affiliatedRemittance = ColumnKey("affiliatedRemittance")
  public static let otherIncome = ColumnKey("otherIncome")
  public static let carryoverIn = ColumnKey("carryoverIn")  // 上年结转
  public static let revenueOfYear = ColumnKey("revenueOfYear")  // 本年收入, beside what was spent of it
  public static let carryoverOut = ColumnKey("carryoverOut")  // 年末结转和结余
  public static let agencyOperatingExpenses = ColumnKey("agencyOperatingExpenses")  // 机关运行经费, beside 三公

  // “三公” items, where they are columns
  public static let threePublicSubtotal = ColumnKey("threePublicSubtotal")  // “三公”经费小计 beside 会议费 and 培训费
  public static let overseasTravel = ColumnKey("overseasTravel")  // 因公出国（境）费
  public static let vehicles = ColumnKey("vehicles")  // 公务用车购置及运行维护费
  public static let vehiclePurchase = ColumnKey("vehiclePurchase")
  public static let vehicleOperation = ColumnKey("vehicleOperation")
  public static let reception = ColumnKey("reception")  // 公务接待费
  public static let meetings = ColumnKey("meetings")  // 会议费
  public static let training = ColumnKey("training")  // 培训费

  // whose row it is, where units are listed
  public static let unitCode = ColumnKey("unitCode")  // 单位编码
  public static let unitName = ColumnKey("unitName")  // 单位名称

  /// The same column for the year before: 上年预算数.
  public static func prior(_ key: ColumnKey) -> ColumnKey { ColumnKey("prior:" + key.name) }
  /// The budget beside the final account: 预算数 where 决算数 is printed too.
  public static func budget(_ key: ColumnKey) -> ColumnKey { ColumnKey("budget:" + key.name) }

  // procurement and assets
  public static let quantity = ColumnKey("quantity")
  public static let unitPrice = ColumnKey("unitPrice")
  public static let value = ColumnKey("value")
  public static let smallBusinessShare = ColumnKey("smallBusinessShare")  // 预留中小微企业份额

  /// A column that no form knows; kept by its folded heading path.
  public static func heading(_ path: [String]) -> ColumnKey { ColumnKey("heading:" + path.joined(separator: "/")) }
}

/// Which half of a side-by-side table a column belongs to.
public enum StatementSide: String, Hashable, Codable, Sendable {
  case revenue, expenditure
}

/// One column as printed, with its meaning.
public struct StatementColumn: Hashable, Codable, Sendable {
  public var key: ColumnKey
  public var side: StatementSide?
  /// Heading from top to bottom, merged cells repeated: `["收入", "预算数"]`.
  public var path: [String]
  /// The printed 栏次, if any.
  public var ordinal: String?
  /// Which of several equal groups of columns, printed side by side, it belongs to (人员经费 | 公用经费), from 0; else nil.
  public var part: Int?

  public init(_ key: ColumnKey, side: StatementSide? = nil, path: [String], ordinal: String? = nil, part: Int? = nil) {
    (self.key, self.side, self.path, self.ordinal, self.part) = (key, side, path, ordinal, part)
  }

  /// Whether a line of `side` and `part` has its words and amounts in this column.
  public func belongs(to line: StatementLine) -> Bool {
    (side == nil || line.side == nil || side == line.side) && (part == nil || line.part == nil || part == line.part)
  }

  /// `收入/预算数`
  public var heading: String { path.joined(separator: "/") }
}

/// The meaning of one printed row, or of one half of it in a side-by-side table.
public struct StatementLine: Hashable, Codable, Sendable {
  public var key: LineKey
  public var side: StatementSide?
  /// Index into `Statement.rows`.
  public var row: Int
  /// The caption as printed.
  public var caption: String
  /// The printed sequence number, if any.
  public var sequence: Int?
  /// The group of columns that the line stands in, as `StatementColumn.part`.
  public var part: Int?

  public init(
    _ key: LineKey, side: StatementSide? = nil, row: Int, caption: String, sequence: Int? = nil, part: Int? = nil
  ) {
    (self.key, self.side, self.row, self.caption, self.sequence) = (key, side, row, caption, sequence)
    self.part = part
  }
}

/// One table of a disclosure: rows and columns as printed, and an index of what they mean.
///
/// One statement may run over many pages; its repeated headings are not rows. A table that is published empty has no rows.
public struct Statement: Hashable, Codable, Sendable {
  public var kind: StatementKind
  /// The title as printed.
  public var title: String
  /// The department line as printed above the table: `104 政府部门`.
  public var entity: String?
  /// The fiscal year printed above the table.
  public var fiscalYear: Int?
  /// The unit printed above the table; nil when none is printed.
  public var unit: CurrencyUnit?
  /// The line of a later page of this table that prints another unit; nil when none does.
  public var otherUnit: SpannedText?
  public var columns: [StatementColumn]
  /// `rows[r].count == columns.count`
  public var rows: [[Cell]]
  public var lines: [StatementLine]
  /// Notes below the table, as printed.
  public var notes: [SpannedText]
  public var titleSpan: SourceSpan?
  /// First and last page, from 1.
  public var pages: ClosedRange<Int>
  /// How many of the identities that could be tried hold, as the reader's confidence in this table.
  public var confidence: Confidence?

  public struct Confidence: Hashable, Codable, Sendable {
    public var holding: Int
    public var tried: Int
    public init(holding: Int, tried: Int) { (self.holding, self.tried) = (holding, tried) }
  }

  public init(
    kind: StatementKind, title: String, entity: String? = nil, fiscalYear: Int? = nil, unit: CurrencyUnit? = nil,
    columns: [StatementColumn], rows: [[Cell]], lines: [StatementLine], notes: [SpannedText] = [],
    titleSpan: SourceSpan? = nil, pages: ClosedRange<Int> = 1...1, confidence: Confidence? = nil
  ) {
    (self.kind, self.title, self.entity, self.fiscalYear, self.unit) = (kind, title, entity, fiscalYear, unit)
    (self.columns, self.rows, self.lines, self.notes) = (columns, rows, lines, notes)
    (self.titleSpan, self.pages, self.confidence) = (titleSpan, pages, confidence)
  }

  public var isEmpty: Bool { rows.isEmpty }

  /// The first line with `key` (and on `side`, when given).
  public func line(_ key: LineKey, side: StatementSide? = nil) -> StatementLine? {
    lines.first { $0.key == key && (side == nil || $0.side == side) }
  }

  public func hasColumn(_ key: ColumnKey, side: StatementSide? = nil) -> Bool {
    columns.contains { $0.key == key && (side == nil || $0.side == side) }
  }

  /// The index of the column with `key` that belongs to the half in which `line` stands.
  public func column(_ key: ColumnKey, for line: StatementLine) -> Int? {
    columns.firstIndex { $0.key == key && $0.belongs(to: line) }
  }

  /// The cell of `line` under `column`; nil when the table has no such column.
  public func cell(_ line: StatementLine, _ column: ColumnKey) -> Cell? {
    guard let index = self.column(column, for: line), rows.indices.contains(line.row) else { return nil }
    return rows[line.row][index]
  }

  public func cell(_ line: LineKey, _ column: ColumnKey) -> Cell? {
    self.line(line).flatMap { cell($0, column) }
  }
}

/// Some printed words and where they stand.
public struct SpannedText: Hashable, Codable, Sendable {
  public var text: String
  public var span: SourceSpan?
  public init(_ text: String, span: SourceSpan? = nil) { (self.text, self.span) = (text, span) }
}
