import Foundation
import MingzhangModel
import MingzhangStore

/// The list of every public file at one moment, as it is signed.
public struct PublicManifest: Codable, Hashable, Sendable {
  public struct File: Codable, Hashable, Sendable {
    /// From the root of the site: `files/<sha256>/<name>`.
    public var path: String
    public var sha256: String
    public var bytes: Int64
    public var organisation: String
    public var name: String
    public var year: Int
    public var kind: Disclosure.Kind
    /// 1, 2, 3 … among the published versions.
    public var version: Int
    public var superseded: Bool
    public var format: String
    public var publishedAt: String
    public var sample: Bool
  }

  public var format = "mingzhang-manifest/1"
  public var number: Int64
  public var createdAt: String
  public var publicKey: String
  /// The last entry of the audit log when this was signed: whoever holds an old manifest can prove that the log was not rewritten.
  public var auditEntries: Int64
  public var auditHead: String
  /// SHA-256 of the manifest before this one; nil for the first.
  public var previous: String?
  public var files: [File]

  init(
    _ number: Int64, _ ground: ManifestGround, at moment: Moment, key: String, _ tree: OrganisationTree
  ) {
    self.number = number
    createdAt = moment.iso8601
    publicKey = key
    (auditEntries, auditHead) = (ground.auditEntries, ground.auditHead)
    previous = ground.previous.map { Tokens.digest($0) }
    files = ground.files.map { file in
      File(
        path: "files/\(file.sha256)/\(FileAddress.safe(file.name))", sha256: file.sha256, bytes: file.byteCount,
        organisation: file.organisation, name: tree[file.organisation]?.name ?? file.organisation,
        year: file.fiscalYear, kind: file.kind, version: file.number, superseded: file.isSuperseded,
        format: file.format, publishedAt: file.publishedAt.iso8601, sample: file.isSample)
    }
  }

  func text() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes, .prettyPrinted]
    return String(decoding: try encoder.encode(self), as: UTF8.self) + "\n"
  }
}

extension Site {
  /// Signs what is public now, unless the last manifest says the same.
  func signManifest() async throws {
    let key = try SigningKey(in: configuration.folder)
    let (moment, tree) = (now(), try await tree())
    try await store.signManifest(at: moment) { number, ground in
      let manifest = PublicManifest(number, ground, at: moment, key: key.publicKey, tree)
      // one that cannot be read says nothing, so a new one is signed
      if let last = ground.previous,
        let before = try? JSONDecoder().decode(PublicManifest.self, from: Data(last.utf8)),
        before.files == manifest.files, before.publicKey == manifest.publicKey
      {
        return nil
      }
      let content = try manifest.text()
      return (content, try key.signature(of: content))
    }
  }
}
