/// The performance target of one project (项目绩效目标表).
public struct PerformanceGoal: Hashable, Codable, Sendable {
  /// The printed number: `8、` → 8.
  public var number: Int?
  /// The project's name without number, year and “绩效目标表”: `政府机关电话费`.
  public var project: String
  /// The title as printed.
  public var title: String
  /// The goal in words, one string as printed.
  public var objective: String
  public var indicators: [PerformanceIndicator]
  public var span: SourceSpan?

  public init(
    number: Int? = nil, project: String, title: String, objective: String, indicators: [PerformanceIndicator],
    span: SourceSpan? = nil
  ) {
    (self.number, self.project, self.title) = (number, project, title)
    (self.objective, self.indicators, self.span) = (objective, indicators, span)
  }
}

/// One line of a performance table: three levels, a description, a target and its basis (指标值确定依据).
public struct PerformanceIndicator: Hashable, Codable, Sendable {
  /// 一级指标 with merged cells filled down: `产出指标`.
  public var level1: String
  /// 二级指标: `数量指标`.
  public var level2: String
  /// 三级指标.
  public var name: String
  public var detail: String
  /// 指标值 as printed.
  public var printedTarget: String
  public var target: IndicatorTarget
  public var basis: String
  public var span: SourceSpan?

  public init(
    level1: String, level2: String, name: String, detail: String, printedTarget: String, target: IndicatorTarget,
    basis: String, span: SourceSpan? = nil
  ) {
    (self.level1, self.level2, self.name, self.detail) = (level1, level2, name, detail)
    (self.printedTarget, self.target, self.basis, self.span) = (printedTarget, target, basis, span)
  }
}

/// What an indicator promises. A number keeps its printed unit, empty when none is printed.
public enum IndicatorTarget: Hashable, Codable, Sendable {
  case atLeast(PrintedNumber, unit: String)
  case atMost(PrintedNumber, unit: String)
  case exactly(PrintedNumber, unit: String)
  /// Words: `进一步提升`.
  case descriptive(String)

  /// Reads `≥98%`, `≤5.36 万元`, `365 天`, `进一步提升`.
  public init(printed text: String) {
    var rest = Substring(text.trimmingSpaces())
    var make = IndicatorTarget.exactly
    for (sign, form) in Self.signs where rest.hasPrefix(sign) {
      (make, rest) = (form, rest.dropFirst(sign.count))
      break
    }
    rest = rest.drop { $0 == " " }
    let digits = rest.prefix { $0.isASCII && ($0.isNumber || $0 == "." || $0 == ",") }
    let unit = rest.dropFirst(digits.count).drop { $0 == " " }
    guard let number = PrintedNumber(String(digits)), unit.count <= 8 else {
      self = .descriptive(text)
      return
    }
    self = make(number, String(unit))
  }

  private static let signs: [(String, @Sendable (PrintedNumber, String) -> IndicatorTarget)] = [
    ("≥", { .atLeast($0, unit: $1) }), (">=", { .atLeast($0, unit: $1) }), ("不少于", { .atLeast($0, unit: $1) }),
    ("不低于", { .atLeast($0, unit: $1) }), ("＞", { .atLeast($0, unit: $1) }), (">", { .atLeast($0, unit: $1) }),
    ("≤", { .atMost($0, unit: $1) }), ("<=", { .atMost($0, unit: $1) }), ("不超过", { .atMost($0, unit: $1) }),
    ("＜", { .atMost($0, unit: $1) }), ("<", { .atMost($0, unit: $1) }),
    ("＝", { .exactly($0, unit: $1) }), ("=", { .exactly($0, unit: $1) }),
  ]

  /// The amount when the unit is money: `≤5.36 万元`.
  public var amount: ReportedAmount? {
    switch self {
    case .atLeast(let number, let unit), .atMost(let number, let unit), .exactly(let number, let unit):
      CurrencyUnit(rawValue: unit.foldedForMatching).flatMap { number.amount(in: $0) }
    case .descriptive: nil
    }
  }
}
