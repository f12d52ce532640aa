import Foundation

/// Programs that look at our files and pages as others do: the one place that finds them. Tests that need one are disabled, with a
/// word why, where it is absent; `Scripts/setup --test` and `--browser` install them.
public enum OutsideTools {
  public static let folder = TestPlaces.root.appending(path: ".tools")
  public static let python = folder.appending(path: "venv/bin/python3")

  /// axe-core, the accessibility checker that runs in a page.
  public static var axe: URL? { present(folder.appending(path: "axe.min.js")) }
  /// The HTML checker, with the Java that runs it.
  public static var vnu: (java: URL, jar: URL)? {
    guard let java = program("java"), let jar = present(folder.appending(path: "vnu.jar")) else { return nil }
    return (java, jar)
  }
  public static var chromium: URL? { program("chromium") }
  /// Whether a script can walk through pages in a browser and ask axe about them.
  public static var canWalk: Bool { chromium != nil && axe != nil && hasPackage("playwright") }

  /// A program that Debian installs.
  public static func program(_ name: String) -> URL? { present(URL(filePath: "/usr/bin/\(name)")) }

  /// A program that came with a Python package.
  public static func script(_ name: String) -> URL? { present(folder.appending(path: "venv/bin/\(name)")) }

  /// Whether the Python environment holds a package, such as `openpyxl` or `fluidattacks_core.sarif`.
  public static func hasPackage(_ name: String) -> Bool {
    let versions = folder.appending(path: "venv/lib")
    let place = name.split(separator: ".").joined(separator: "/")
    return ((try? FileManager.default.contentsOfDirectory(atPath: versions.path)) ?? []).contains {
      let packages = versions.appending(path: "\($0)/site-packages")
      return present(packages.appending(path: place)) != nil || present(packages.appending(path: place + ".py")) != nil
    }
  }

  private static func present(_ url: URL) -> URL? {
    FileManager.default.fileExists(atPath: url.path) ? url : nil
  }

  /// What the program printed, both streams, and its exit code. No thread waits for it: a browser's walk takes a minute.
  public static func run(
    _ program: URL, _ arguments: [String], in directory: URL? = nil
  ) async throws -> (code: Int32, output: String) {
    let scratch = try TemporaryFolder()
    let file = URL(filePath: try scratch.file("out", Data()))
    let process = Process()
    process.executableURL = program
    process.arguments = arguments
    process.currentDirectoryURL = directory
    process.standardInput = FileHandle.nullDevice
    let handle = try FileHandle(forWritingTo: file)
    (process.standardOutput, process.standardError) = (handle, handle)
    let code = try await withCheckedThrowingContinuation { (ending: CheckedContinuation<Int32, any Error>) in
      process.terminationHandler = { ending.resume(returning: $0.terminationStatus) }
      do { try process.run() } catch {
        process.terminationHandler = nil
        ending.resume(throwing: error)
      }
    }
    return (code, String(decoding: try Data(contentsOf: file), as: UTF8.self))
  }

  /// Runs a Python script over `bytes` (its first argument is the file).
  public static func look(at bytes: [UInt8], named name: String, with script: String) async throws -> String {
    let scratch = try TemporaryFolder()
    let answer = try await run(python, ["-c", script, scratch.file(name, Data(bytes))])
    guard answer.code == 0 else { throw Failure(output: answer.output) }
    return answer.output.trimmingCharacters(in: .whitespacesAndNewlines)
  }

  /// What the HTML checker objects to, one line each. Its release is older than the style sheets' `:has`, `:is` and `text-wrap`,
  /// so that what it says of CSS is not asked.
  public static func objections(to files: [String]) async throws -> [String] {
    guard let vnu else { return ["no HTML checker"] }
    let answer = try await run(
      vnu.java, ["-Xss4m", "-jar", vnu.jar.path, "--format", "gnu", "--also-check-svg"] + files)
    return answer.output.split(separator: "\n").map(String.init).filter {
      $0.contains("error:") && !$0.contains("CSS:")
    }
  }

  public struct Failure: Error { public let output: String }
}
