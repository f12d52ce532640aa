import Foundation
import MingzhangModel

/// Whose versions someone may look at.
public struct VersionScope: Hashable, Sendable {
  /// Nil: everybody's, and what is nobody's yet.
  public var organisations: [String]?
  /// Who also sees what they brought themselves while it is nobody's.
  public var person: String

  public init(organisations: [String]?, person: String) { (self.organisations, self.person) = (organisations, person) }

  /// The list as one text between spaces; identifiers hold none.
  fileprivate var words: String? { organisations.map { " " + $0.joined(separator: " ") + " " } }
}

/// Which versions are asked for; what is nil is not asked.
public struct VersionFilter: Hashable, Sendable {
  public var state: ReviewState?
  public var fiscalYear: Int?
  public var kind: Disclosure.Kind?
  public var organisation: String?
  /// A part of the file's name.
  public var words: String?
  public init() {}

  fileprivate func values(_ scope: VersionScope) -> [any SQLConvertible] {
    [
      state?.rawValue, fiscalYear, kind?.rawValue, organisation, words.map { "%\($0)%" }, scope.words, scope.person,
    ]
  }
}

extension Store {
  /// Versions in a scope, newest first, and how many there are in all.
  public func versions(
    _ filter: VersionFilter, in scope: VersionScope, limit: Int, offset: Int
  ) async throws -> (versions: [Version], total: Int) {
    let values = filter.values(scope)
    return try await database.read { transaction in
      let total = try transaction.rows("version-list-count", values).first?.integer("n") ?? 0
      return (try transaction.rows("version-list", values + [limit, offset]).map(Version.init), Int(total))
    }
  }

  /// What a person brought, from a number on, oldest first.
  public func versions(from id: Int64, broughtBy person: String) async throws -> [Version] {
    try await database.read { try $0.rows("version-since", id, person).map(Version.init) }
  }

  /// Everything that is matched and not superseded, oldest first.
  public func currentVersions() async throws -> [Version] {
    try await database.read { try $0.rows("version-current").map(Version.init) }
  }

  /// The roles of a person.
  public func memberships(of person: String) async throws -> [Membership] {
    try await database.read { try $0.rows("membership-of", person).map(Membership.init) }
  }

  /// Unfinished jobs of a kind: `waiting` or `running`, by their subject.
  public func activeJobs(_ kind: String) async throws -> [String: String] {
    try await database.read { transaction in
      var states: [String: String] = [:]
      for row in try transaction.rows("job-active", kind) { states[try row.text("subject")] = try row.text("state") }
      return states
    }
  }

  /// Audit entries before `sequence`, newest first.
  public func audit(before sequence: Int64, limit: Int) async throws -> [AuditEntry] {
    try await database.read { try $0.rows("audit-before", sequence, limit).map(AuditEntry.init) }
  }
}
