import Foundation
import MingzhangTestSupport

/// The nine tables as the published document prints them: a plain reading of its tab-separated rows, for comparison only.
struct SeedTables {
  struct Row: Equatable, CustomStringConvertible {
    /// Cells after the sequence number, from the left; trailing blanks dropped.
    var cells: [String]
    var description: String { cells.joined(separator: " | ") }
  }

  /// Rows by the title of the table, in printed order.
  let tables: [String: [Row]]

  init() throws {
    let text = try String(contentsOf: TestPlaces.examples.appending(path: "seed/nangong-2023.md"), encoding: .utf8)
    var tables: [String: [Row]] = [:]
    var title = ""
    for line in text.split(separator: "\n", omittingEmptySubsequences: true).map(String.init) {
      if line.hasPrefix("部门预算"), line.hasSuffix("表"), !line.contains("\t") {
        title = line
      } else if line.hasPrefix("序号\t"), !title.isEmpty {
        tables[title] = tables[title] ?? []
      } else if line.hasPrefix("一、部门职责") && !line.contains(".") {
        break
      } else if line.contains("\t"), let first = line.split(separator: "\t", omittingEmptySubsequences: false).first,
        Int(first) != nil, !title.isEmpty
      {
        let cells = line.split(separator: "\t", omittingEmptySubsequences: false).dropFirst().map(String.init)
        tables[title, default: []].append(Row(cells: Self.trimmed(cells)))
      }
    }
    self.tables = tables
  }

  static func trimmed(_ cells: [String]) -> [String] {
    var cells = cells
    while let last = cells.last, last.isEmpty { cells.removeLast() }
    return cells
  }
}
