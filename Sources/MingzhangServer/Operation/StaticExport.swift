import Foundation
import HTTPTypes
import Hummingbird
import Logging
import MingzhangModel
import MingzhangStore
import NIOCore

/// The public site as a folder of files, for bureaus that may only host files: every page that is linked from another, with
/// links that hold wherever the folder stands, and the signed manifest.
///
/// It asks the server's own router, in this process and without a port, so a page is the same as on the site.
public struct StaticExport: Sendable {
  let site: Site
  /// What was written, and links that led nowhere.
  public struct Outcome: Sendable {
    public var pages = 0
    public var files = 0
    public var broken: [(page: String, link: String)] = []
  }

  public init(_ site: Site) { self.site = site }

  /// Writes into `folder`, which must be new or empty. It gets its name when all of it is there.
  public func write(to folder: URL) async throws -> Outcome {
    let manager = FileManager.default
    let isThere = manager.fileExists(atPath: folder.path)
    guard try !isThere || manager.contentsOfDirectory(atPath: folder.path).isEmpty else {
      throw ServerProblem(
        Wording(
          "\(folder.path) 不是空的，没有动它。请给一个新文件夹。", "\(folder.path) is not empty and was left alone; give a new folder."))
    }
    try await site.signManifest()
    let work = URL(filePath: folder.standardizedFileURL.path + ".partial-\(UUID().uuidString.prefix(8))")
    defer { try? FileManager.default.removeItem(at: work) }
    try FileManager.default.createDirectory(at: work, withIntermediateDirectories: true)
    let outcome = try await crawl(into: work)
    if FileManager.default.fileExists(atPath: folder.path) { try FileManager.default.removeItem(at: folder) }
    guard rename(work.path, folder.path) == 0 else {
      throw ServerProblem(
        Wording(
          "写不到 \(folder.path)：\(String(cString: strerror(errno)))",
          "\(folder.path) cannot be written: \(String(cString: strerror(errno)))"))
    }
    return outcome
  }

  private func crawl(into work: URL) async throws -> Outcome {
    let responder = Server(site).router().buildResponder()
    var outcome = Outcome()
    var waiting = [
      "/", "/en/", "/feed.xml", "/sitemap.xml", "/robots.txt", "/catalog.jsonld", "/api/v1/openapi.yaml",
      "/api/v1/openapi.json",
    ]
    // every public file, linked or not: the manifest lists them all
    waiting += try await site.store.publicFiles().map { FileAddress.path($0.sha256, $0.name) }
    if try await site.store.lastManifest() != nil { waiting += ["/manifest.json", "/manifest.sig", "/key.pub"] }
    var seen = Set(waiting)
    var referrers: [String: String] = [:]
    // where the answer to each address stands, and which of them are pages
    var places: [String: String] = [:]
    var pages: [String: String] = [:]
    var redirections: [String: String] = [:]
    func follow(_ link: String, from page: String) -> String? {
      guard let next = Self.local(link, from: page), Self.isKept(next) else { return nil }
      if seen.insert(next).inserted {
        referrers[next] = page
        waiting.append(next)
      }
      return next
    }
    // the search is another than the server's: a page in either language, and an index for each year
    let search = try await StaticSearch(site)
    for (place, bytes) in try await search.index() {
      try write(bytes, to: work.appending(path: place))
      places["/" + place] = place
      seen.insert("/" + place)
      outcome.files += 1
    }
    for language in Language.allCases {
      let (path, html) = try await search.page(language)
      let place = Self.place(of: path, isPage: true)
      (places[path], pages[path]) = (place, place)
      for link in Links.all(in: html) { _ = follow(link, from: path) }
      try write(Array(html.utf8), to: work.appending(path: place))
    }
    while let path = waiting.popLast() {
      let answer = try await ask(path, responder)
      guard answer.status == .ok else {
        if answer.status.kind == .redirection, let next = answer.headers[.location].flatMap({ follow($0, from: path) })
        {
          redirections[path] = next
        } else {
          outcome.broken.append((referrers[path] ?? "", path))
        }
        continue
      }
      let type = answer.headers[.contentType] ?? ""
      let isPage = type.hasPrefix("text/html") && !path.hasPrefix("/files/")
      let place = Self.place(of: path, isPage: isPage)
      places[path] = place
      if isPage {
        pages[path] = place
        for link in Links.all(in: String(decoding: answer.body, as: UTF8.self)) { _ = follow(link, from: path) }
      } else {
        outcome.files += 1
      }
      try write(answer.body, to: work.appending(path: place))
    }
    for (from, to) in redirections { places[from] = places[to] }
    for (path, place) in pages {
      let file = work.appending(path: place)
      guard let data = FileManager.default.contents(atPath: file.path) else { continue }
      let up = String(repeating: "../", count: place.filter { $0 == "/" }.count)
      let html = Links.rewritten(String(decoding: data, as: UTF8.self)) { link in
        guard let target = Self.local(link, from: path) else { return link }
        let fragment = link.firstIndex(of: "#").map { String(link[$0...]) } ?? ""
        // the words of a search go on to the search's own page
        let parts = target.split(separator: "?", maxSplits: 1).map(String.init)
        if let bare = parts.first, bare.hasSuffix("/search"), let goal = places[bare] {
          return up + goal + (parts.count > 1 ? "?" + parts[1] : "")
        }
        guard let goal = places[target] else { return up + Self.noServer }
        return up + goal.split(separator: "/").map { FileAddress.encoded(String($0)) }.joined(separator: "/") + fragment
      }
      try write(Array(html.utf8), to: file)
    }
    outcome.pages = pages.count
    try await writeNoServerPage(into: work)
    return outcome
  }

