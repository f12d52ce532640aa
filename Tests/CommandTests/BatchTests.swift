import Foundation
import MingzhangTestSupport
import Testing

/// Many files: in parallel, resumable, and no file can harm the others.
@Suite struct BatchTests {
  let program = Program()
  let scratch: TemporaryFolder
  let input: URL
  let output: URL

  init() throws {
    scratch = try TemporaryFolder()
    input = scratch.url.appending(path: "in")
    output = scratch.url.appending(path: "out")
    try FileManager.default.createDirectory(at: input, withIntermediateDirectories: true)
  }

  /// Copies of the seed; each a little different.
  private func seeds(_ names: [String]) throws {
    let seed = try Data(contentsOf: TestPlaces.examples.appending(path: "seed/nangong-2023.md"))
    for name in names {
      let file = input.appending(path: name)
      try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try (seed + Data("\n\(name)\n".utf8)).write(to: file)
    }
  }

  private func pdf(_ name: String) throws {
    var page = SmallPDF.Page()
    page.print("部门预算公开", x: 100, y: 100)
    try Data(SmallPDF([page]).bytes).write(to: input.appending(path: name))
  }

  /// A PDF worker that does what `script` says.
  private func worker(_ script: String) throws -> [String: String] {
    let path = try scratch.file("worker-\(UUID().uuidString).sh", Data("#!/bin/sh\n\(script)\n".utf8))
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
    return ["MINGZHANG_PDF_WORKER": path]
  }

  private func identity(_ name: String) throws -> UInt64 {
    let attributes = try FileManager.default.attributesOfItem(atPath: output.appending(path: name).path)
    return (attributes[.systemFileNumber] as? UInt64) ?? 0
  }

  private func exists(_ name: String) -> Bool {
    FileManager.default.fileExists(atPath: output.appending(path: name).path)
  }

  @Test("做好的不再做；改过的、换了选项的、要求重做的才做")
  func resuming() throws {
    try seeds(["甲.md", "乙/乙.md"])
    let call = ["check", "--fail-on", "never", input.path, "--output", output.path]
    let first = try program.run(call)
    #expect(first.code == 0)
    let read = try program.run(["read", input.path, "--output", output.path + "-read"])
    #expect(read.output.hasPrefix("文件"), "nothing but the table: \(read.output)")
    #expect(exists("index.html") && exists("overview.csv") && exists("overview.xlsx") && exists("overview.json"))
    let (a, b) = (try identity("甲.md.html"), try identity("乙/乙.md.html"))
    let second = try program.run(call)
    #expect(second.output.contains("2 个以前已做好"))
    #expect(try identity("甲.md.html") == a)
    try seeds(["乙/乙.md", "丙.md"])
    try Data("改".utf8).write(to: input.appending(path: "附注.md"))
    let file = try FileHandle(forWritingTo: input.appending(path: "乙/乙.md"))
    try file.seekToEnd()
    try file.write(contentsOf: Data("再加一行\n".utf8))
    try file.close()
    let third = try program.run(call)
    #expect(third.output.contains("1 个以前已做好"), "\(third.output)")
    #expect(try identity("甲.md.html") == a)
    #expect(try identity("乙/乙.md.html") != b)
    let english = try program.run(["check", "--lang", "en"] + call.dropFirst())
    #expect(!english.output.contains("done before"), "another language is another result")
    let again = try program.run(call + ["--again"])
    #expect(!again.output.contains("以前已做好"))
  }

