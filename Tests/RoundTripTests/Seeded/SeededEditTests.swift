import Foundation
import MingzhangCatalog
import MingzhangChecking
import MingzhangMaking
import MingzhangModel
import MingzhangReading
import MingzhangTestSupport
import Testing

/// Mistakes of more than sixty kinds are made in the printed text; it is read again, and a new finding must name the place.
@Suite struct SeededEditTests {
  struct Source {
    var name: String
    var text: String
  }

  /// How many edits of a kind are made in one document.
  private static var count: Int { Int(ProcessInfo.processInfo.environment["MINGZHANG_SEEDED"] ?? "") ?? 1 }

  private static func sources(_ book: NangongBook) throws -> [Source] {
    let cases = TestPlaces.root.appending(path: "Tests/MingzhangCheckingTests/Cases/base.md")
    return [
      Source(name: "南宫台账编出的书", text: String(decoding: MadeFiles.markdown(of: book), as: UTF8.self)),
      Source(name: "案例样本书", text: try String(contentsOf: cases, encoding: .utf8)),
    ]
  }

  @Test("未改动的书没有错误和警告；各种笔误至少 95% 有新的发现指到改动处")
  func madeBooks() throws {
    let book = try NangongBook()
    #expect(SeededKinds.all.count >= 60)
    var table = SeededTable()
    for source in try Self.sources(book) {
      let bench = try SeededBench(source, catalog: book.catalog)
      #expect(bench.alarms == [], "\(source.name)")
      table.add(bench.run(SeededKinds.all, count: Self.count))
    }
    print(table.text)
    if let path = ProcessInfo.processInfo.environment["MINGZHANG_SEEDED_TABLE"] {
      try table.text.write(toFile: path, atomically: true, encoding: .utf8)
    }
    #expect(table.edits > 100)
    #expect(table.kinds >= 60)
    #expect(table.share >= 95)
  }
}

/// One document with its findings before any edit.
struct SeededBench {
  private let source: SeededEditTests.Source
  private let catalog: Catalog
  private let before: Set<String>
  /// Errors and warnings before any edit.
  let alarms: [String]

  init(_ source: SeededEditTests.Source, catalog: Catalog) throws {
    (self.source, self.catalog) = (source, catalog)
    let report = try Self.check(source.text, catalog)
    before = Set(report.findings.map(Self.name))
    alarms = report.findings.filter { $0.severity > .notice }.map { "\($0.rule) \($0.message.chinese)" }
  }

  private static func check(_ text: String, _ catalog: Catalog) throws -> CheckReport {
    RuleBook.standard.check(
      try Reader(catalog: catalog).read(Array(text.utf8), name: "book.md").disclosure, with: catalog)
  }

  private static func name(_ finding: Finding) -> String { finding.identity + finding.message.chinese }

  func run(_ kinds: [SeededKind], count: Int) -> [SeededOutcome] {
    let edits = kinds.flatMap { $0.edits(of: source.text, count: count) }
    let outcomes = Outcomes(edits.count)
    DispatchQueue.concurrentPerform(iterations: edits.count) { index in
      outcomes.set(index, outcome(of: edits[index]))
    }
    return outcomes.all
  }

  private func outcome(of edit: SeededEdit) -> SeededOutcome {
    guard let report = try? Self.check(edit.text, catalog) else {
      return SeededOutcome(kind: edit.kind, source: source.name, found: false, note: "could not be read")
    }
    let new = report.findings.filter { !before.contains(Self.name($0)) }
    let naming = new.first { names(edit, $0) }
    let note =
      naming.map { "\($0.rule) \($0.severity.rawValue)" }
      ?? "行 \(edit.lines.sorted()) \(edit.places)；新发现：\(new.prefix(3).map { "\($0.rule) \($0.message.chinese.prefix(60))" })"
    return SeededOutcome(kind: edit.kind, source: source.name, found: naming != nil, note: note)
  }

  /// Whether a finding (or a symptom beneath it) points at an edited line or names the edited thing.
  private func names(_ edit: SeededEdit, _ finding: Finding) -> Bool {
    let evidence = finding.evidence + finding.symptoms.flatMap(\.evidence)
    if evidence.contains(where: { $0.span?.line.map(edit.lines.contains) ?? false }) { return true }
    let words =
      ([finding.message.chinese] + finding.symptoms.map(\.message.chinese) + evidence.flatMap { [$0.label, $0.text] })
      .joined(separator: "\n")
    return edit.places.contains { $0.count > 1 && words.contains($0) }
  }
}
