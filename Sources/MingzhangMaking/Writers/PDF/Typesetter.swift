import Foundation
import MingzhangFormats
import MingzhangModel

/// The Typst worker: a Python process that is kept open, one JSON line a request, one request at a time.
///
/// It finds again what it has laid out for earlier books, so a few of them for many books cost less than one for each lane. All its
/// books go through one file, because what it keeps is kept by the name of the file, too. The process ends when this value goes.
public final class Typesetter: @unchecked Sendable {  // everything that changes is changed under the lock
  private let places: TypesetterPlaces
  private let lock = NSLock()
  private var folder: URL?
  private var process: Process?
  private var requests: FileHandle?
  private var answers: FileHandle?
  private var buffer = Data()

  public init(places: TypesetterPlaces) { self.places = places }

  deinit { stop() }

  private func stop() {
    // the worker ends with its input; one that does not is ended
    try? requests?.close()
    if let process, process.isRunning {
      let deadline = DispatchTime.now() + 5
      let ended = DispatchSemaphore(value: 0)
      process.terminationHandler = { _ in ended.signal() }
      if process.isRunning, ended.wait(timeout: deadline) == .timedOut { process.terminate() }
      process.waitUntilExit()
    }
    (process, requests, answers) = (nil, nil, nil)
    if let folder { try? FileManager.default.removeItem(at: folder) }
    folder = nil
  }

  private struct Request: Encodable {
    var template, data, output: String
    var fonts: [String]
  }
  private struct Answer: Decodable {
    var ok: Bool
    var error: String?
  }

  /// Typesets `data` (JSON for the template) and gives the PDF's bytes.
  ///
  /// - Throws: `MakingError` when Python, Typst or a font is missing, or nothing answers within `limit` seconds.
  func pdf(from data: Data, limit: TimeInterval = 120) throws(MakingError) -> [UInt8] {
    lock.lock()
    defer { lock.unlock() }
    let folder = try start()
    let (input, output) = (folder.appending(path: "book.json"), folder.appending(path: "book.pdf"))
    defer { for file in [input, output] { try? FileManager.default.removeItem(at: file) } }
    let answer: Answer
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      try data.write(to: input)
      let request = Request(
        template: places.template.path, data: input.path, output: output.path, fonts: places.fonts.map(\.path))
      try requests?.write(contentsOf: JSONEncoder().encode(request) + Data([0x0A]))
      guard let line = readLine(limit: limit) else {
        stop()
        throw MakingError(
          "排版程序 \(Int(limit)) 秒没有答复。用 mingzhang doctor 检查 Typst。",
          "The typesetter did not answer within \(Int(limit)) s. Run `mingzhang doctor`.")
      }
      answer = try JSONDecoder().decode(Answer.self, from: line)
    } catch let error as MakingError { throw error } catch {
      throw MakingError(
        "与排版程序通信失败：\(error)。用 mingzhang doctor 检查 Typst。", "The typesetter failed: \(error). Run `mingzhang doctor`.")
    }
    guard answer.ok, let bytes = FileManager.default.contents(atPath: output.path) else {
      throw MakingError("排版失败：\(answer.error ?? "没有输出")", "Typesetting failed: \(answer.error ?? "no output")")
    }
    return Array(bytes)
  }

  /// The folder of the running worker, which is started when there is none.
  private func start() throws(MakingError) -> URL {
    if let process, process.isRunning, let folder { return folder }
    stop()
    for (file, what) in [(places.python, "Python"), (places.template, "book.typ"), (places.script, "typeset.py")]
    where !FileManager.default.fileExists(atPath: file.path) {
      throw MakingError(
        "找不到 \(what)：\(file.path)。请运行 Scripts/setup，或用 --formats 去掉 pdf。",
        "\(what) is missing: \(file.path). Run Scripts/setup, or leave out pdf with --formats.")
    }
    let process = Process()
    process.executableURL = places.python
    process.arguments = ["-I", places.script.path]
    let (input, output) = (Pipe(), Pipe())
    process.standardInput = input
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    do { try process.run() } catch {
      throw MakingError(
        "启动不了 \(places.python.path)：\(error.localizedDescription)",
        "Cannot start \(places.python.path): \(error.localizedDescription)")
    }
    signal(SIGPIPE, SIG_IGN)
    (self.process, requests, answers) = (process, input.fileHandleForWriting, output.fileHandleForReading)
    buffer = Data()
    let folder = TemporaryPlace.new()
    self.folder = folder
    return folder
  }

  /// One line of the answer; nil when the limit passes or the worker ends.
  private func readLine(limit: TimeInterval) -> Data? {
    guard let answers else { return nil }
    let end = Date().addingTimeInterval(limit)
    while true {
      if let newline = buffer.firstIndex(of: 0x0A) {
        let line = buffer[buffer.startIndex..<newline]
        buffer = Data(buffer[buffer.index(after: newline)...])
        return Data(line)
      }
      let left = end.timeIntervalSinceNow
      guard left > 0 else { return nil }
      var poll = pollfd(fd: answers.fileDescriptor, events: Int16(POLLIN), revents: 0)
      guard Glibc.poll(&poll, 1, Int32(min(left * 1000, 60_000))) >= 0 else { return nil }
      guard poll.revents != 0 else { continue }
      let chunk = answers.availableData
      guard !chunk.isEmpty else { return nil }
      buffer += chunk
    }
  }
}

/// Where the typesetter's parts are.
public struct TypesetterPlaces: Sendable {
  public var python: URL
  public var script: URL
  public var template: URL
  public var fonts: [URL]
  public init(python: URL, script: URL, template: URL, fonts: [URL]) {
    (self.python, self.script, self.template, self.fonts) = (python, script, template, fonts)
  }

  /// Beside the program: templates in its resource folder or `../share`, Python and fonts in `.tools` of a folder above it.
  /// `MINGZHANG_TOOLS` names the tools' folder.
  public static func standard(environment: [String: String] = ProcessInfo.processInfo.environment) -> TypesetterPlaces {
    let program = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
    let manager = FileManager.default
    let templates = [
      program.appending(path: "mingzhang_MingzhangMaking.resources/Templates"),
      program.appending(path: "../share/mingzhang/templates").standardized,
    ]
    let template = templates.first { manager.fileExists(atPath: $0.path) } ?? templates[0]
    var tools = environment["MINGZHANG_TOOLS"].map { URL(filePath: $0) }
    var folder = program
    while tools == nil, folder.path.count > 1 {
      let candidate = folder.appending(path: ".tools")
      if manager.fileExists(atPath: candidate.path) { tools = candidate }
      folder = folder.deletingLastPathComponent()
    }
    let found = tools ?? program.appending(path: ".tools")
    return TypesetterPlaces(
      python: found.appending(path: "venv/bin/python3"), script: template.appending(path: "typeset.py"),
      template: template.appending(path: "book.typ"), fonts: [found.appending(path: "fonts")])
  }
}
