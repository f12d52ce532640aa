import Foundation
import MingzhangCatalog
import MingzhangModel
import MingzhangReading
import MingzhangTestSupport
import Testing

/// The disclosure that the project began with, read whole.
@Suite struct SeedReadingTests {
  let text: String
  let result: ReadingResult

  init() throws {
    text = try String(contentsOf: TestPlaces.examples.appending(path: "seed/nangong-2023.md"), encoding: .utf8)
    let catalog = try Catalog.load(from: TestPlaces.root.appending(path: "Sources/MingzhangCatalog/Data"))
    result = try Reader(catalog: catalog).read(Array(text.utf8), name: "nangong-2023.md")
  }

  @Test("九张表，行数与原文相同；两张空表带着注")
  func statements() {
    let rows = StatementKind.nine.map { result.disclosure.statement($0)?.rows.count }
    #expect(rows == [34, 16, 16, 37, 16, 25, 0, 0, 9])
    for kind in [StatementKind.governmentFundExpenditure, .stateCapitalOperationsExpenditure] {
      #expect(result.disclosure.statement(kind)?.notes.first?.text.contains("空表列示") == true)
    }
    #expect(result.disclosure.statement(.procurement)?.notes.count == 2)
    #expect(result.disclosure.statements.allSatisfy { $0.kind != .other })
  }

  @Test("原文表格里的每一个金额都读到，一分不差")
  func amounts() {
    // what stands in the tab rows of the text, found without any of our code
    var printed: [String: Int] = [:]
    for line in text.split(separator: "\n") where line.contains("\t") && !line.contains("...") {
      for cell in line.split(separator: "\t") {
        let word = cell.trimmingCharacters(in: .whitespaces)
        if word.contains("."), word.allSatisfy({ $0.isNumber || $0 == "." }) { printed[word, default: 0] += 1 }
      }
    }
    var read: [String: Int] = [:]
    for statement in result.disclosure.statements {
      for cell in statement.rows.joined() {
        guard case .amount(let amount) = cell.reading else { continue }
        #expect(amount.money == Money(fen: Int64(cell.printed.replacing(".", with: "")) ?? -1))
        read[cell.printed, default: 0] += 1
      }
    }
    #expect(printed == read)
    #expect(read.values.reduce(0, +) > 180)
  }

  @Test("每个单元格都说得出在第几行")
  func spans() {
    for statement in result.disclosure.statements {
      for cell in statement.rows.joined() where !cell.printed.isEmpty { #expect(cell.span?.line != nil) }
    }
  }

  @Test("十个绩效目标，全部指标，第八个跨页")
  func goals() {
    let goals = result.disclosure.goals
    #expect(goals.map(\.number) == Array(1...10))
    #expect(goals.map(\.indicators.count) == [7, 7, 7, 7, 7, 7, 7, 11, 7, 7])
    #expect(goals[0].project == "政府机关电话费")
    #expect(goals[0].indicators[3].target == .atMost(PrintedNumber(digits: 536, decimals: 2), unit: "万元"))
    #expect(goals[7].indicators.map(\.level1.simplified).last == "满意度指标")
  }

  @Test("每一位数字都有着落")
  func conservation() {
    let account = result.conservation
    #expect(account.total > 3000)
    #expect(account.unexplained == 0)
    #expect(result.disclosure.leftovers.allSatisfy { $0.reason != .unexplained })
  }

  @Test("单位、年度、目录、机构、名词")
  func parts() {
    let disclosure = result.disclosure
    #expect(disclosure.entity == "南宫市人民政府办公室")
    #expect(disclosure.fiscalYear == 2023)
    #expect(disclosure.kind == .budget)
    #expect(disclosure.contents.count == 18)
    #expect(disclosure.contents.first?.page == 1)
    #expect(disclosure.units.map(\.nature) == ["行政"])
    #expect(disclosure.glossary.count == 10)
    #expect(disclosure.glossary.last?.term == "事业单位经营支出")
  }

  @Test("识别噪声是输入质量，不改原文")
  func noise() {
    let kinds = Set(result.disclosure.inputNotices.map(\.kind))
    #expect(
      kinds.isSuperset(of: [.traditionalCharacters, .lookAlikeCharacters, .foreignWords, .markup, .shiftedHeading]))
    #expect(result.disclosure.goals[7].title.contains("績效目標表"))
  }

  struct Expected: Sendable {
    var quote: String
    var measure: Claim.Measure?
    var direction: Claim.Direction?
    var comparedYear: Int?
    init(_ quote: String, _ measure: Claim.Measure?, _ direction: Claim.Direction? = nil, comparedYear: Int? = nil) {
      (self.quote, self.measure, self.direction, self.comparedYear) = (quote, measure, direction, comparedYear)
    }
  }

  @Test("说明文字里的金额：说的是什么，比哪一年，增还是减")
  func claims() {
    let amounts = result.disclosure.narrative.claims.filter { section, claim in
      if case .amount = claim.value { section.topic != .performance } else { false }
    }.map(\.claim)
    let expected: [Expected] = [
      Expected("2466.08万元", .totalRevenue), Expected("2466.08万元", .generalPublicBudgetRevenue),
      Expected("0万元", .governmentFundRevenue), Expected("858万元", .personnelExpenditure),
      Expected("113.02万元", .operatingExpenditure), Expected("1495.06万元", .projectExpenditure),
      Expected("2466.08万元", .totalExpenditure), Expected("971.02万元", .basicExpenditure),
      Expected("1495.06万元", .projectExpenditure), Expected("2466.08万元", .revenueAndExpenditure),
      Expected("236.3万元", .revenueAndExpenditure, .increase, comparedYear: 2022),
      Expected("271.3万元", .basicExpenditure, .increase, comparedYear: 2022),
      Expected("35万元", .projectExpenditure, .decrease, comparedYear: 2022),
      Expected("35万元", nil, .decrease, comparedYear: 2022), Expected("113.02万元", .agencyOperatingExpenses),
      Expected("157.6万元", .threePublicExpenses), Expected("0万元", .overseasTravel), Expected("55.6万元", .vehicles),
      Expected("0万元", .vehiclePurchase), Expected("55.6万元", .vehicleOperation), Expected("102万元", .reception),
      Expected("1.6万元", .threePublicExpenses, .decrease, comparedYear: 2022), Expected("0.00万元", .procurement),
      Expected("11.39万元", .fixedAssets), Expected("0.00万元", .plannedAssetPurchases),
    ]
    #expect(amounts.count == expected.count)
    for (claim, expected) in zip(amounts, expected) {
      #expect(claim.quote == expected.quote)
      #expect(claim.measure == expected.measure, "\(claim.sentence)")
      #expect(claim.direction == expected.direction, "\(claim.sentence)")
      #expect(claim.comparedYear == expected.comparedYear, "\(claim.sentence)")
    }
  }
}
