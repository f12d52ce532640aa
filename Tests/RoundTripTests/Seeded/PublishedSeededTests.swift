import Foundation
import MingzhangCatalog
import MingzhangChecking
import MingzhangModel
import MingzhangTestSupport
import Testing

/// Mistakes of more than sixty kinds are made on the pages of published files of several provinces.
///
/// `MINGZHANG_SEEDED` says how many of a kind in each file, `MINGZHANG_SEEDED_FILES` (words of file names, by commas)
/// which files. Skipped when the folder of published files is not there.
@Suite struct PublishedSeededTests {
  private static let environment = ProcessInfo.processInfo.environment
  private static var count: Int { Int(environment["MINGZHANG_SEEDED"] ?? "") ?? 1 }
  private static var names: [String] {
    environment["MINGZHANG_SEEDED_FILES"].map { $0.split(separator: ",").map(String.init) }
      ?? [
        // budgets and final accounts of seven provinces and the centre
        "7e3cbe", "690679", "上海市审计局", "佛山市轨道", "湖州市退役军人", "湖州市财政局", "珠海市商务局", "广州市统计局", "苏州市数据局", "无锡市商务局",
        "烟台市民政局", "西安市统计局", "泉州市人民政府办公室", "国家信访局",
      ]
  }

  @Test(
    "真实公开文件里的各种笔误至少 95% 有新的发现指到改动处",
    .enabled(if: TestPlaces.shared != nil, "no folder of published files beside the repository"))
  func publishedFiles() throws {
    let shared = try #require(TestPlaces.shared)
    let catalog = try Catalog.load(from: TestPlaces.root.appending(path: "Sources/MingzhangCatalog/Data"))
    #expect(PublishedKinds.all.count >= 60)
    let files = try ["corpus", "corpus/gold"].flatMap { folder in
      try FileManager.default.contentsOfDirectory(
        at: shared.appending(path: folder), includingPropertiesForKeys: nil)
    }.filter { file in Self.names.contains { file.lastPathComponent.contains($0) } }
    var table = SeededTable()
    for file in files.sorted(by: { $0.path < $1.path }) {
      let document = try PublishedDocument(file, catalog: catalog)
      table.add(PublishedBench(document, catalog: catalog).run(PublishedKinds.all, count: Self.count))
    }
    print(table.text)
    if let path = Self.environment["MINGZHANG_SEEDED_TABLE"] {
      try table.text.write(toFile: path, atomically: true, encoding: .utf8)
    }
    #expect(table.kinds >= 60)
    #expect(table.share >= 95)
  }
}
