import Foundation
import MingzhangTestSupport
import Testing

/// Several files of one story on the command line.
@Suite struct BesideCommandTests {
  private let program = Program()
  private let books = TestPlaces.root.appending(path: "Tests/MingzhangCheckingTests")

  private func findings(_ arguments: [String]) throws -> String {
    try program.run(["check", "--fail-on", "never"] + arguments).output
  }

  @Test("--previous、--units：给了旁边的文件才核对")
  func beside() throws {
    let scratch = try TemporaryFolder()
    let folder = scratch.url
    let base = try String(contentsOf: books.appending(path: "Cases/base.md"), encoding: .utf8)
    let previous = try String(contentsOf: books.appending(path: "Books/previous.md"), encoding: .utf8)
    let (now, then) = (folder.appending(path: "甲县财政局2024年预算.md"), folder.appending(path: "甲县财政局2023年预算.md"))
    try base.write(to: now, atomically: true, encoding: .utf8)
    try previous.replacingOccurrences(of: "900000.00 |", with: "990000.00 |").write(
      to: then, atomically: true, encoding: .utf8)
    #expect(!(try findings([now.path])).contains("Y201"))
    #expect(try findings([now.path, "--previous", then.path]).contains("Y201"))
    #expect(try findings([now.path, "--beside", folder.path]).contains("Y201"))
    let units = ["unit-1", "unit-2"].map { books.appending(path: "Books/\($0).md").path }
    #expect(try findings([now.path, "--unchecked", "--units"] + units).contains("X210") == false)
  }

  @Test("旁边的文件打不开：说清楚，以 2 退出")
  func missing() throws {
    let base = books.appending(path: "Cases/base.md").path
    let result = try program.run(["check", base, "--previous", "/没有/这个.md"])
    #expect(result.code == 2)
    #expect((result.output + result.errors).contains("没有这个文件"))
  }
}
