import Foundation
import MingzhangModel

/// A signed list of everything public at one moment.
public struct SignedManifest: Hashable, Sendable {
  public var number: Int64
  public var createdAt: Moment
  /// The list, as the exact text that was signed.
  public var content: String
  /// Base64 of the Ed25519 signature of `content`.
  public var signature: String

  init(_ row: SQLRow) throws(StoreError) {
    number = try row.integer("number")
    createdAt = Moment(milliseconds: try row.integer("created_at"))
    content = try row.text("content")
    signature = try row.text("signature")
  }
}

/// What a manifest is made of, seen in one transaction.
public struct ManifestGround: Sendable {
  public var files: [PublicFile]
  public var auditEntries: Int64
  public var auditHead: String
  /// The content of the manifest before.
  public var previous: String?
}

extension Store {
  /// Signs and keeps the next manifest. One server at a time does so, and it sees everything published before it began.
  ///
  /// - Parameter make: gets the number and what the manifest rests on; nil leaves the last one in force.
  public func signManifest(
    at moment: Moment,
    _ make: @Sendable @escaping (Int64, ManifestGround) throws -> (content: String, signature: String)?
  ) async throws {
    try await database.write { transaction in
      let number = try transaction.next("manifest")
      let last = try transaction.row("audit-last")
      let ground = ManifestGround(
        files: try transaction.rows("file-public-all").compactMap(PublicFile.init),
        auditEntries: try last?.integer("sequence") ?? 0, auditHead: try last?.text("digest") ?? AuditEntry.origin,
        previous: try transaction.row("manifest-last").map { row throws(StoreError) in try row.text("content") })
      guard let made = try make(number, ground) else { return }
      try transaction.run("manifest-insert", number, moment, made.content, made.signature)
      try transaction.audit("system", "manifest.sign", "manifest:\(number)", at: moment)
    }
  }

  /// Every manifest, oldest first.
  public func manifests() async throws -> [SignedManifest] {
    try await database.read { try $0.rows("manifest-all").map(SignedManifest.init) }
  }

  public func lastManifest() async throws -> SignedManifest? {
    try await database.read { transaction in
      try transaction.row("manifest-last").map { row throws(StoreError) in
        try SignedManifest(row)
      }
    }
  }
}
