import ArgumentParser
import Foundation
import MingzhangMaking
import MingzhangModel

/// `mingzhang convert`: a ledger folder as a workbook, or a workbook as a folder.
struct Convert: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "convert",
    abstract: "台账在文件夹和工作簿之间互换，不丢内容。Turns a ledger folder into a workbook, or back.")

  @OptionGroup var common: CommonOptions
  @Argument(help: "台账：文件夹或 .xlsx。A ledger: folder or workbook.") var from: String
  @Argument(help: "写到哪里：.xlsx 或文件夹。Where to: workbook or folder.") var to: String

  func run() async throws {
    let console = common.console
    let desk = try Desk(common)
    do {
      let place = LedgerPlace(to)
      try place.refuseOccupied()
      let ledger = try LedgerFolder.load(from: URL(filePath: from), catalog: desk.catalog)
      try place.write(LedgerFiles(ledger), desk.catalog)
      console.print("\(from) → \(to)")
    } catch {
      console.problem(error)
      throw Exit.couldNot
    }
  }
}
