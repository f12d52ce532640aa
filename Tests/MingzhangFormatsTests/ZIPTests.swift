import Foundation
import MingzhangFormats
import MingzhangTestSupport
import Testing

@Suite struct ZIPTests {
  @Test("压缩包能被别的程序打开，内容一样；同样的输入得到同样的字节")
  func opens() throws {
    func make() -> [UInt8] {
      var archive = ZIPWriter()
      archive.add("a.txt", Array(String(repeating: "明账 ", count: 1000).utf8))
      archive.add("目录/b.bin", (0...255).map { UInt8($0) })
      archive.add("empty", [])
      return archive.finished()
    }
    #expect(make() == make())
    let scratch = try TemporaryFolder()
    let file = try scratch.file("t.zip", Data(make()))
    guard let python = ["/usr/bin/python3", "/usr/local/bin/python3"].first(where: FileManager.default.fileExists)
    else {
      print("skipped: no Python to open the archive")
      return
    }
    let process = Process()
    process.executableURL = URL(filePath: python)
    let script = """
      import sys, zipfile
      z = zipfile.ZipFile(sys.argv[1])
      assert z.testzip() is None
      assert z.read("a.txt").decode() == "明账 " * 1000
      assert z.read("目录/b.bin") == bytes(range(256))
      assert z.namelist() == ["a.txt", "目录/b.bin", "empty"]
      """
    process.arguments = ["-c", script, file]
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
  }
}
