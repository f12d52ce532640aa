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
}

extension Store {
  /// Keeps the next manifest; `make` gets its number.
  public func keepManifest(
    at moment: Moment, _ make: @Sendable @escaping (Int64) throws -> (content: String, signature: String)
  ) async throws -> SignedManifest {
    try await database.write { transaction in
      let number = try transaction.next("manifest")
      let made = try make(number)
      try transaction.run("manifest-insert", number, moment, made.content, made.signature)
      try transaction.audit("system", "manifest.sign", "manifest:\(number)", at: moment)
      return SignedManifest(number: number, createdAt: moment, content: made.content, signature: made.signature)
    }
  }

  public func lastManifest() async throws -> SignedManifest? {
    try await database.read { transaction in
      try transaction.row("manifest-last").map { row throws(StoreError) in
        SignedManifest(
          number: try row.integer("number"), createdAt: Moment(milliseconds: try row.integer("created_at")),
          content: try row.text("content"), signature: try row.text("signature"))
      }
    }
  }
}
