import Foundation
import MingzhangCatalog
import MingzhangModel
import MingzhangTestSupport
import Testing

@Suite struct CatalogTests {
  static let folder = TestPlaces.root.appending(path: "Sources/MingzhangCatalog/Data")
  let catalog: Catalog

  init() throws { catalog = try Catalog.load(from: Self.folder) }

  @Test(
    "各地的表名认得是哪张表",
    arguments: [
      ("部门预算收支总表", StatementKind.revenueAndExpenditureSummary), ("2026年部门财务收支预算总表", .revenueAndExpenditureSummary),
      ("收入支出决算总表", .revenueAndExpenditureSummary), ("部门综合预算收入总表", .revenue), ("支出决算表", .expenditure),
      ("财政拨款收入支出决算总表", .fiscalAppropriationSummary), ("一般公共预算财政拨款支出决算表", .generalPublicBudgetExpenditure),
      ("一般公共预算财政拨款基本支出决算表", .generalPublicBudgetBasicExpenditure),
      ("一般公共预算基本支出经济分类情况表", .generalPublicBudgetBasicExpenditure),
      ("政府性基金预算财政拨款收入支出决算表", .governmentFundExpenditure), ("部门预算政府基金预算财政拨款支出表", .governmentFundExpenditure),
      ("国有资本经营预算支出情况表", .stateCapitalOperationsExpenditure), ("财政拨款安排的行政经费及“三公”经费预算表", .threePublicExpenses),
      ("部门預算財政撥款“三公”經費支出表", .threePublicExpenses), ("一般公共预算机关运行经费支出预算表", .other), ("政府采购支出表", .procurement),
      ("8、南宮市人民防空工程經費績效目標表", .performance),
      ("财政拨款收支总体情况表", .fiscalAppropriationSummary), ("县对下转移支付绩效目标表09-2", .performance),
      ("部门预算基本支出预算表", .other), ("部门综合预算一般公共预算支出明细表（按支出经济分类科目）", .other),
      ("财政拨款支出预算表（部门经济分类科目）（2-1）", .other), ("会议费、培训费支出预算表（不含上年结转）", .other),
      ("部门综合预算政府采购（资产配置、购买服务）预算表", .procurement), ("政府购买服务支出表", .purchasedServices),
    ])
  func titles(_ title: String, _ kind: StatementKind) { #expect(catalog.matchTitle(title) == kind) }

  @Test("句子不是表名", arguments: ["具体内容见下表", "收支总表支出栏、基本支出表按科目编制，反映支出预算的总体情况。", "无"])
  func sentences(_ text: String) { #expect(catalog.matchTitle(text) == nil) }

  @Test("河北表样的每一列、每一行都在表样里认得")
  func profile() throws {
    let profile = try #require(catalog.profile("hebei-2023"))
    #expect(profile.tables.filter { StatementKind.nine.contains($0.kind) }.map(\.kind) == StatementKind.nine)
    for table in profile.tables where StatementKind.nine.contains(table.kind) {
      let form = try #require(catalog.form(table.kind))
      for column in table.columns {
        let path = column.path.map(\.foldedForMatching)
        #expect(form.columnKey(forPath: path, side: column.side) == column.key, "\(table.title) \(column.path)")
      }
      for row in table.rows {
        for (entry, side) in [(row.revenue, StatementSide.revenue), (row.expenditure, .expenditure)] {
          guard let entry, !entry.key.name.hasPrefix("carryover:"), !entry.key.name.hasPrefix("caption:") else {
            continue
          }
          let isSideBySide = table.columns.contains { $0.side != nil }
          #expect(
            form.lineKey(forCaption: entry.caption, side: isSideBySide ? side : nil) == entry.key, "\(entry.caption)")
        }
      }
    }
  }

  @Test("科目名称随年度")
  func names() {
    #expect(catalog.functional.name(of: "210", year: 2018) == "医疗卫生与计划生育支出")
    #expect(catalog.functional.name(of: "210", year: 2026) == "卫生健康支出")
    #expect(catalog.functional.names(of: "210").contains { $0.certainty == .recalled })
  }

  @Test("条文查得到；没读过的不装作读过")
  func law() {
    #expect(catalog.law("预算法")?.article("第十四条") != nil)
    #expect(catalog.laws.allSatisfy { $0.evidence != .recalled && !$0.articles.isEmpty })
  }

  @Test("坏的数据文件：说出文件和行")
  func badData() throws {
    let scratch = try TemporaryFolder()
    let copy = scratch.url.appending(path: "Data")
    try FileManager.default.copyItem(at: Self.folder, to: copy)
    let form = copy.appending(path: "forms/revenue.yaml")
    try (String(contentsOf: form, encoding: .utf8) + "colour: red\n").write(to: form, atomically: true, encoding: .utf8)
    let list = copy.appending(path: "classifications/functional.csv")
    try (String(contentsOf: list, encoding: .utf8) + "2010A,坏,general,,,attested,1,2024,\n").write(
      to: list, atomically: true, encoding: .utf8)
    do {
      _ = try Catalog.load(from: copy)
      Issue.record("loaded")
    } catch {
      #expect(error.problems.count == 2)
      #expect(error.problems.allSatisfy { $0.line != nil })
      #expect(error.wording.chinese.contains("forms/revenue.yaml"))
      #expect(error.wording.chinese.contains("colour"))
      #expect(error.wording.chinese.contains("2010A"))
    }
  }

  @Test("没有这个文件夹：一句话")
  func missing() {
    #expect(throws: CatalogError.self) { try Catalog.load(from: URL(filePath: "/no/such/catalog")) }
  }
}
