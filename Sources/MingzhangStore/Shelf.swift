import Crypto
import Foundation
import MingzhangModel

/// Files kept under the SHA-256 of their bytes, so that a file can neither change nor be there twice.
///
/// Several servers on one database share the folder. A file is written beside its place, flushed and renamed: whoever sees
/// it sees all of it.
public struct Shelf: Sendable {
  public let folder: URL

  public init(_ folder: URL) throws(StoreError) {
    self.folder = folder
    do {
      try FileManager.default.createDirectory(
        at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o750])
    } catch { throw Self.explained(error, folder.path) }
  }

  /// Where the bytes with this digest are, whether or not they are there.
  public func place(of sha256: String) -> URL {
    folder.appending(path: String(sha256.prefix(2))).appending(path: sha256)
  }

  public func holds(_ sha256: String) -> Bool { FileManager.default.fileExists(atPath: place(of: sha256).path) }

  /// Puts bytes on the shelf.
  ///
  /// - Returns: their digest, lower-case hex.
  @discardableResult
  public func keep(_ bytes: Data) throws(StoreError) -> String {
    let digest = SHA256.hash(data: bytes).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    let place = place(of: digest)
    guard !FileManager.default.fileExists(atPath: place.path) else { return digest }
    do {
      try FileManager.default.createDirectory(at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
      let beside = place.deletingLastPathComponent().appending(path: ".\(digest).\(UUID().uuidString)")
      do {
        try bytes.write(to: beside)
        let handle = try FileHandle(forWritingTo: beside)
        try handle.synchronize()
        try handle.close()
        guard rename(beside.path, place.path) == 0 else { throw POSIXError(.init(rawValue: errno) ?? .EIO) }
      } catch {
        // what is told is why it was not written
        try? FileManager.default.removeItem(at: beside)
        throw error
      }
    } catch { throw Self.explained(error, place.path) }
    return digest
  }

  public func bytes(_ sha256: String) throws(StoreError) -> Data {
    guard let data = FileManager.default.contents(atPath: place(of: sha256).path) else {
      throw StoreError(.notFound, Wording("文件不在了：\(sha256.prefix(12))。", "The file is gone: \(sha256.prefix(12))."))
    }
    return data
  }

  private static func explained(_ error: any Error, _ path: String) -> StoreError {
    let code = (error as? CocoaError)?.code
    let posix = (error as? POSIXError)?.code
    if code == .fileWriteOutOfSpace || posix == .ENOSPC || posix == .EDQUOT {
      return StoreError(
        .full, Wording("磁盘已满，没有保存。请腾出空间后再试。", "The disk is full; nothing was saved. Free some space and try again."),
        underlying: "\(path): \(error)")
    }
    return StoreError(
      .unavailable, Wording("文件存不进去，请检查数据文件夹。", "The file cannot be kept; check the data folder."),
      underlying: "\(path): \(error)")
  }
}
