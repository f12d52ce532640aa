import ArgumentParser
import Foundation

/// How a batch runs; what comes out does not depend on it.
struct BatchOptions: ParsableArguments {
  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("同时做几个文件，默认为处理器核数。Files at a time; one a core by default.", valueName: "n")) var jobs: Int?
  @Option(
    help: ArgumentHelp("每个文件最多用几秒，到时停下，其余照做。Seconds a file may take; the batch goes on.", valueName: "seconds"))
  var timeout: Int = 60
  @Flag(help: "已经做好的也重做。Do again what is done already.") var again = false

  func validate() throws {
    if let jobs, !(1...256).contains(jobs) {
      throw ValidationError("--jobs 应为 1 到 256。--jobs must be from 1 to 256.")
    }
    guard (1...86_400).contains(timeout) else {
      throw ValidationError("--timeout 应为 1 到 86400 秒。--timeout must be from 1 to 86400 seconds.")
    }
  }

  var jobCount: Int { jobs ?? max(1, ProcessInfo.processInfo.activeProcessorCount) }
}
