import Foundation
import MingzhangTestSupport
import Testing

/// `Tests/BrowserTests/desk.py` walks the desk in chromium; it prints a line for every step. `Scripts/setup --browser` installs what it
/// needs; without it the test says so.
@Suite("工作台：真的浏览器") struct DeskBrowserTests {
  private static let tools = TestPlaces.root.appending(path: ".tools")
  private static let python = tools.appending(path: "venv/bin/python3")

  private static var isPresent: Bool {
    let manager = FileManager.default
    guard manager.fileExists(atPath: tools.appending(path: "axe.min.js").path),
      manager.isExecutableFile(atPath: "/usr/bin/chromium")
    else { return false }
    return (try? run(["-c", "import playwright"]).code) == 0
  }

  private static func run(_ arguments: [String]) throws -> (code: Int32, output: String) {
    let scratch = try TemporaryFolder()
    let file = try scratch.file("out", Data())
    let process = Process()
    process.executableURL = python
    process.arguments = arguments
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = try FileHandle(forWritingTo: URL(filePath: file))
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    return (process.terminationStatus, try String(contentsOfFile: file, encoding: .utf8))
  }

  @Test("30 个文件：上传、核对、退回、更正、通过、公开、看到；无脚本、键盘、英文、axe、vnu", .enabled(if: isPresent, "没有浏览器，跳过"))
  func walk() throws {
    let script = TestPlaces.root.appending(path: "Tests/BrowserTests/desk.py").path
    let answer = try Self.run([script, Program("mingzhang-server").url.path, Self.tools.path])
    let failures = answer.output.split(separator: "\n").filter { $0.hasPrefix("FAIL") }
    #expect(answer.code == 0 && failures.isEmpty, "\(failures.joined(separator: "\n"))\n\(answer.output.suffix(300))")
  }
}
