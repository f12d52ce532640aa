import ArgumentParser
import Foundation
import MingzhangCatalog
import MingzhangMaking
import MingzhangModel

/// `mingzhang make`: from a ledger folder the whole book, in every format, in which tables and words cannot disagree.
struct Make: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "由台账编出整本公开书。Makes the whole book from a ledger folder.")

  @OptionGroup var common: CommonOptions
  @Argument(help: "台账文件夹。Ledger folders.") var folders: [String]
  @Option(name: .shortAndLong, help: ArgumentHelp("输出文件夹。Output folder.", valueName: "dir")) var output: String = "out"
  @Option(
    help: ArgumentHelp("只编这些格式，逗号分隔。Only these formats.", valueName: "pdf,docx,xlsx,html,md,data")) var formats: String?

  func run() async throws {}
}
