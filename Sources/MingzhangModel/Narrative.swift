/// The words of a disclosure: numbered sections with their paragraphs, in printed order.
public struct Narrative: Hashable, Codable, Sendable {
  public var sections: [Section]
  public init(sections: [Section] = []) { self.sections = sections }

  public struct Section: Hashable, Codable, Sendable {
    public var topic: Topic?
    /// 1 for 一、, 2 for （一） or 1., and so on; 0 for what stands before the first heading.
    public var level: Int
    /// The heading as printed, with its number; empty for level 0.
    public var heading: String
    public var headingSpan: SourceSpan?
    public var paragraphs: [Paragraph]
    public init(
      topic: Topic? = nil, level: Int, heading: String, headingSpan: SourceSpan? = nil, paragraphs: [Paragraph] = []
    ) {
      (self.topic, self.level, self.heading) = (topic, level, heading)
      (self.headingSpan, self.paragraphs) = (headingSpan, paragraphs)
    }
  }

  public struct Paragraph: Hashable, Codable, Sendable {
    public var text: String
    public var span: SourceSpan?
    public var claims: [Claim]
    public init(_ text: String, span: SourceSpan? = nil, claims: [Claim] = []) {
      (self.text, self.span, self.claims) = (text, span, claims)
    }
  }

  /// What a section is about, whatever its heading says; sub-sections inherit the topic of their section.
  public enum Topic: String, Hashable, Codable, CaseIterable, Sendable {
    case duties  // 部门职责
    case organisation  // 机构设置
    case overview  // 预算安排的总体情况
    case revenue  // 收入说明
    case expenditure  // 支出说明
    case fiscalAppropriation  // 财政拨款收支情况
    case generalPublicBudget  // 一般公共预算支出情况
    case basicExpenditure  // 基本支出情况
    case governmentFund
    case stateCapitalOperations
    case agencyOperatingExpenses  // 机关运行经费
    case threePublicExpenses
    case performance  // 绩效
    case procurement
    case assets
    case glossary  // 名词解释
    case otherMatters  // 其他需要说明的事项
  }

  /// Every claim with its section, in printed order.
  public var claims: [(section: Section, claim: Claim)] {
    sections.flatMap { section in section.paragraphs.flatMap { $0.claims.map { (section, $0) } } }
  }
}

/// One figure stated in words: its subject, value, year and direction, with the words it was read from.
public struct Claim: Hashable, Codable, Sendable {
  /// What the figure is about, as printed near it: `公务接待费`.
  public var subject: String
  /// What the figure is about, when the reader is sure.
  public var measure: Measure?
  public var value: Value
  /// The year the figure is about, when said or implied by “上年”.
  public var year: Int?
  /// The year it is compared with, for a change.
  public var comparedYear: Int?
  /// For a change: up, down or unchanged. Nil for a plain amount.
  public var direction: Direction?
  /// The code of `item`, or a code named beside the figure.
  public var functionalCode: FunctionalCode?
  /// The 类款项 path under which the figure is said; only a figure with measure `functionalItem` is the item's own amount.
  public var item: ItemName?
  /// The printed words of the figure itself: `2466.08万元`.
  public var quote: String
  /// The printed sentence in which the figure stands, up to and with the figure and its next mark.
  public var sentence: String
  /// Unicode scalars of its paragraph that the figure and its unit take, from 0.
  public var position: Range<Int>
  public var span: SourceSpan?

  public init(
    subject: String, measure: Measure? = nil, value: Value, year: Int? = nil, comparedYear: Int? = nil,
    direction: Direction? = nil, functionalCode: FunctionalCode? = nil, item: ItemName? = nil, quote: String,
    sentence: String = "", position: Range<Int> = 0..<0, span: SourceSpan? = nil
  ) {
    self.item = item
    (self.subject, self.measure, self.value, self.year) = (subject, measure, value, year)
    (self.comparedYear, self.direction, self.functionalCode) = (comparedYear, direction, functionalCode)
    (self.quote, self.sentence, self.position, self.span) = (quote, sentence, position, span)
  }

  public enum Value: Hashable, Sendable {
    /// The printed unit is kept: 11.39 万元 and 113900 元 are one amount and two statements.
    case amount(ReportedAmount, unit: CurrencyUnit)
    /// Percent as printed: `95` for 95 %.
    case percent(PrintedNumber)
    /// A count with its classifier: 10 名, 7 辆, 24 小时.
    case count(PrintedNumber, of: String)
    /// A year or a date; never an amount.
    case date(String)
    /// A digit that names, not counts: a list number, a document number, `12345`热线.
    case label(String)
  }

  public enum Direction: String, Hashable, Codable, Sendable { case increase, decrease, unchanged }

  /// What an amount or a change may be about. One measure has one cell in the tables (Checking knows which).
  public enum Measure: String, Hashable, Codable, CaseIterable, Sendable {
    case totalRevenue, totalExpenditure, revenueAndExpenditure  // 收支安排 (both at once)
    case fiscalAppropriation  // 财政拨款收入支出总计
    case generalPublicBudgetRevenue, governmentFundRevenue, stateCapitalOperationsRevenue
    case otherRevenue
    case revenueOfYear, expenditureOfYear  // 本年收入、本年支出合计
    case fiscalRevenue, fiscalExpenditure  // 财政拨款收入、财政拨款支出
    case generalPublicBudgetExpenditure, governmentFundExpenditure, stateCapitalOperationsExpenditure
    case basicExpenditure, projectExpenditure
    case personnelExpenditure, operatingExpenditure
    case agencyOperatingExpenses
    case threePublicExpenses, overseasTravel, vehicles, vehiclePurchase, vehicleOperation, reception
    case procurement, procurementGoods, procurementWorks, procurementServices
    case fixedAssets, plannedAssetPurchases
    case functionalItem  // with `functionalCode`
  }
}

extension Claim.Value: Codable {
  private enum Key: String, CodingKey { case kind, amount, unit, number, of, text }

  public init(from decoder: any Decoder) throws {
    let box = try decoder.container(keyedBy: Key.self)
    switch try box.decode(String.self, forKey: .kind) {
    case "amount":
      self = .amount(
        try box.decode(ReportedAmount.self, forKey: .amount), unit: try box.decode(CurrencyUnit.self, forKey: .unit))
    case "percent": self = .percent(try box.decode(PrintedNumber.self, forKey: .number))
    case "count":
      self = .count(try box.decode(PrintedNumber.self, forKey: .number), of: try box.decode(String.self, forKey: .of))
    case "date": self = .date(try box.decode(String.self, forKey: .text))
    default: self = .label(try box.decode(String.self, forKey: .text))
    }
  }

  public func encode(to encoder: any Encoder) throws {
    var box = encoder.container(keyedBy: Key.self)
    switch self {
    case .amount(let amount, let unit):
      try box.encode("amount", forKey: .kind)
      try box.encode(amount, forKey: .amount)
      try box.encode(unit, forKey: .unit)
    case .percent(let number):
      try box.encode("percent", forKey: .kind)
      try box.encode(number, forKey: .number)
    case .count(let number, let of):
      try box.encode("count", forKey: .kind)
      try box.encode(number, forKey: .number)
      try box.encode(of, forKey: .of)
    case .date(let text):
      try box.encode("date", forKey: .kind)
      try box.encode(text, forKey: .text)
    case .label(let text):
      try box.encode("label", forKey: .kind)
      try box.encode(text, forKey: .text)
    }
  }
}
