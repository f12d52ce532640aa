import Foundation
import MingzhangFormats
import MingzhangMaking
import MingzhangModel

/// Where a batch puts its files, and the records by which a later run knows what is done.
///
/// Everything is written below `.mingzhang/part` and then renamed, the record last: whatever moment a run is stopped at, a
/// record stands only beside complete files.
struct ResultFolder: Sendable {
  let root: URL
  private var state: URL { root.appending(path: ".mingzhang") }
  private var part: URL { state.appending(path: "part") }

  /// What an earlier run made of an item.
  private struct Record: Codable {
    var format = 1
    /// Of the input files.
    var digest: String
    /// Of the program, its data and the options.
    var recipe: String
    var line: OverviewLine
    /// The files near the input that the result depends on.
    var surroundings: Surroundings?
  }

  init(_ root: URL) { self.root = root }

  /// Makes the folder and keeps any other run out of it while the returned descriptor is open.
  func open() throws(MakingError) -> Int32 {
    do { try FileManager.default.createDirectory(at: state, withIntermediateDirectories: true) } catch {
      throw MakingError(
        "建不了文件夹 \(root.path)：\(error.localizedDescription)。请检查路径和权限。",
        "Cannot create the folder \(root.path): \(error.localizedDescription).")
    }
    let file = Foundation.open(state.appending(path: "lock").path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
    guard file >= 0 else {
      throw MakingError(
        "\(root.path) 写不了：\(String(cString: strerror(errno)))。请检查权限。",
        "Cannot write in \(root.path): \(String(cString: strerror(errno))).")
    }
    guard flock(file, LOCK_EX | LOCK_NB) == 0 else {
      Foundation.close(file)
      throw MakingError(
        "另一个 mingzhang 正在写 \(root.path)。请等它做完，或换一个 --output。",
        "Another mingzhang is writing in \(root.path). Wait for it, or choose another --output.")
    }
    try? FileManager.default.removeItem(at: part)
    return file
  }

  /// Removes the whole folder when no run holds it and none has just begun to.
  func removeIfAbandoned() {
    let lock = state.appending(path: "lock").path
    var about = stat()
    guard lstat(lock, &about) == 0, about.st_uid == getuid(), time(nil) - about.st_mtim.tv_sec > 60 else { return }
    let file = Foundation.open(lock, O_RDWR | O_CLOEXEC | O_NOFOLLOW)
    guard file >= 0 else { return }
    defer { Foundation.close(file) }
    guard flock(file, LOCK_EX | LOCK_NB) == 0 else { return }
    try? FileManager.default.removeItem(at: root)
  }

  /// Lets other runs in.
  func close(_ lock: Int32) {
    try? FileManager.default.removeItem(at: part)
    Foundation.close(lock)
  }

  /// The line of `place`, when its record is of the same input and recipe, what surrounded the input `holds`, and its files are
  /// there.
  func kept(_ place: String, digest: String, recipe: String, holds: (Surroundings) -> Bool) -> OverviewLine? {
    guard let data = FileManager.default.contents(atPath: record(place).path),
      let record = try? JSONDecoder().decode(Record.self, from: data),
      record.format == 1, record.digest == digest, record.recipe == recipe,
      record.line.files.allSatisfy({ FileManager.default.fileExists(atPath: root.appending(path: $0).path) }),
      record.surroundings.map(holds) ?? true
    else { return nil }
    return record.line
  }

  /// Writes the files of `product` and its record.
  func keep(_ product: Product, at place: String, digest: String, recipe: String) throws(MakingError) -> OverviewLine {
    var line = product.line
    line.files = product.files.keys.sorted().map { place + $0 }
    let scratch = part.appending(path: "\(ProcessInfo.processInfo.processIdentifier)")
    try makeFolder(scratch)
    defer { try? FileManager.default.removeItem(at: scratch) }
    var fresh: [(file: URL, target: URL)] = []
    for (index, added) in product.files.keys.sorted().enumerated() {
      let file = scratch.appending(path: "\(index)")
      try write(product.files[added] ?? [], to: file)
      fresh.append((file, root.appending(path: place + added)))
    }
    let recordFile = scratch.appending(path: "record")
    do {
      let record = Record(digest: digest, recipe: recipe, line: line, surroundings: product.surroundings)
      try write(Array(try JSONEncoder.stable.encode(record)), to: recordFile)
    } catch let error as MakingError { throw error } catch { throw problem(record(place), "\(error)") }
    forget(place)
    for (file, target) in fresh {
      try makeFolder(target.deletingLastPathComponent())
      try move(file, to: target)
    }
    try makeFolder(record(place).deletingLastPathComponent())
    try move(recordFile, to: record(place))
    return line
  }

  /// Removes the record of `place` and the files it names: what stands there is no longer true.
  func forget(_ place: String) {
    guard let data = FileManager.default.contents(atPath: record(place).path) else { return }
    try? FileManager.default.removeItem(at: record(place))
    guard let old = try? JSONDecoder().decode(Record.self, from: data) else { return }
    for name in old.line.files where name.hasPrefix(place) {
      try? FileManager.default.removeItem(at: root.appending(path: name))
    }
    rmdir(root.appending(path: place).path)  // only when it is an empty folder
  }

  private func record(_ place: String) -> URL { state.appending(path: "records/\(place).json") }

  private func makeFolder(_ folder: URL) throws(MakingError) {
    do { try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true) } catch {
      throw problem(folder, error.localizedDescription)
    }
  }

  private func write(_ bytes: [UInt8], to file: URL) throws(MakingError) {
    do { try Data(bytes).write(to: file) } catch { throw problem(file, error.localizedDescription) }
  }

  private func move(_ file: URL, to target: URL) throws(MakingError) {
    guard rename(file.path, target.path) == 0 else { throw problem(target, String(cString: strerror(errno))) }
  }

  private func problem(_ place: URL, _ reason: String) -> MakingError {
    MakingError(
      "写不了 \(place.path)：\(reason)。请检查权限和磁盘空间。",
      "Cannot write \(place.path): \(reason). Check permissions and disk space.")
  }
}
