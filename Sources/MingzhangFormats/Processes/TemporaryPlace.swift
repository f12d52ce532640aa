import Foundation

/// Places in the system's temporary folder for files that live for one call.
///
/// Who makes one removes it. A process that is killed cannot: so every name tells its process, and the first place asked for
/// in a process removes what others left behind, when they are gone and have not touched it for a while.
public enum TemporaryPlace {
  /// A place where nothing is yet.
  ///
  /// - Parameter ending: the end of its name: `.xlsx`.
  public static func new(_ ending: String = "") -> URL {
    _ = swept
    return FileManager.default.temporaryDirectory.appending(path: "\(prefix)\(getpid())-\(UUID().uuidString)\(ending)")
  }

  private static let prefix = "mingzhang-"
  private static let swept: Void = removeAbandoned(in: FileManager.default.temporaryDirectory)

  /// Removes what processes that are gone left in `folder`.
  ///
  /// - Parameter age: seconds. Younger ones stay: a process in another container looks gone from here.
  static func removeAbandoned(in folder: URL, olderThan age: Int = 3_600) {
    for name in (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? [] {
      guard let process = process(of: name), kill(process, 0) != 0, errno == ESRCH else { continue }
      let place = folder.appending(path: name)
      var about = stat()
      guard lstat(place.path, &about) == 0, about.st_uid == getuid(), time(nil) - about.st_mtim.tv_sec >= age else {
        continue
      }
      try? FileManager.default.removeItem(at: place)
    }
  }

  /// `mingzhang-4711-0FC3….xlsx` → 4711; nil for a name that is not of this kind.
  private static func process(of name: String) -> pid_t? {
    guard name.hasPrefix(prefix) else { return nil }
    let rest = name.dropFirst(prefix.count)
    guard let end = rest.firstIndex(of: "-"),
      UUID(uuidString: String(rest[rest.index(after: end)...].prefix(36))) != nil,
      let process = pid_t(rest[..<end]), process > 0
    else { return nil }
    return process
  }
}
