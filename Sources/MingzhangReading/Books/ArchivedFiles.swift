import MingzhangFormats
import MingzhangModel

/// The files of a ZIP archive that can be read; what else is in it is named, not read.
struct ArchivedFiles {
  var files: [(name: String, bytes: [UInt8])] = []
  var skipped: [String] = []

  /// At most this many files of one archive are read.
  static let limit = 200

  private static let extensions: Set<String> = [
    "pdf", "docx", "xlsx", "doc", "xls", "wps", "et", "rtf", "htm", "html", "md", "txt", "ofd", "json", "png", "jpg",
    "jpeg",
  ]

  init(_ archive: ZIPReader) throws(ZIPReader.Problem) {
    for name in archive.names where !name.hasSuffix("/") {
      let file = name.split(separator: "/").last.map(String.init) ?? name
      if file.hasPrefix(".") || file.hasPrefix("~$") || name.hasPrefix("__MACOSX/") || file == "Thumbs.db" { continue }
      let type = file.split(separator: ".").last.map { $0.lowercased() } ?? ""
      guard Self.extensions.contains(type), files.count < Self.limit else {
        skipped.append(file)
        continue
      }
      if let bytes = try archive.bytes(of: name), !bytes.isEmpty { files.append((name, bytes)) }
    }
  }
}
