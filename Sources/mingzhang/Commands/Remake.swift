import ArgumentParser
import Foundation
import MingzhangMaking
import MingzhangModel

/// `mingzhang remake`: a published book as a ledger and a form, and how far its tables come out again.
struct Remake: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "remake",
    abstract: "由公开文件反推台账和表样，逐格比较重编的表。Re-builds ledger and form from a published book and compares the tables.")

  @OptionGroup var common: CommonOptions
  @Argument(help: "公开文件。A published book.") var file: String
  @Option(help: "表样的标识，如 jiangsu-2026。Identifier of the form.") var id: String = "draft"
  @Option(help: "表样的名称。Name of the form.") var name: String = "表样草稿"
  @Option(help: "用目录里的表样，不另画草稿，如 shaanxi-2026。A form of the catalog instead of a draft.") var profile: String?
  @Option(help: "省级行政区划代码前两位。First two digits of the division code.") var division: String = ""
  @Option(help: ArgumentHelp("把台账和 profile.yaml 写到这里。Where ledger and form go.", valueName: "dir")) var output: String?
  @Flag(help: "列出每个不同的格。List every differing cell.") var all = false

  func run() async throws {
    let console = common.console
    let desk = try Desk(common)
    do {
      guard let data = FileManager.default.contents(atPath: file) else {
        throw PathProblem(wording: Wording("打不开 \(file)。请检查路径。", "Cannot open \(file). Check the path."))
      }
      let disclosure = try desk.read(Array(data), name: URL(filePath: file).lastPathComponent).disclosure
      let known = profile.flatMap { desk.catalog.profile($0) }
      if let profile, known == nil {
        throw PathProblem(wording: Wording("没有表样 \(profile)。", "There is no form \(profile)."))
      }
      let remaking =
        known.map { Remaking(disclosure, profile: $0, catalog: desk.catalog) }
        ?? Remaking(disclosure, id: id, name: Wording(name, id), divisionPrefix: division, catalog: desk.catalog)
      for table in remaking.tables {
        console.print(
          console.say(
            "\(table.title)：\(table.equal)/\(table.cells) 格相同",
            "\(table.title): \(table.equal) of \(table.cells) cells equal"))
        for difference in all ? table.differences[...] : table.differences.prefix(3) {
          console.print("    \(difference.line) / \(difference.column)：\(difference.published) → \(difference.made)")
        }
      }
      let (equal, cells) = (remaking.tables.map(\.equal).reduce(0, +), remaking.tables.map(\.cells).reduce(0, +))
      console.print(console.say("合计 \(equal)/\(cells) 格相同", "\(equal) of \(cells) cells equal"))
      if !remaking.leftOut.isEmpty {
        let list = remaking.leftOut.joined(separator: "、")
        console.print(console.say("没有重编的表：\(list)", "Tables not made again: \(list)"))
      }
      for remark in remaking.rebuild.remarks { console.print(remark[common.lang]) }
      if let output {
        var files = LedgerFiles(remaking.rebuild.ledger).files()
        if let draft = remaking.draft { files["profile.yaml"] = Array(draft.yaml.utf8) }
        try OutputFolder.write(files, to: URL(filePath: output))
      }
    } catch {
      console.problem(error)
      throw Exit.couldNot
    }
  }
}
