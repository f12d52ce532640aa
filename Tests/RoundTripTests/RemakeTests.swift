import Foundation
import MingzhangCatalog
import MingzhangFormats
import MingzhangMaking
import MingzhangModel
import MingzhangReading
import MingzhangTestSupport
import Testing

@Suite("公开的书重编一遍") struct RemakeTests {
  static let corpus = TestPlaces.root.deletingLastPathComponent().appending(path: "shared/corpus")
  static let hasCorpus = FileManager.default.fileExists(atPath: corpus.appending(path: "INDEX.tsv").path)

  private func remaking(_ file: URL) throws -> Remaking {
    let catalog = try Catalog.load(from: TestPlaces.root.appending(path: "Sources/MingzhangCatalog/Data"))
    let reader = Reader(catalog: catalog, pdf: PDFWorkerClient(executable: Program.pdfWorker))
    let bytes = try Data(contentsOf: file)
    let disclosure = try reader.read(Array(bytes), name: file.lastPathComponent).disclosure
    return Remaking(disclosure, id: "draft", name: Wording("草稿", "draft"), divisionPrefix: "", catalog: catalog)
  }

  /// Tables that are posted from re-built lines, with what may differ: columns that no ledger line holds.
  private func differences(_ remaking: Remaking, ignoring columns: [String]) -> [String] {
    remaking.tables.flatMap { table in
      table.differences.filter { difference in !columns.contains { difference.column.contains($0) } }
        .map { "\(table.title) \($0.line)/\($0.column): \($0.published) → \($0.made)" }
    }
  }

  @Test("样例：反推的台账编出同样的表，只差样例里印错的序号") func theSeed() throws {
    let remaking = try remaking(TestPlaces.examples.appending(path: "seed/nangong-2023.md"))
    #expect(remaking.tables.count { $0.kind != .performance } == 9)
    #expect(remaking.tables.count { $0.kind == .performance } == 10)
    #expect(differences(remaking, ignoring: ["序号"]) == [])
  }

  @Test(
    "三个省的公开文件：反推台账，重编的表逐格相同",
    .enabled(if: hasCorpus, "旁边没有公开文件的文件夹，跳过"),
    arguments: [
      ("江苏_苏州市数据局_2026_budget.pdf", 530), ("北京_北京市信访办公室_2026_budget_报表.pdf", 525),
      ("中央_国家信访局_2026_budget.pdf", 596), ("江苏_苏州市水务局_2026_budget.pdf", 408),
      ("上海_上海市数据局_2026_budget.pdf", 514),
      ("福建_泉州市公安局_2026_budget.pdf", 504), ("福建_泉州市人民政府办公室_2026_budget.pdf", 414),
    ])
  func publishedBooks(_ name: String, _ atLeast: Int) throws {
    let remaking = try remaking(Self.corpus.appending(path: name))
    #expect(remaking.tables.map(\.equal).reduce(0, +) >= atLeast)
    #expect(differences(remaking, ignoring: ["会议费", "培训费"]).count <= 2)
  }

  @Test("深圳：单位的科目、项目和三年一组的“三公”表逐格相同，只差台账没有的采购三栏", .enabled(if: hasCorpus, "旁边没有公开文件的文件夹，跳过"))
  func shenzhen() throws {
    let remaking = try remaking(
      Self.corpus.appending(path: "广东_深圳市审计局_2026_budget.pdf"), in: "guangdong-shenzhen-2026")
    #expect(remaking.tables.count { $0.kind != .performance } == 11)
    #expect(differences(remaking, ignoring: ["政府采购项目"]) == [])
  }

  @Test("北京：不写单位名称、按单位分段列的科目也逐格相同", .enabled(if: hasCorpus, "旁边没有公开文件的文件夹，跳过"))
  func unitsWithoutNames() throws {
    let remaking = try remaking(
      Self.corpus.appending(path: "北京_北京市宣传部_2026_budget_报表.pdf"), in: "beijing-2026")
    let table = try #require(remaking.tables.first { $0.kind == .generalPublicBudgetExpenditure })
    #expect(table.cells > 600 && table.differences.isEmpty, "\(table.differences.prefix(5))")
    #expect(remaking.rebuild.ledger.units.count > 5)
  }

  @Test("西安：每个有绩效目标的项目都有支出，没有多出来的项目", .enabled(if: hasCorpus, "旁边没有公开文件的文件夹，跳过"))
  func everyProjectHasItsMoney() throws {
    let remaking = try remaking(Self.corpus.appending(path: "陕西_西安市审计局_2026_budget.pdf"), in: "shaanxi-2026")
    let ledger = remaking.rebuild.ledger
    let spending = Set(ledger.expenditure.compactMap { if case .project(let id) = $0.nature { id } else { nil } })
    for project in ledger.projects where !project.indicators.isEmpty { #expect(spending.contains(project.id)) }
  }

  private func remaking(_ file: URL, in form: String) throws -> Remaking {
    let catalog = try Catalog.load(from: TestPlaces.root.appending(path: "Sources/MingzhangCatalog/Data"))
    let reader = Reader(catalog: catalog, pdf: PDFWorkerClient(executable: Program.pdfWorker))
    let disclosure = try reader.read(Array(try Data(contentsOf: file)), name: file.lastPathComponent).disclosure
    return Remaking(disclosure, profile: try #require(catalog.profile(form)), catalog: catalog)
  }

  @Test(
    "按目录里的表样重编：各单位、项目、绩效目标的表也逐格相同",
    .enabled(if: hasCorpus, "旁边没有公开文件的文件夹，跳过"),
    arguments: [
      ("shaanxi-2026", "陕西_西安市审计局_2026_budget.pdf", 10, 0), ("shaanxi-2026", "陕西_西安市统计局_2026_budget.pdf", 10, 0),
      ("jiangsu-2026", "江苏_苏州市数据局_2026_budget.pdf", 12, 0),
      ("fujian-2026", "福建_泉州市人民政府办公室_2026_budget.pdf", 10, 0),
      ("shandong-2026", "山东_烟台市应急管理局_2026_budget.pdf", 11, 2),
    ])
  func inAKnownForm(_ form: String, _ name: String, _ tables: Int, _ wrong: Int) throws {
    let remaking = try remaking(Self.corpus.appending(path: name), in: form)
    #expect(remaking.tables.count { $0.kind != .performance } == tables)
    // what is left is printed wrong: 对个人和家庭补助
    #expect(differences(remaking, ignoring: []).count == wrong)
  }
}
