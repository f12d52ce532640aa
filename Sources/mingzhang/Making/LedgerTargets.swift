import Foundation
import MingzhangMaking

/// Where the books of each ledger go.
enum LedgerTargets {
  /// One ledger: the output folder itself. Several: a folder each in it, named as the ledger is; ledgers that share a name
  /// (`A/2024`, `B/2024`) by as much of their paths as tells them apart.
  static func folders(for ledgers: [String], in output: String) -> [URL] {
    let output = URL(filePath: output)
    guard ledgers.count > 1 else { return ledgers.map { _ in output } }
    let paths = ledgers.map { URL(filePath: $0).standardizedFileURL.pathComponents.filter { $0 != "/" } }
    var taken: Set<String> = []
    return paths.map { path in
      let depth = (1...max(1, path.count)).first { depth in
        paths.filter { $0.suffix(depth) == path.suffix(depth) }.count == 1
      }
      let name = path.suffix(depth ?? 1).joined(separator: "-")
      return output.appending(path: OutputFolder.name(for: name, among: &taken))
    }
  }
}
