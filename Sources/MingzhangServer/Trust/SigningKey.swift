import Crypto
import Foundation
import MingzhangModel

/// The Ed25519 key (RFC 8032) with which a site signs the list of its public files. It is made at the first start and never
/// leaves the data folder.
public struct SigningKey: Sendable {
  private let key: Curve25519.Signing.PrivateKey

  /// What everybody may know: base64 of the 32 bytes of the public key.
  public var publicKey: String { key.publicKey.rawRepresentation.base64EncodedString() }

  /// Reads `signing-key` of the data folder, or makes it, readable by its owner only. Of several servers that start at once,
  /// one makes it and the others read it.
  public init(in folder: URL) throws {
    let place = folder.appending(path: "signing-key")
    let fresh = Curve25519.Signing.PrivateKey()
    let beside = folder.appending(path: ".signing-key.\(UUID().uuidString)")
    if !FileManager.default.fileExists(atPath: place.path) {
      let words = Data((fresh.rawRepresentation.base64EncodedString() + "\n").utf8)
      guard FileManager.default.createFile(atPath: beside.path, contents: words, attributes: [.posixPermissions: 0o600])
      else {
        throw ServerProblem(
          Wording("签名密钥写不进 \(folder.path)。", "The signing key cannot be written into \(folder.path)."))
      }
      // a link is made only when the name is still free
      _ = link(beside.path, place.path)
      try? FileManager.default.removeItem(at: beside)
    }
    guard let data = FileManager.default.contents(atPath: place.path),
      let bytes = Data(
        base64Encoded: String(decoding: data, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)),
      let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: bytes)
    else {
      throw ServerProblem(
        Wording(
          "签名密钥 \(place.path) 已损坏。请从备份恢复；不要删除，否则以前的签名无法再由同一密钥延续。",
          "The signing key \(place.path) is damaged. Restore it from a backup."))
    }
    self.key = key
  }

  /// Base64 of the signature of `content`.
  func signature(of content: String) throws -> String {
    try key.signature(for: Data(content.utf8)).base64EncodedString()
  }

  /// Whether `signature` was made over `content` by the owner of `publicKey`.
  static func isValid(_ signature: String, of content: Data, by publicKey: String) -> Bool {
    guard let bytes = Data(base64Encoded: publicKey), let signature = Data(base64Encoded: signature),
      let key = try? Curve25519.Signing.PublicKey(rawRepresentation: bytes)
    else { return false }
    return key.isValidSignature(signature, for: content)
  }

  /// The first 16 hex digits of the digest of a public key, in groups: for reading aloud.
  static func fingerprint(_ publicKey: String) -> String {
    let digest = Tokens.digest(publicKey).prefix(16)
    return stride(from: 0, to: 16, by: 4).map { String(digest.dropFirst($0).prefix(4)) }.joined(separator: " ")
  }
}
