import ArgumentParser
import Foundation
import MingzhangChecking
import MingzhangModel
import MingzhangReading

/// Other files to check a file against.
struct BesideOptions: ParsableArguments {
  @Option(help: ArgumentHelp("上一年的公开文件。Last year's file.", valueName: "file")) var previous: String?
  @Option(help: ArgumentHelp("核对决算时，本年的预算文件。For final accounts: the budget of the year.", valueName: "file"))
  var budget: String?
  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp("所属各单位（含本级）的文件。The files of the department's units.", valueName: "file")) var units: [String] =
      []
  @Option(
    help: ArgumentHelp(
      "从这个文件夹按名称找上一年、本年预算、配套的说明或报表。Finds last year's, the budget's and the other half's file here by name.",
      valueName: "dir")) var beside: String?

  /// What stands beside the disclosure read from `name`.
  func companions(of disclosure: Disclosure, named name: String, at desk: Desk) throws -> Companions {
    var found = Companions(
      previous: try previous.map { try read($0, at: desk) }, budget: try budget.map { try read($0, at: desk) },
      units: try units.map { try read($0, at: desk) })
    guard let beside else { return found }
    for file in try Neighbours(folder: beside).files(of: disclosure, named: name) {
      // a neighbour that cannot be read is no reason not to check this file
      guard let other = try? read(file, at: desk) else { continue }
      found.take(other, beside: disclosure)
    }
    return found
  }

  private func read(_ path: String, at desk: Desk) throws -> Disclosure {
    try desk.read(Material(Item(name: path, files: [path]))).disclosure
  }
}

extension Companions {
  /// Puts a disclosure where it belongs, when that place is free.
  fileprivate mutating func take(_ other: Disclosure, beside disclosure: Disclosure) {
    guard let year = disclosure.fiscalYear, let otherYear = other.fiscalYear else { return }
    if otherYear == year - 1, other.kind == disclosure.kind, previous == nil { previous = other }
    guard otherYear == year else { return }
    if disclosure.kind == .final, other.kind == .budget, budget == nil { budget = other }
    if counterpart == nil, disclosure.joined(with: other) != nil { counterpart = other }
  }
}

/// Files whose names say that they are of the same department: alike but for years, 报表, 说明, 预算, 决算.
struct Neighbours {
  private let folder: URL
  init(folder: String) { self.folder = URL(filePath: folder) }

  func files(of disclosure: Disclosure, named name: String) throws -> [String] {
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder.path) else {
      throw PathProblem(
        wording: Wording("打不开文件夹 \(folder.path)。请检查路径。", "Cannot open the folder \(folder.path). Check the path."))
    }
    let name = URL(filePath: name).lastPathComponent
    let own = Self.plain(name)
    return names.sorted().filter { other in
      guard other != name, !other.hasPrefix(".") else { return false }
      let plain = Self.plain(other)
      return plain.count > 2 && (plain == own || (disclosure.entity.count > 4 && other.contains(disclosure.entity)))
    }.prefix(6).map { folder.appending(path: $0).path }
  }

  /// The name without its ending, digits and the words that tell one file of a department from another.
  static func plain(_ name: String) -> String {
    var words = (name as NSString).deletingPathExtension
    for word in ["报表", "说明", "预算", "决算", "公开", "年度", "部门", "单位", "budget", "final", "年", "表"] {
      words = words.replacingOccurrences(of: word, with: "")
    }
    return words.filter { $0.isLetter && !$0.isNumber }
  }
}
