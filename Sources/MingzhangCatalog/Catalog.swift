import Foundation
import MingzhangModel

/// Dated, sourced data: classification codes, statement forms, province profiles, law. Values, loaded once and passed in.
public struct Catalog: Sendable {
  public let functional: Classification
  public let forms: [StatementForm]
  private let titles: TitleIndex
  private let parts: Parts
  private let storedEconomic: Classification
  private let storedGovernmentEconomic: Classification
  private let storedProfiles: [Profile]
  private let storedLaws: [Law]
  private let storedDivisions: Divisions
  private let storedPhrases: PhraseBook
  private let storedTerms: TermBook

  /// What a job needs of the catalog beside forms and functional codes.
  public struct Parts: OptionSet, Sendable {
    public let rawValue: Int
    public init(rawValue: Int) { self.rawValue = rawValue }
    public static let economicCodes = Parts(rawValue: 1)
    public static let profiles = Parts(rawValue: 2)
    public static let laws = Parts(rawValue: 4)
    /// Levels of places, clauses that disclosures repeat, short terms.
    public static let words = Parts(rawValue: 8)
    /// Reading goes by forms and functional codes alone.
    public static let reading: Parts = []
    public static let all: Parts = [.economicCodes, .profiles, .laws, .words]
  }

  public init(
    functional: Classification, economicDepartment: Classification, forms: [StatementForm], profiles: [Profile],
    laws: [Law], economicGovernment: Classification = Classification([]), divisions: Divisions = Divisions([]),
    phrases: [String] = [], terms: [String] = [],
    parts: Parts = .all
  ) {
    (self.functional, storedEconomic) = (functional, economicDepartment)
    storedGovernmentEconomic = economicGovernment
    (self.forms, storedProfiles, storedLaws) = (forms, profiles, laws)
    storedDivisions = divisions
    let hasWords = parts.contains(.words)
    storedPhrases = PhraseBook(hasWords ? phrases + functional.longNames + economicDepartment.longNames : [])
    storedTerms = TermBook(terms)
    self.parts = parts
    titles = TitleIndex(forms)
  }

  // A part that was not loaded must not pass for an empty one.
  public var economicDepartment: Classification { loaded(storedEconomic, .economicCodes) }
  /// 政府预算支出经济分类, 501–599.
  public var economicGovernment: Classification { loaded(storedGovernmentEconomic, .economicCodes) }
  public var profiles: [Profile] { loaded(storedProfiles, .profiles) }
  public var laws: [Law] { loaded(storedLaws, .laws) }
  /// Levels of places.
  public var divisions: Divisions { loaded(storedDivisions, .words) }
  /// Clauses that disclosures repeat, and long names of accounts.
  public var phrases: PhraseBook { loaded(storedPhrases, .words) }
  /// Short terms, for slips within them.
  public var terms: TermBook { loaded(storedTerms, .words) }

  private func loaded<Value>(_ value: Value, _ part: Parts) -> Value {
    precondition(parts.contains(part), "this catalog was loaded without that part; see Catalog.load(from:parts:)")
    return value
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
    guard !folded.unicodeScalars.contains(where: { "。;,?!".unicodeScalars.contains($0) }), !folded.hasSuffix(":"),
      !folded.contains("详见"),
      !folded.contains("见下表")
    else { return nil }
    return titles.kind(of: folded)
  }
}
