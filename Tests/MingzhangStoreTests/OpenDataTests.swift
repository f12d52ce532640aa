import Foundation
import MingzhangModel
import MingzhangTestSupport
import Testing

@testable import MingzhangStore

@Suite("库：公开数据的查询，两种数据库一个样") struct OpenDataTests {
  @Test("按部门、年份、编码、列取数，一页一页不重不漏", arguments: Backing.present)
  func figures(_ backing: Backing) async throws {
    let workshop = try await Workshop.open(backing)
    let store = workshop.store
    try await store.keep(
      [
        Organisation(id: "city", parent: nil, kind: .city, name: "示例市"),
        Organisation(id: "edu", parent: "city", kind: .department, name: "教育局", region: "130581"),
        Organisation(id: "health", parent: "city", kind: .department, name: "卫生局"),
      ], by: "system", at: .start)
    for department in ["edu", "health"] {
      for year in 2022...2023 { try await publish(department, year, in: store) }
    }
    let all = try await store.figures(PublicFilter(), limit: 100)
    #expect(all.count == 8)
    #expect(try await store.figures(PublicFilter(organisation: "edu"), limit: 100).count == 4)
    #expect(try await store.figures(PublicFilter(within: ["edu", "x"], year: 2022), limit: 100).count == 2)
    #expect(try await store.figures(PublicFilter(kind: .final), limit: 100).isEmpty)
    var lines = FigureFilter()
    lines.lines = ("function:205", "function:205:")
    #expect(try await store.figures(PublicFilter(), lines, limit: 100).count == 8)
    lines.lines = ("function:205", "function:205\u{1}")
    #expect(
      try await store.figures(PublicFilter(), lines, limit: 100).map(\.line)
        == Array(repeating: "function:205", count: 4))
    #expect(try await store.figures(PublicFilter(), FigureFilter(column: "total"), limit: 100).count == 8)
    #expect(try await store.figures(PublicFilter(), FigureFilter(column: "nobody"), limit: 100).isEmpty)
    #expect(try await store.figures(PublicFilter(), FigureFilter(fund: .governmentFund), limit: 100).isEmpty)
    // as a column, as a line, as a table of that fund, and not at all
    let rare = try await publish(
      "health", 2021, in: store, column: "otherIncome", line: "source:publicService", .stateCapitalOperationsExpenditure
    )
    let counts = [
      (FundSource.otherIncome, 2), (.publicService, 1), (.stateCapitalOperations, 2), (.businessOperating, 0),
    ]
    for (fund, count) in counts {
      let found = try await store.figures(PublicFilter(), FigureFilter(fund: fund), limit: 100)
      #expect(found.map(\.position.version) == Array(repeating: rare, count: count), "\(fund)")
    }
    #expect(try await store.figures(PublicFilter(), FigureFilter(column: "otherIncome"), limit: 100).count == 2)
    #expect(try await store.figures(PublicFilter(), FigureFilter(statement: .revenue), limit: 100).isEmpty)
    var paged: [Figure] = []
    while true {
      let page = try await store.figures(PublicFilter(), after: paged.last?.position ?? .start, limit: 3)
      paged += page
      if page.count < 3 { break }
    }
    #expect(paged.count == 10 && paged.prefix(8).elementsEqual(all))
    #expect(try await store.figures(of: all[0].position.version).count == 2)
    #expect(try await store.published(PublicFilter(year: 2023), limit: 10).count == 2)
    #expect(try await store.statements(PublicFilter(), after: (0, -1), limit: 10).count == 5)
    #expect(try await store.findings(PublicFilter(), severity: .error, after: (0, -1), limit: 10).isEmpty)
    #expect(try await store.goals(PublicFilter(), after: (0, -1), limit: 10).isEmpty)
    #expect(try await store.publicFiles().count == 5)
    #expect(try await store.counts()["versions"] == 5)
    await workshop.end()
  }

  @discardableResult
  private func publish(
    _ department: String, _ year: Int, in store: Store, column: String = "total", line: String = "function:2050101",
    _ kind: StatementKind = .expenditure
  ) async throws -> Int64 {
    let bytes = Data("\(department) \(year)".utf8)
    let digest = try store.shelf.keep(bytes)
    let version = try await store.add(
      NewVersion(
        file: digest, byteCount: bytes.count, mediaType: "text/plain", fileName: "a.txt", origin: .sample,
        organisation: department, fiscalYear: year, kind: .budget, isSample: true), by: "system", at: .start)
    let statement = Statement(
      kind: kind, title: "部门支出总表", unit: .yuan,
      columns: [StatementColumn(.caption, path: ["科目名称"]), StatementColumn(ColumnKey(column), path: ["合计"])],
      rows: [
        [Cell("教育支出"), Cell(Money(fen: 100), in: .yuan)], [Cell("行政运行"), Cell(Money(fen: 200), in: .yuan)],
      ],
      lines: [
        StatementLine(LineKey("function:205"), row: 0, caption: "教育支出"),
        StatementLine(LineKey(line), row: 1, caption: "行政运行"),
      ], notes: [], pages: 1...1)
    let disclosure = Disclosure(
      kind: .budget, entity: department, fiscalYear: year, title: "预算", statements: [statement])
    let report = CheckReport(
      source: nil, kind: .budget, entity: department, fiscalYear: year, findings: [], outcomes: [], inputNotices: [])
    let kept = try await store.keep(Examined(disclosure, report), of: version.id, at: .start)
    return try await store.publishSample(kept, at: .start).id
  }
}
