import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Logging
import MingzhangModel
import MingzhangStore
import MingzhangTestSupport
import Testing

@testable import MingzhangServer

@Suite("可信：签名清单、备份、静态导出") struct TrustTests {
  @Test("密钥只给自己读，第二次读到的是同一把") func key() async throws {
    try await Bench.with { bench in
      let key = try SigningKey(in: bench.folder)
      let again = try SigningKey(in: bench.folder)
      #expect(key.publicKey == again.publicKey)
      let attributes = try FileManager.default.attributesOfItem(atPath: bench.folder.path + "/signing-key")
      #expect((attributes[.posixPermissions] as? Int ?? 0) & 0o077 == 0)
      let signature = try key.signature(of: "a")
      #expect(SigningKey.isValid(signature, of: Data("a".utf8), by: key.publicKey))
      #expect(!SigningKey.isValid(signature, of: Data("b".utf8), by: key.publicKey))
    }
  }

  @Test("清单列出全部公开文件，内容不变就不再签；更正之后接着前一号") func manifest() async throws {
    try await Bench.with { bench in
      let version = try await bench.publishBook()
      try await bench.site.signManifest()
      try await bench.site.signManifest()
      #expect(try await bench.site.store.manifests().count == 1)
      try await bench.publishBook(fen: 200, erratum: "改")
      try await bench.site.signManifest()
      let manifests = try await bench.site.store.manifests()
      #expect(manifests.count == 2)
      let last = try JSONDecoder().decode(PublicManifest.self, from: Data(manifests[1].content.utf8))
      #expect(last.previous == Tokens.digest(manifests[0].content))
      #expect(last.files.map(\.superseded) == [true, false])
      #expect(last.files[0].sha256 == version.file)
      let sound = try await StoreVerification(of: bench.site.store, key: try SigningKey(in: bench.folder))
      #expect(sound.problems == [])
      // a byte on the shelf changes
      let place = bench.site.store.shelf.place(of: version.file)
      try FileManager.default.removeItem(at: place)
      try Data("other".utf8).write(to: place)
      let spoilt = try await StoreVerification(of: bench.site.store, key: nil)
      #expect(spoilt.problems.count == 1)
    }
  }

