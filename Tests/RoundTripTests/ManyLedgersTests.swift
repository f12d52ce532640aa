import Foundation
import MingzhangTestSupport
import Testing

/// Several ledgers in one run of `make`.
@Suite struct ManyLedgersTests {
  private let program = Program()

  /// Two departments whose ledgers are both called 2024.
  private func ledgers(in folder: URL) throws -> [String] {
    let made = try program.run(["sample", "--departments", "2", "--years", "2024", "--output", folder.path])
    #expect(made.code == 0, "\(made.errors)")
    return try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted().map {
      folder.appending(path: "\($0)/2024").path
    }.filter { FileManager.default.fileExists(atPath: "\($0)/book.yaml") }
  }

  @Test("同名的台账各有文件夹；两个一起编和一个一个编，字节相同，说话的次序也相同")
  func lanes() throws {
    let scratch = try TemporaryFolder()
    let ledgers = try ledgers(in: scratch.url.appending(path: "city"))
    #expect(ledgers.count == 2)
    let outputs = ["1", "2"].map { scratch.url.appending(path: "out\($0)") }
    var told: [[String]] = []
    for (jobs, output) in zip(["1", "2"], outputs) {
      let result = try program.run(
        ["make"] + ledgers + ["--output", output.path, "--formats", "md,xlsx,data", "--jobs", jobs])
      #expect(result.code == 0, "\(result.errors)")
      told.append(result.output.split(separator: "\n").map { String($0).replacing(output.path, with: "") })
    }
    #expect(told[0] == told[1])
    let names = try FileManager.default.contentsOfDirectory(atPath: outputs[0].path).sorted()
    #expect(names.count == 2 && names.allSatisfy { $0.hasSuffix("-2024") }, "\(names)")
    for name in names {
      for file in ["book.md", "book.xlsx", "data/disclosure.json"] {
        let bytes = try outputs.map { try Data(contentsOf: $0.appending(path: "\(name)/\(file)")) }
        #expect(bytes[0] == bytes[1], "\(name)/\(file)")
      }
    }
  }

  @Test("一个台账坏了，其余照编，以 2 退出")
  func oneBroken() throws {
    let scratch = try TemporaryFolder()
    let ledgers = try ledgers(in: scratch.url.appending(path: "city"))
    let output = scratch.url.appending(path: "out")
    let result = try program.run(
      [
        "make", ledgers[0], scratch.url.appending(path: "没有").path, ledgers[1], "--output", output.path, "--formats",
        "md",
      ])
    #expect(result.code == 2)
    #expect(result.errors.contains("没有"))
    #expect(
      try FileManager.default.subpathsOfDirectory(atPath: output.path).filter { $0.hasSuffix("book.md") }.count == 2)
  }
}
