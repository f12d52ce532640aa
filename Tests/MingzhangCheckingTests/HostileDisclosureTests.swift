import MingzhangCatalog
import MingzhangModel
import Testing

@testable import MingzhangChecking

/// No disclosure, however absurd, makes a rule crash or stall; every rule ends in holds, broken or unchecked.
@Suite struct HostileDisclosureTests {
  @Test("胡乱的公开书：巨大的金额、空表、重复的科目、互为上级的行，每条规则都有结论", arguments: 0..<60)
  func everyRuleEnds(_ seed: UInt64) throws {
    let catalog = try #require(RuleCaseTests.catalog)
    var dice = Dice(seed: seed)
    let disclosure = dice.disclosure()
    let companions = Companions(
      previous: dice.disclosure(), budget: dice.disclosure(), units: [dice.disclosure(), dice.disclosure()],
      counterpart: dice.disclosure())
    let report = RuleBook.standard.check(disclosure, with: catalog, beside: companions)
    #expect(report.outcomes.map(\.rule) == RuleBook.standard.rules.map(\.code))
    #expect(report.findings.allSatisfy { !$0.evidence.isEmpty })
    #expect(
      RuleBook.standard.check(disclosure, with: catalog, beside: companions) == report,
      "the same input, the same report")
  }

  @Test("用时过长的规则停下，报为未核对，不算通过")
  func lateRules() throws {
    let catalog = try #require(RuleCaseTests.catalog)
    var dice = Dice(seed: 7)
    var disclosure = dice.disclosure()
    disclosure.statements = StatementKind.nine.map { dice.statement($0) }
    let report = RuleBook.standard.check(disclosure, with: catalog, timeLimit: .seconds(1), clock: LeapingClock())
    let late = report.outcomes.filter { $0.reason?.chinese.contains("用时过长") ?? false }
    #expect(late.count > 20)
    #expect(late.allSatisfy { $0.status == .unchecked })
  }

  @Test("识读存疑的表只给提示，并请人复核")
  func doubtfulTablesGiveNotices() throws {
    let catalog = try #require(RuleCaseTests.catalog)
    var dice = Dice(seed: 3)
    var disclosure = dice.disclosure()
    disclosure.statements = StatementKind.nine.map { kind in
      var statement = dice.statement(kind)
      statement.confidence = .init(holding: 1, tried: 20)
      return statement
    }
    let report = RuleBook.standard.check(disclosure, with: catalog)
    let arithmetic = report.findings.filter { $0.evidence.contains { $0.statement != nil } }
    #expect(!arithmetic.isEmpty)
    #expect(arithmetic.allSatisfy { $0.severity == .notice && $0.needsReview })
  }
}

/// A clock on which every look takes an hour.
private final class LeapingClock: Clock, @unchecked Sendable {
  private var hours = 0
  var now: ContinuousClock.Instant {
    hours += 1
    return ContinuousClock.now.advanced(by: .seconds(3_600 * hours))
  }
  var minimumResolution: Duration { .seconds(1) }
  func sleep(until deadline: ContinuousClock.Instant, tolerance: Duration?) async throws {}
}

