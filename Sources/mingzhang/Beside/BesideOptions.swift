import ArgumentParser
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
      "从这个文件夹按名称找上一年、本年预算、所属单位、配套的说明或报表；不给就在一起核对的文件里找。Finds last year's, the budget's, the units' and the other half's file here by name; without it, among the files that are checked together.",
      valueName: "dir")) var beside: String?

  /// What stands beside the disclosure read from `item`, and what it was found by.
  func companions(
    of disclosure: Disclosure, read item: Item, among neighbours: Neighbours, at desk: Desk
  ) throws -> (Companions, Surroundings) {
    func read(_ path: String) throws -> Disclosure {
      try desk.read(Material(Item(name: path, files: [path]))).disclosure
    }
    var companions = Companions(
      previous: try previous.map(read), budget: try budget.map(read), units: try units.map(read))
    let sought = Sought(disclosure, item)
    let near = neighbours.materials(for: sought, besides: item)
    // a neighbour that cannot be read is no reason not to check this file
    companions.take(near.compactMap { try? desk.read($0).disclosure }, beside: disclosure)
    return (companions, Surroundings(sought: sought, digest: Neighbours.digest(of: near)))
  }
}
