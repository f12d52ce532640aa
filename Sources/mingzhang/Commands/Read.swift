import ArgumentParser
import Foundation
import MingzhangMaking
import MingzhangModel

/// `mingzhang read`: what stands in a published file.
struct Read: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "读出文件中的表、文字数据和绩效目标。Reads tables, claims and targets from files.")

  enum Format: String, ExpressibleByArgument, CaseIterable { case text, json }

  @OptionGroup var common: CommonOptions
  @Argument(help: "要读的文件。Files to read.") var files: [String]
  @Option(help: "text 或 json。") var format: Format = .text

  func run() async throws {
    let console = common.console
    let desk = try Desk(common)
    var disclosures: [Disclosure] = []
    var failed = false
    for (index, file) in files.enumerated() {
      console.progress(
        console.say("读取 \(index + 1)/\(files.count) \(file)", "Reading \(index + 1)/\(files.count) \(file)"))
      do {
        let result = try desk.read(file)
        console.endProgress()
        if format == .text {
          console.print(ReadingSummary(language: common.lang).text(for: result))
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
    if failed { throw Exit.couldNot }
  }
}