/// Random values from a seed; the same seed, the same values.
struct Dice {
  private var state: UInt64
  init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 1 }

  mutating func next() -> UInt64 {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return state
  }
  mutating func roll(_ sides: Int) -> Int { Int(next() % UInt64(max(1, sides))) }
  mutating func pick<T>(_ list: [T]) -> T { list[roll(list.count)] }

  mutating func money() -> Money {
    switch roll(8) {
    case 0: Money(fen: .max)
    case 1: Money(fen: .min)
    case 2: Money(fen: Money.limit.fen)
    case 3: .zero
    case 4: Money(fen: -Int64(roll(1_000_000)))
    default: Money(fen: Int64(roll(1_000_000_000)) * 100)
    }
  }

  mutating func amount() -> ReportedAmount {
    ReportedAmount(money(), slack: pick([.zero, .zero, Money(fen: 5_000), Money(fen: 500_000_000_000), Money(fen: 1)]))
  }

  mutating func number() -> PrintedNumber {
    PrintedNumber(digits: pick([0, 1, 99, 12_345, Int64.max, -7]), decimals: pick([0, 1, 2, 4, 9]))
  }

  mutating func cell() -> Cell {
    switch roll(10) {
    case 0: .blank
    case 1: Cell("乱", .illegible)
    case 2: Cell(pick(["一、文字（", "9223372036854775807", "3"]), .text)
    case 3: Cell("12", .number(number()))
    default: Cell("\(roll(99_999)).00", .amount(amount()), span: SourceSpan(line: roll(400), columns: roll(9)..<20))
    }
  }

  mutating func lineKey() -> LineKey {
    let codes = [
      "201", "20103", "2010301", "2010302", "208", "20805", "2080505", "212", "223", "301", "30101", "302", "30217",
    ]
    switch roll(4) {
    case 0:
      return pick([
        .total, .totalRevenue, .totalExpenditure, .revenueOfYear, .expenditureOfYear, .carryoverIn, .carryoverOut,
        .vehicles, .reception, .overseasTravel, .vehiclePurchase, .vehicleOperation, .threePublicSubtotal,
      ])
    case 1: return LineKey("economic:\(pick(codes))")
    case 2: return .caption(pick(["合计", "其中：甲", "结转", "一、乙", ""]))
    default: return LineKey("function:\(pick(codes + ["", "9", "20", "201030102"]))")
    }
  }

  mutating func statement(_ kind: StatementKind) -> Statement {
    let keys: [ColumnKey] = [
      .sequence, .code, .caption, .amount, .total, .subtotal, .basic, .project, .personnel, .operating,
      .fiscalAppropriation, .generalPublicBudget, .governmentFund, .stateCapitalOperations, .carryoverIn, .quantity,
      .unitPrice, .value, .heading(["本年支出", "小计"]), .heading(["出国"]), .heading(["年初结转"]), .heading(["年末结转"]),
    ]
    let columns = (0..<roll(12)).map { _ in
      StatementColumn(
        pick(keys), side: pick([nil, nil, .revenue, .expenditure]),
        path: pick([["合计"], ["本年支出", "小计"], ["2023年预算数", "合计"], ["公务接待费"], ["因公出国（境）费"], []]))
    }
    let rows = (0..<(columns.isEmpty ? 0 : roll(30))).map { _ in columns.map { _ in cell() } }
    let lines = rows.indices.flatMap { row in
      (0..<(1 + roll(2))).map { _ in
        StatementLine(
          lineKey(), side: pick([nil, .revenue, .expenditure]), row: row, caption: pick(["合计", "行政运行", "一、甲", ""]),
          sequence: roll(9))
      }
    }
    return Statement(
      kind: kind, title: pick(["部门预算表", "", "收支总表", "“三公”表 / 甲"]), entity: pick([nil, "甲县财政局", "乙县教育局"]),
      fiscalYear: pick([nil, 0, 2024, Int.max, Int.min]),
      unit: pick([nil, .yuan, .tenThousandYuan, .hundredMillionYuan]),
      columns: columns, rows: rows, lines: lines, notes: [SpannedText(pick(["空表列示", "注：无", ""]))])
  }

  mutating func claim() -> Claim {
    let value: Claim.Value =
      switch roll(5) {
      case 0: .percent(number())
      case 1: .count(number(), of: pick(["人", "辆", ""]))
      case 2: .date("2024年")
      default: .amount(amount(), unit: pick([.yuan, .tenThousandYuan, .hundredMillionYuan]))
      }
    let start = roll(40)
    return Claim(
      subject: pick(["公务接待费", "", "基本支出"]), measure: pick([nil] + Claim.Measure.allCases.map { $0 }), value: value,
      year: pick([nil, 2023, 2024, Int.max]), comparedYear: pick([nil, 2023, 2024, Int.min]),
      direction: pick([nil, .increase, .decrease, .unchanged]), quote: "1万元", sentence: pick(["其中，1万元", "", "占1%"]),
      position: start..<start + roll(30))
  }

  mutating func disclosure() -> Disclosure {
    let words = ["2024年预算收入100万元，其中：一般公共预算收入100万元，占100%。", "", "与2023年相比减少1万元，主要是", "（）（“《", "截至2023年12月31日。"]
    return Disclosure(
      kind: pick([.budget, .final]), entity: pick(["甲县财政局", "", "局"]),
      fiscalYear: pick([nil, 2024, 0, Int.max, Int.min]),
      title: pick(["2024年部门预算", ""]),
      contents: (0..<roll(8)).map { ContentsEntry("部门预算表\($0)", page: pick([nil, 3, Int.max])) },
      statements: (0..<roll(12)).map { _ in statement(pick(StatementKind.allCases)) },
      narrative: Narrative(
        sections: (0..<roll(6)).map { level in
          .init(
            topic: pick([nil] + Narrative.Topic.allCases.map { $0 }), level: level,
            heading: pick(["一、收入说明", "三、", ""]),
            paragraphs: (0..<roll(4)).map { _ in .init(pick(words), claims: (0..<roll(6)).map { _ in claim() }) })
        }),
      goals: (0..<roll(3)).map {
        PerformanceGoal(number: pick([nil, 1, Int.max]), project: "甲\($0)", title: "甲", objective: "", indicators: [])
      },
      glossary: [GlossaryEntry("", "")])
  }
}
