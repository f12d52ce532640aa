import ArgumentParser
import Foundation
import MingzhangMaking
import MingzhangModel

/// `mingzhang new`: the ledger of a new year, empty or from last year's.
struct New: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "new",
    abstract: "新建台账：空白的，或由上年的台账结转。Begins a ledger: empty, or from last year's.",
    discussion: """
      名称以 .xlsx 结尾的是一个工作簿，否则是文件夹；两种台账可互换（mingzhang convert）。
      由上年结转（--from）：明细行、项目、指标、文字照搬，年份顺延；上年的金额列入“上年金额”，本年金额留空；每个变动原因重新询问。
      A name that ends in .xlsx makes a workbook, any other a folder; mingzhang convert turns one into the other.
      With --from: lines, projects, targets and words are carried over and years rolled on; last year's amounts stand beside
      empty ones; every reason for a change is asked again.
      """)

  @OptionGroup var common: CommonOptions
  @Argument(help: "新台账的文件夹。Folder of the new ledger.") var folder: String
  @Option(help: ArgumentHelp("上年的台账文件夹。Last year's ledger folder.", valueName: "dir")) var from: String?
  @Option(help: "单位名称（空白台账）。Name of the department.") var entity: String?
  @Option(help: "预算年度（空白台账）。Fiscal year.") var year: Int?
  @Option(help: "表样（空白台账）。Profile.") var profile: String = "hebei-2023"

  func run() async throws {
    let console = common.console
    let desk = try Desk(common)
    do {
      try LedgerPlace(folder).refuseOccupied()
      if let from {
        let ledger = try LedgerFolder.load(from: URL(filePath: from), catalog: desk.catalog)
        let rolled = LedgerRolling(ledger)
        try LedgerPlace(folder).write(rolled.files, desk.catalog)
        console.print(
          console.say(
            "\(from) → \(folder)：\(ledger.book.fiscalYear + 1) 年台账。金额、日期待填；待答的原因 \(rolled.questions.count) 个，见 reasons.csv。",
            "\(from) → \(folder): ledger of \(ledger.book.fiscalYear + 1). Amounts and date are to be filled in; \(rolled.questions.count) reasons to be answered in reasons.csv."
          ))
        for (file, years) in Dictionary(grouping: rolled.yearsToReview, by: \.file).sorted(by: { $0.key < $1.key }) {
          let list = Set(years.map(\.year)).sorted().joined(separator: "、")
          console.print(
            console.say(
              "  \(file)：文字里的年份 \(list) 没有动，请核对。", "  \(file): the years \(list) were left as they are. Review them."))
        }
      } else {
        try LedgerPlace(folder).write(try skeleton(desk), desk.catalog)
        console.print(
          console.say(
            "\(folder)：空白台账。填好后用 mingzhang make \(folder) 编书；没填的会逐条指出。",
            "\(folder): an empty ledger. Fill it in, then run mingzhang make \(folder); what is missing is told line by line."
          ))
      }
    } catch {
      console.problem(error)
      throw Exit.couldNot
    }
  }

  private func skeleton(_ desk: Desk) throws -> LedgerFiles {
    guard let entity, let year else {
      throw PathProblem(
        wording: Wording(
          "空白台账要给 --entity 单位名称 和 --year 预算年度；由上年结转请给 --from 文件夹。",
          "An empty ledger needs --entity and --year; to carry last year over give --from."))
    }
    guard let chosen = desk.catalog.profile(profile) else {
      let known = desk.catalog.profiles.map(\.id).joined(separator: "、")
      throw PathProblem(
        wording: Wording("没有表样 \(profile)。可用：\(known)。", "No profile \(profile). There are \(known)."))
    }
    return LedgerSkeleton(entity: entity, year: year, profile: chosen).files
  }
}
