import Foundation
import Hummingbird
import HummingbirdTesting
import MingzhangCatalog
import MingzhangMaking
import MingzhangModel
import MingzhangStore
import MingzhangTestSupport
import Testing

@testable import MingzhangServer

@Suite("工作台：上传") struct DeskUploadTests {
  private static func text(_ number: Int) -> Data {
    Data("# 示例市教育局2023年部门预算\n\n收入总计 \(number) 元，支出总计 \(number) 元。\n".utf8)
  }

  @Test("一次多个：坏的说明原因，好的照收；同一份不收两次；按内容认类型") func many() async throws {
    try await Bench.with { bench in
      let session = try await bench.session("lead")
      let files: [(String, Data)] = [
        ("好.md", Self.text(1)), ("../../etc/同一份.md", Self.text(1)), ("空.pdf", Data()),
        ("程序.pdf", Data([0x7F, 0x45, 0x4C, 0x46] + Array(repeating: 0, count: 400))),
        ("压缩.doc", Data("Rar!\u{1A}\u{07}".utf8) + Data(repeating: 1, count: 40)),
        ("太大.txt", Data(repeating: 0x41, count: (32 << 20) + 1)), ("又一份.md", Self.text(2)),
      ]
      try await bench.client { client in
        let answer = try await client.upload("/desk/upload", files, session)
        #expect(answer.status == .ok)
        let page = String(buffer: answer.body)
        for words in ["空文件", "按内容看不是能读的文件", "RAR 压缩包", "超过每个文件 32 MB", "没有重复收", "新收 2 个，已有 1 个，没有收 4 个"] {
          #expect(page.contains(words), "\(words)")
        }
        #expect(!page.contains("../../etc"))
        let versions = try await bench.site.store.unpublished()
        #expect(versions.map(\.fileName).sorted() == ["又一份.md", "好.md"])
        #expect(try await bench.site.store.activeJobs("examine").count == 2)
      }
    }
  }

  @Test("全都不收：页面和接口都说明白，什么也没多出来") func none() async throws {
    try await Bench.with { bench in
      let session = try await bench.session("preparer")
      try await bench.client { client in
        #expect(try await client.upload("/desk/upload", [("a.pdf", Data())], session).status == .unprocessableContent)
        #expect(try await client.upload("/desk/upload", [], session).status == .unprocessableContent)
        let wrong = try await client.execute(
          uri: "/desk/upload", method: .post,
          headers: [.contentType: "multipart/form-data; boundary=x", .cookie: session.cookie],
          body: ByteBuffer(string: "--x\r\nContent-Disposition: form-data; name=\"files\"; filename=\"a\"\r\n\r\nabc"))
        #expect(wrong.status == .badRequest)
        #expect(String(buffer: wrong.body).contains("不完整"))
        #expect(try await bench.site.store.unpublished().isEmpty)
      }
    }
  }

  @Test("上传太频繁要等") func limited() async throws {
    try await Bench.with(configure: { $0.uploadsPerHour = 2 }) { bench in
      let session = try await bench.session("preparer")
      try await bench.client { client in
        for number in 1...3 {
          let answer = try await client.upload("/desk/upload", [("\(number).md", Self.text(number))], session)
          #expect(answer.status == (number <= 2 ? .ok : .tooManyRequests))
        }
      }
    }
  }

  @Test("两个人同时传同一份，只有一份") func together() async throws {
    try await Bench.with { bench in
      let session = try await bench.session("lead")
      try await bench.client { client in
        try await withThrowingTaskGroup(of: Void.self) { group in
          for _ in 1...8 {
            group.addTask { _ = try await client.upload("/desk/upload", [("a.md", Self.text(7))], session) }
          }
          try await group.waitForAll()
        }
        #expect(try await bench.site.store.unpublished().count == 1)
      }
    }
  }

  @Test("台账工作簿：有问题指出工作表和单元格；没有问题编成书，照样读和核对") func ledger() async throws {
    try await Bench.with(configure: { $0.program = Program("mingzhang-server").url }) { bench in
      let session = try await bench.session("lead")
      let catalog = bench.site.catalog
      let empty = LedgerSkeleton(
        entity: "示例市教育局", year: 2023, profile: try #require(catalog.profile("hebei-2023"))
      ).files
      let ledger = try LedgerFolder.load(
        from: TestPlaces.examples.appending(path: "nangong-2023"), catalog: catalog)
      let workbooks = [
        Data(try LedgerWorkbook(empty, catalog: catalog).bytes()),
        Data(try LedgerWorkbook(LedgerFiles(ledger), catalog: catalog).bytes()),
      ]
      try await bench.client { client in
        let bad = try await client.upload("/desk/upload", [("空白.xlsx", workbooks[0])], session)
        #expect(bad.status == .unprocessableContent)
        #expect(String(buffer: bad.body).contains("工作表“"))
        let good = try await client.upload(
          "/desk/upload", [("台账.xlsx", workbooks[1])], session, ["organisation": "edu"])
        #expect(good.status == .ok)
        let again = try await client.upload(
          "/desk/upload", [("台账.xlsx", workbooks[1])], session, ["organisation": "edu"])
        #expect(String(buffer: again.body).contains("没有重复收"))
      }
      let version = try #require(try await bench.site.store.unpublished().first)
      #expect(version.origin == .ledger)
      #expect(version.organisation == "edu")
      let file = try #require(try await bench.site.store.ledger(of: version.id))
      #expect(try bench.site.store.shelf.bytes(file) == workbooks[1])
      #expect(try await !bench.site.store.isPublic(file: file))
      while try await JobRunner(bench.site).doNext("t") {}
      let read = try #require(try await bench.site.store.version(version.id))
      #expect(read.examination == .done)
      #expect(read.entity?.contains("南宫") == true)
    }
  }

  @Test("读出来的名称是本部门的，自动对应；是别人的，留给人定；一次能定多个") func matching() async throws {
    try await Bench.with(configure: { $0.program = Program("mingzhang-server").url }) { bench in
      let session = try await bench.session("lead")
      let other = Data("# 示例市卫生健康委员会2023年部门预算\n\n收入总计 1 元，支出总计 1 元。\n".utf8)
      try await bench.client { client in
        _ = try await client.upload("/desk/upload", [("a.md", other), ("b.md", other + Data(" ".utf8))], session)
        while try await JobRunner(bench.site).doNext("t") {}
        let open = try await bench.site.store.unpublished()
        #expect(open.allSatisfy { $0.organisation == nil && $0.examination == .done })
        var fields: [String: String] = [:]
        for version in open {
          fields["organisation-\(version.id)"] = "edu"
          fields["year-\(version.id)"] = "2023"
          fields["kind-\(version.id)"] = "budget"
          fields["revision-\(version.id)"] = "\(version.revision)"
        }
        #expect(try await client.send("/desk/match", fields, session).status == .ok)
        #expect(try await bench.site.store.unpublished().allSatisfy { $0.organisation == "edu" })
        fields = fields.mapValues { $0 == "edu" ? "health" : $0 }
        #expect(try await client.send("/desk/match", fields, session).status == .forbidden)
        fields = fields.mapValues { $0 == "health" ? "edu" : $0 }
        #expect(try await client.send("/desk/match", fields, session).status == .conflict, "已被改过")
      }
    }
  }
}
