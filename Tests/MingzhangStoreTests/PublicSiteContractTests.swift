import Foundation
import MingzhangModel
import MingzhangTestSupport
import Testing

@testable import MingzhangStore

@Suite("库：公开网站要问的") struct PublicSiteContractTests {
  /// A city with one published book of one table and one term.
  private func book(_ store: Store) async throws -> Version {
    try await store.keep(
      [
        Organisation(id: "city", parent: nil, kind: .city, name: "示例市"),
        Organisation(id: "edu", parent: "city", kind: .department, name: "示例市教育局", position: 1),
      ], by: "system", at: .start)
    let span = SourceSpan(page: 2, box: .init(x0: 1.25, y0: 2, x1: 30, y1: 44.5))
    let statement = Statement(
      kind: .expenditure, title: "部门支出总表", unit: .yuan,
      columns: [StatementColumn(.caption, path: ["科目"]), StatementColumn(.total, path: ["合计"])],
      rows: [[Cell("教育支出"), Cell("12.00", .amount(ReportedAmount(Money(fen: 1200))), span: span)]],
      lines: [StatementLine(LineKey("function:205"), row: 0, caption: "教育支出")])
    var disclosure = Disclosure(kind: .budget, entity: "示例市教育局", fiscalYear: 2023, title: "预算", statements: [statement])
    disclosure.glossary = [GlossaryEntry("机关运行经费", "为保障运行的资金。")]
    let report = CheckReport(
      source: nil, kind: .budget, entity: "示例市教育局", fiscalYear: 2023, findings: [], outcomes: [], inputNotices: [])
    let file = try store.shelf.keep(Data("x".utf8))
    let added = try await store.add(
      NewVersion(
        file: file, byteCount: 1, mediaType: "text/plain", fileName: "a.txt", origin: .sample, organisation: "edu",
        fiscalYear: 2023, kind: .budget, isSample: true), by: "system", at: .start)
    let version = try await store.keep(Examined(disclosure, report), of: added.id, at: .start)
    return try await store.publishSample(version, at: .start.adding(seconds: 60))
  }

  @Test("公开状态随公开的内容变，不随上传变", arguments: Backing.present)
  func stateChangesWithWhatIsPublic(_ backing: Backing) async throws {
    let workshop = try await Workshop.open(backing)
    let store = workshop.store
    let empty = try await store.publicState()
    let version = try await book(store)
    let published = try await store.publicState()
    #expect(published != empty)
    _ = try await store.add(
      NewVersion(file: version.file, byteCount: 1, mediaType: "text/plain", fileName: "b.txt"), by: "x", at: .start)
    #expect(try await store.publicState() == published)
    try await store.keep(
      Data("{}".utf8), as: "json", named: "a.json", mediaType: "application/json", of: version.id, at: .start)
    #expect(try await store.publicState() != published)
    await workshop.end()
  }

  @Test("按原件上的位置找得到单元格；全书的单元格按表分", arguments: Backing.present)
  func cellsByPlace(_ backing: Backing) async throws {
    let workshop = try await Workshop.open(backing)
    let store = workshop.store
    let version = try await book(store)
    let span = SourceSpan(page: 2, box: .init(x0: 1.25, y0: 2, x1: 30, y1: 44.5))
    #expect(try await store.addresses(of: version.id) == [span: CellAddress(statement: 0, row: 0, column: 1)])
    let cells = try await store.cells(of: version.id)
    #expect(cells[0]?.map(\.cell.printed) == ["教育支出", "12.00"])
    await workshop.end()
  }

  @Test("名词解释只来自已公开的书；首次公开的时间不随更正变", arguments: Backing.present)
  func termsAndFirstPublication(_ backing: Backing) async throws {
    let workshop = try await Workshop.open(backing)
    let store = workshop.store
    let version = try await book(store)
    let terms = try await store.publishedTerms()
    #expect(terms.map(\.term) == ["机关运行经费"])
    #expect(terms.first?.version == version.id)
    #expect(try await store.firstPublished(in: 2023, .budget) == ["edu": .start.adding(seconds: 60)])
    #expect(try await store.firstPublished(in: 2022, .budget).isEmpty)
    await workshop.end()
  }

  @Test("搜索可以只找一种：表、行、名词", arguments: Backing.present)
  func searchesOneSort(_ backing: Backing) async throws {
    let workshop = try await Workshop.open(backing)
    let store = workshop.store
    _ = try await book(store)
    #expect(try await store.search("支出", limit: 10).map(\.what) == ["statement", "line"])
    #expect(try await store.search("支出", what: "line", limit: 10).map(\.text) == ["205 教育支出"])
    #expect(try await store.search("支出", what: "term", limit: 10).isEmpty)
    await workshop.end()
  }
}
