import Foundation
import Hummingbird
import HummingbirdTesting
import MingzhangFormats
import MingzhangModel
import MingzhangStore
import MingzhangTestSupport
import Testing

@testable import MingzhangServer

@Suite("原件不止一个文件，或者是图片：照样看得见页面") struct OriginalFilesTests {
  /// 说明 and 报表 as two PDFs in one archive.
  private static func archive() -> Data {
    var words = SmallPDF.Page()
    for (index, line) in [
      "示例市教育局2026年部门预算说明", "一、收支说明", "2026年预算收入3.00万元，其中：一般公共预算收入3.00万元。",
    ].enumerated() { words.print(line, x: 60, y: 90 + 24 * Double(index)) }
    var tables = SmallPDF.Page()
    tables.print("示例市教育局2026年部门预算", x: 200, y: 60, size: 14)
    tables.print("部门预算支出总表", x: 240, y: 90, size: 14)
    tables.print("单位：万元", x: 450, y: 110)
    tables.table(
      columns: [60, 140, 290, 370, 450, 530], rows: [120, 140, 160, 180],
      [
        ["科目编码", "科目名称", "合计", "基本支出", "项目支出"], ["", "合计", "3.00", "1.00", "2.00"],
        ["201", "一般公共服务支出", "3.00", "1.00", "2.00"],
      ])
    var archive = ZIPWriter()
    archive.add("公开/示例市教育局2026年部门预算说明.pdf", SmallPDF([words]).bytes)
    archive.add("公开/示例市教育局2026年部门预算报表.pdf", SmallPDF([words, tables]).bytes)
    return Data(archive.finished())
  }

  @Test("一个压缩包两份 PDF：每个数字都指得出是哪一份的哪一页，页面画得出，原件能分开下载", .enabled(if: Program.hasPDFWorker, "没有 mingzhang-pdf，跳过"))
  func archived() async throws {
    try await Bench.with(configure: { $0.program = Program("mingzhang-server").url }) { bench in
      let store = bench.site.store
      let lead = try await bench.session("lead")
      try await bench.client { client in
        let answer = try await client.upload(
          "/desk/upload", [("2026年部门预算.zip", Self.archive())], lead,
          ["organisation": "edu", "year": "2026", "kind": "budget"])
        #expect(answer.status == .ok)
        while try await JobRunner(bench.site).doNext("t") {}
        var version = try #require(try await store.unpublished().first)
        #expect(version.examination == .done, "\(version.problem?.chinese ?? "")")
        let files = try await OriginalFiles(of: version, store).files
        #expect(Set(files.map(\.name)) == ["示例市教育局2026年部门预算说明.pdf", "示例市教育局2026年部门预算报表.pdf"])
        let tables = try #require(files.first { $0.name.contains("报表") })
        let second = OriginalFiles.name(2, of: tables)
        #expect(files.allSatisfy { store.shelf.holds($0.digest) && $0.hasPages })
        #expect(
          try await client.page(FileAddress.path(tables.digest, tables.name), nil).status == .notFound, "还没公开")

        // at the desk: both files can be leafed through
        let desk = String(
          buffer: try await client.page("/desk/versions/\(version.id)?part=\(tables.index + 1)&page=2", lead).body)
        #expect(desk.contains("/desk/versions/\(version.id)/pages/\(second)\"") && desk.contains("第 2 / 2 页"))
        #expect(desk.contains("示例市教育局2026年部门预算说明.pdf</a>"))
        let drawn = try await client.page("/desk/versions/\(version.id)/pages/\(second)", lead)
        #expect(drawn.status == .ok && drawn.headers[.contentType] == "image/png")
        for name in ["3-1", "2-9", "0-1", "2-", "x", "2-1-1"] {
          #expect(
            try await client.page("/desk/versions/\(version.id)/pages/\(name)", lead).status == .notFound, "\(name)")
        }

        let people = try await bench.sessions()
        version = try await store.take(.submit, version, by: people.lead, at: bench.site.now())
        version = try await store.take(.approve, version, by: people.reviewer, at: bench.site.now())
        version = try await store.publish(version, by: people.publisher, at: bench.site.now())
        let book = "/departments/edu/2026/budget"
        let table = String(buffer: try await client.page("\(book)/tables/0", nil).body)
        let link = try #require(table.firstMatch(of: /href="(\/departments[^"]*\/source\/[^"]*)"/))
        let source = String(buffer: try await client.page(String(link.1), nil).body)
        #expect(source.contains("印在原件“示例市教育局2026年部门预算报表.pdf”第 2 页"))
        #expect(source.contains("href=\"/pages/\(version.id)/\(second).png\"") && source.contains("class=\"box\""))
        let picture = try await client.page("/pages/\(version.id)/\(second).png", nil)
        #expect(picture.status == .ok && picture.body.readableBytes > 500)
        #expect(try await client.page(FileAddress.path(tables.digest, tables.name), nil).status == .ok)
        #expect(String(buffer: try await client.page(book, nil).body).contains("原件之2"))
      }
    }
  }

  @Test("上传的是一张图片：它自己就是页面，框按 A4 的大小画") func picture() async throws {
    try await Bench.with { bench in
      // the head of a PNG of 1684 × 2382: A4 at 144 dots an inch
      let png = Data(
        [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13] + Array("IHDR".utf8)
          + [0, 0, 0x06, 0x94, 0, 0, 0x09, 0x4E, 8, 2, 0, 0, 0])
      let lead = try await bench.session("lead")
      let version = try await bench.version("扫描", mediaType: "image/png", bytes: png)
      try await bench.client { client in
        let page = String(buffer: try await client.page("/desk/versions/\(version.id)", lead).body)
        #expect(page.contains("viewBox=\"0 0 595.3 842\"") && page.contains("class=\"box error chosen\""))
        let picture = try await client.page("/desk/versions/\(version.id)/pages/1", lead)
        #expect(picture.status == .ok && Data(buffer: picture.body) == png)
        #expect(try await client.page("/desk/versions/\(version.id)/pages/2", lead).status == .notFound)
      }
    }
  }
}
