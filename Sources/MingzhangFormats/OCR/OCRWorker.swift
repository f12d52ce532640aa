import Foundation

/// The optional worker that recognises words in pictures (RapidOCR): a Python process kept open, one JSON line a picture.
///
/// One picture at a time, whoever asks: the engine uses all cores itself.
public final class OCRWorker: @unchecked Sendable {
  public struct Places: Hashable, Sendable {
    public var python: URL
    public var script: URL
    public init(python: URL, script: URL) { (self.python, self.script) = (python, script) }
  }

  public enum Problem: Error, Hashable, Sendable {
    case missing, tookTooLong(seconds: Int), failed(String)
  }

  /// What stands in one picture, in pixels from the top left.
  public struct Recognised: Decodable, Sendable {
    public struct Word: Decodable, Sendable {
      public var text: String
      /// From 0 to 1, as the engine says.
      public var score: Double
      /// x0, y0, x1, y1
      public var box: [Double]
      /// Left and right edge of every Unicode scalar of `text`.
      public var edges: [[Double]]
    }
    public var width, height: Double
    public var words: [Word]
    /// Ruling lines: x0, y0, x1, y1.
    public var lines: [[Double]]
  }

  private let places: Places
  private let lock = NSLock()
  private var process: Process?
  private var requests: FileHandle?
  private var answers: FileHandle?
  private var buffer = Data()

  public init(places: Places) { self.places = places }

  deinit { stop() }

  /// The worker when its parts are installed (`Scripts/setup --ocr`); nil when they are not.
  ///
  /// Looks for the tools' folder named by `MINGZHANG_TOOLS`, or `.tools` in a folder above the program.
  public static func located(environment: [String: String] = ProcessInfo.processInfo.environment) -> OCRWorker? {
    let manager = FileManager.default
    let program = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
    let scripts = [
      program.appending(path: "mingzhang_MingzhangFormats.resources/Workers/ocr.py"),
      program.appending(path: "../share/mingzhang/workers/ocr.py").standardized,
    ]
    var tools = environment["MINGZHANG_TOOLS"].map { URL(filePath: $0) }
    var folder = program
    while tools == nil, folder.path.count > 1 {
      let candidate = folder.appending(path: ".tools")
      if manager.fileExists(atPath: candidate.path) { tools = candidate }
      folder = folder.deletingLastPathComponent()
    }
    guard let tools, let script = scripts.first(where: { manager.fileExists(atPath: $0.path) }) else { return nil }
    let library = tools.appending(path: "venv/lib")
    let versions = (try? manager.contentsOfDirectory(atPath: library.path)) ?? []
    let isInstalled = versions.contains {
      manager.fileExists(atPath: library.appending(path: "\($0)/site-packages/rapidocr").path)
        && manager.fileExists(atPath: library.appending(path: "\($0)/site-packages/onnxruntime").path)
    }
    guard isInstalled else { return nil }
    return OCRWorker(places: Places(python: tools.appending(path: "venv/bin/python3"), script: script))
  }

  private struct Request: Encodable { var image: String }
  private struct Answer: Decodable {
    var ok: Bool
    var error: String?
    var page: Recognised?
  }

  /// Words and ruling lines of a PNG or JPEG.
  ///
  /// - Parameter seconds: wall limit; afterwards the worker is ended and started anew for the next picture.
  public func recognise(_ picture: [UInt8], seconds: Int = 120) throws(Problem) -> Recognised {
    lock.lock()
    defer { lock.unlock() }
    try start()
    let file = TemporaryPlace.new(".img")
    defer { try? FileManager.default.removeItem(at: file) }
    let answer: Answer
    do {
      try Data(picture).write(to: file)
      try requests?.write(contentsOf: JSONEncoder().encode(Request(image: file.path)) + Data([0x0A]))
    } catch {
      stop()
      throw .failed("\(error.localizedDescription)")
    }
    guard let line = readLine(seconds: seconds) else {
      let isRunning = process?.isRunning == true
      stop()
      if isRunning { throw .tookTooLong(seconds: seconds) }
      throw .failed("it ended")
    }
    do { answer = try JSONDecoder().decode(Answer.self, from: line) } catch { throw .failed("unclear answer") }
    guard answer.ok, let page = answer.page else { throw .failed(answer.error ?? "no words") }
    return page
  }

  private func start() throws(Problem) {
    if let process, process.isRunning { return }
    stop()
    let process = Process()
    process.executableURL = places.python
    process.arguments = ["-I", places.script.path]
    process.environment = ["LC_ALL": "C.UTF-8", "PATH": "/usr/bin:/bin", "HOME": NSTemporaryDirectory()]
    let (input, output) = (Pipe(), Pipe())
    process.standardInput = input
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    do { try process.run() } catch { throw .missing }
    signal(SIGPIPE, SIG_IGN)
    (self.process, requests, answers) = (process, input.fileHandleForWriting, output.fileHandleForReading)
    buffer = Data()
  }

  private func stop() {
    try? requests?.close()
    if let process, process.isRunning {
      kill(process.processIdentifier, SIGKILL)
      process.waitUntilExit()
    }
    (process, requests, answers) = (nil, nil, nil)
  }

  private func readLine(seconds: Int) -> Data? {
    guard let answers else { return nil }
    let deadline = ContinuousClock.now + .seconds(seconds)
    while true {
      if let newline = buffer.firstIndex(of: 0x0A) {
        let line = Data(buffer[buffer.startIndex..<newline])
        buffer = Data(buffer[buffer.index(after: newline)...])
        return line
      }
      let left = deadline - .now
      guard left > .zero else { return nil }
      var waiting = pollfd(fd: answers.fileDescriptor, events: Int16(POLLIN), revents: 0)
      guard poll(&waiting, 1, Int32(clamping: left.components.seconds * 1000 + 1)) >= 0 || errno == EINTR else {
        return nil
      }
      guard waiting.revents != 0 else { continue }
      let piece = answers.availableData
      guard !piece.isEmpty else { return nil }
      buffer += piece
    }
  }
}
