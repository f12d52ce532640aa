import Foundation
import Hummingbird
import HummingbirdTesting
import Logging
import MingzhangCatalog
import MingzhangModel
import MingzhangStore
import MingzhangTestSupport

@testable import MingzhangServer

/// A server with an empty city, two departments and one person for each role, in a folder of its own.
struct Bench {
  let site: Site
  let folder: URL
  static let password = "long enough a word"
  private static let hash = Result { try Passwords.hash(password) }

  static func with(
    populated: Bool = true, logger given: Logger? = nil, configure: (inout ServerConfiguration) -> Void = { _ in },
    _ body: (Bench) async throws -> Void
  ) async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "server-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    let store = try await Store.open(folder)
    var configuration = ServerConfiguration(folder: folder)
    configuration.workers = 0
    configure(&configuration)
    var logger = given ?? Logger(label: "test")
    if given == nil { logger.logLevel = .critical }
    let site = try Site(
      configuration, store: store,
      catalog: try Catalog.load(from: TestPlaces.root.appending(path: "Sources/MingzhangCatalog/Data")), logger: logger)
    let bench = Bench(site: site, folder: folder)
    if populated { try await bench.populate() }
    do { try await body(bench) } catch {
      await store.close()
      throw error
    }
    await store.close()
  }

  private func populate() async throws {
    let now = site.now()
    try await site.store.keep(
      [
        Organisation(id: "city", parent: nil, kind: .city, name: "示例市"),
        Organisation(id: "bureau", parent: "city", kind: .bureau, name: "示例市财政局"),
        Organisation(id: "edu", parent: "city", kind: .department, name: "示例市教育局", position: 1),
        Organisation(id: "health", parent: "city", kind: .department, name: "示例市卫生健康委员会", position: 2),
      ], by: "system", at: now)
    for role in Role.allCases {
      let person = Person(
        id: "p-\(role.rawValue)", login: role.rawValue, name: role.name.chinese, password: try Self.hash.get())
      let isOfDepartment = role == .preparer || role == .lead
      try await site.store.add(person, [Membership(role, in: isOfDepartment ? "edu" : "city")], by: "system", at: now)
    }
  }

  /// Talks to the router without a port.
  func client(_ body: @escaping @Sendable (any TestClientProtocol) async throws -> Void) async throws {
    try await Application(router: Server(site).router(), logger: site.logger).test(.router) { client in
      try await body(client)
    }
  }
}

extension TestClientProtocol {
  func post(_ uri: String, _ fields: [String: String], cookie: String? = nil) async throws -> TestResponse {
    let body = fields.map { name, value in
      "\(name)=\(value.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? "")"
    }.joined(separator: "&")
    var headers: HTTPFields = [.contentType: "application/x-www-form-urlencoded"]
    headers[.cookie] = cookie
    return try await execute(uri: uri, method: .post, headers: headers, body: ByteBuffer(string: body))
  }

  /// Signs in and gives the cookie to send with every request.
  func signIn(_ login: String) async throws -> String {
    let response = try await post("/sign-in", ["login": login, "password": Bench.password])
    let cookie = response.headers[.setCookie] ?? ""
    return String(cookie.split(separator: ";").first ?? "")
  }
}

/// The token of the first form in a page.
func csrf(in page: String) -> String? {
  page.firstMatch(of: /name="csrf" value="([^"]+)"/).map { String($0.1) }
}
