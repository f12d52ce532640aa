import Foundation

/// The built `mingzhang`, run as its users run it.
public struct Program: Sendable {
  public struct Result: Sendable {
    public var code: Int32
    public var output: String
    public var errors: String
  }

  /// The folder in which the build put the test runner and the program.
  public static var folder: URL {
    URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
  }

  public let url: URL

  public init(_ name: String = "mingzhang") { url = Self.folder.appending(path: name) }

  /// Runs it to its end. Output goes through files, so that a long answer cannot fill a pipe and stall.
  public func run(_ arguments: [String], environment: [String: String] = [:]) throws -> Result {
    let scratch = try TemporaryFolder()
    let (out, errors) = (scratch.url.appending(path: "out"), scratch.url.appending(path: "err"))
    for file in [out, errors] { _ = FileManager.default.createFile(atPath: file.path, contents: nil) }
    let process = Process()
    process.executableURL = url
    process.arguments = arguments
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { _, new in new }
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = try FileHandle(forWritingTo: out)
    process.standardError = try FileHandle(forWritingTo: errors)
    try process.run()
    process.waitUntilExit()
    return Result(
      code: process.terminationStatus, output: String(decoding: try Data(contentsOf: out), as: UTF8.self),
      errors: String(decoding: try Data(contentsOf: errors), as: UTF8.self))
  }
}

/// A folder that lasts as long as its value.
public final class TemporaryFolder: Sendable {
  public let url: URL

  public init() throws {
    url = FileManager.default.temporaryDirectory.appending(path: "mingzhang-test-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  /// Writes `bytes` into a file of this folder and gives its path.
  public func file(_ name: String, _ bytes: Data) throws -> String {
    let file = url.appending(path: name)
    try bytes.write(to: file)
    return file.path
  }
}
