import Foundation

/// The client of `mingzhang-pdf`: starts it on one document, within limits, and decodes what it says about the pages.
///
/// The worker is a process of its own because its engine is GPL and because a hostile PDF can then harm nothing else.
public struct PDFWorkerClient: Sendable {
  public var executable: URL
  public var limits: Limits

  public struct Limits: Hashable, Sendable {
    public var cpuSeconds: Int
    public var wallSeconds: Int
    public var megabytes: Int
    public var pages: Int
    public init(cpuSeconds: Int = 60, wallSeconds: Int = 60, megabytes: Int = 1024, pages: Int = 5000) {
      (self.cpuSeconds, self.wallSeconds) = (cpuSeconds, wallSeconds)
      (self.megabytes, self.pages) = (megabytes, pages)
    }
  }

  /// What was said about the document as a whole.
  public struct Summary: Hashable, Sendable {
    public var pageCount: Int
    /// `poppler 22.12.0`: stored with every extraction.
    public var engine: String
  }

  public init(executable: URL, limits: Limits = Limits()) {
    (self.executable, self.limits) = (executable, limits)
  }

  /// The worker named by `MINGZHANG_PDF_WORKER`, or the one that stands beside this program.
  public static func located(
    environment: [String: String] = ProcessInfo.processInfo.environment,
    beside program: URL = URL(filePath: CommandLine.arguments.first ?? ""), limits: Limits = Limits()
  ) throws(PDFWorkerError) -> PDFWorkerClient {
    var places: [URL] = []
    if let named = environment["MINGZHANG_PDF_WORKER"], !named.isEmpty {
      places.append(URL(filePath: named))
    } else {
      let own = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")).map { URL(filePath: $0) }
      for folder in [own, program.resolvingSymlinksInPath()].compactMap({ $0?.deletingLastPathComponent() }) {
        places.append(folder.appending(path: "mingzhang-pdf"))
      }
    }
    for place in places where FileManager.default.isExecutableFile(atPath: place.path) {
      return PDFWorkerClient(executable: place, limits: limits)
    }
    throw .missing(lookedAt: places.map(\.path))
  }

  /// Gives the pages of the document one after the other, so that only one need be held.
  ///
  /// - Parameters:
  ///   - pages: page numbers from 1; nil for all.
  ///   - each: called in page order, on the calling thread. Pages given before an error stay good.
  @discardableResult
  public func read(
    _ document: [UInt8], password: String? = nil, pages: ClosedRange<Int>? = nil, each: (PDFPageContent) -> Void
  ) throws(PDFWorkerError) -> Summary {
    var arguments = ["extract"] + limitArguments
    if let pages { arguments += ["--first", "\(pages.lowerBound)", "--last", "\(pages.upperBound)"] }
    var decoder = PageFrames()
    var next = pages?.lowerBound ?? 1
    let status = try WorkerProcess.run(
      executable, arguments, input: document, environment: environment(password), wallSeconds: limits.wallSeconds
    ) { (bytes) throws(PDFWorkerError) in
      try decoder.feed(bytes) { page in
        next = page.number + 1
        each(page)
      }
    }
    guard let summary = decoder.summary, decoder.isComplete, status == .exited(0) else {
      throw error(status, hadPassword: password != nil, page: decoder.summary == nil ? nil : next)
    }
    return summary
  }

  /// A picture of one page as PNG.
  ///
  /// - Parameters:
  ///   - page: from 1.
  ///   - isGray: in shades of grey, which makes it about a third of the size.
  public func picture(
    of document: [UInt8], page: Int, dotsPerInch: Double = 96, isGray: Bool = false, password: String? = nil
  ) throws(PDFWorkerError) -> [UInt8] {
    var png: [UInt8] = []
    let status = try WorkerProcess.run(
      executable,
      ["render", "--page", "\(page)", "--dpi", "\(dotsPerInch)"] + (isGray ? ["--gray", "1"] : [])
        + limitArguments, input: document,
      environment: environment(password), wallSeconds: limits.wallSeconds
    ) { (bytes) throws(PDFWorkerError) in png += bytes }
    guard status == .exited(0) else { throw error(status, hadPassword: password != nil, page: page) }
    return png
  }

  /// The document with highlights and notes added; everything else in it stays as it was.
  ///
  /// An encrypted document is refused: a copy would lose what its owner protects.
  public func marked(_ document: [UInt8], with notes: PDFNotes) throws(PDFWorkerError) -> [UInt8] {
    let file = TemporaryPlace.new(".json")
    defer { try? FileManager.default.removeItem(at: file) }
    do { try JSONEncoder().encode(notes).write(to: file) } catch {
      throw .failed("临时文件写不了", "the temporary file cannot be written")
    }
    var pdf: [UInt8] = []
    let status = try WorkerProcess.run(
      executable, ["mark", "--notes", file.path] + limitArguments, input: document, environment: environment(nil),
      wallSeconds: limits.wallSeconds
    ) { (bytes) throws(PDFWorkerError) in pdf += bytes }
    guard status == .exited(0) else { throw error(status, hadPassword: false, page: nil) }
    return pdf
  }

  /// Whether Chinese fonts that a PDF names without embedding can be read here. Without the package poppler-data they
  /// give empty pages and no error, so ask before relying on an empty page.
  public func readsUnembeddedChinese() throws(PDFWorkerError) -> Bool {
    var answer: [UInt8] = []
    let status = try WorkerProcess.run(
      executable, ["probe"], input: [], environment: environment(nil), wallSeconds: 20
    ) { (bytes) throws(PDFWorkerError) in answer += bytes }
    guard status == .exited(0) else { throw error(status, hadPassword: false, page: nil) }
    return String(decoding: answer, as: UTF8.self).contains("\"readsUnembeddedChinese\":true")
  }

  private var limitArguments: [String] {
    ["--cpu", "\(limits.cpuSeconds)", "--memory", "\(limits.megabytes)", "--max-pages", "\(limits.pages)"]
  }

  /// Nothing of ours but what fonts and locale need; the password goes here because arguments can be seen by others.
  private func environment(_ password: String?) -> [String] {
    var result = ["LC_ALL=C.UTF-8", "HOME=/nonexistent", "PATH=/usr/bin:/bin"]
    if let password { result.append("MINGZHANG_PDF_PASSWORD=\(password)") }
    return result
  }

  private func error(_ status: WorkerProcess.Ending, hadPassword: Bool, page: Int?) -> PDFWorkerError {
    switch status {
    case .exited(0): .failed("输出不完整", "its output is incomplete")
    case .exited(let code): .exit(code, limits: limits, hadPassword: hadPassword, page: page)
    case .outOfTime: .tookTooLong(seconds: limits.wallSeconds, page: page)
    // The kernel's hard limits end it by signal; anything else is a crash on this file.
    case .signalled(let signal) where signal == SIGKILL || signal == SIGXCPU:
      .tookTooLong(seconds: limits.cpuSeconds, page: page)
    case .signalled: .exit(22, limits: limits, hadPassword: hadPassword, page: page)
    }
  }
}
