import Foundation
import MingzhangModel
import MingzhangStore

/// One consistent copy of everything: the database, the files, the signing key. Taken while the server works.
public enum Backup {
  /// Stands in every backup as `backup.json`.
  struct Note: Codable, Hashable, Sendable {
    var format = "mingzhang-backup/1"
    var createdAt: String
    var dialect: String
    var counts: [String: Int64]
  }

  /// - Parameters:
  ///   - target: a `.tar` file or a folder; it must not be there yet.
  ///   - address: of the PostgreSQL database, if the store is on one.
  /// - Returns: what was copied, in a sentence.
  public static func make(
    of store: Store, in folder: URL, database address: String?, to target: URL, at moment: Moment
  ) async throws -> Wording {
    guard !FileManager.default.fileExists(atPath: target.path) else {
      throw ServerProblem(
        Wording(
          "\(target.path) 已经存在，没有覆盖。请换个名字。",
          "\(target.path) is there already and was not overwritten; choose another name."))
    }
    let work = URL(filePath: target.path + ".partial-\(UUID().uuidString.prefix(8))")
    defer { try? FileManager.default.removeItem(at: work) }
    try FileManager.default.createDirectory(
      at: work.appending(path: "files"), withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    let (counts, files) = try await store.copyDatabase(to: work.appending(path: "mingzhang.sqlite")) { snapshot in
      let (url, environment) = Postgres.withoutPassword(address ?? "")
      try Command.run(
        "pg_dump",
        [
          "--format=custom", "--no-owner", "--snapshot=\(snapshot)",
          "--file=\(work.appending(path: "database.dump").path)", "--dbname=\(url)",
        ], environment)
    }
    // files are only ever added: whatever the copied database names is on the shelf
    for digest in files { try copy(store.shelf.place(of: digest), to: place(digest, work)) }
    let key = folder.appending(path: "signing-key")
    if FileManager.default.fileExists(atPath: key.path) { try copy(key, to: work.appending(path: "signing-key")) }
    let note = Note(createdAt: moment.iso8601, dialect: store.database.dialect.rawValue, counts: counts)
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted]
    try encoder.encode(note).write(to: work.appending(path: "backup.json"))
    if target.pathExtension == "tar" {
      let tar = URL(filePath: work.path + ".tar")
      defer { try? FileManager.default.removeItem(at: tar) }
      try Command.run("tar", ["--create", "--file=\(tar.path)", "--directory=\(work.path)", "."])
      try settle(tar, as: target)
    } else {
      try settle(work, as: target)
    }
    try await store.note("system", "backup.make", "backup:\(target.lastPathComponent)", at: moment)
    return Wording(
      "备份好了：\(target.path)，\(files.count) 个文件，\(counts["versions"] ?? 0) 份公开文件版本，审计日志 \(counts["audit"] ?? 0) 条。",
      "Backed up to \(target.path): \(files.count) files, \(counts["versions"] ?? 0) versions, \(counts["audit"] ?? 0) audit entries."
    )
  }

