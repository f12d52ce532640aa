import ArgumentParser
import Foundation
import MingzhangCatalog
import MingzhangMaking
import MingzhangModel

/// `mingzhang doctor`: whether everything that the work needs is there, and what to install when it is not.
struct Doctor: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: "检查运行环境是否齐全。Checks that everything needed is there.")

  @OptionGroup var common: CommonOptions

  func run() async throws {
    let console = common.console
    var sound = true
    for check in await Diagnosis.all(catalog: common.catalog) {
      let mark = check.isSound ? "✓" : (check.isOptional ? "–" : "✗")
      console.print("\(mark) \(check.name[common.lang])\(console.say("：", ": "))\(check.result[common.lang])")
      if !check.isSound && !check.isOptional { sound = false }
    }
    if !sound { throw Exit.couldNot }
  }
}
