import Crypto
import Foundation
import Hummingbird
import MingzhangMaking
import MingzhangModel

/// The style sheets, scripts and pictures of the site, read once. Their address holds the digest of their bytes, so a browser may
/// keep them for good.
struct Assets: Sendable {
  struct Asset: Sendable {
    var bytes: ByteBuffer
    var mediaType: String
    var tag: String
  }
  let byName: [String: Asset]

  init(_ folder: URL) throws {
    var byName: [String: Asset] = [:]
    for name in try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() {
      guard var data = FileManager.default.contents(atPath: folder.appending(path: name).path) else { continue }
      // charts bring their own style
      if name == "public.css" { data += Data(ChartInk.css.utf8) }
      let digest = SHA256.hash(data: data).prefix(6).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
      byName[name] = Asset(bytes: ByteBuffer(bytes: data), mediaType: Self.mediaType(of: name), tag: digest)
    }
    self.byName = byName
  }

  /// `/static/site.css?v=…`
  func address(_ name: String) -> String { "/static/\(name)?v=\(byName[name]?.tag ?? "")" }

  /// A digest of the program's age and of everything in `resources`.
  static func edition(of resources: URL) -> String {
    var digest = SHA256()
    // without its age, what is in `resources` still tells one edition from another
    let program = try? FileManager.default.attributesOfItem(
      atPath: URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().path)
    let age = ((program?[.modificationDate] as? Date)?.timeIntervalSince1970 ?? 0).rounded()
    digest.update(data: Data("\(age)".utf8))
    let names = FileManager.default.subpaths(atPath: resources.path) ?? []
    for name in names.sorted() {
      digest.update(data: FileManager.default.contents(atPath: resources.appending(path: name).path) ?? Data())
    }
    return digest.finalize().prefix(4).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }

  static func mediaType(of name: String) -> String {
    switch name.split(separator: ".").last {
    case "css": "text/css; charset=utf-8"
    case "js": "text/javascript; charset=utf-8"
    case "svg": "image/svg+xml"
    case "png": "image/png"
    default: "application/octet-stream"
    }
  }

  /// Beside the program, or in `../share`.
  static func standardLocation() throws -> URL {
    let program = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
    let places = [
      program.appending(path: "mingzhang_MingzhangServer.resources"),
      program.appending(path: "../share/mingzhang/site").standardized,
    ]
    guard let place = places.first(where: { FileManager.default.fileExists(atPath: $0.path) }) else {
      throw ServerProblem(
        Wording(
          "找不到网站的页面模板 \(places[0].path)，请重新安装。", "The site's templates are missing at \(places[0].path); install again."
        ))
    }
    return place
  }
}

/// The server could not do what it was started for.
public struct ServerProblem: ExplainedError {
  public let wording: Wording
  public init(_ wording: Wording) { self.wording = wording }
}
