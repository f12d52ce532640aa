import Foundation
import MingzhangMaking
import MingzhangTestSupport
import Testing

@Suite struct OutputFolderTests {
  private func names(in folder: URL) throws -> [String] {
    try FileManager.default.subpathsOfDirectory(atPath: folder.path).sorted()
  }

  private func text(_ file: URL) throws -> String { try String(contentsOf: file, encoding: .utf8) }

  @Test("写出全部文件，连同子文件夹，不留临时文件")
  func writesAll() throws {
    let scratch = try TemporaryFolder()
    let out = scratch.url.appending(path: "out")
    try OutputFolder.write(["book.html": Array("书".utf8), "data/table.csv": Array("表".utf8)], to: out)
    #expect(try names(in: out) == ["book.html", "data", "data/table.csv"])
    #expect(try names(in: scratch.url).first == "out")
    try OutputFolder.write(["book.html": Array("新书".utf8)], to: out)
    #expect(try text(out.appending(path: "book.html")) == "新书")
    #expect(try names(in: out) == ["book.html", "data", "data/table.csv"])
  }

  @Test("中途失败：先前的输出一个字也不变，也不留新文件")
  func failureLeavesTheFormer() throws {
    let scratch = try TemporaryFolder()
    let out = scratch.url.appending(path: "out")
    try OutputFolder.write(["a.html": Array("旧 a".utf8), "b.html": Array("旧 b".utf8)], to: out)
    // the last file of the next call has a folder in its place
    try FileManager.default.createDirectory(at: out.appending(path: "z.html"), withIntermediateDirectories: true)
    let next = ["a.html": Array("新 a".utf8), "b.html": Array("新 b".utf8), "c.html": Array("新 c".utf8), "z.html": []]
    #expect(throws: MakingError.self) { try OutputFolder.write(next, to: out) }
    #expect(try text(out.appending(path: "a.html")) == "旧 a")
    #expect(try text(out.appending(path: "b.html")) == "旧 b")
    #expect(try names(in: out) == ["a.html", "b.html", "z.html"])
  }

  @Test("输出的地方是个文件：一句话，说出路径")
  func fileInPlaceOfFolder() throws {
    let scratch = try TemporaryFolder()
    let file = try scratch.file("out", Data("别动我".utf8))
    do {
      try OutputFolder.write(["a.html": []], to: URL(filePath: file))
      Issue.record("wrote into a file")
    } catch {
      #expect(error.wording.chinese.contains("out"))
      #expect(try text(URL(filePath: file)) == "别动我")
    }
  }
}
