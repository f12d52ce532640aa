import Foundation
import MingzhangModel
import MingzhangStore

/// Checks a whole store: the audit log's chain, the manifests against it, every file's digest.
public struct StoreVerification: Sendable {
  public var counts: [String: Int64]
  public var audit: AuditVerdict
  public var problems: [Wording] = []
  public var isSound: Bool { problems.isEmpty }

  public init(of store: Store, key: SigningKey?) async throws {
    counts = try await store.counts()
    audit = try await store.verifyAudit()
    if let place = audit.brokenAt {
      problems.append(
        Wording(
          "审计日志从第 \(place) 条起对不上：有条目被改、被删或被插入。",
          "The audit log does not hold from entry \(place) on: an entry was changed, removed or inserted."))
    }
    for file in try await store.files() {
      guard let digest = FolderVerification.digest(of: store.shelf.place(of: file)) else {
        problems.append(Wording("文件不见了：\(file)", "The file is gone: \(file)"))
        continue
      }
      if digest != file {
        problems.append(Wording("文件内容变了：\(file)", "The file was changed: \(file)"))
      }
    }
    var previous: String?
    for manifest in try await store.manifests() {
      let name = Wording("清单第 \(manifest.number) 号", "Manifest \(manifest.number)")
      guard let content = try? JSONDecoder().decode(PublicManifest.self, from: Data(manifest.content.utf8)) else {
        problems.append(Wording("\(name.chinese)读不出。", "\(name.english) cannot be read."))
        continue
      }
      if !SigningKey.isValid(
        manifest.signature, of: Data(manifest.content.utf8), by: key?.publicKey ?? content.publicKey)
      {
        problems.append(Wording("\(name.chinese)的签名不对。", "\(name.english): the signature is wrong."))
      }
      if content.previous != previous.map({ Tokens.digest($0) }) {
        problems.append(Wording("\(name.chinese)与前一号接不上。", "\(name.english) does not follow the one before."))
      }
      if content.auditEntries > 0 {
        let entry = try await store.audit(after: content.auditEntries - 1, limit: 1).first
        if entry?.digest != content.auditHead {
          problems.append(
            Wording("\(name.chinese)记下的审计日志与现在的不同。", "\(name.english) knew another audit log than there is now."))
        }
      }
      previous = manifest.content
    }
  }

  public var summary: Wording {
    let list = counts.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: ", ")
    return isSound
      ? Wording(
        "完好：审计日志 \(audit.entries) 条相接；\(list)。", "Sound: \(audit.entries) entries of the audit log in a chain; \(list)."
      )
      : Wording("有 \(problems.count) 处问题；\(list)。", "\(problems.count) problems; \(list).")
  }
}
