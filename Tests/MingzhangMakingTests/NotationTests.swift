import Foundation
import MingzhangMaking
import MingzhangModel
import MingzhangTestSupport
import Testing

@Suite struct NotationTests {
  /// What a sentence of the narrative becomes.
  private func printed(_ sentence: String) throws -> Narrative.Paragraph {
    let spoiled = try SpoiledLedger()
    try spoiled.write("# 其他需要说明的事项\n\n\(sentence)\n", to: "narrative/09-other.md")
    let sections = try NangongLedger(spoiled.folder).disclosure.narrative.sections
    return try #require(sections.last?.paragraphs.last)
  }

  @Test(
    "占位符的每一种写法",
    arguments: [
      ("{{支出.合计}}", "2466.08万元"), ("{{支出.合计|元}}", "24660800元"), ("{{支出.合计|亿元}}", "0.25亿元"),
      ("{{支出.人员经费}}", "858万元"), ("{{三公.因公出国}}", "0万元"), ("{{支出.基本|比上年}}", "增加271.3万元"),
      ("{{三公.合计|增减}}{{三公.合计|差额}}，下降{{三公.合计|幅度}}", "减少1.6万元，下降1.0%"), ("{{上年.支出.基本}}", "699.72万元"),
      ("{{年度}}、{{上年}}、{{单位}}", "2023、2022、南宫市人民政府办公室"), ("{{科目.2010308}}", "15.58万元"),
      ("{{科目.201.基本}}", "742.02万元"), ("{{经济.30217}}", "10万元"), ("{{项目.年鉴}}", "30万元"), ("{{资产.汽车|元}}", "113900元"),
      ("{{经济.303|万元}}", "73.54万元"),
    ])
  func forms(_ source: String, _ expected: String) throws {
    #expect(try printed("共\(source)。").text == "共\(expected)。")
  }

  @Test("声明的精度就是印出的精度")
  func claimsAreAsPrecise() throws {
    let claim = try #require(try printed("个人补助{{经济.303}}。").claims.first)
    #expect(
      claim.value == .amount(ReportedAmount(Money(fen: 73_540_000), slack: Money(fen: 5_000)), unit: .tenThousandYuan))
    #expect(claim.subject == "个人补助")
  }

  @Test(
    "写不成的占位符：没有上年数、不认识的写法、没有右括号",
    arguments: ["{{支出.公用经费|比上年}}", "{{支出.合计|美元}}", "{{支出.合计", "{{上年.三公.公务接待}}", "{{科目.2019999}}"])
  func unbound(_ source: String) throws {
    let spoiled = try SpoiledLedger()
    try spoiled.write("# 其他需要说明的事项\n\n共\(source)。\n", to: "narrative/09-other.md")
    let problem = try #require(try spoiled.problems().first)
    #expect(problem.kind == .unboundPlaceholder)
    #expect(problem.line == 3)
    #expect(problem.wording.chinese.contains(source))
  }

  @Test("采购有数时：合计在前，逐行列出，文字随之")
  func procurement() throws {
    let spoiled = try SpoiledLedger()
    let text = try spoiled.text("procurement.csv")
    try spoiled.write(
      text
        + "年鉴,印刷服务,C23090199,册,1000,300.00,一般公共预算拨款,300000.00,90000.00\n网络运维,服务器,A02010104,台,2,20000.00,一般公共预算拨款,40000.00,\n",
      to: "procurement.csv")
    let disclosure = try NangongLedger(spoiled.folder).disclosure
    let table = try #require(disclosure.statement(.procurement))
    #expect(table.rows.count == 3)
    #expect(table.cell(.total, .total)?.printed == "340000.00")
    #expect(table.cell(.total, .smallBusinessShare)?.printed == "90000.00")
    #expect(
      table.rows[1].map(\.printed).prefix(7) == ["《南宫年鉴》编纂印刷", "300000.00", "印刷服务", "C23090199", "册", "1000", "300.00"])
    #expect(!table.notes.contains { $0.text.contains("空表") })
    let words = disclosure.narrative.sections.flatMap(\.paragraphs).map(\.text).joined()
    #expect(words.contains("安排政府采购预算34万元"))
    #expect(words.contains("拟购置固定资产总额为4万元"))
  }

  @Test("结转和政府性基金：进各自的行和表，空表说明消失")
  func otherFunds() throws {
    let spoiled = try SpoiledLedger()
    try spoiled.write(
      try spoiled.text("revenue.csv") + "政府性基金预算拨款,是,2120803,50000.00\n", to: "revenue.csv")
    let lines = try spoiled.text("expenditure.csv") + "南宫市人民政府办公室本级,2120803,,政府性基金预算拨款,项目支出,年鉴,,50000.00,\n"
    try spoiled.write(lines, to: "expenditure.csv")
    let disclosure = try NangongLedger(spoiled.folder).disclosure
    let summary = try #require(disclosure.statement(.revenueAndExpenditureSummary))
    #expect(summary.cell(.carryoverIn, .amount)?.printed == "50000.00")
    #expect(summary.cell(.revenueOfYear, .amount)?.printed == "24660800.00")
    #expect(summary.cell(.totalRevenue, .amount)?.printed == "24710800.00")
    let fiscal = try #require(disclosure.statement(.fiscalAppropriationSummary))
    #expect(fiscal.cell(.carryover(.governmentFund), .amount)?.printed == "50000.00")
    let fund = try #require(disclosure.statement(.governmentFundExpenditure))
    #expect(fund.rows.count == 4)
    #expect(fund.notes.isEmpty)
    #expect(disclosure.statement(.generalPublicBudgetExpenditure)?.cell(.total, .total)?.printed == "24660800.00")
    #expect(disclosure.statement(.revenue)?.cell(.total, .carryoverIn)?.printed == "50000.00")
  }
}
