import ArgumentParser
import Foundation
import MingzhangMaking
import MingzhangModel

/// `mingzhang sample`: ledgers of a made-up city, to try and to measure with.
struct Sample: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sample",
    abstract: "编示例市的台账：虚构的部门和金额，每页标明“示例数据”。Writes ledgers of a made-up city, marked as such.",
    discussion: """
      每个部门每年一个台账文件夹，可直接用 mingzhang make 编书。同样的参数得到同样的台账。
      One ledger folder for each department and year, ready for mingzhang make. Equal options give equal ledgers.
      """)

  @OptionGroup var common: CommonOptions
  @Option(help: ArgumentHelp("部门个数，最多 \(SampleCity.largest)。How many departments.", valueName: "n")) var departments =
    20
  @Option(help: ArgumentHelp("年度，如 2021-2024。Years.", valueName: "a-b")) var years = "2021-2024"
  @Option(help: ArgumentHelp("种子：换一个数，换一座城。Another seed makes another city.", valueName: "s")) var seed: UInt64 = 1
  @Option(help: "表样。Profile.") var profile = "hebei-2023"
  @Option(name: .shortAndLong, help: ArgumentHelp("写到哪个文件夹。Folder to write to.", valueName: "dir")) var output: String

  func validate() throws {
    guard (1...SampleCity.largest).contains(departments) else {
      throw ValidationError("--departments：1 到 \(SampleCity.largest)。Between 1 and \(SampleCity.largest).")
    }
    guard span != nil else {
      throw ValidationError(
        "--years：写作 2021-2024，年份在 1990 到 2100 之间，不超过 50 年。Write 2021-2024: within 1990…2100, 50 years at most.")
    }
  }

  private var span: ClosedRange<Int>? {
    let parts = years.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
    guard (1...2).contains(parts.count), let first = parts[0], let last = parts[parts.count - 1], first <= last,
      1990 <= first, last <= 2100, last - first < 50
    else { return nil }
    return first...last
  }

  func run() async throws {
    let console = common.console
    let desk = try Desk(common)
    guard let span else { return }
    do {
      guard desk.catalog.profile(profile) != nil else {
        let known = desk.catalog.profiles.map(\.id).joined(separator: "、")
        throw PathProblem(
          wording: Wording("没有表样 \(profile)。可用：\(known)。", "No profile \(profile). There are \(known)."))
      }
      try LedgerPlace(output).refuseOccupied()
      let city = SampleCity(departments: departments, years: span, seed: seed, profile: profile)
      var count = 0
      for (department, year, ledger) in city.ledgers(catalog: desk.catalog) {
        let folder = URL(filePath: output).appending(path: "\(department.code)-\(department.name)/\(year)")
        try OutputFolder.write(LedgerFiles(ledger).files(), to: folder)
        count += 1
      }
      console.print(
        console.say(
          "\(output)：\(city.departments.count) 个部门，\(count) 份台账（\(SampleCity.mark)）。",
          "\(output): \(city.departments.count) departments, \(count) ledgers (\(SampleCity.mark))."))
    } catch {
      console.problem(error)
      throw Exit.couldNot
    }
  }
}
