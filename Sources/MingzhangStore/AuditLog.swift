import Crypto
import Foundation
import MingzhangModel

/// One entry of the audit log (审计日志): who did what to what, chained to the entry before.
public struct AuditEntry: Hashable, Codable, Sendable {
  public var sequence: Int64
  public var at: Moment
  /// The login of a person; `system` for what the server does by itself; `public` for a visitor.
  public var actor: String
  /// `version.submit`, `session.open`, `organisation.import` …
  public var action: String
  /// `version:12`, `organisation:…`
  public var subject: String
  /// What else there is to know, in words. Never a password, a cookie or a file's contents.
  public var detail: String
  /// The digest of the entry before; 64 zeros for the first.
  public var previous: String
  /// SHA-256 over all other fields, lower-case hex.
  public var digest: String

  static let origin = String(repeating: "0", count: 64)

  /// Each field with its length before it, so that no two entries have the same bytes.
  static func digest(
    sequence: Int64, at: Moment, actor: String, action: String, subject: String, detail: String, previous: String
  ) -> String {
    let fields = [String(sequence), String(at.milliseconds), actor, action, subject, detail, previous]
    let text = fields.map { "\($0.utf8.count):\($0)" }.joined(separator: "\n")
    return SHA256.hash(data: Data(text.utf8)).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }

  /// Whether the digest is that of the fields.
  public var isSound: Bool {
    digest
      == Self.digest(
        sequence: sequence, at: at, actor: actor, action: action, subject: subject, detail: detail, previous: previous)
  }

  init(_ row: SQLRow) throws(StoreError) {
    sequence = try row.integer("sequence")
    at = Moment(milliseconds: try row.integer("at"))
    actor = try row.text("actor")
    action = try row.text("action")
    subject = try row.text("subject")
    detail = try row.text("detail")
    previous = try row.text("previous")
    digest = try row.text("digest")
  }
}

/// The result of walking the chain.
public struct AuditVerdict: Hashable, Sendable {
  public var entries: Int64
  /// The first entry that does not fit; nil when the chain is whole.
  public var brokenAt: Int64?
  /// The digest of the last entry.
  public var head: String
}

extension Transaction {
  /// Adds an entry. The counter's row is locked first, so entries of several servers follow one another.
  func audit(_ actor: String, _ action: String, _ subject: String, _ detail: String = "", at moment: Moment)
    throws(StoreError)
  {
    let sequence = try next("audit")
    let previous = try row("audit-last").map { row throws(StoreError) in try row.text("digest") } ?? AuditEntry.origin
    let digest = AuditEntry.digest(
      sequence: sequence, at: moment, actor: actor, action: action, subject: subject, detail: detail, previous: previous
    )
    try run("audit-insert", sequence, moment, actor, action, subject, detail, previous, digest)
  }
}

extension Store {
  /// Notes something that changes nothing else in the store.
  public func note(_ actor: String, _ action: String, _ subject: String, _ detail: String = "", at moment: Moment)
    async throws
  {
    try await database.write { try $0.audit(actor, action, subject, detail, at: moment) }
  }

  /// The latest entries, newest first.
  public func recentAudit(_ count: Int) async throws -> [AuditEntry] {
    try await database.read { try $0.rows("audit-recent", count).map(AuditEntry.init) }
  }

  public func audit(of subject: String) async throws -> [AuditEntry] {
    try await database.read { try $0.rows("audit-of", subject).map(AuditEntry.init) }
  }

  /// Entries after `sequence`, oldest first.
  public func audit(after sequence: Int64, limit: Int) async throws -> [AuditEntry] {
    try await database.read { try $0.rows("audit-from", sequence, limit).map(AuditEntry.init) }
  }

  /// Walks the whole chain.
  public func verifyAudit() async throws -> AuditVerdict {
    var verdict = AuditVerdict(entries: 0, brokenAt: nil, head: AuditEntry.origin)
    while true {
      let entries = try await audit(after: verdict.entries, limit: 1000)
      for entry in entries {
        guard entry.sequence == verdict.entries + 1, entry.previous == verdict.head, entry.isSound else {
          verdict.brokenAt = verdict.entries + 1
          return verdict
        }
        (verdict.entries, verdict.head) = (entry.sequence, entry.digest)
      }
      if entries.count < 1000 { return verdict }
    }
  }
}
