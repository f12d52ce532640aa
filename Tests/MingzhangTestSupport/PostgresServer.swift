import Foundation

/// A PostgreSQL of the tests' own: its files in a folder of their own, listening on a local socket only.
public final class PostgresServer: Sendable {
  /// What libpq is given: `postgresql:///name?host=…`.
  public let address: String
  private let folder: URL
  private let programs: URL
  private let prefix: [String]

  public enum Absent: Error { case notInstalled }

  /// Where Debian puts the server's programs; nil when it is not installed.
  public static var programs: URL? {
    let root = URL(filePath: "/usr/lib/postgresql")
    let versions = (try? FileManager.default.contentsOfDirectory(atPath: root.path)) ?? []
    return versions.compactMap { Int($0) }.sorted().reversed()
      .map { root.appending(path: "\($0)/bin") }
      .first { FileManager.default.isExecutableFile(atPath: $0.appending(path: "initdb").path) }
  }

  public init() throws {
    guard let programs = Self.programs else { throw Absent.notInstalled }
    self.programs = programs
    // PostgreSQL refuses to run as root; the name of its folder must be short enough for a socket.
    prefix = geteuid() == 0 ? ["runuser", "-u", "postgres", "--"] : []
    folder = URL(filePath: "/tmp").appending(path: "mzpg-\(UUID().uuidString.prefix(8))")
    try Shell.run(prefix + ["mkdir", "-p", folder.path])
    address = "postgresql:///postgres?host=\(folder.path)&port=5999"
    try Shell.run(
      prefix + [
        programs.appending(path: "initdb").path, "-D", folder.appending(path: "data").path, "-A", "trust", "-E", "UTF8",
        "--locale=C.UTF-8", "-U", NSUserName(), "--no-sync",
      ])
    try start()
  }

  /// Starts the server as a child of this program and waits until it answers.
  public func start() throws {
    try Shell.start(
      prefix + [
        programs.appending(path: "postgres").path, "-D", folder.appending(path: "data").path, "-k", folder.path, "-p",
        "5999", "-c", "listen_addresses=",
      ])
    for _ in 0..<200 {
      let ready = [programs.appending(path: "pg_isready").path, "-q", "-h", folder.path, "-p", "5999"]
      if (try? Shell.run(ready)) != nil { return }
      Thread.sleep(forTimeInterval: 0.05)
    }
    throw Shell.Failure(description: "PostgreSQL did not start")
  }

  public func stop() throws {
    try Shell.run(
      prefix + [
        programs.appending(path: "pg_ctl").path, "-D", folder.appending(path: "data").path, "-m", "fast", "-w", "stop",
      ])
  }

  /// An empty database of that name on the server.
  public func database(_ name: String) throws -> String {
    try Shell.run(
      prefix + [
        programs.appending(path: "createdb").path, "-h", folder.path, "-p", "5999", "-U", NSUserName(), name,
      ])
    return "postgresql:///\(name)?host=\(folder.path)&port=5999&user=\(NSUserName())"
  }

  /// Stops the server and removes its files.
  public func end() {
    try? stop()
    try? FileManager.default.removeItem(at: folder)
  }
}

/// Runs a program and waits for it.
enum Shell {
  struct Failure: Error, CustomStringConvertible { let description: String }

  static func run(_ words: [String]) throws {
    let process = try start(words)
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      throw Failure(description: "\(words.joined(separator: " ")): \(process.terminationStatus)")
    }
  }

  @discardableResult
  static func start(_ words: [String]) throws -> Process {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = words
    process.currentDirectoryURL = URL(filePath: "/")
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    return process
  }
}
