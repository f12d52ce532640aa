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

  /// Runs Python on a file; nil when there is none.
  private func python(_ script: String, _ file: String) throws -> Int32? {
    guard let python = ["/usr/bin/python3", "/usr/local/bin/python3"].first(where: FileManager.default.fileExists)
    else {
      print("skipped: no Python to open the archive")
      return nil
    }
    let process = Process()
    process.executableURL = URL(filePath: python)
    process.arguments = ["-c", script, file]
    try process.run()
    process.waitUntilExit()
    return process.terminationStatus
  }

  @Test("边写边发的压缩包：与一次写成的内容一样，别的程序能打开") func streamed() throws {
    var archive = ZIPStream()
    let stored = (0...255).map { UInt8($0) }
    var out = archive.begin("a.txt")
    for _ in 0..<1000 { out += try archive.write(Array("明账 ".utf8)) }
    out += try archive.end()
    out += try archive.store("目录/b.bin", size: 256, checksum: ZIPStream.checksum(ZIPStream.checksum(0, []), stored))
    out += stored
    out += try archive.add("empty", [])
    out += archive.finished()
    let reader = try ZIPReader(out)
    #expect(reader.names == ["a.txt", "empty", "目录/b.bin"])
    #expect(try reader.bytes(of: "a.txt") == Array(String(repeating: "明账 ", count: 1000).utf8))
    #expect(try reader.bytes(of: "目录/b.bin") == stored)
    let scratch = try TemporaryFolder()
    let script = """
      import sys, zipfile
      z = zipfile.ZipFile(sys.argv[1])
      assert z.testzip() is None
      assert z.read("a.txt").decode() == "明账 " * 1000
      assert z.namelist() == ["a.txt", "目录/b.bin", "empty"]
      """
    let status = try python(script, try scratch.file("s.zip", Data(out)))
    #expect(status ?? 0 == 0)
  }

  @Test("超过 4 GiB、超过 65,535 个条目的压缩包（ZIP64）") func large() throws {
    // the first five gigabytes are a hole in the file
    let start: UInt64 = 5 << 30
    var archive = ZIPStream(offset: start)
    var out = try archive.add("far.txt", Array("远".utf8))
    for number in 0..<70_000 { out += try archive.store("n/\(number)", size: 0, checksum: 0) }
    out += archive.finished()
    let scratch = try TemporaryFolder()
    let file = try scratch.file("large.zip", Data())
    let handle = try FileHandle(forWritingTo: URL(filePath: file))
    try handle.seek(toOffset: start)
    try handle.write(contentsOf: Data(out))
    try handle.close()
    let script = """
      import sys, zipfile
      z = zipfile.ZipFile(sys.argv[1])
      assert len(z.namelist()) == 70001
      assert z.read("far.txt").decode() == "远"
      assert z.getinfo("n/69999").header_offset > 5 << 30
      """
    let status = try python(script, file)
    #expect(status ?? 0 == 0)
  }

  @Test("大到一个条目放不下：拒绝，不写坏") func entryTooLarge() throws {
    var archive = ZIPStream()
    #expect(throws: ZIPStream.Problem.self) { try archive.store("x", size: 1 << 32, checksum: 0) }
  }
}
