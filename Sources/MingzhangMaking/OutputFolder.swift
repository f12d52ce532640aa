import Foundation
import MingzhangModel

/// Why output could not be made or written.
public struct MakingError: ExplainedError {
  public let wording: Wording
  public init(_ chinese: String, _ english: String) { wording = Wording(chinese, english) }
}

/// Writes output so that a failure leaves what was there before: beside first, then renamed.
public enum OutputFolder {
  public static func write(_ bytes: [UInt8], to file: URL) throws(MakingError) {
    let folder = file.deletingLastPathComponent()
    let beside = folder.appending(path: ".\(file.lastPathComponent).part-\(ProcessInfo.processInfo.processIdentifier)")
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      try Data(bytes).write(to: beside)
    } catch {
      try? FileManager.default.removeItem(at: beside)
      throw MakingError("写不了 \(file.path)：\(error.localizedDescription)。请检查权限和磁盘空间。", "Cannot write \(file.path): \(error.localizedDescription).")
    }
    guard rename(beside.path, file.path) == 0 else {
      let reason = String(cString: strerror(errno))
      try? FileManager.default.removeItem(at: beside)
      throw MakingError("写不了 \(file.path)：\(reason)。", "Cannot write \(file.path): \(reason).")
    }
  }

  /// Writes every file into a folder beside `folder`, and moves them in place only when all are written.
  public static func write(_ files: [String: [UInt8]], to folder: URL) throws(MakingError) {
    let beside = folder.deletingLastPathComponent().appending(
      path: ".\(folder.lastPathComponent).part-\(ProcessInfo.processInfo.processIdentifier)")
    defer { try? FileManager.default.removeItem(at: beside) }
    for name in files.keys.sorted() { try write(files[name] ?? [], to: beside.appending(path: name)) }
    for name in files.keys.sorted() {
      let target = folder.appending(path: name)
      do { try FileManager.default.createDirectory(at: target.deletingLastPathComponent(), withIntermediateDirectories: true) } catch {
        throw MakingError("建不了文件夹 \(folder.path)：\(error.localizedDescription)。", "Cannot create \(folder.path): \(error.localizedDescription).")
      }
      guard rename(beside.appending(path: name).path, target.path) == 0 else {
        let reason = String(cString: strerror(errno))
        throw MakingError("写不了 \(target.path)：\(reason)。", "Cannot write \(target.path): \(reason).")
      }
    }
  }
}