  private func write(_ bytes: [UInt8], to file: URL) throws {
    try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: file)
  }

  static let noServer = "no-server.html"

  /// What choosing and signing in lead to in the export.
  private func writeNoServerPage(into work: URL) async throws {
    let css = Self.place(of: site.assets.address("site.css"), isPage: false)
    let html = """
      <!DOCTYPE html>
      <html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
      <title>静态副本没有这一功能</title><link rel="stylesheet" href="\(css)"></head>
      <body><main id="content"><h1>静态副本没有这一功能</h1>
      <p>这是网站的静态副本：全部页面、文件和搜索都在，但自选比较和登录要有服务器。</p>
      <p lang="en">This is a static copy of the site: every page, every file and the search are here, but comparing at will and
      signing in need the server.</p>
      <p><a href="index.html">首页 Home</a> · <a href="search/index.html">搜索 Search</a></p></main></body></html>

      """
    try write(Array(html.utf8), to: work.appending(path: Self.noServer))
  }

  private struct Answer {
    var status: HTTPResponse.Status
    var headers: HTTPFields
    var body: [UInt8]
  }

  private func ask(_ path: String, _ responder: some HTTPResponder<SiteContext>) async throws -> Answer {
    let request = Request(
      head: HTTPRequest(method: .get, scheme: "https", authority: nil, path: path), body: .init(buffer: ByteBuffer()))
    let response = try await responder.respond(to: request, context: SiteContext(logger: site.logger))
    let body = Body()
    try await response.body.write(Collector(body: body))
    return Answer(status: response.status, headers: response.headers, body: body.bytes)
  }

  /// The bytes of one body; used by its one writer.
  private final class Body: @unchecked Sendable { var bytes: [UInt8] = [] }
  private struct Collector: ResponseBodyWriter {
    let body: Body
    mutating func write(_ buffer: ByteBuffer) async throws { body.bytes += buffer.readableBytesView }
    consuming func finish(_ trailingHeaders: HTTPFields?) async throws {}
  }

  // MARK: addresses

  /// The path and query of a link of this site, without its fragment; nil for links elsewhere.
  static func local(_ link: String, from page: String) -> String? {
    var link = link.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false).first.map(String.init) ?? ""
    if link.isEmpty || link.hasPrefix("//") || link.wholeMatch(of: /[a-zA-Z][a-zA-Z0-9+.-]*:.*/) != nil { return nil }
    let base = page.split(separator: "?", maxSplits: 1).first.map(String.init) ?? "/"
    if link.hasPrefix("?") { link = base + link }
    if !link.hasPrefix("/") { link = String(base[...(base.lastIndex(of: "/") ?? base.startIndex)]) + link }
    return link
  }

  /// Whether a link is exported: not what needs a server (signing in, searching, choosing by a form), and neither the API's pages
  /// nor archives of files.
  static func isKept(_ path: String) -> Bool {
    let bare = path.hasPrefix("/en/") ? String(path.dropFirst(3)) : path
    let place = bare.split(separator: "?").first.map(String.init) ?? bare
    if ["/desk", "/sign-in", "/sign-out", "/search", "/suggest", "/compare", "/metrics"].contains(where: {
      place == $0 || place.hasPrefix($0 + "/")
    }) {
      return false
    }
    // the files stand in the export as they are; once more inside of archives would double it
    if place.hasPrefix("/data/"), place.hasSuffix("-files.zip") { return false }
    if place.hasPrefix("/api/") { return place.hasPrefix("/api/v1/openapi.") }
    return true
  }

  /// Where the answer to `path` is kept: `departments/edu/index.html`; a query becomes a part of the name.
  static func place(of path: String, isPage: Bool) -> String {
    let parts = path.split(separator: "?", maxSplits: 1).map(String.init)
    var place = (parts.first ?? "/").split(separator: "/").map { $0.removingPercentEncoding ?? String($0) }
      .filter { $0 != ".." && $0 != "." }.joined(separator: "/")
    // the version of a static file is for browsers only
    let query = parts.count > 1 && !place.hasPrefix("static/") ? parts[1] : nil
    if let query { place += (place.isEmpty ? "" : "/") + "q-" + Tokens.digest(query).prefix(12) }
    guard isPage else { return place }
    return place.isEmpty ? "index.html" : place + "/index.html"
  }
}

/// The links of our own pages: attributes in double quotes, as our templates write them.
enum Links {
  private static var attribute: Regex<(Substring, Substring, Substring)> {
    /(?:\s)(href|src|action)="([^"]*)"/
  }

  static func all(in html: String) -> [String] { html.matches(of: attribute).map { decoded(String($0.2)) } }

  static func rewritten(_ html: String, _ change: (String) -> String) -> String {
    html.replacing(attribute) { match in
      " \(match.1)=\"\(escaped(change(decoded(String(match.2)))))\""
    }
  }

  private static func decoded(_ text: String) -> String {
    text.replacing("&quot;", with: "\"").replacing("&#39;", with: "'").replacing("&#x2F;", with: "/")
      .replacing("&#x3D;", with: "=").replacing("&lt;", with: "<").replacing("&gt;", with: ">").replacing(
        "&amp;", with: "&")
  }
}
