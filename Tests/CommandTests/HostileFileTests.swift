import Foundation
import MingzhangTestSupport
import Testing

/// Small files that mean harm, written by `Scripts/hostile-files`: each gets an answer, nothing crashes, nothing else is lost.
@Suite(.serialized) struct HostileFileTests {
  private let program = Program()

  private func library() throws -> TemporaryFolder? {
    guard let python = ["/usr/bin/python3", "/usr/local/bin/python3"].first(where: FileManager.default.fileExists)
    else {
      print("没有 python3，略过")
      return nil
    }
    let folder = try TemporaryFolder()
    let process = Process()
    process.executableURL = URL(filePath: python)
    process.arguments = [TestPlaces.root.appending(path: "Scripts/hostile-files").path, folder.url.path]
    try process.run()
    process.waitUntilExit()
    return process.terminationStatus == 0 ? folder : nil
  }

  /// What the answer must say; files that are not named here are read, with whatever is in them.
  private let sentences: [String: String] = [
    "archive.rar": "RAR", "docx-bomb.docx": "大得不合常理", "docx-deep.docx": "已损坏", "html-not-found.html": "出错的网页",
    "noise.bin": "不是文本", "ofd-6000-pages.ofd": "超过 5000 页", "ofd-no-document.ofd": "OFD.xml",
    "old-encrypted.docx": "密码", "old-directory-of-nothing.doc": "可能已损坏", "pdf-17-bytes.pdf": "损坏",
    "pdf-encrypted.pdf": "--password", "pdf-no-pages.pdf": "页", "pdf-truncated.pdf": "损坏", "text-novel.txt": "不像预决算公开",
    "xlsx-no-sheets.xlsx": "没有文字", "zeros.pdf": "不是文本", "zip-70000-entries.zip": "过大", "zip-empty.zip": "没有能读的文件",
    "zip-lying-size.docx": "过大", "zip-nested.zip": "a.zip", "zip-overlapping.zip": "过大", "zip-truncated.xlsx": "损坏",
    "json-other.json": "mingzhang-disclosure/1", "picture-bomb.png": "图片",
  ]

  @Test("一次读完整个库：个个有答复，好的文件照读，退出码 2，没有崩溃")
  func wholeLibrary() throws {
    guard let folder = try library() else { return }
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.url.path).sorted()
    #expect(names.count >= 51)
    let sound = TestPlaces.examples.appending(path: "seed/nangong-2023.md").path
    let paths = names.map { folder.url.appending(path: $0).path }
    let result = try program.run(["read", "--timeout", "60"] + paths + [sound])
    #expect(result.code == 2)
    #expect(result.output.contains("南宫市人民政府办公室"))
    let said = (result.errors + result.output).split(separator: "\n").map(String.init)
    for name in names {
      let lines = said.filter { $0.contains(name) || (name == "zip-climbing.zip" && $0.contains("evil.md")) }
      #expect(!lines.isEmpty, "没有一句话提到 \(name)")
      #expect(!lines.contains { $0.contains("程序中断") }, "\(name): \(lines)")
      if let sentence = sentences[name] {
        #expect(lines.contains { $0.contains(sentence) }, "\(name) 应说“\(sentence)”，说的是 \(lines)")
      }
    }
    // a name that climbs out of its archive is written nowhere: beside the archive's folder, or above where the program runs
    let above = [folder.url, URL(filePath: FileManager.default.currentDirectoryPath)].map {
      $0.deletingLastPathComponent()
    }
    for place in above { #expect(!FileManager.default.fileExists(atPath: place.appending(path: "evil.md").path)) }
  }

  @Test("同样的脚本写出同样的字节")
  func deterministic() throws {
    guard let first = try library(), let second = try library() else { return }
    for name in try FileManager.default.contentsOfDirectory(atPath: first.url.path) {
      #expect(
        FileManager.default.contentsEqual(
          atPath: first.url.appending(path: name).path, andPath: second.url.appending(path: name).path), "\(name)")
    }
  }
}
