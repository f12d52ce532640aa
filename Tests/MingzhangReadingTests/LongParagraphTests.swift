import MingzhangCatalog
import MingzhangModel
import MingzhangReading
import MingzhangTestSupport
import Testing

/// Paragraphs that nobody would print as one.
@Suite("长得不像话的段落") struct LongParagraphTests {
  @Test("分段来读：一个字、一个数也不丢，数据的位置仍指着原文")
  func cut() throws {
    let reader = Reader(
      catalog: try Catalog.load(from: TestPlaces.root.appending(path: "Sources/MingzhangCatalog/Data")))
    let sentence = "较2025年增加1.05万元，主要是人员增加2人，"
    let long = String(repeating: sentence, count: 1_000)
    let text = "某市审计局2026年部门预算\n\n一、收入支出预算总体情况说明\n\n" + long + "\n"
    let disclosure = try reader.read(Array(text.utf8), name: "t.txt").disclosure
    let paragraphs = disclosure.narrative.sections.flatMap(\.paragraphs)
    #expect(paragraphs.map(\.text).joined() == long)
    #expect(paragraphs.count > 5 && paragraphs.allSatisfy { $0.text.count <= 4_000 })
    #expect(paragraphs.dropLast().allSatisfy { $0.text.hasSuffix("，") })
    let claims = paragraphs.flatMap(\.claims)
    #expect(claims.count { if case .amount = $0.value { true } else { false } } == 1_000)
    let scalars = Array(long.unicodeScalars)
    for claim in claims {
      let columns = try #require(claim.span?.columns)
      #expect(String(String.UnicodeScalarView(scalars[columns])) == claim.quote)
    }
  }

  @Test("绩效目标表里写的项目名称，先于表题里的")
  func nameInTheForm() throws {
    let reader = Reader(
      catalog: try Catalog.load(from: TestPlaces.root.appending(path: "Sources/MingzhangCatalog/Data")))
    let text = """
      某市审计局2026年部门预算

      项目支出绩效目标表

      |项目名称|大数据审计平台运行维护|||
      |---|---|---|---|
      |一级指标|二级指标|三级指标|指标值|
      |产出指标|数量指标|审计项目|≥10个|

      """
    let disclosure = try reader.read(Array(text.utf8), name: "t.md").disclosure
    #expect(disclosure.goals.map(\.project) == ["大数据审计平台运行维护"])
  }
}
