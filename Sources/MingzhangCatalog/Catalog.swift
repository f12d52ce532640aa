import Foundation
import MingzhangModel

/// Dated, sourced data: classification codes, statement forms, province profiles, law. Values, loaded once and passed in.
public struct Catalog: Sendable {
  public let functional: Classification
  public let economicDepartment: Classification
  public let forms: [StatementForm]
  public let profiles: [Profile]
  public let laws: [Law]
  /// Levels of places.
  public let divisions: Divisions
  /// Clauses that disclosures repeat, and long names of accounts.
  public let phrases: PhraseBook
  /// Short terms, for slips within them.
  public let terms: TermBook
  private let titles: TitleIndex

  public init(
    functional: Classification, economicDepartment: Classification, forms: [StatementForm], profiles: [Profile],
    laws: [Law], divisions: Divisions = Divisions([]), phrases: [String] = [], terms: [String] = []
  ) {
    (self.functional, self.economicDepartment) = (functional, economicDepartment)
    (self.forms, self.profiles, self.laws) = (forms, profiles, laws)
    self.divisions = divisions
    self.phrases = PhraseBook(phrases + functional.longNames + economicDepartment.longNames)
    self.terms = TermBook(terms)
    titles = TitleIndex(forms)
  }

  public func form(_ kind: StatementKind) -> StatementForm? { forms.first { $0.kind == kind } }
  public func profile(_ id: String) -> Profile? { profiles.first { $0.id == id } }
  public func law(_ name: String) -> Law? { laws.first { $0.name == name } }

  /// Which table a printed title names; nil when the words are no title: a sentence, or words without any form.
  ///
  /// Numbers of forms before the title (`表1`, `附件2-1`, `（一）`) and years do not matter.
  public func matchTitle(_ printed: String) -> StatementKind? {
    let folded = printed.foldedForMatching
    guard (3...60).contains(folded.unicodeScalars.count) else { return nil }
    guard !folded.contains(where: { "。;,?!".contains($0) }), !folded.hasSuffix(":"), !folded.contains("详见"),
      !folded.contains("见下表")
    else { return nil }
    return titles.kind(of: folded)
  }
}