  /// Puts a backup into an empty place, after everything in it was found to be whole.
  public static func restore(
    _ source: URL, into folder: URL, database address: String?
  ) async throws -> Wording {
    try requireEmpty(folder)
    let work = URL(
      filePath: folder.standardizedFileURL.path.trimmingTrailingSlashes + ".partial-\(UUID().uuidString.prefix(8))")
    defer { try? FileManager.default.removeItem(at: work) }
    try FileManager.default.createDirectory(
      at: work, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o750])
    try Command.run(
      "tar",
      source.hasDirectoryPath || isFolder(source)
        ? ["--create", "--file=\(work.path)/.in.tar", "--directory=\(source.path)", "."]
        : ["--extract", "--file=\(source.path)", "--directory=\(work.path)", "--no-same-owner"])
    if FileManager.default.fileExists(atPath: work.path + "/.in.tar") {
      try Command.run(
        "tar", ["--extract", "--file=\(work.path)/.in.tar", "--directory=\(work.path)", "--no-same-owner"])
      try FileManager.default.removeItem(atPath: work.path + "/.in.tar")
    }
    guard let data = FileManager.default.contents(atPath: work.appending(path: "backup.json").path),
      let note = try? JSONDecoder().decode(Note.self, from: data)
    else { throw ServerProblem(Wording("\(source.path) 不是明账的备份。", "\(source.path) is no backup of Mingzhang.")) }
    let isPostgres = note.dialect == Dialect.postgresql.rawValue
    guard isPostgres == (address != nil) else {
      throw ServerProblem(
        isPostgres
          ? Wording(
            "这是 PostgreSQL 的备份，请用 --database 给出一个空库。",
            "This is a backup of PostgreSQL; give an empty database with --database.")
          : Wording(
            "这是内置数据库的备份，不能放进 PostgreSQL。", "This is a backup of the embedded database; it does not go into PostgreSQL.")
      )
    }
    if let address {
      let (url, environment) = Postgres.withoutPassword(address)
      let tables = try Command.run(
        "psql",
        ["--no-psqlrc", "-At", "-c", "SELECT COUNT(*) FROM pg_tables WHERE schemaname = current_schema()", url],
        environment)
      guard tables.trimmingCharacters(in: .whitespacesAndNewlines) == "0" else {
        throw ServerProblem(
          Wording("目标数据库里已有表，没有动它。请给一个空库。", "The database has tables already and was left alone; give an empty one."))
      }
      try Command.run(
        "pg_restore",
        [
          "--single-transaction", "--no-owner", "--exit-on-error", "--dbname=\(url)",
          work.appending(path: "database.dump").path,
        ], environment)
    }
    let store = try await Store.open(work, database: address)
    let key =
      try FileManager.default.fileExists(atPath: work.appending(path: "signing-key").path) ? SigningKey(in: work) : nil
    let verification: StoreVerification
    do { verification = try await StoreVerification(of: store, key: key) } catch {
      await store.close()
      throw error
    }
    await store.close()
    guard verification.isSound, verification.counts == note.counts else {
      let first = verification.problems.first ?? Wording("条数与备份时不同。", "The counts differ from those of the backup.")
      throw ServerProblem(
        Wording("备份不完整，没有恢复：\(first.chinese)", "The backup is not whole; nothing was restored: \(first.english)"))
    }
    // they do no harm where they stay
    for name in ["backup.json", "database.dump"] { try? FileManager.default.removeItem(at: work.appending(path: name)) }
    if FileManager.default.fileExists(atPath: folder.path) { try FileManager.default.removeItem(at: folder) }
    try settle(work, as: folder)
    return Wording(
      "恢复好了，核对过：\(verification.summary.chinese)", "Restored and verified. \(verification.summary.english)")
  }

  private static func requireEmpty(_ folder: URL) throws {
    let manager = FileManager.default
    let isThere = manager.fileExists(atPath: folder.path)
    guard try !isThere || isFolder(folder) && manager.contentsOfDirectory(atPath: folder.path).isEmpty else {
      throw ServerProblem(
        Wording(
          "\(folder.path) 不是空的，没有动它。请给一个新文件夹。", "\(folder.path) is not empty and was left alone; give a new folder."))
    }
  }

  private static func isFolder(_ url: URL) -> Bool {
    var isFolder: ObjCBool = false
    return FileManager.default.fileExists(atPath: url.path, isDirectory: &isFolder) && isFolder.boolValue
  }

  private static func place(_ digest: String, _ work: URL) -> URL {
    work.appending(path: "files").appending(path: String(digest.prefix(2))).appending(path: digest)
  }

  /// A copy of its own: what is on the shelf must not change with it.
  private static func copy(_ source: URL, to target: URL) throws {
    try FileManager.default.createDirectory(at: target.deletingLastPathComponent(), withIntermediateDirectories: true)
    try FileManager.default.copyItem(at: source, to: target)
  }

  /// Gives what was made its final name, once it is on the disk.
  private static func settle(_ made: URL, as target: URL) throws {
    sync()
    guard rename(made.path, target.path) == 0 else {
      throw ServerProblem(
        Wording(
          "写不到 \(target.path)：\(String(cString: strerror(errno)))",
          "\(target.path) cannot be written: \(String(cString: strerror(errno)))"))
    }
  }
}

extension String {
  fileprivate var trimmingTrailingSlashes: String {
    var text = self
    while text.count > 1, text.hasSuffix("/") { text.removeLast() }
    return text
  }
}

/// PostgreSQL's own programs.
enum Postgres {
  /// The address without its password, which goes into the environment: arguments can be seen by everybody on the machine.
  static func withoutPassword(_ address: String) -> (String, [String: String]) {
    guard var parts = URLComponents(string: address), let password = parts.password else { return (address, [:]) }
    parts.password = nil
    return (parts.string ?? address, ["PGPASSWORD": password])
  }
}

/// Another program, run to its end.
enum Command {
  /// - Returns: what it wrote to its standard output.
  @discardableResult
  static func run(_ name: String, _ arguments: [String], _ environment: [String: String] = [:]) throws -> String {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = [name] + arguments
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    let output = FileManager.default.temporaryDirectory.appending(path: "out-\(UUID().uuidString)")
    guard FileManager.default.createFile(atPath: output.path, contents: nil),
      let handle = try? FileHandle(forWritingTo: output)
    else { throw ServerProblem(Wording("临时文件夹不能用。", "The temporary folder cannot be used.")) }
    defer { try? FileManager.default.removeItem(at: output) }
    process.standardOutput = handle
    process.standardError = handle
    process.standardInput = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    // the program wrote through a handle of its own; this one only has to go
    try? handle.close()
    let words = FileManager.default.contents(atPath: output.path).map { String(decoding: $0, as: UTF8.self) } ?? ""
    guard process.terminationStatus == 0 else {
      throw ServerProblem(Wording("\(name) 没有成功：\(words.prefix(400))", "\(name) failed: \(words.prefix(400))"))
    }
    return words
  }
}
