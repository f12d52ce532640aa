import Foundation
import MingzhangTestSupport
import Testing

@Suite struct CheckCommandTests {
  let program = Program()
  let seed = TestPlaces.examples.appending(path: "seed/nangong-2023.md").path

  @Test("有错误时退出码 1；--fail-on never 时 0")
  func exitCodes() throws {
    #expect(try program.run(["check", seed]).code == 1)
    #expect(try program.run(["check", "--fail-on", "never", seed]).code == 0)
  }

  @Test("每个发现都说出：哪里、应为、现为、依据或改法")
  func findingSaysAll() throws {
    let output = try program.run(["check", "--fail-on", "never", seed]).output
    for word in ["位置", "问题", "改法", "应为", "现为", "第 "] { #expect(output.contains(word), "\(word)") }
  }

  @Test("JSON 报告合乎公布的格式，且两次相同")
  func schema() throws {
    let scratch = try TemporaryFolder()
    let first = try program.run(["check", "--format", "json", "--fail-on", "never", seed]).output
    #expect(first == (try program.run(["check", "--format", "json", "--fail-on", "never", seed]).output))
    let report = try scratch.file("report.json", Data(first.utf8))
    let schema = TestPlaces.root.appending(path: "Documentation/check-report.schema.json").path
    guard let python = Python.withJSONSchema else {
      print("skipped: no Python with jsonschema")
      return
    }
    let script =
      "import json,sys,jsonschema; jsonschema.validate(json.load(open(sys.argv[1])), json.load(open(sys.argv[2])))"
    #expect(try python.run(["-c", script, report, schema]) == "")
  }

  @Test("几个文件合成一份报告：JSON 列表、一页 HTML")
  func together() throws {
    let scratch = try TemporaryFolder()
    for name in ["report.json", "report.html"] {
      let file = scratch.url.appending(path: name)
      let call = ["check", seed, seed, "--fail-on", "never", "--output", file.path]
      #expect(try program.run(call).code == 0)
      let text = try String(contentsOf: file, encoding: .utf8)
      let mark = name.hasSuffix("html") ? "<article class=\"report\"" : "\"inputQuality\""
      #expect(text.components(separatedBy: mark).count == 3)
    }
    #expect(try program.run(["check", seed, "--format", "html,json"]).code == 64)
  }

  @Test("HTML 报告自成一页：有语言、无脚本、有每一条发现")
  func html() throws {
    let scratch = try TemporaryFolder()
    let file = scratch.url.appending(path: "report.html")
    #expect(
      try program.run(["check", "--format", "html", "--output", file.path, "--fail-on", "never", seed]).code == 0)
    let page = try String(contentsOf: file, encoding: .utf8)
    #expect(page.contains("lang=\"zh-CN\""))
    #expect(!page.contains("<script"))
    #expect(page.components(separatedBy: "<article").count > 10)
  }
}

/// A Python that has the packages the tests use, if there is one.
struct Python {
  let url: URL

  static var withJSONSchema: Python? { with("jsonschema") }

  static func with(_ package: String) -> Python? {
    let places = [TestPlaces.root.appending(path: ".tools/venv/bin/python3"), URL(filePath: "/usr/bin/python3")]
    return places.map(Python.init).first { (try? $0.run(["-c", "import \(package)"])) == "" }
  }

  /// Standard error of a run, empty when all went well.
  func run(_ arguments: [String]) throws -> String {
    let process = Process()
    process.executableURL = url
    process.arguments = arguments
    let errors = Pipe()
    process.standardError = errors
    try process.run()
    let text = String(decoding: try errors.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
    process.waitUntilExit()
    return process.terminationStatus == 0 ? text : text + "exit \(process.terminationStatus)"
  }
}
