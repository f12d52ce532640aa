import ArgumentParser
import Foundation
import MingzhangCatalog
import MingzhangMaking
import MingzhangModel

extension Day: ExpressibleByArgument {
  public init?(argument: String) { self.init(argument) }
}

/// Options of `check` about what counts, and about the letter.
struct SettlingOptions: ParsableArguments {
  @Option(help: ArgumentHelp("豁免清单（YAML）。Waivers.", valueName: "file")) var waivers: String?
  @Option(help: ArgumentHelp("以前的 JSON 报告；只有新增的发现计入退出码。An earlier report; only what is new counts.", valueName: "file"))
  var baseline: String?
  @Option(help: ArgumentHelp("把本次结果写成基线。Writes this run's findings as a baseline.", valueName: "file"))
  var writeBaseline: String?
  @Option(help: ArgumentHelp("通知的发文单位。Who signs the letter.", valueName: "name")) var issuer: String?
  @Option(help: ArgumentHelp("通知的整改期限，如 2026-12-31。The letter's deadline.", valueName: "day")) var deadline: Day?
  @Option(help: ArgumentHelp("当作今天的日期；默认是今天。The day to take for today.", valueName: "day")) var date: Day?

  /// The day of the report.
  var day: Day { date ?? .today }
}

extension Day {
  /// In the machine's own calendar and time zone.
  static var today: Day {
    let parts = Calendar(identifier: .gregorian).dateComponents([.year, .month, .day], from: Date())
    guard let year = parts.year, let month = parts.month, let day = parts.day,
      let today = Day(year: year, month: month, day: day)
    else { preconditionFailure("the machine's clock is beyond the years 1900 to 9999") }
    return today
  }
}

/// The waivers and the baseline of a run, loaded once: what is set aside before anything is counted.
struct Settling: Sendable {
  var waivers: WaiverList?
  var baseline: Baseline?
  var day: Day

  /// - Throws: an `ExplainedError` with every problem of the files.
  init(_ options: SettlingOptions) throws {
    day = options.day
    waivers = try options.waivers.map(Self.waivers)
    if let path = options.baseline {
      baseline = try Baseline(jsonReport: Self.bytes(path, Wording("基线", "baseline")), name: path)
    }
  }

  static func waivers(in path: String) throws -> WaiverList {
    try WaiverFile.read(bytes(path, Wording("豁免清单", "waiver file")), name: path)
  }

  func settled(_ report: CheckReport) -> CheckReport {
    let waived = waivers?.applied(to: report, on: day) ?? report
    return baseline?.applied(to: waived) ?? waived
  }

  private static func bytes(_ path: String, _ what: Wording) throws -> [UInt8] {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw PathProblem(
        wording: Wording(
          "打不开\(what.chinese) \(path)。请检查路径。", "Cannot open the \(what.english) \(path). Check the path."))
    }
    return Array(data)
  }
}
