import Foundation

/// Filled from several threads, each at its own place.
final class Outcomes: @unchecked Sendable {
  private var list: [SeededOutcome?]
  private let lock = NSLock()
  init(_ count: Int) { list = Array(repeating: nil, count: count) }
  func set(_ index: Int, _ outcome: SeededOutcome) { lock.withLock { list[index] = outcome } }
  var all: [SeededOutcome] { lock.withLock { list.compactMap(\.self) } }
}

struct SeededOutcome {
  var kind, source: String
  var found: Bool
  var note: String
}

/// What was found, by kind.
struct SeededTable {
  private var outcomes: [SeededOutcome] = []
  mutating func add(_ more: [SeededOutcome]) { outcomes += more }

  var edits: Int { outcomes.count }
  var kinds: Int { Set(outcomes.map(\.kind)).count }
  var share: Double { Double(outcomes.count(where: \.found)) / Double(max(1, edits)) * 100 }

  var text: String {
    var out =
      "seeded edits: \(edits) of \(kinds) kinds, \(outcomes.count(where: \.found)) found, \(String(format: "%.1f", share)) %\n"
    out += "| 笔误 | 改动 | 有发现指到 |\n|---|---:|---:|\n"
    var seen = Set<String>()
    for kind in outcomes.map(\.kind) where seen.insert(kind).inserted {
      let own = outcomes.filter { $0.kind == kind }
      out += "| \(kind) | \(own.count) | \(own.count(where: \.found)) |\n"
    }
    for missed in outcomes where !missed.found { out += "missed: \(missed.kind)〔\(missed.source)〕\(missed.note)\n" }
    return out
  }
}
