import Foundation
import MingzhangCatalog
import MingzhangMaking
import MingzhangModel
import MingzhangTestSupport
import Testing

@Suite struct PostingTests {
  @Test("台账编出的九张表与公开书逐格相同：行、科目、名称、金额到分")
  func nineTablesEqualTheSeed() throws {
    let disclosure = try NangongLedger().disclosure
    let seed = try SeedTables()
    #expect(seed.tables.count == 9)
    for (kind, seedTitle) in zip(StatementKind.nine, Self.seedTitles) {
      let statement = try #require(disclosure.statement(kind), "\(kind)")
      let printed = try #require(seed.tables[seedTitle], "\(seedTitle)")
      let made = statement.rows.map { SeedTables.Row(cells: SeedTables.trimmed($0.dropFirst().map(\.printed))) }
      #expect(made.count == printed.count, "\(seedTitle)")
      for (made, printed) in zip(made, printed) { #expect(made == printed, "\(seedTitle)") }
    }
  }

  private static let seedTitles = [
    "部门预算收支总表", "部门预算收入总表", "部门预算支出总表", "部门预算财政拨款收支总表", "部门预算一般公共预算财政拨款支出表",
    "部门预算一般公共预算财政拨款基本支出表", "部门预算政府基金预算财政拨款支出表", "部门预算国有资本经营预算财政拨款支出表",
    "部门预算财政拨款“三公”经费支出表",
  ]

  @Test("空表仍列示，并写明原因；不空的表没有空表说明")
  func emptyTables() throws {
    let disclosure = try NangongLedger().disclosure
    let fund = try #require(disclosure.statement(.governmentFundExpenditure))
    #expect(fund.isEmpty)
    #expect(fund.notes.map(\.text) == ["注：无政府性基金预算财政拨款预算，空表列示。"])
    let assets = try #require(disclosure.statement(.assets))
    #expect(assets.notes.isEmpty)
    #expect(assets.cell(try #require(assets.lines.first), .value)?.printed == "113900.00")
  }

  @Test("文字中的数字与公开书的数字相同")
  func wordsSayThePublishedFigures() throws {
    let text = try NangongLedger().disclosure.narrative.sections.flatMap(\.paragraphs).map(\.text).joined(
      separator: "\n")
    for words in [
      "2023年预算收入2466.08万元", "人员经费收入858万元、日常公用经费收入113.02万元、项目经费收入1495.06万元", "较2022年增加236.3万元",
      "基本支出增加271.3万元", "项目支出减少35万元", "市直人防工程建设项目减少35万元", "运行经费共计安排113.02万元", "预算安排157.6万元",
      "公务接待费102万元", "与2022年相比减少1.6万元，减少的主要原因", "固定资产金额为11.39万元",
    ] { #expect(text.contains(words), "\(words)") }
    #expect(!text.contains("{{"))
  }

  @Test("每个数字都是一条声明：含义、金额、年度、方向、位置")
  func claims() throws {
    let narrative = try NangongLedger().disclosure.narrative
    let claims = narrative.claims.map(\.claim)
    let change = try #require(claims.first { $0.measure == .projectExpenditure && $0.direction != nil })
    #expect(change.direction == .decrease)
    #expect(change.comparedYear == 2022)
    #expect(change.quote == "35万元")
    for (section, claim) in narrative.claims {
      let paragraph = try #require(section.paragraphs.first { $0.claims.contains(claim) })
      let columns = try #require(claim.span?.columns)
      let words = String(String.UnicodeScalarView(Array(paragraph.text.unicodeScalars)[columns]))
      #expect(words == claim.quote)
    }
  }

  @Test("十张绩效目标表、全部指标；成本上限来自台账")
  func goals() throws {
    let goals = try NangongLedger().disclosure.goals
    #expect(goals.map(\.number) == Array(1...10))
    #expect(goals.map(\.indicators.count) == [7, 7, 7, 7, 7, 7, 7, 12, 7, 7])
    let caps = goals.compactMap { goal in
      goal.indicators.first { $0.level2 == "成本指标" && $0.printedTarget.hasSuffix("万元") }?.target.amount?.money
    }
    #expect(caps.sum() == Money(fen: 1_495_060_000))
  }

  @Test("同样的台账得到同样的公开内容和版面")
  func deterministic() throws {
    #expect(try NangongLedger().disclosure == NangongLedger().disclosure)
    #expect(try NangongLedger().document == NangongLedger().document)
  }

  @Test("改一行台账，表和文字、绩效上限一起变")
  func oneLineChangesAll() throws {
    let spoiled = try SpoiledLedger()
    try spoiled.replace("年鉴,,300000.00", with: "年鉴,,310000.00", in: "expenditure.csv")
    try spoiled.replace("2010302,14741200.00", with: "2010302,14751200.00", in: "revenue.csv")
    let disclosure = try NangongLedger(spoiled.folder).disclosure
    let project = FunctionalCode("2010302").map(LineKey.function)
    let key = try #require(project)
    for kind in [StatementKind.expenditure, .generalPublicBudgetExpenditure] {
      #expect(disclosure.statement(kind)?.cell(key, .project)?.printed == "14751200.00")
      #expect(disclosure.statement(kind)?.cell(.total, .total)?.printed == "24670800.00")
    }
    let text = disclosure.narrative.sections.flatMap(\.paragraphs).map(\.text).joined()
    #expect(text.contains("预算收入2467.08万元"))
    #expect(text.contains("项目支出减少34万元"))
    #expect(disclosure.goals[6].indicators.contains { $0.printedTarget == "≤31万元" })
  }

  @Test("机关运行经费不含事业单位的公用经费，参公单位的算在内")
  func institutionsAreNoAgencies() throws {
    let nangong = try NangongLedger()
    func printed(_ nature: String) -> Bool {
      var ledger = nangong.ledger
      for index in ledger.units.indices { ledger.units[index].nature = nature }
      let disclosure = Posting(ledger: ledger, profile: nangong.profile, catalog: nangong.catalog).disclosure()
      return disclosure.narrative.sections.first { $0.topic == .agencyOperatingExpenses }?.paragraphs.contains {
        $0.claims.contains { claim in
          if case .amount(let amount, _) = claim.value { amount.money == .zero } else { false }
        }
      } ?? false
    }
    #expect(printed("公益一类事业单位"))
    #expect(!printed("参公管理事业单位"))
    #expect(!printed("行政单位"))
  }

  @Test("上年更少就写增加，相同就写持平")
  func directionFollowsTheSign() throws {
    let spoiled = try SpoiledLedger()
    try spoiled.replace("三公.合计: 1592000.00", with: "三公.合计: 1576000.00", in: "book.yaml")
    try spoiled.replace("支出.基本: 6997200.00", with: "支出.基本: 9810200.00", in: "book.yaml")
    let text = try NangongLedger(spoiled.folder).disclosure.narrative.sections.flatMap(\.paragraphs).map(\.text)
      .joined()
    #expect(text.contains("与2022年相比持平"))
    #expect(text.contains("基本支出减少10万元"))
  }
}
