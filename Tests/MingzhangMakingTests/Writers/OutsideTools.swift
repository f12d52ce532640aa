import Foundation
import MingzhangMaking
import MingzhangTestSupport

/// Programs that look at our files as others do. Tests that need one are disabled, with a word why, where it is absent.
enum OutsideTools {
  static let tools = TestPlaces.root.appending(path: ".tools")
  static let python = tools.appending(path: "venv/bin/python3")

  static func hasPackage(_ name: String) -> Bool {
    (try? run(python, ["-c", "import \(name)"]).code == 0) ?? false
  }

  static func program(_ name: String) -> URL? {
    let url = URL(filePath: "/usr/bin/\(name)")
    return FileManager.default.isExecutableFile(atPath: url.path) ? url : nil
  }

  static var places: TypesetterPlaces {
    let templates = TestPlaces.root.appending(path: "Sources/MingzhangMaking/Templates")
    return TypesetterPlaces(
      python: python, script: templates.appending(path: "typeset.py"), template: templates.appending(path: "book.typ"),
      fonts: [tools.appending(path: "fonts")])
  }

  /// What the program printed, both streams, and its exit code.
  static func run(_ program: URL, _ arguments: [String]) throws -> (code: Int32, output: String) {
    let scratch = try TemporaryFolder()
    let file = scratch.url.appending(path: "out")
    _ = FileManager.default.createFile(atPath: file.path, contents: nil)
    let process = Process()
    process.executableURL = program
    process.arguments = arguments
    process.standardInput = FileHandle.nullDevice
    let handle = try FileHandle(forWritingTo: file)
    process.standardOutput = handle
    process.standardError = handle
    try process.run()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: try Data(contentsOf: file), as: UTF8.self))
  }

  /// Runs a Python script over `bytes` (its first argument is the file).
  static func look(at bytes: [UInt8], named name: String, with script: String) throws -> String {
    let scratch = try TemporaryFolder()
    let answer = try run(python, ["-c", script, scratch.file(name, Data(bytes))])
    guard answer.code == 0 else { throw Failure(output: answer.output) }
    return answer.output.trimmingCharacters(in: .whitespacesAndNewlines)
  }

  struct Failure: Error { let output: String }
}
