import ArgumentParser
import Foundation
import MingzhangMaking
import MingzhangModel

/// `mingzhang check`: what is wrong in published files, where, why, and how to correct it.
struct Check: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "核对文件：哪里不对、为什么、怎么改。Checks files: what is wrong, where, why, and how to correct it.",
    discussion: """
      给文件夹就逐层核对其中的文件。--output 写文件名（如 report.html）得一份合并的报告；写文件夹则每个文件一份报告，
      加一页总览 index.html，中断后再运行会接着做。
      A folder is walked. --output FILE (report.html) gives one report over all; --output DIR gives a report a file behind an
      overview, and a second run goes on where one stopped.
      """)

  enum FailOn: String, ExpressibleByArgument, CaseIterable {
    case error, warning, notice, never
    func isReached(by worst: Severity?) -> Bool {
      guard let worst, let limit = Severity(rawValue: rawValue) else { return false }
      return worst >= limit
    }
  }

  @OptionGroup var common: CommonOptions
  @OptionGroup var batch: BatchOptions
  @OptionGroup var beside: BesideOptions
  @OptionGroup var settling: SettlingOptions
  @Argument(help: "要核对的文件或文件夹。Files or folders to check.") var files: [String]
  @Option(
    help: ArgumentHelp(
      "\(CheckFormat.names)；写到文件夹时可以有几种，用逗号分隔。For a folder several, separated by commas.", valueName: "format"))
  var format: CheckFormats?
  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("写到文件或文件夹，不写到屏幕。Write to a file or folder.", valueName: "file|dir")) var output: String?
  @Option(help: "达到此级别即以 1 退出：error、warning、notice、never。Exit 1 at this severity.") var failOn: FailOn = .error
  @Flag(help: "列出未能核对的规则及原因。List the rules that could not be checked.") var unchecked = false

  private var reportOptions: ReportOptions {
    ReportOptions(
      language: common.lang, showsUnchecked: unchecked, password: common.password, day: settling.day,
      issuer: settling.issuer, deadline: settling.deadline, hasBaseline: settling.baseline != nil)
  }

  /// Where reports go.
  private enum Delivery: Equatable {
    /// Each on standard output as soon as it is made.
    case screen(CheckFormat)
    /// One report over all, on standard output or in a file.
    case together(CheckFormat, URL?)
    case folder([CheckFormat], URL)
  }

  private var delivery: Delivery {
    let formats = format?.list ?? []
    guard let output else {
      let first = formats.first ?? .text
      return first.isStreamed ? .screen(first) : .together(first, nil)
    }
    let url = URL(filePath: output)
    var isFolder: ObjCBool = false
    let exists = FileManager.default.fileExists(atPath: output, isDirectory: &isFolder)
    let named = CheckFormat.allCases.first { $0.fileExtension == url.pathExtension.lowercased() }
    if exists ? isFolder.boolValue : (output.hasSuffix("/") || formats.count > 1 || named == nil) {
      return .folder(formats.isEmpty ? [.html] : formats, url)
    }
    return .together(formats.first ?? named ?? .text, url)
  }

  func validate() throws {
    if output == nil, let binary = format?.list.first(where: \.isBinary) {
      throw ValidationError(
        "\(binary.rawValue) 不能写到屏幕：--output 文件。\(binary.rawValue) is not for a screen: --output FILE.")
    }
    guard (format?.list.count ?? 0) > 1 else { return }
    if case .folder = delivery { return }
    throw ValidationError("几种格式要写到文件夹：--output 文件夹。Several formats need --output DIR.")
  }

  func run() throws {
    let console = common.console
    let settled: Settling
    do { settled = try Settling(settling) } catch {
      console.problem(error)
      throw Exit.couldNot
    }
    if let worker = WorkerLoop() {
      let neighbours = Neighbours(Inputs(beside.beside.map { [$0] } ?? files))
      return worker.serve(opening: { try Desk(loading: common) }, beside: neighbours) {
        try product(of: $0, at: $1, settled, among: neighbours)
      }
    }
    let inputs = try Inputs(files).told(console)
    var folder: URL?
    if case .folder(_, let url) = delivery { folder = url }
    let screen = ListPrinter(console, isList: delivery == .screen(.json) && inputs.isBatch)
    var together: [Checked] = []
    let result = try Batch(
      console: console, options: batch, inputs: inputs, paths: files, catalog: common.catalog, output: folder,
      verb: Wording("核对", "Checking")
    ).run { _, files in
      switch delivery {
      case .screen: try screen.print(files)
      case .together: together += try files.map { try JSONDecoder().decode(Checked.self, from: Data(contentsOf: $0)) }
      case .folder: break
      }
    }
    screen.end()
    if case .together(let format, let file) = delivery, !together.isEmpty {
      var options = reportOptions
      options.failures = result.lines.compactMap { line in
        line.problem.map { ReportContext.Failure(file: line.name, reason: $0) }
      }
      options.articles = (try? Desk(common))?.articles ?? [:]
      do { try write(format.bytes(for: together, options), to: file) } catch let error as any ExplainedError {
        console.problem(error)
        throw Exit.couldNot
      }
    }
    for remark in settled.waivers?.remarks(
      used: Set(result.lines.flatMap { $0.findings?.waivers ?? [] }), day: settled.day) ?? []
    {
      console.note(remark[common.lang])
    }
    if let path = settling.writeBaseline { try write(Baseline.bytes(of: result.lines), to: URL(filePath: path)) }
    try Closing(console: console, inputs: inputs, isCheck: true)
      .tell(result, asResult: folder != nil || delivery == .screen(.text), in: folder)
    try result.throwWhenIncomplete(inputs)
    if failOn.isReached(by: result.lines.compactMap { $0.findings?.worst }.max()) { throw Exit.findings }
  }

  private func write(_ report: Data, to file: URL?) throws {
    guard let file else { return common.console.print(report) }
    do { try OutputFolder.write(Array(report), to: file) } catch {
      common.console.problem(error)
      throw Exit.couldNot
    }
  }

  /// Runs in a worker.
  private func product(
    of material: Material, at desk: Desk, _ settled: Settling, among neighbours: Neighbours
  ) throws -> Product {
    let result = try desk.read(material)
    let (companions, surroundings) = try beside.companions(
      of: result.disclosure, read: material.item, among: neighbours, at: desk)
    let report = settled.settled(desk.check(result.disclosure, beside: companions))
    let checked = Checked(item: material.item, report: report, disclosure: result.disclosure)
    var options = reportOptions
    options.articles = desk.articles
    var line = OverviewLine(
      name: material.item.name, checked.disclosure, unexplainedDigits: result.conservation.unexplained)
    line.findings = OverviewLine.Findings(checked.report)
    line.findings?.waivers = settled.waivers?.lines(meeting: checked.report) ?? []
    switch delivery {
    case .screen(let format):
      return Product(line: line, files: [".txt": Array(try format.bytes(for: [checked], options))])
    case .together:
      return Product(line: line, files: [".json": Array(try JSONEncoder().encode(checked))], surroundings: surroundings)
    case .folder(let formats, _):
      var files: [String: [UInt8]] = [:]
      for format in formats where format.suits(checked) {
        do { files["." + format.fileExtension] = Array(try format.bytes(for: [checked], options)) } catch let error
          as PathProblem where format == .pdf
        {
          // an encrypted original takes no notes; the other reports are none the worse
          line.notices.append(error.wording)
        }
      }
      return Product(line: line, files: files, surroundings: surroundings)
    }
  }
}
