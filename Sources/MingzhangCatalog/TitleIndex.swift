import MingzhangModel

/// Titles of tables → kinds: among the patterns that match, the form of highest precedence, then the most particular.
struct TitleIndex: Sendable {
  private struct Entry: Sendable {
    var pattern: Pattern
    var kind: StatementKind
    var precedence: Int
  }
  private let entries: [Entry]

  init(_ forms: [StatementForm]) {
    entries = forms.flatMap { form in
      form.titles.map { Entry(pattern: Pattern($0), kind: form.kind, precedence: form.precedence) }
    }
  }

  func kind(of title: String) -> StatementKind? {
    var best: Entry?
    for entry in entries where entry.pattern.matches(title) {
      let rank = (entry.precedence, entry.pattern.literalCount)
      if best.map({ rank > ($0.precedence, $0.pattern.literalCount) }) ?? true { best = entry }
    }
    return best?.kind
  }
}
