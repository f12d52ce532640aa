import ArgumentParser
import Foundation
import MingzhangMaking
import MingzhangModel

/// `mingzhang check`: what is wrong in a published file, where, why, and how to correct it.
struct Check: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "核对文件：哪里不对、为什么、怎么改。Checks files: what is wrong, where, why, and how to correct it.")

  enum FailOn: String, ExpressibleByArgument, CaseIterable {
    case error, warning, notice, never
    func isReached(by worst: Severity?) -> Bool {
      guard let worst, let limit = Severity(rawValue: rawValue) else { return false }
      return worst >= limit
    }
  }

  @OptionGroup var common: CommonOptions
  @Argument(help: "要核对的文件或文件夹。Files or folders to check.") var files: [String]
  @Option(help: "text、json 或 html。") var format: CheckFormat = .text
  @Option(name: .shortAndLong, help: ArgumentHelp("写到文件，不写到屏幕。Write to a file.", valueName: "file")) var output: String?
  @Option(help: "达到此级别即以 1 退出：error、warning、notice、never。Exit 1 at this severity.") var failOn: FailOn = .error
  @Flag(help: "列出未能核对的规则及原因。List the rules that could not be checked.") var unchecked = false

  private var reportOptions: ReportOptions { ReportOptions(language: common.lang, showsUnchecked: unchecked) }

  func run() async throws {
    let console = common.console
    let desk = try Desk(common)
    let inputs = Inputs(files)
    for problem in inputs.problems { console.problem(problem) }
    var failed = !inputs.problems.isEmpty
    var checked: [Checked] = []
    for (index, item) in inputs.items.enumerated() {
      console.progress(
        console.say(
          "核对 \(index + 1)/\(inputs.items.count) \(item.name)",
          "Checking \(index + 1)/\(inputs.items.count) \(item.name)"))
      do {
        checked.append(try check(item, at: desk))
        console.endProgress()
      } catch {
        console.endProgress()
        console.problem(error)
        failed = true
      }
    }
    if !checked.isEmpty {
      let rendered = try format.bytes(for: checked, reportOptions)
      if let output {
        do { try OutputFolder.write(Array(rendered), to: URL(filePath: output)) } catch {
          console.problem(error)
          throw Exit.couldNot
        }
      } else {
        console.print(String(decoding: rendered, as: UTF8.self))
      }
    }
    if let line = inputs.skippedLine(common.lang) { console.note(line) }
    if failed { throw Exit.couldNot }
    if failOn.isReached(by: checked.compactMap(\.report.worst).max()) { throw Exit.findings }
  }

  /// Checks one item. Options that change what is checked or reported take effect here.
  private func check(_ item: Item, at desk: Desk) throws -> Checked {
    Checked(item: item, report: desk.check(try desk.read(item).disclosure))
  }
}
