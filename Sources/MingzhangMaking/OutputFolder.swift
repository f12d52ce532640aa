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
    try write([file.lastPathComponent: bytes], to: file.deletingLastPathComponent())
  }

  /// Writes every file (named by its path in `folder`) beside its place, on the same volume, and moves them in only when all
  /// are written. When a move fails, the files already moved are put back as they were.
  public static func write(_ files: [String: [UInt8]], to folder: URL) throws(MakingError) {
    let names = files.keys.sorted()
    try makeFolder(folder)
    let beside = folder.appending(path: ".part-\(ProcessInfo.processInfo.processIdentifier)")
    try? FileManager.default.removeItem(at: beside)
    defer { try? FileManager.default.removeItem(at: beside) }
    let (fresh, former) = (beside.appending(path: "new"), beside.appending(path: "old"))
    for name in names {
      try writeOut(files[name] ?? [], to: fresh.appending(path: name), for: folder.appending(path: name))
    }
    var moved: [String] = []
    do {
      for name in names {
        let target = folder.appending(path: name)
        try makeFolder(target.deletingLastPathComponent())
        try keep(target, as: former.appending(path: name))
        try move(fresh.appending(path: name), to: target)
        moved.append(name)
      }
    } catch {
      for name in moved { restore(folder.appending(path: name), from: former.appending(path: name)) }
      throw error
    }
  }

  /// A folder's name for a unit: its own, without what file systems do not take, unlike all of `taken`.
  public static func name(for unit: String, among taken: inout Set<String>) -> String {
    var plain = String(unit.filter { !"/\\:*?\"<>|\0".contains($0) && !$0.isNewline }.prefix(60)).trimmingSpaces()
    if plain.isEmpty || plain.hasPrefix(".") { plain = "单位" + plain.drop { $0 == "." } }
    var (name, number) = (plain, 2)
    while !taken.insert(name.lowercased()).inserted {
      name = "\(plain) \(number)"
      number += 1
    }
    return name
  }

  private static func makeFolder(_ folder: URL) throws(MakingError) {
    do { try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true) } catch {
      throw problem("建不了文件夹", "Cannot create the folder", folder, error.localizedDescription)
    }
  }

  private static func writeOut(_ bytes: [UInt8], to file: URL, for target: URL) throws(MakingError) {
    try makeFolder(file.deletingLastPathComponent())
    do { try Data(bytes).write(to: file) } catch {
      throw problem("写不了", "Cannot write", target, error.localizedDescription)
    }
  }

  /// Keeps what stands at `target`, if anything, under a second name, so that `target` is never absent.
  private static func keep(_ target: URL, as former: URL) throws(MakingError) {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: target.path, isDirectory: &isFolder) else { return }
    guard !isFolder.boolValue else {
      throw problem("写不了", "Cannot write", target, "同名的文件夹已经存在（a folder of this name exists）")
    }
    try makeFolder(former.deletingLastPathComponent())
    do { try FileManager.default.linkItem(at: target, to: former) } catch {
      // some volumes have no second names
      do { try FileManager.default.copyItem(at: target, to: former) } catch {
        throw problem("写不了", "Cannot write", target, error.localizedDescription)
      }
    }
  }

  private static func move(_ file: URL, to target: URL) throws(MakingError) {
    guard rename(file.path, target.path) == 0 else {
      throw problem("写不了", "Cannot write", target, String(cString: strerror(errno)))
    }
  }

  private static func restore(_ target: URL, from former: URL) {
    if rename(former.path, target.path) != 0 { try? FileManager.default.removeItem(at: target) }
  }

  private static func problem(_ chinese: String, _ english: String, _ place: URL, _ reason: String) -> MakingError {
    MakingError("\(chinese) \(place.path)：\(reason)。请检查权限和磁盘空间。", "\(english) \(place.path): \(reason).")
  }
}
