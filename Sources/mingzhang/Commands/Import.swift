import ArgumentParser
import Foundation
import MingzhangCatalog
import MingzhangMaking
import MingzhangModel

/// `mingzhang import`: tables exported from a budget management system as a ledger.
struct Import: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "把一体化系统导出的表按映射文件变成台账。Turns exported tables into a ledger.",
    discussion: """
      映射文件（YAML）说哪张表、哪一列是什么；写法见 Documentation/import.md。有一处看不懂就不写台账，所有问题一次说完。
      The mapping says what each column is (Documentation/import.md). Nothing is written while anything is not understood.
      """)

  @OptionGroup var common: CommonOptions
  @Argument(help: "导出的表：.xlsx 或 .csv。Exported tables.") var tables: [String]
  @Option(help: ArgumentHelp("映射文件。The mapping.", valueName: "file")) var mapping: String
  @Option(name: .shortAndLong, help: ArgumentHelp("台账：文件夹或 .xlsx。The ledger.", valueName: "place")) var output: String

  func run() async throws {
    let console = common.console
    let desk = try Desk(common)
    do {
      let place = LedgerPlace(output)
      try place.refuseOccupied()
      let files = try tables.map { path in
        (name: URL(filePath: path).lastPathComponent, bytes: try Material(Item(name: path, files: [path])).contents[0])
      }
      let plan = try ImportMapping(
        reading: try Material(Item(name: mapping, files: [mapping])).contents[0],
        name: URL(filePath: mapping).lastPathComponent)
      let made = LedgerImport(files, mapping: plan, catalog: desk.catalog)
      guard made.problems.isEmpty else {
        for problem in made.problems { console.problem(problem[common.lang]) }
        console.problem(
          console.say("共 \(made.problems.count) 处，没有写台账。", "\(made.problems.count) problems; no ledger was written."))
        throw Exit.couldNot
      }
      guard let after = made.totalsOfLedger, after.revenue == made.totals.revenue,
        after.expenditure == made.totals.expenditure
      else {
        throw PathProblem(
          wording: Wording("台账的合计与导出的表不等，没有写台账。", "The ledger's totals differ from the tables'; nothing was written."))
      }
      try place.write(LedgerFiles(made.ledger), desk.catalog)
      console.print(
        console.say(
          "导入前 \(made.totals.rows) 行：收入 \(made.totals.revenue) 元，支出 \(made.totals.expenditure) 元（另有小计、合计 \(made.sumRows) 行，均与明细相符）",
          "before, \(made.totals.rows) rows: revenue \(made.totals.revenue), expenditure \(made.totals.expenditure) yuan (and \(made.sumRows) sums that agree)"
        ))
      console.print(
        console.say(
          "台账中 \(after.rows) 行：收入 \(after.revenue) 元，支出 \(after.expenditure) 元，相等",
          "in the ledger, \(after.rows) rows: revenue \(after.revenue), expenditure \(after.expenditure) yuan, equal"))
      console.print("→ \(output)")
    } catch let code as ExitCode { throw code } catch {
      console.problem(error)
      throw Exit.couldNot
    }
  }
}
