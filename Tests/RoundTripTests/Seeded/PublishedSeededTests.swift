import Foundation
import MingzhangCatalog
import MingzhangChecking
import MingzhangModel
import MingzhangTestSupport
import Testing

/// Mistakes of more than sixty kinds are made on the pages of published files of several provinces.
///
/// `MINGZHANG_SEEDED` says how many of a kind in each file, `MINGZHANG_SEEDED_FILES` (words of file names, by commas)
/// which files. Skipped when the folder of published files is not there.
@Suite struct PublishedSeededTests {
  private static let environment = ProcessInfo.processInfo.environment
  private static var count: Int { Int(environment["MINGZHANG_SEEDED"] ?? "") ?? 1 }
  private static var names: [String] {
    environment["MINGZHANG_SEEDED_FILES"].map { $0.split(separator: ",").map(String.init) }
      ?? ["7e3cbe", "690679", "湖州市退役军人", "珠海市商务局"]
  }

  @Test(
    "真实公开文件里的各种笔误至少 90% 有新的发现指到改动处",
    .enabled(if: TestPlaces.shared != nil, "no folder of published files beside the repository"))
  func publishedFiles() throws {
    let shared = try #require(TestPlaces.shared)
    let catalog = try Catalog.load(from: TestPlaces.root.appending(path: "Sources/MingzhangCatalog/Data"))
    #expect(PublishedKinds.all.count >= 60)
    let files = try ["corpus", "corpus/gold"].flatMap { folder in
      try FileManager.default.contentsOfDirectory(
        at: shared.appending(path: folder), includingPropertiesForKeys: nil)
    }.filter { file in Self.names.contains { file.lastPathComponent.contains($0) } }
    var table = SeededTable()
    for file in files.sorted(by: { $0.path < $1.path }) {
      let document = try PublishedDocument(file, catalog: catalog)
      table.add(PublishedBench(document, catalog: catalog).run(PublishedKinds.all, count: Self.count))
    }
    print(table.text)
    if let path = Self.environment["MINGZHANG_SEEDED_TABLE"] {
      try table.text.write(toFile: path, atomically: true, encoding: .utf8)
    }
    #expect(table.kinds >= 60)
    #expect(table.share >= 90)
  }
}

/// One published document with its findings before any edit.
struct PublishedBench {
  private let document: PublishedDocument
  private let catalog: Catalog
  private let before: Set<String>

  init(_ document: PublishedDocument, catalog: Catalog) {
    (self.document, self.catalog) = (document, catalog)
    before = Set(document.check(with: catalog).findings.map(Self.name))
  }

  /// The same finding with one place more is a new one.
  private static func name(_ finding: Finding) -> String {
    "\(finding.identity)\(finding.message.chinese)\(finding.evidence.count)|\(finding.symptoms.count)"
  }

  func run(_ kinds: [PublishedKind], count: Int) -> [SeededOutcome] {
    let edits = kinds.flatMap { $0.edits(of: document, count: count) }
    let outcomes = Outcomes(edits.count)
    DispatchQueue.concurrentPerform(iterations: edits.count) { index in
      outcomes.set(index, outcome(of: edits[index]))
    }
    return outcomes.all
  }

  private func outcome(of edit: PublishedEdit) -> SeededOutcome {
    let new = edit.document.check(with: catalog).findings.filter { !before.contains(Self.name($0)) }
    let naming = new.first { names(edit, $0) }
    let note =
      naming.map { "\($0.rule) \($0.severity.rawValue)" }
      ?? "\(edit.note)；新发现：\(new.prefix(3).map { "\($0.rule) \($0.message.chinese.prefix(60))" })"
    return SeededOutcome(kind: edit.kind, source: document.name, found: naming != nil, note: note)
  }

  /// Whether a finding (or a symptom beneath it) points at the edited place or names the edited thing.
  private func names(_ edit: PublishedEdit, _ finding: Finding) -> Bool {
    let evidence = finding.evidence + finding.symptoms.flatMap(\.evidence)
    let touches = evidence.contains { piece in
      guard let span = piece.span else { return false }
      return edit.spans.contains { $0.touches(span) }
    }
    if touches { return true }
    let words =
      ([finding.message.chinese] + finding.symptoms.map(\.message.chinese) + evidence.flatMap { [$0.label, $0.text] })
      .joined(separator: "\n").filter { !$0.isWhitespace }
    if edit.words.contains(where: { $0.count > 1 && words.contains($0) }) { return true }
    // the words found are the words edited
    guard let found = finding.found?.filter({ !$0.isWhitespace }), found.count > 3 else { return false }
    return edit.words.contains { $0.contains(found) }
  }
}

extension SourceSpan {
  /// Whether both stand on one page and their boxes (or lines) overlap.
  fileprivate func touches(_ other: SourceSpan) -> Bool {
    guard page == other.page else { return false }
    if let a = box, let b = other.box { return a.x0 < b.x1 && b.x0 < a.x1 && a.y0 < b.y1 && b.y0 < a.y1 }
    if let a = line, let b = other.line { return a == b }
    return cell != nil && cell == other.cell
  }
}
