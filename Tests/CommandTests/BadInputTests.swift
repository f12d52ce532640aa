import Foundation
import MingzhangTestSupport
import Testing

/// Bad input gets one clear sentence and exit code 2, and the other files of the call are still done.
@Suite struct BadInputTests {
  let program = Program()
  let seed = TestPlaces.examples.appending(path: "seed/nangong-2023.md").path

  @Test("没有的文件：说出路径，退出码 2，其余文件照做")
  func missingFile() throws {
    let result = try program.run(["read", "no-such-file.md", seed])
    #expect(result.code == 2)
    #expect(result.errors.contains("no-such-file.md"))
    #expect(result.output.contains("南宫市人民政府办公室"))
  }

  @Test("文件夹：逐层找文件，隐藏文件不读，说出跳过了什么", arguments: ["read", "check"])
  func folder(_ command: String) throws {
    let scratch = try TemporaryFolder()
    let below = scratch.url.appending(path: "2023/办公室")
    try FileManager.default.createDirectory(at: below, withIntermediateDirectories: true)
    try FileManager.default.copyItem(atPath: seed, toPath: below.appending(path: "nangong.md").path)
    _ = try scratch.file(".hidden.md", Data("x".utf8))
    _ = try scratch.file("list.tsv", Data("x".utf8))
    let result = try program.run([command, scratch.url.path])
    #expect(result.output.contains("南宫市人民政府办公室"))
    #expect(result.output.contains("tsv 1 个"))
    #expect(!result.errors.contains("hidden"))
  }

  @Test(
    "空文件、非 UTF-8 文本、二进制：一句话，退出码 2",
    arguments: [
      ("empty.md", Data()), ("gbk.txt", Data([0xC4, 0xCF, 0xB9, 0xAC, 0xCA, 0xD0])),
      ("bytes.bin", Data((0...255).map { UInt8($0) })),
    ] as [(String, Data)])
  func notText(_ name: String, _ bytes: Data) throws {
    let scratch = try TemporaryFolder()
    let result = try program.run(["check", try scratch.file(name, bytes)])
    #expect(result.code == 2)
    #expect(result.errors.contains(name))
    #expect(result.errors.split(separator: "\n").count == 1)
    #expect(result.output.isEmpty)
  }

  @Test("英文界面说英文")
  func english() throws {
    let result = try program.run(["read", "--lang", "en", "no-such-file.md"])
    #expect(result.errors.contains("No such file"))
  }

  @Test("不认识的选项是用法错误，退出码 64") func usage() throws { #expect(try program.run(["check", "--nonsense"]).code == 64) }

  @Test("不存在的规则：退出码 2") func unknownRule() throws {
    let result = try program.run(["explain", "Z999"])
    #expect(result.code == 2)
    #expect(result.errors.contains("Z999"))
  }

  @Test("解释规则：改法、读法、例子（改了什么，报什么），两种语言") func explained() throws {
    let chinese = try program.run(["explain", "X101"])
    #expect(chinese.code == 0)
    for words in ["编制人怎么改", "例子", "1000000.01", "两者应相等"] {
      #expect(chinese.output.contains(words), "\(words) not in \(chinese.output)")
    }
    let english = try program.run(["explain", "x101", "--lang", "en"]).output
    #expect(english.contains("Example") && english.contains("becomes"))
  }

  @Test("没有目录数据：说去哪里找，不是崩溃")
  func missingCatalog() throws {
    let result = try program.run(["check", "--catalog", "no-such-catalog", seed])
    #expect(result.code == 2)
    #expect(result.errors.contains("no-such-catalog"))
  }
}
