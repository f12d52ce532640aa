import Foundation
import MingzhangModel

/// Dated, sourced data: classification codes, statement forms, province profiles, law. Values, loaded once and passed in.
public struct Catalog: Sendable {
  public let functional: Classification
  public let economicDepartment: Classification
  public let forms: [StatementForm]
  public let profiles: [Profile]
  public let laws: [Law]

  public init(
    functional: Classification, economicDepartment: Classification, forms: [StatementForm], profiles: [Profile],
    laws: [Law]
  ) {
    (self.functional, self.economicDepartment) = (functional, economicDepartment)
    (self.forms, self.profiles, self.laws) = (forms, profiles, laws)
  }

  public func form(_ kind: StatementKind) -> StatementForm? { forms.first { $0.kind == kind } }
  public func profile(_ id: String) -> Profile? { profiles.first { $0.id == id } }
  public func law(_ name: String) -> Law? { laws.first { $0.name == name } }
}