  @Test("同时做几个，结果和一个一个做的相同")
  func parallel() throws {
    try seeds((1...6).map { "\($0).md" })
    let (one, three) = (scratch.url.appending(path: "one"), scratch.url.appending(path: "three"))
    #expect(try program.run(["read", input.path, "--output", one.path, "--jobs", "1"]).code == 0)
    #expect(try program.run(["read", input.path, "--output", three.path, "-j", "3"]).code == 0)
    for name in ["overview.csv", "overview.json", "index.html", "4.md.json"] {
      #expect(
        try Data(contentsOf: one.appending(path: name)) == Data(contentsOf: three.appending(path: name)), "\(name)")
    }
  }

  @Test("一个文件太慢：到时停下，连它的子进程一起，其余照做", .timeLimit(.minutes(5)))
  func slow() throws {
    try seeds(["甲.md", "丙.md"])
    try pdf("乙.pdf")
    let mark = scratch.url.appending(path: "pid").path
    let result = try program.run(
      ["read", input.path, "--output", output.path, "--timeout", "1"],
      environment: worker("echo $$ > \(mark); exec sleep 300"))
    #expect(result.code == 2)
    #expect(result.errors.contains("乙.pdf") && result.errors.contains("1 秒"))
    #expect(exists("甲.md.json") && exists("丙.md.json") && !exists("乙.pdf.json"))
    #expect(result.output.contains("读不出 1"))
    let id = Int32(try String(contentsOfFile: mark, encoding: .utf8).trimmingCharacters(in: .whitespacesAndNewlines))
    let stuck = try #require(id)
    while kill(stuck, 0) == 0 { usleep(20_000) }  // without end, were it not ended with its parent
  }

  @Test("一个文件使程序中断：说出是哪个，其余照做；换好之后再运行只做缺的")
  func crash() throws {
    try seeds(["甲.md", "丙.md", "丁.md"])
    try pdf("乙.pdf")
    let call = ["read", input.path, "--output", output.path]
    let result = try program.run(call, environment: worker("kill -SEGV $PPID; sleep 5"))
    #expect(result.code == 2)
    #expect(result.errors.contains("乙.pdf") && result.errors.contains("signal 11"))
    #expect(exists("甲.md.json") && exists("丙.md.json") && exists("丁.md.json"), "\(result.errors)\(result.output)")
    guard Program.hasPDFWorker else { return print("skipped: no mingzhang-pdf beside the tests") }
    let second = try program.run(call)
    #expect(second.code == 0)
    #expect(second.output.contains("3 个以前已做好"), "\(second.output)")
    #expect(exists("乙.pdf.json"))
  }

  @Test("kill -9 之后：没有半截文件，没有剩下的进程，再运行接着做", arguments: [SIGKILL, SIGINT])
  func killed(_ signal: Int32) throws {
    try seeds(["甲.md", "丙.md"])
    try pdf("乙.pdf")
    let mark = scratch.url.appending(path: "pid").path
    let call = ["read", input.path, "--output", output.path, "--jobs", "1"]
    let process = Process()
    process.executableURL = program.url
    process.arguments = call
    process.environment = ProcessInfo.processInfo.environment.merging(
      try worker("echo $$ > \(mark); exec sleep 300")
    ) { _, new in new }
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    // 丙 and 甲 come first or last by the order of names: wait until the stuck one is reached
    while !FileManager.default.fileExists(atPath: mark), process.isRunning { usleep(20_000) }
    kill(process.processIdentifier, signal)
    process.waitUntilExit()
    if signal == SIGINT { #expect(process.terminationStatus == 130) }
    let stuck = try #require(
      Int32(try String(contentsOfFile: mark, encoding: .utf8).trimmingCharacters(in: .whitespacesAndNewlines)))
    while kill(stuck, 0) == 0 { usleep(20_000) }
    let done = ["甲.md.json", "丙.md.json"].filter(exists)
    for name in done {
      _ = try JSONSerialization.jsonObject(with: Data(contentsOf: output.appending(path: name)))
    }
    try FileManager.default.removeItem(at: input.appending(path: "乙.pdf"))
    let second = try program.run(call)
    #expect(second.code == 0)
    #expect(done.isEmpty || second.output.contains("\(done.count) 个以前已做好"), "\(second.output)")
    #expect(exists("甲.md.json") && exists("丙.md.json"))
    #expect(!exists(".mingzhang/part"))
  }

  @Test("两个运行不能写同一个文件夹")
  func twoRuns() throws {
    try seeds(["甲.md"])
    try FileManager.default.createDirectory(
      at: output.appending(path: ".mingzhang"), withIntermediateDirectories: true)
    let lock = open(output.appending(path: ".mingzhang/lock").path, O_RDWR | O_CREAT, 0o644)
    #expect(flock(lock, LOCK_EX | LOCK_NB) == 0)
    defer { close(lock) }
    let result = try program.run(["read", input.path, "--output", output.path])
    #expect(result.code == 2)
    #expect(result.errors.contains("另一个 mingzhang"))
    #expect(!exists("甲.md.json"))
  }

  @Test("目录数据有错：说出文件和行，一个文件也不做", arguments: [1, 4])
  func brokenCatalog(_ jobs: Int) throws {
    try seeds(["甲.md", "乙.md", "丙.md"])
    let data = Program.folder.appending(path: "mingzhang_MingzhangCatalog.resources/Data")
    let catalog = scratch.url.appending(path: "catalog")
    try FileManager.default.copyItem(at: data, to: catalog)
    let profile = try #require(
      try FileManager.default.contentsOfDirectory(atPath: catalog.appending(path: "profiles").path)
        .first { $0.hasSuffix(".yaml") })
    let file = catalog.appending(path: "profiles/\(profile)")
    let text = try String(contentsOf: file, encoding: .utf8)
    try ("nonsense: 1\n" + text).write(to: file, atomically: true, encoding: .utf8)
    let result = try program.run(
      ["check", input.path, "--catalog", catalog.path, "--output", output.path, "--jobs", "\(jobs)"])
    #expect(result.code == 2)
    #expect(result.errors.contains("profiles/\(profile) 第 1 行") && result.errors.contains("nonsense"))
    #expect(result.errors.components(separatedBy: "nonsense").count == 2, "said once")
    #expect(!exists("甲.md.html"))
  }

  @Test("总览：每个文件一行，读不出的算在内，报告的链接都在，名字再怪也不坏页面")
  func overview() throws {
    let names = ["甲 & 乙<b>.md", "50% #1?.md", "引号\"'.md"]
    try seeds(names)
    try Data().write(to: input.appending(path: "空.md"))
    let result = try program.run(["check", input.path, "--output", output.path, "--format", "html,json"])
    #expect(result.code == 2)
    let page = try String(contentsOf: output.appending(path: "index.html"), encoding: .utf8)
    #expect(!page.contains("<b>.md") && page.contains("甲 &amp; 乙&lt;b&gt;.md"))
    #expect(!page.contains("<script"))
    for link in page.components(separatedBy: "href=\"").dropFirst().compactMap({
      $0.components(separatedBy: "\"").first
    })
    where !link.hasPrefix("#") {
      let file = try #require(link.removingPercentEncoding)
      #expect(exists(file), "\(link)")
    }
    struct Shape: Decodable {
      struct Line: Decodable {
        var name, status: String
        var files: [String]
      }
      var files, read, unreadable, errors: Int
      var lines: [Line]
    }
    let shape = try JSONDecoder().decode(Shape.self, from: Data(contentsOf: output.appending(path: "overview.json")))
    #expect(shape.files == 4 && shape.read == 3 && shape.unreadable == 1 && shape.errors > 0)
    #expect(shape.lines.first?.name == "空.md", "what could not be read comes first")
    #expect(shape.lines.filter { $0.files.count == 2 }.map(\.name).sorted() == names.sorted())
  }

  @Test("同名文件各有各的结果，大小写、超长的名字也写得下")
  func names() throws {
    let long = String(repeating: "很长的名字", count: 16) + ".md"
    try seeds(["A.md", "a.md", long])
    let other = scratch.url.appending(path: "in2")
    try FileManager.default.copyItem(at: input, to: other)
    let result = try program.run(
      [
        "read", input.appending(path: "A.md").path, other.appending(path: "A.md").path, input.path, "--output",
        output.path,
      ])
    #expect(result.code == 0, "\(result.errors)")
    let files = FileManager.default.enumerator(atPath: output.path)?.compactMap { $0 as? String } ?? []
    #expect(
      files.filter { $0.hasSuffix(".md.json") && !$0.hasPrefix(".") || $0.contains(").json") && !$0.hasPrefix(".") }
        .count >= 4)
    #expect(Set(files.map { $0.lowercased() }).count == files.count)
  }

  @Test("空文件夹、没有的路径：一句话，退出码 2")
  func nothing() throws {
    let empty = try program.run(["read", input.path])
    #expect(empty.code == 2 && empty.errors.contains("没有可读的文件"))
    try Data("x".utf8).write(to: input.appending(path: "a.exe"))
    #expect(try program.run(["check", input.path]).errors.contains("exe 1 个"))
    #expect(try program.run(["read", scratch.url.appending(path: "none").path]).code == 2)
  }

  @Test("结果文件夹写不了：说清楚")
  func unwritable() throws {
    try seeds(["甲.md"])
    let file = try scratch.file("file", Data("x".utf8))
    let result = try program.run(["read", input.path, "--output", file + "/below"])
    #expect(result.code == 2 && result.errors.contains("file/below"))
  }

  @Test("不是普通文件的路径不读，也不等", .timeLimit(.minutes(1)))
  func notAFile() throws {
    let pipe = input.appending(path: "pipe.md")
    #expect(mkfifo(pipe.path, 0o600) == 0)
    let result = try program.run(["read", pipe.path])
    #expect(result.code == 2 && result.errors.contains("不是普通文件"))
  }

  @Test("选项不合理是用法错误", arguments: [["--jobs", "0"], ["--timeout", "0"], ["--format", "csv"], ["--format", "xlsx"]])
  func usage(_ options: [String]) throws {
    try seeds(["甲.md"])
    #expect(try program.run(["read", input.path] + options).code == 64)
  }

  @Test("英文界面：总览、表和做不成的话里没有汉字，文件和单位的名字除外", arguments: ["read", "check"])
  func english(_ command: String) throws {
    try seeds(["a.md"])
    try Data().write(to: input.appending(path: "empty.md"))
    let result = try program.run([command, "--lang", "en", input.path, "--output", output.path])
    #expect(result.code == 2)
    var words = result.output + result.errors
    words +=
      try String(contentsOf: output.appending(path: "index.html"), encoding: .utf8)
      .components(separatedBy: "</style>").last ?? ""
    words += try String(contentsOf: output.appending(path: "overview.csv"), encoding: .utf8)
    for name in ["南宫市人民政府办公室", "元"] { words = words.replacingOccurrences(of: name, with: "") }
    let chinese = words.unicodeScalars.filter { (0x4E00...0x9FFF).contains($0.value) || $0 == "：" || $0 == "（" }
    #expect(String(String.UnicodeScalarView(chinese)).isEmpty, "\(String(String.UnicodeScalarView(chinese)))")
  }
}
