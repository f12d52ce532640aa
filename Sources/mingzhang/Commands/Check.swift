import ArgumentParser
import Foundation
import MingzhangChecking
import MingzhangMaking
import MingzhangModel

/// `mingzhang check`: what is wrong in a published file, where, why, and how to correct it.
struct Check: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "核对文件：哪里不对、为什么、怎么改。Checks files: what is wrong, where, why, and how to correct it.")

  enum Format: String, ExpressibleByArgument, CaseIterable { case text, json, html }
  enum FailOn: String, ExpressibleByArgument, CaseIterable {
    case error, warning, notice, never
    func isReached(by worst: Severity?) -> Bool {
      guard let worst, let limit = Severity(rawValue: rawValue) else { return false }
      return worst >= limit
    }
  }

  @OptionGroup var common: CommonOptions
  @Argument(help: "要核对的文件。Files to check.") var files: [String]
  @Option(help: "text、json 或 html。") var format: Format = .text
  @Option(name: .shortAndLong, help: ArgumentHelp("写到文件，不写到屏幕。Write to a file.", valueName: "file")) var output: String?
  @Option(help: "达到此级别即以 1 退出：error、warning、notice、never。Exit 1 at this severity.") var failOn: FailOn = .error
  @Flag(help: "列出未能核对的规则及原因。List the rules that could not be checked.") var unchecked = false

  func run() async throws {
    let console = common.console
    let desk = try Desk(common)
    var reports: [CheckReport] = []
    var failed = false
    for (index, file) in files.enumerated() {
      console.progress(
        console.say("核对 \(index + 1)/\(files.count) \(file)", "Checking \(index + 1)/\(files.count) \(file)"))
      do {
        reports.append(desk.check(try desk.read(file).disclosure))
        console.endProgress()
      } catch {
        console.endProgress()
        console.problem(error)
        failed = true
      }
    }
    if !reports.isEmpty {
      let rendered = try render(reports)
      if let output {
        do { try OutputFolder.write(Array(rendered), to: URL(filePath: output)) } catch {
          console.problem(error)
          throw Exit.couldNot
        }
      } else {
        console.print(String(decoding: rendered, as: UTF8.self))
      }
    }
    if failed { throw Exit.couldNot }
    if failOn.isReached(by: reports.compactMap(\.worst).max()) { throw Exit.findings }
  }

  private func render(_ reports: [CheckReport]) throws -> Data {
    switch format {
    case .text:
      let report = TextReport(language: common.lang, showsUnchecked: unchecked)
      return Data(reports.map(report.text).joined(separator: "\n").utf8)
    case .json: return try JSONReport(language: common.lang).bytes(for: reports)
    case .html: return Data(HTMLReport(language: common.lang).html(for: reports).utf8)
    }
  }
}
