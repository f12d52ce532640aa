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

  @Test("一个文件夹：部门、本级、单位、上一年按名称放在一起，报告说明；旁边的变了就重做")
  func folder() throws {
    let scratch = try TemporaryFolder()
    let (input, output) = (scratch.url.appending(path: "in"), scratch.url.appending(path: "out"))
    try FileManager.default.createDirectory(at: input, withIntermediateDirectories: true)
    let list = "纳入本部门预算编制范围的预算单位共计2家，具体包括：甲县财政局（本级），甲县国库支付中心。"
    func write(_ book: String, as name: String, _ before: String = "", _ after: String = "") throws {
      let text = try String(contentsOf: books.appending(path: book), encoding: .utf8)
      try (before.isEmpty ? text : text.replacingOccurrences(of: before, with: after)).write(
        to: input.appending(path: name), atomically: true, encoding: .utf8)
    }
    try write("Cases/base.md", as: "甲县财政局_2024_budget.md", "局机关设2个内设机构，包括：办公室、预算股。", list)
    try write("Books/unit-1.md", as: "甲县财政局_2024_budget_2.md", "甲县财政局本级", "甲县财政局")
    try write("Books/unit-2.md", as: "甲县国库支付中心_2024.md")
    try write("Books/previous.md", as: "甲县财政局_2023_budget.md")
    let call = [input.path, "--format", "json,html,text", "--output", output.path]
    _ = try findings(call)
    func report(_ name: String) throws -> String {
      try String(contentsOf: output.appending(path: name), encoding: .utf8)
    }
    let whole = try report("甲县财政局_2024_budget.md.txt")
    for words in ["上一年的公开：甲县财政局 2023 年（甲县财政局_2023_budget.md）", "所属单位的公开：甲县财政局（本级）", "甲县国库支付中心_2024.md", "单位的钱是部门的一部分"] {
      #expect(whole.contains(words), "\(words) not in \(whole)")
    }
    #expect(try report("甲县财政局_2024_budget.md.json").contains("\"role\" : \"unit\""))
    #expect(try report("甲县财政局_2024_budget.md.html").contains("放在一起核对的"))
    #expect(try !report("甲县财政局_2024_budget_2.md.txt").contains("所属单位的公开"))
    #expect(!whole.contains("X21"))

    #expect(try findings(call).contains("4 个以前已做好"))
    try write("Books/unit-2.md", as: "甲县国库支付中心_2024.md", "| 一般行政管理事务 | 80000.00 |", "| 一般行政管理事务 | 70000.00 |")
    #expect(try findings(call).contains("2 个以前已做好"), "the unit, and the department that was held beside it")
    let off = try report("甲县财政局_2024_budget.md.txt")
    #expect(off.contains("X211") && off.contains("甲县国库支付中心_2024.md：甲县国库支付中心 /"), "\(off)")
  }

  @Test("旁边的文件打不开：说清楚，以 2 退出")
  func missing() throws {
    let base = books.appending(path: "Cases/base.md").path
    let result = try program.run(["check", base, "--previous", "/没有/这个.md"])
    #expect(result.code == 2)
    #expect((result.output + result.errors).contains("没有这个文件"))
  }
}
