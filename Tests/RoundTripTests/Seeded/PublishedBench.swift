import Foundation
import MingzhangCatalog
import MingzhangChecking
import MingzhangModel

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
    let read = edit.document.recognised(with: catalog)
    let new = RuleBook.standard.check(read, with: catalog).findings.filter { !before.contains(Self.name($0)) }
    let naming = new.first { names(edit, $0) }
    if naming == nil { keep(read, of: edit) }
    let note =
      naming.map { "\($0.rule) \($0.severity.rawValue)" }
      ?? "\(edit.note)；新发现：\(new.prefix(3).map { "\($0.rule) \($0.message.chinese.prefix(60))" })"
    return SeededOutcome(kind: edit.kind, source: document.name, found: naming != nil, note: note)
  }

  /// Writes what was missed where `MINGZHANG_SEEDED_KEEP` says, as data that `mingzhang check` reads.
  private func keep(_ read: Disclosure, of edit: PublishedEdit) {
    guard let folder = ProcessInfo.processInfo.environment["MINGZHANG_SEEDED_KEEP"] else { return }
    struct Kept: Encodable {
      let format = "mingzhang-disclosure/1"
      let disclosure: Disclosure
    }
    let name = "\(edit.kind)〔\(document.name)〕.json".replacing("/", with: "-")
    try? JSONEncoder().encode(Kept(disclosure: read)).write(to: URL(filePath: folder).appending(path: name))
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
      .joined(separator: "\n").foldedForMatching
    let edited = edit.words.map(\.foldedForMatching)
    if edited.contains(where: { $0.count > 1 && words.contains($0) }) { return true }
    // the words found are the words edited
    guard let found = finding.found?.foldedForMatching, found.count > 3 else { return false }
    return edited.contains { $0.contains(found) }
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
