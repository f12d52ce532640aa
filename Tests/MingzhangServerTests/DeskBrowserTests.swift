import Foundation
import MingzhangTestSupport
import Testing

/// `Tests/BrowserTests/desk.py` walks the desk in chromium; it prints a line for every step. `Scripts/setup --browser` installs what it
/// needs; without it the test says so.
@Suite("工作台：真的浏览器") struct DeskBrowserTests {
  @Test("30 个文件：上传、核对、退回、更正、通过、公开、看到；无脚本、键盘、英文、axe、vnu", .enabled(if: OutsideTools.canWalk, "没有浏览器，跳过"))
  func walk() async throws {
    let script = TestPlaces.root.appending(path: "Tests/BrowserTests/desk.py").path
    let server = Program("mingzhang-server").url.path
    let answer = try await OutsideTools.run(OutsideTools.python, [script, server, OutsideTools.folder.path])
    let failures = answer.output.split(separator: "\n").filter { $0.hasPrefix("FAIL") }
    #expect(answer.code == 0 && failures.isEmpty, "\(failures.joined(separator: "\n"))\n\(answer.output.suffix(300))")
  }
}
