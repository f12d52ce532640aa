import ArgumentParser
import Foundation
import MingzhangMaking
import MingzhangModel

/// `mingzhang read`: what stands in a published file.
struct Read: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "读出文件中的表、文字数据和绩效目标。Reads tables, claims and targets from files.")

  @OptionGroup var common: CommonOptions
  @Argument(help: "要读的文件或文件夹。Files or folders to read.") var files: [String]
  @Option(help: "text 或 json。") var format: ReadFormat = .text

  func run() async throws {
    let console = common.console
    let desk = try Desk(common)
    let inputs = Inputs(files)
    for problem in inputs.problems { console.problem(problem) }
    var failed = !inputs.problems.isEmpty
    var disclosures: [Disclosure] = []
    for (index, item) in inputs.items.enumerated() {
      console.progress(
        console.say(
          "读取 \(index + 1)/\(inputs.items.count) \(item.name)",
          "Reading \(index + 1)/\(inputs.items.count) \(item.name)"))
      do {
        let result = try desk.read(item)
        console.endProgress()
        if format == .text {
          console.print(String(decoding: try format.bytes(for: result, common.lang), as: UTF8.self))
        } else {
          disclosures.append(result.disclosure)
        }
      } catch {
        console.endProgress()
        console.problem(error)
        failed = true
      }
    }
    if format == .json, !disclosures.isEmpty {
      console.print(String(decoding: try ReadingJSON().bytes(for: disclosures), as: UTF8.self))
    }
    if let line = inputs.skippedLine(common.lang) { console.note(line) }
    if failed { throw Exit.couldNot }
  }
}
