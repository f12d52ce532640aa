import Foundation
import MingzhangCatalog
import MingzhangChecking
import MingzhangModel
import MingzhangReading

/// What all rules cost on one disclosure: CPU time of the thread around `RuleBook.check`, nothing else.
///
///     checking-benchmark [--runs N] [--rules N] FILE…
///
/// A line a file, by tabs: name, cells, paragraphs, figures in the words, findings, milliseconds (the median of the runs).
/// `--rules N` adds the N dearest rules over all files, each measured alone on a subject that is made before.
@main
struct CheckingBenchmark {
  static func main() throws {
    var arguments = CommandLine.arguments.dropFirst()
    var (runs, shown) = (7, 0)
    while let option = arguments.first, option.hasPrefix("--"),
      let value = arguments.dropFirst().first.flatMap({ Int($0) })
    {
      if option == "--runs" { runs = max(1, value) } else if option == "--rules" { shown = value }
      arguments = arguments.dropFirst(2)
    }
    let catalog = try Catalog.load(from: Catalog.standardLocation())
    let reader = Reader(catalog: catalog)
    var medians: [Double] = []
    var byRule: [String: Double] = [:]
    print("file\tcells\tparagraphs\tfigures\tfindings\tms")
    for path in arguments {
      let file = URL(fileURLWithPath: path)
      guard let read = try? reader.read(Array(Data(contentsOf: file)), name: file.lastPathComponent) else { continue }
      let disclosure = read.disclosure
      var findings = 0
      let time = median(of: runs) { findings = RuleBook.standard.check(disclosure, with: catalog).findings.count }
      medians.append(time)
      let paragraphs = disclosure.narrative.sections.flatMap(\.paragraphs)
      let row: [String] = [
        file.lastPathComponent, "\(disclosure.statements.flatMap(\.rows).reduce(0) { $0 + $1.count })",
        "\(paragraphs.count)", "\(paragraphs.reduce(0) { $0 + $1.claims.count })", "\(findings)", format(time),
      ]
      print(row.joined(separator: "\t"))
      guard shown > 0 else { continue }
      byRule["(subject)", default: 0] += median(of: runs) { _ = Subject(disclosure, catalog) }
      let subject = Subject(disclosure, catalog)
      for rule in RuleBook.standard.rules {
        byRule[rule.code, default: 0] += median(of: runs) { _ = rule.verdict(on: subject) }
      }
    }
    guard !medians.isEmpty else { return }
    print("median\t\t\t\t\t\(format(medians.sorted()[medians.count / 2]))")
    for (rule, time) in byRule.sorted(by: { $0.value > $1.value }).prefix(shown) {
      print("\(rule)\t\t\t\t\t\(format(time / Double(medians.count)))")
    }
  }

  private static func format(_ milliseconds: Double) -> String { String(format: "%.3f", milliseconds) }

  /// CPU milliseconds of this thread, the median of `runs`.
  private static func median(of runs: Int, _ work: () -> Void) -> Double {
    let times = (0..<runs).map { _ in
      let start = clock()
      work()
      return clock() - start
    }
    return times.sorted()[runs / 2]
  }

  private static func clock() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) * 1e3 + Double(time.tv_nsec) / 1e6
  }
}