  @Test("静态导出：链接都通，签名对；改一个字节、少一个文件、多一个文件都看得出") func export() async throws {
    try await Bench.with { bench in
      let version = try await bench.publishBook()
      try await bench.publishBook("health", 2023)
      let folder = bench.folder.appending(path: "export")
      let outcome = try await StaticExport(bench.site).write(to: folder)
      #expect(outcome.broken.map(\.link) == [])
      #expect(outcome.pages >= 2)
      try checkLinks(of: folder)
      try checkSearch(of: folder)
      let key = try SigningKey(in: bench.folder).publicKey
      let sound = try FolderVerification(of: folder, trustedKey: key)
      #expect(sound.problems == [])
      #expect(sound.files == 2)
      #expect(
        try !FolderVerification(of: folder, trustedKey: Data(repeating: 1, count: 32).base64EncodedString()).isSound)
      let file = folder.appending(path: "files/\(version.file)/\(FileAddress.safe(version.fileName))")
      let bytes = try Data(contentsOf: file)
      try (bytes + Data([0])).write(to: file)
      #expect(try FolderVerification(of: folder).problems.count == 1)
      try FileManager.default.removeItem(at: file)
      #expect(try FolderVerification(of: folder).problems.count == 1)
      #expect(try FolderVerification(of: folder, mayBePartial: true).isSound)
      try bytes.write(to: file)
      try Data("x".utf8).write(to: folder.appending(path: "files/extra"))
      #expect(try FolderVerification(of: folder).problems.count == 1)
      try FileManager.default.removeItem(at: folder.appending(path: "files/extra"))
      let manifest = try String(contentsOf: folder.appending(path: "manifest.json"), encoding: .utf8)
      try manifest.replacing("\"year\" : 2024", with: "\"year\" : 2020").write(
        to: folder.appending(path: "manifest.json"), atomically: true, encoding: .utf8)
      #expect(try !FolderVerification(of: folder).isSound)
      await #expect(throws: ServerProblem.self, "不覆盖") { try await StaticExport(bench.site).write(to: folder) }
    }
  }

  /// Whatever the search of the export finds is there, and its list names every department.
  private func checkSearch(of folder: URL) throws {
    func index(_ name: String) throws -> Any {
      let text = try String(contentsOf: folder.appending(path: "search-index/\(name).js"), encoding: .utf8)
      #expect(text.hasPrefix("mingzhang(\"\(name)\", ") && text.hasSuffix(");\n"))
      return try JSONSerialization.jsonObject(
        with: Data(text.dropFirst("mingzhang(\"\(name)\", ".count).dropLast(3).utf8))
    }
    func isThere(_ place: String) -> Bool {
      let path = place.split(separator: "#")[0]
      return ["", "en/"].allSatisfy { FileManager.default.fileExists(atPath: folder.path + "/\($0)\(path)") }
    }
    let head = try #require(try index("head") as? [String: Any])
    #expect(head["years"] as? [Int] == [2024, 2023])
    let organisations = try #require(head["organisations"] as? [[String]])
    #expect(organisations.contains { $0[0] == "示例市教育局" && $0[1] == "slsjyj" && isThere($0[2]) })
    for year in ["2024", "2023"] {
      let books = try #require(try index(year) as? [[String: Any]])
      #expect(books.count == 1)
      let entries = try #require(books[0]["entries"] as? [[String]])
      #expect(Set(entries.map { $0[0] }) == ["statement", "line", "project", "term"])
      #expect(entries.contains { $0[2] == "2050101 行政运行" && $0[1] == "tables/0/index.html#r1" })
      for entry in entries { #expect(isThere("\(books[0]["at"] ?? "")\(entry[1])"), "\(entry)") }
    }
    let page = try String(contentsOf: folder.appending(path: "search/index.html"), encoding: .utf8)
    for name in ["示例市教育局", "示例市卫生健康委员会", "id=\"letter-J\"", "id=\"letter-W\""] {
      #expect(page.contains(name), "\(name)")
    }
    let home = try String(contentsOf: folder.appending(path: "index.html"), encoding: .utf8)
    #expect(home.contains("action=\"search/index.html\""))
  }

  /// Every link of every exported page leads to a file of the export.
  private func checkLinks(of folder: URL) throws {
    let names = try #require(FileManager.default.enumerator(atPath: folder.path)).compactMap { $0 as? String }
    let pages = names.filter { $0.hasSuffix(".html") && !$0.hasPrefix("files/") }
    #expect(!pages.isEmpty)
    for page in pages {
      let html = try String(contentsOf: folder.appending(path: page), encoding: .utf8)
      let base = folder.appending(path: page).deletingLastPathComponent()
      for link in Links.all(in: html) where !link.hasPrefix("#") && !link.contains(":") && !link.isEmpty {
        #expect(!link.hasPrefix("/"), "\(page): \(link)")
        let path = link.split(whereSeparator: { $0 == "#" || $0 == "?" })[0].removingPercentEncoding ?? ""
        let target = base.appending(path: path).standardizedFileURL
        #expect(FileManager.default.fileExists(atPath: target.path), "\(page): \(link)")
      }
    }
  }

  @Test("备份在有人写的时候做，恢复出来核对无误；不覆盖，坏的备份不留半份", arguments: ["tar", ""])
  func backup(_ suffix: String) async throws {
    try await Bench.with { bench in
      try await bench.publishBook()
      _ = try SigningKey(in: bench.folder)
      let target = bench.folder.appending(path: suffix.isEmpty ? "copy" : "copy.tar")
      let writing = Task {
        for number in 1...200 {
          if Task.isCancelled { return }
          try await bench.site.store.note("system", "test.write", "n:\(number)", at: bench.site.now())
        }
      }
      _ = try await Backup.make(of: bench.site.store, in: bench.folder, database: nil, to: target, at: bench.site.now())
      try await writing.value
      await #expect(throws: ServerProblem.self) {
        try await Backup.make(of: bench.site.store, in: bench.folder, database: nil, to: target, at: bench.site.now())
      }
      let back = bench.folder.appending(path: "back")
      _ = try await Backup.restore(target, into: back, database: nil)
      let restored = try await Store.open(back)
      #expect(try await restored.verifyAudit().brokenAt == nil)
      #expect(try await restored.published().count == 1)
      await restored.close()
      await #expect(throws: ServerProblem.self, "目标不空") { try await Backup.restore(target, into: back, database: nil) }
      let damaged = bench.folder.appending(path: "damaged" + (suffix.isEmpty ? "" : ".tar"))
      if suffix.isEmpty {
        try FileManager.default.copyItem(at: target, to: damaged)
        let files = try #require(FileManager.default.enumerator(atPath: damaged.path + "/files"))
          .compactMap { $0 as? String }
        let one = try #require(files.first { $0.utf8.count > 60 })
        try Data("x".utf8).write(to: damaged.appending(path: "files/" + one))
      } else {
        let bytes = try Data(contentsOf: target)
        try bytes.prefix(bytes.count / 2).write(to: damaged)
      }
      let other = bench.folder.appending(path: "other")
      await #expect(throws: ServerProblem.self, "坏的备份") {
        try await Backup.restore(damaged, into: other, database: nil)
      }
      let left = try FileManager.default.contentsOfDirectory(atPath: bench.folder.path)
      #expect(!left.contains { $0.hasPrefix("other") || $0.contains(".partial") })
    }
  }

  @Test("PostgreSQL：备份一个快照，恢复到空库，库里已有表就不动", .enabled(if: PostgresServer.programs != nil))
  func postgres() async throws {
    let server = try PostgresServer()
    defer { server.end() }
    let folder = FileManager.default.temporaryDirectory.appending(path: "pg-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    let (from, to) = (try server.database("a"), try server.database("b"))
    let store = try await Store.open(folder.appending(path: "data"), database: from)
    try await store.keep([Organisation(id: "city", parent: nil, kind: .city, name: "示例市")], by: "system", at: .now)
    let target = folder.appending(path: "copy.tar")
    _ = try await Backup.make(of: store, in: folder.appending(path: "data"), database: from, to: target, at: .now)
    await store.close()
    _ = try await Backup.restore(target, into: folder.appending(path: "back"), database: to)
    let restored = try await Store.open(folder.appending(path: "back"), database: to)
    #expect(try await restored.organisations().map(\.id) == ["city"])
    await restored.close()
    await #expect(throws: ServerProblem.self) {
      try await Backup.restore(target, into: folder.appending(path: "again"), database: to)
    }
  }
}

