import Foundation
import MingzhangModel

/// What a person says about a version or one of its findings.
public struct Remark: Hashable, Sendable, Identifiable {
  public enum Kind: String, Hashable, Codable, Sendable {
    case comment
    /// The department's answer; shown beside a published finding.
    case reply
    /// Why a finding need not be corrected.
    case acceptance
    /// Why a version was returned.
    case letter
  }
  public var id: Int64
  public var version: Int64
  /// The identity of a finding; nil when it is about the version.
  public var finding: String?
  public var kind: Kind
  public var isPublic: Bool
  public var personName: String?
  public var text: String
  public var createdAt: Moment

  init(_ row: SQLRow) throws(StoreError) {
    id = try row.integer("id")
    version = try row.integer("version")
    finding = try row.optionalText("finding")
    kind = Kind(rawValue: try row.text("kind")) ?? .comment
    isPublic = try row.flag("is_public")
    personName = try row.optionalText("person_name")
    text = try row.text("text")
    createdAt = Moment(milliseconds: try row.integer("created_at"))
  }
}

extension Store {
  public func remarks(on version: Int64) async throws -> [Remark] {
    try await database.read { try $0.rows("remark-of", version).map(Remark.init) }
  }

  public func remark(
    _ kind: Remark.Kind, _ text: String, on version: Int64, finding: String? = nil, isPublic: Bool = false,
    by session: Session, at moment: Moment
  ) async throws {
    try await database.write { transaction in
      _ = try transaction.version(version)
      try transaction.remark(
        kind, text, on: version, finding: finding, isPublic: isPublic, person: session.person, at: moment)
      try transaction.audit(session.login, "remark.\(kind.rawValue)", "version:\(version)", finding ?? "", at: moment)
    }
  }
}

extension Transaction {
  func remark(
    _ kind: Remark.Kind, _ text: String, on version: Int64, finding: String? = nil, isPublic: Bool = false,
    person: String?,
    at moment: Moment
  ) throws(StoreError) {
    try run("remark-insert", try next("remark"), version, finding, kind.rawValue, isPublic, person, text, moment)
  }
}
