import Foundation
import Hummingbird
import HummingbirdTesting
import MingzhangStore
import MingzhangTestSupport
import Testing

@testable import MingzhangServer

/// The library of `Scripts/hostile-files`, sent in through the desk: each file gets a clear answer at once or after reading, nothing that was
/// taken is lost, and the jobs go on to the good file that comes last.
@Suite("工作台：存心捣乱的文件", .serialized) struct HostileUploadTests {
  private static let python = OutsideTools.program("python3")

  /// What is said at the upload, of files that are not taken.
  private static let refused: [String: String] = [
    "archive.rar": "RAR", "noise.bin": "按内容看不是能读的文件", "zeros.pdf": "按内容看不是能读的文件",
  ]
  /// What is said after reading, of files in which nothing can be read. Files that are not named anywhere are read, with whatever is in them.
  private static let unreadable: [String: String] = [
    "docx-bomb.docx": "大得不合常理", "docx-deep.docx": "已损坏", "html-not-found.html": "出错的网页",
    "ofd-6000-pages.ofd": "超过 5000 页",
    "ofd-no-document.ofd": "OFD.xml", "old-encrypted.docx": "密码", "old-directory-of-nothing.doc": "可能已损坏",
    "pdf-17-bytes.pdf": "损坏", "pdf-encrypted.pdf": "密码", "pdf-no-pages.pdf": "页", "pdf-truncated.pdf": "损坏",
    "text-novel.txt": "不像预决算公开", "xlsx-no-sheets.xlsx": "没有文字", "xlsx-merges.xlsx": "没有", "zip-70000-entries.zip": "过大",
    "zip-empty.zip": "没有能读的文件",
    "zip-lying-size.docx": "过大", "zip-nested.zip": "a.zip", "zip-overlapping.zip": "过大", "zip-truncated.xlsx": "损坏",
    "json-other.json": "mingzhang-disclosure/1", "picture-bomb.png": "文字识别",
  ]

  @Test("每一个都有说得清的答复，收了的一份不丢，好的文件照读", .enabled(if: python != nil, "没有 python3，跳过"))
  func wholeLibrary() async throws {
    let library = try TemporaryFolder()
    let script = TestPlaces.root.appending(path: "Scripts/hostile-files")
    let written = try await OutsideTools.run(#require(Self.python), [script.path, library.url.path])
    #expect(written.code == 0)
    let names = try FileManager.default.contentsOfDirectory(atPath: library.url.path).sorted()
    #expect(names.count >= 48)
    let good = Data("# 示例市教育局2023年部门预算\n\n收入总计 1 元，支出总计 1 元。\n".utf8)

    try await Bench.with(configure: {
      $0.program = Program("mingzhang-server").url
      $0.examinationSeconds = 10
    }) { bench in
      let store = bench.site.store
      let session = try await bench.session("lead")
      try await bench.client { client in
        for name in names {
          let bytes = try Data(contentsOf: library.url.appending(path: name))
          let answer = try await client.upload("/desk/upload", [(name, bytes)], session)
          let page = String(buffer: answer.body)
          #expect(!page.contains("{{") && !page.contains("Optional(") && !page.contains("/tmp"), "\(name)")
          if let sentence = Self.refused[name] {
            #expect((400..<500).contains(answer.status.code) && page.contains(sentence), "\(name)")
          } else {
            #expect(
              answer.status == .ok,
              "\(name)：\(page.firstMatch(of: /<section class="results"[\s\S]*?<\/section>/)?.0 ?? "")")
          }
        }
        #expect(try await client.upload("/desk/upload", [("好.md", good)], session).status == .ok)
        let again = try await client.upload(
          "/desk/upload", [("pdf-17-bytes.pdf", try Data(contentsOf: library.url.appending(path: "pdf-17-bytes.pdf")))],
          session)
        #expect(String(buffer: again.body).contains("没有重复收"))
        #expect(try await store.unpublished().count == names.count - Self.refused.count + 1)

        let runner = try JobRunner(bench.site)
        try await withThrowingTaskGroup(of: Void.self) { group in
          for worker in 1...2 { group.addTask { while try await runner.doNext("w\(worker)") {} } }
          try await group.waitForAll()
        }
        let versions = try await store.unpublished()
        #expect(versions.first { $0.fileName == "好.md" }?.examination == .done, "排在最后的好文件照读")
        for version in versions {
          let name = version.fileName
          #expect(version.examination != .waiting && store.shelf.holds(version.file), "\(name)")
          let problem = version.problem?.chinese ?? ""
          if let sentence = Self.unreadable[name] {
            // a slow machine may stop it before it is understood
            let isTold = problem.contains(sentence) || problem.contains("秒还没读完，已停止")
            #expect(version.examination == .failed && isTold, "\(name)：\(problem)")
          }
          #expect(version.examination == .done || !problem.isEmpty, "\(name) 没有说为什么")
          #expect(!problem.contains("/") || !problem.contains("tmp"), "\(name)：\(problem)")
          #expect(!problem.contains("--"), "命令的选项不上页面：\(name)：\(problem)")
          for language in ["", "/en"] {
            let page = try await client.page("\(language)/desk/versions/\(version.id)", session)
            let text = String(buffer: page.body)
            #expect(page.status == .ok && !text.contains("{{") && !text.contains("Optional("), "\(name)")
            if version.examination == .failed {
              #expect(text.contains("role=\"alert\""), "\(name)")
            }
          }
          let actions = try await store.audit(of: "version:\(version.id)").map(\.action)
          #expect(actions.count { $0 == "version.add" } == 1, "\(name)：\(actions)")
          #expect(actions.count { $0 == "version.examine" || $0 == "version.unreadable" } == 1, "\(name)：\(actions)")
        }
        #expect(try await store.jobCounts().allSatisfy { $0.state != "failed" && $0.state != "running" })
        #expect(try await store.verifyAudit().brokenAt == nil)
      }
    }
    // a name that climbs out of its archive is written nowhere
    let above = [library.url.deletingLastPathComponent(), URL(filePath: FileManager.default.currentDirectoryPath)]
    for place in above { #expect(!FileManager.default.fileExists(atPath: place.appending(path: "evil.md").path)) }
  }
}
