import Crypto
import Foundation
import MingzhangModel

/// Checks a static export, or a folder of downloaded files, against its signed manifest. It needs no network and no server.
public struct FolderVerification: Sendable {
  public struct Problem: Hashable, Sendable {
    public var wording: Wording
    init(_ chinese: String, _ english: String) { wording = Wording(chinese, english) }
  }
  /// What was found, in sentences.
  public var notes: [Wording] = []
  public var problems: [Problem] = []
  public var files = 0
  public var isSound: Bool { problems.isEmpty }

  /// - Parameters:
  ///   - folder: holds `manifest.json`, `manifest.sig`, `key.pub`, and the files at their paths.
  ///   - trustedKey: the public key as known from elsewhere (base64); without it the folder's own is used, which proves only
  ///     that its parts belong together.
  ///   - mayBePartial: files that are not there are no problem.
  public init(of folder: URL, trustedKey: String? = nil, mayBePartial: Bool = false) throws {
    func read(_ name: String) throws -> Data {
      guard let data = FileManager.default.contents(atPath: folder.appending(path: name).path) else {
        throw ServerProblem(
          Wording(
            "\(folder.path) 里没有 \(name)，无法核验。请一并下载 manifest.json、manifest.sig 和 key.pub。",
            "There is no \(name) in \(folder.path); download manifest.json, manifest.sig and key.pub with the files."))
      }
      return data
    }
    func line(_ data: Data) -> String {
      String(decoding: data, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
    }
    let content = try read("manifest.json")
    let signature = line(try read("manifest.sig"))
    let own = line(try read("key.pub"))
    let key = trustedKey.map { $0.trimmingCharacters(in: .whitespacesAndNewlines) } ?? own
    guard SigningKey.isValid(signature, of: content, by: key) else {
      problems.append(
        Problem(
          "清单的签名不对：清单被改过，或不是由公钥 \(SigningKey.fingerprint(key)) 签的。里面的内容不可信，没有继续核对文件。",
          "The manifest's signature is wrong: it was changed, or not signed by the key \(SigningKey.fingerprint(key)). Its contents cannot be trusted; no file was checked."
        ))
      return
    }
    guard let manifest = try? JSONDecoder().decode(PublicManifest.self, from: content) else {
      problems.append(Problem("清单的格式不认得。", "The manifest is of an unknown form."))
      return
    }
    notes.append(
      Wording(
        "清单第 \(manifest.number) 号，\(manifest.createdAt) 签，签名正确；公钥指纹 \(SigningKey.fingerprint(key))。",
        "Manifest \(manifest.number) of \(manifest.createdAt): signature right; key fingerprint \(SigningKey.fingerprint(key))."
      ))
    if trustedKey == nil {
      notes.append(
        Wording(
          "用的是文件夹里自带的公钥，只能证明内容彼此一致；要证明出处，请用 --key 给出从别处得到的公钥。",
          "The key came with the folder, which proves only that the parts belong together; give the key known from elsewhere with --key."
        ))
    } else if key != own {
      problems.append(Problem("文件夹里的 key.pub 与所给公钥不同。", "key.pub in the folder differs from the key that was given."))
    }
    notes.append(
      Wording(
        "审计日志当时有 \(manifest.auditEntries) 条，末条摘要 \(manifest.auditHead.prefix(16))…，可与服务器的日志对照。",
        "The audit log then had \(manifest.auditEntries) entries and ended in \(manifest.auditHead.prefix(16))…, to be held against the server's."
      ))
    check(manifest, folder, mayBePartial: mayBePartial)
  }

  private mutating func check(_ manifest: PublicManifest, _ folder: URL, mayBePartial: Bool) {
    var missing = 0
    for file in manifest.files {
      guard Self.isInside(file.path) else {
        problems.append(Problem("清单里的路径 \(file.path) 不许用。", "The path \(file.path) is not allowed."))
        continue
      }
      let place = folder.appending(path: file.path)
      guard FileManager.default.fileExists(atPath: place.path) else {
        missing += 1
        if !mayBePartial { problems.append(Problem("缺文件：\(file.path)", "Missing: \(file.path)")) }
        continue
      }
      guard let digest = Self.digest(of: place) else {
        problems.append(Problem("读不出：\(file.path)", "Cannot be read: \(file.path)"))
        continue
      }
      guard digest == file.sha256 else {
        problems.append(
          Problem(
            "内容与清单不符：\(file.path)（\(file.name) \(file.year) 年），应为 \(file.sha256.prefix(16))…，实为 \(digest.prefix(16))…",
            "Not what was published: \(file.path); expected \(file.sha256.prefix(16))…, found \(digest.prefix(16))…"))
        continue
      }
      files += 1
    }
    let listed = Set(manifest.files.map(\.path))
    let there = FileManager.default.enumerator(atPath: folder.appending(path: "files").path)
    while let name = there?.nextObject() as? String {
      var isFolder: ObjCBool = false
      let path = "files/" + name
      guard FileManager.default.fileExists(atPath: folder.appending(path: path).path, isDirectory: &isFolder),
        !isFolder.boolValue, !listed.contains(path)
      else { continue }
      problems.append(Problem("清单里没有这个文件：\(path)", "Not in the manifest: \(path)"))
    }
    notes.append(
      Wording(
        "清单列 \(manifest.files.count) 个文件：内容一致 \(files) 个，不在这里 \(missing) 个。",
        "\(manifest.files.count) files listed: \(files) are as published, \(missing) are not here."))
  }

  private static func isInside(_ path: String) -> Bool {
    !path.hasPrefix("/")
      && !path.split(separator: "/", omittingEmptySubsequences: false).contains { $0 == ".." || $0 == "" }
  }

  /// SHA-256 of a file, read piece by piece.
  static func digest(of place: URL) -> String? {
    guard let handle = try? FileHandle(forReadingFrom: place) else { return nil }
    defer { try? handle.close() }
    var hash = SHA256()
    do { while let piece = try handle.read(upToCount: 1 << 20), !piece.isEmpty { hash.update(data: piece) } } catch {
      return nil
    }
    return hash.finalize().map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }
}
