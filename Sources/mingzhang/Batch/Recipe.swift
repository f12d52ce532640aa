import Foundation
import MingzhangCatalog
import MingzhangFormats
import MingzhangModel

/// What results depend on besides the input: the program, its data, and every option of the call.
///
/// An argument that names a file counts with its content, one that names a folder with what is in it. So a new option needs
/// nothing here: a result made with another waiver file or last year's book is made again.
enum Recipe {
  /// - Parameters:
  ///   - arguments: of the call, without the program's name.
  ///   - inputs: the input paths among them, which do not count.
  static func digest(arguments: [String], inputs: [String], catalog: String?) -> String {
    var parts: [String] = [state(of: URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().path)]
    let data = catalog.map { URL(filePath: $0) } ?? (try? Catalog.standardLocation())
    parts.append(data.map { state(of: $0.path) } ?? "no catalog")
    let inputs = Set(inputs)
    // a waiver holds until a day, so yesterday's result may no longer be true
    if arguments.contains(where: { $0.hasPrefix("--waivers") }), !arguments.contains(where: { $0.hasPrefix("--date") })
    {
      parts.append("\(Day.today)")
    }
    var rest = arguments[...]
    while let argument = rest.popFirst() {
      if inputs.contains(argument) || ["--again", "--"].contains(argument) { continue }
      if withoutEffect.contains(argument) {
        _ = rest.popFirst()
        continue
      }
      if withoutEffect.contains(where: { $0.hasPrefix("--") && argument.hasPrefix($0 + "=") }) { continue }
      let value =
        argument.hasPrefix("--") ? argument.split(separator: "=", maxSplits: 1).last.map(String.init) : argument
      parts.append(argument)
      if let value, FileManager.default.fileExists(atPath: value) { parts.append(content(of: value)) }
    }
    return sha256Hex(Array(parts.joined(separator: "\n").utf8))
  }

  /// Options that say how the batch runs and where results go, not what they are.
  private static let withoutEffect: Set<String> = [
    "--jobs", "-j", "--timeout", "--output", "-o", "--fail-on", "--write-baseline",
  ]

  private static func content(of path: String) -> String {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), !isFolder.boolValue else {
      return state(of: path)
    }
    return FileManager.default.contents(atPath: path).map { sha256Hex($0) } ?? "unreadable"
  }

  /// Name, size and time of a file, or of everything in a folder.
  private static func state(of path: String) -> String {
    let below = FileManager.default.enumerator(atPath: path)?.compactMap { $0 as? String } ?? []
    return ([""] + below.sorted()).map { name in
      var status = stat()
      guard stat(name.isEmpty ? path : "\(path)/\(name)", &status) == 0 else { return name }
      #if os(Linux)
        return "\(name) \(status.st_size) \(status.st_mtim.tv_sec).\(status.st_mtim.tv_nsec)"
      #else
        return "\(name) \(status.st_size) \(status.st_mtimespec.tv_sec).\(status.st_mtimespec.tv_nsec)"
      #endif
    }.joined(separator: "\n")
  }
}
