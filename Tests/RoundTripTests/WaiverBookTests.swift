import Foundation
import MingzhangFormats
import MingzhangModel
import MingzhangReading
import MingzhangTestSupport
import Testing

@Suite("豁免印在书里") struct WaiverBookTests {
  /// The Nangong ledger with a figure typed wrong in the words.
  private func spoiled(_ scratch: TemporaryFolder) throws -> URL {
    let folder = scratch.url.appending(path: "ledger")
    try FileManager.default.copyItem(at: TestPlaces.examples.appending(path: "nangong-2023"), to: folder)
    let file = folder.appending(path: "narrative/02-overview.md")
    let text = try String(contentsOf: file, encoding: .utf8)
    try Data(text.replacing("支出预算{{支出.合计}}", with: "支出预算2400万元").utf8).write(to: file)
    return folder
  }

  /// Waivers for every error that the draft has.
  private func waivers(_ folder: URL, _ scratch: TemporaryFolder) throws -> String {
    let draft = scratch.url.appending(path: "first")
    #expect(try Program().run(["make", folder.path, "--output", draft.path, "--formats", "md"]).code == 1)
    // the draft lists its errors: `1、N101 …`
    let text = try String(contentsOf: draft.appending(path: "draft/book.md"), encoding: .utf8)
    let rules = Set(text.matches(of: #/\d+、([A-Z][0-9]{3}) /#).map { String($0.output.1) })
    #expect(!rules.isEmpty)
    let yaml = rules.sorted().map {
      "- {rule: \($0), place: \"*支出*\", reason: 上会材料已定稿不再改动, owner: 张某某, until: 2026-12-31}\n"
    }
    return try scratch.file("waivers.yaml", Data(yaml.joined().utf8))
  }

  @Test("有记录的豁免：编成公开书，每种格式都印出规则、理由、负责人、有效期；读回来没有新的错误") func published() throws {
    let scratch = try TemporaryFolder()
    let folder = try spoiled(scratch)
    let list = try waivers(folder, scratch)
    let out = scratch.url.appending(path: "out")
    let tools = TestPlaces.root.appending(path: ".tools/venv/bin/python3")
    let canTypeset = FileManager.default.isExecutableFile(atPath: tools.path)
    let formats = canTypeset ? "pdf,ofd,docx,xlsx,html,md,data" : "docx,xlsx,html,md,data"
    let result = try Program().run([
      "make", folder.path, "--output", out.path, "--formats", formats, "--waivers", list, "--date", "2026-11-25",
    ])
    #expect(result.code == 0, "\(result.output)\(result.errors)")
    #expect(result.errors.contains("已豁免，印在书末"))
    #expect(!FileManager.default.fileExists(atPath: out.appending(path: "draft").path))
    let catalog = try NangongBook().catalog
    let reader = Reader(catalog: catalog, pdf: PDFWorkerClient(executable: Program.pdfWorker))
    for name in ["book.pdf", "book.ofd", "book.docx", "book.xlsx", "book.html", "book.md"]
    where canTypeset || !["book.pdf", "book.ofd"].contains(name) {
      let bytes = Array(try Data(contentsOf: out.appending(path: name)))
      let read = try reader.read(bytes, name: name).disclosure
      let cells = read.statements.flatMap { $0.rows.flatMap { $0.map { $0.printed.foldedForMatching } } }
      for word in ["上会材料已定稿不再改动", "张某某", "2026-12-31"] {
        #expect(cells.contains { $0.contains(word) }, "\(name): \(word)")
      }
    }
    let data = try String(contentsOf: out.appending(path: "data/waivers.csv"), encoding: .utf8)
    #expect(data.contains("上会材料已定稿不再改动"))
    #expect(
      try String(contentsOf: out.appending(path: "data/datapackage.json"), encoding: .utf8).contains("waivers.csv"))
    // the same list settles the published file, and nothing else is wrong with it
    let check = try Program().run([
      "check", out.appending(path: "book.md").path, "--waivers", list, "--date", "2026-11-25",
    ])
    #expect(check.code == 0, "\(check.output)")
  }

  @Test("豁免过期：仍是草稿，并说谁的豁免到期了") func expired() throws {
    let scratch = try TemporaryFolder()
    let folder = try spoiled(scratch)
    let list = try waivers(folder, scratch)
    let out = scratch.url.appending(path: "out")
    let result = try Program().run([
      "make", folder.path, "--output", out.path, "--formats", "md", "--waivers", list, "--date", "2027-01-01",
    ])
    #expect(result.code == 1)
    #expect(result.errors.contains("到期") && result.errors.contains("张某某"))
    #expect(FileManager.default.fileExists(atPath: out.appending(path: "draft/book.md").path))
    #expect(!FileManager.default.fileExists(atPath: out.appending(path: "book.md").path))
  }
}