@Suite("运行：配置、限流、指标、日志") struct OperationTests {
  private func configuration(_ yaml: String, _ environment: [String: String] = [:]) throws -> ServerConfiguration {
    let file = FileManager.default.temporaryDirectory.appending(path: "c-\(UUID().uuidString).yaml")
    defer { try? FileManager.default.removeItem(at: file) }
    try Data(yaml.utf8).write(to: file)
    var configuration = ServerConfiguration(folder: URL(filePath: "x"))
    try ServerSettings.apply(file: file, environment: environment, to: &configuration)
    return configuration
  }

  @Test("文件、环境：后者为准") func settings() throws {
    let made = try configuration(
      "port: 9000\nsite_name: 某市\nsecure_cookies: true\nupload_limit_mb: 2\n", ["MINGZHANG_PORT": "9001"])
    #expect(made.port == 9001)
    #expect(made.siteName.chinese == "某市")
    #expect(made.secureCookies)
    #expect(made.uploadLimit == 2 << 20)
  }

  @Test(
    "不认得的设置、不对的值：指出文件和行",
    arguments: [
      ("port: 1\npotr: 2\n", ":2"), ("port: many\n", ":1"), ("\n\nsecure_cookies: perhaps\n", ":3"), ("- a\n", "："),
      ("database: mysql://x\n", ":1"), ("port: [1]\n", ":1"),
    ])
  func wrongSettings(_ yaml: String, _ place: String) {
    #expect {
      _ = try configuration(yaml)
    } throws: { ($0 as? ServerProblem)?.wording.chinese.contains(".yaml\(place)") ?? false }
  }

  @Test("每个设置都写在文档里") func documented() throws {
    let text = try String(contentsOf: TestPlaces.root.appending(path: "Documentation/operation.md"), encoding: .utf8)
    for key in ServerSettings.keys { #expect(text.contains("`\(key.name)`"), "\(key.name)") }
  }

  @Test("限流：一分钟的十分之一可以一下子来，之后按速度；别的地址不受影响") func limits() {
    let limiter = RateLimiter()
    for _ in 1...60 { #expect(limiter.refusal("a", perMinute: 600, at: 0) == nil) }
    #expect(limiter.refusal("a", perMinute: 600, at: 0) == 1)
    #expect(limiter.refusal("b", perMinute: 600, at: 0) == nil)
    #expect(limiter.refusal("a", perMinute: 600, at: 0.2) == nil)
    #expect(limiter.refusal("c", perMinute: 0, at: 0) == nil)
  }

  @Test("太频繁：429 和 Retry-After；指标只给本机或带令牌的；日志不含查询") func overHTTP() async throws {
    let lines = Lines()
    var logger = Logger(label: "test", factory: { JSONLog($0, write: { lines.add($0) }) })
    logger.logLevel = .info
    let log = logger
    try await Bench.with { bench in
      var configuration = bench.site.configuration
      configuration.isBehindProxy = true
      configuration.apiRequestsPerMinute = 100
      configuration.metricsToken = "0123456789abcdef"
      configuration.logsRequests = true
      let site = try Site(
        configuration, store: bench.site.store, catalog: bench.site.catalog, logger: log,
        now: { Moment(milliseconds: 1_700_000_000_000) })
      let proxied = try #require(HTTPField.Name("X-Forwarded-For"))
      try await Application(router: Server(site).router(), logger: log).test(.router) { client in
        var last = HTTPResponse.Status.ok
        for _ in 1...11 {
          let response = try await client.execute(
            uri: "/api/v1/organisations?limit=7", method: .get, headers: [proxied: "10.0.0.9, 192.0.2.1"])
          last = response.status
          if last == .tooManyRequests { #expect(response.headers[.retryAfter] == "1") }
        }
        #expect(last == .tooManyRequests)
        let other = try await client.execute(
          uri: "/api/v1/organisations", method: .get, headers: [proxied: "192.0.2.1, 192.0.2.2"])
        #expect(other.status == .ok)
        let closed = try await client.execute(uri: "/metrics", method: .get, headers: [proxied: "192.0.2.2"])
        #expect(closed.status == .notFound)
        let open = try await client.execute(
          uri: "/metrics", method: .get, headers: [proxied: "192.0.2.2", .authorization: "Bearer 0123456789abcdef"])
        let text = String(buffer: open.body)
        #expect(
          text.contains(
            "mingzhang_http_requests_total{method=\"GET\",route=\"/api/v1/organisations\",status=\"200\"} 11"))
        #expect(text.contains("mingzhang_http_refused_total 1"))
      }
    }
    let all = lines.all
    #expect(all.count >= 13)
    for line in all {
      let entry = try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: String])
      #expect(entry["time"] != nil)
      #expect(!line.contains("limit=7"))
      #expect(!line.contains("0123456789abcdef"))
    }
  }
}

/// Lines written by several threads.
private final class Lines: @unchecked Sendable {
  private let lock = NSLock()
  private var lines: [String] = []
  func add(_ line: String) { lock.withLock { lines.append(line) } }
  var all: [String] { lock.withLock { lines } }
}
