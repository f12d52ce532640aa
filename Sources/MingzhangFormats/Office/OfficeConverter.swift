import Foundation

/// Turns old Office files into new ones with LibreOffice, when it is installed: `.xls`, `.et` → XLSX; `.doc`, `.wps`, `.rtf` → DOCX.
///
/// Every run has a profile folder of its own, so that runs neither wait for each other nor for a window that is open, and
/// runs in a process group that ends with it. Macros do not run in headless conversion.
public struct OfficeConverter: Sendable {
  public var executable: URL
  /// Wall seconds that one file may take.
  public var seconds: Int

  public enum Problem: Error, Hashable, Sendable {
    case missing, tookTooLong(seconds: Int), failed
  }

  public enum Target: String, Sendable { case docx, xlsx }

  public init(executable: URL, seconds: Int = 60) { (self.executable, self.seconds) = (executable, seconds) }

  /// `MINGZHANG_SOFFICE`, or `soffice` on the path.
  public static func located(environment: [String: String] = ProcessInfo.processInfo.environment) -> OfficeConverter? {
    var places: [String] = []
    if let named = environment["MINGZHANG_SOFFICE"] {
      places = [named]
    } else {
      places = (environment["PATH"] ?? "/usr/bin:/bin").split(separator: ":").map { "\($0)/soffice" }
      places += ["/usr/bin/soffice", "/usr/lib/libreoffice/program/soffice", "/opt/libreoffice/program/soffice"]
    }
    return places.first { FileManager.default.isExecutableFile(atPath: $0) }.map {
      OfficeConverter(executable: URL(filePath: $0))
    }
  }

  /// The converted file's bytes.
  ///
  /// - Parameter type: the extension by which LibreOffice shall know the input: `xls`, `doc`, `rtf`, `ods` …
  public func converted(_ bytes: [UInt8], from type: String, to target: Target) throws(Problem) -> [UInt8] {
    let manager = FileManager.default
    let folder = TemporaryPlace.new()
    defer { try? manager.removeItem(at: folder) }
    let (input, output) = (folder.appending(path: "in.\(type)"), folder.appending(path: "out"))
    do {
      try manager.createDirectory(at: output, withIntermediateDirectories: true)
      try Data(bytes).write(to: input)
    } catch { throw .failed }
    let ending = BoundedProgram.run(
      executable,
      [
        "-env:UserInstallation=\(folder.appending(path: "profile").absoluteString)", "--headless", "--norestore",
        "--nolockcheck", "--nodefault", "--convert-to", target.rawValue, "--outdir", output.path, input.path,
      ],
      environment: [
        "HOME=\(folder.path)", "PATH=/usr/bin:/bin", "LC_ALL=C.UTF-8", "TMPDIR=\(folder.path)", "SAL_USE_VCLPLUGIN=svp",
      ],
      seconds: seconds)
    switch ending {
    case .outOfTime: throw .tookTooLong(seconds: seconds)
    case .notStarted: throw .missing
    case .exited, .signalled, .stopped: break
    }
    guard let made = manager.contents(atPath: output.appending(path: "in.\(target.rawValue)").path), !made.isEmpty
    else { throw .failed }
    return Array(made)
  }
}
