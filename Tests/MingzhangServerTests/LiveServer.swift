import Foundation
import MingzhangModel
import MingzhangStore
import MingzhangTestSupport

#if canImport(FoundationNetworking)
  import FoundationNetworking
#endif
@testable import MingzhangServer

/// `mingzhang-server` as its users run it: a process of its own on loopback, that can be killed.
final class LiveServer: @unchecked Sendable {
  // guarded by `lock`
  private let lock = NSLock()
  private var process: Process?
  let port: Int
  private let arguments: [String]

  init(data: URL, database: String?, port: Int) {
    self.port = port
    arguments =
      ["serve", "--data", data.path, "--port", "\(port)"] + (database.map { ["--database", $0] } ?? [])
  }

  var identifier: pid_t { lock.withLock { process?.processIdentifier ?? 0 } }

  func start() throws {
    let process = Process()
    process.executableURL = Program("mingzhang-server").url
    process.arguments = arguments
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    lock.withLock { self.process = process }
  }

  /// Kills it as a power cut would, and waits until it is gone.
  func kill() {
    guard let process = lock.withLock({ self.process }), process.isRunning else { return }
    Glibc.kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
  }

  /// Tells it to stop and waits until it has.
  func stop() {
    guard let process = lock.withLock({ self.process }), process.isRunning else { return }
    process.terminate()
    process.waitUntilExit()
  }

  /// Tells it to stop, as `systemctl stop` does, and gives its exit code when it has; no thread waits. Minus the signal when it was one.
  func stopped() async -> Int32 {
    guard let process = lock.withLock({ self.process }) else { return 0 }
    if process.isRunning { process.terminate() }
    while process.isRunning { try? await Task.sleep(for: .milliseconds(20)) }
    return process.terminationReason == .exit ? process.terminationStatus : -process.terminationStatus
  }

  /// The status and body of an answer; nil when nobody answers.
  func ask(_ path: String, _ form: MultipartForm? = nil, cookie: String = "") async -> (status: Int, body: String)? {
    guard let url = URL(string: "http://127.0.0.1:\(port)\(path)") else { return nil }
    var request = URLRequest(url: url, timeoutInterval: 20)
    request.setValue(cookie, forHTTPHeaderField: "Cookie")
    request.setValue("application/json", forHTTPHeaderField: "Accept")
    if let form {
      request.httpMethod = "POST"
      request.setValue(form.contentType, forHTTPHeaderField: "Content-Type")
      request.httpBody = form.body
    }
    guard let (data, response) = try? await URLSession.shared.data(for: request),
      let status = (response as? HTTPURLResponse)?.statusCode
    else { return nil }
    return (status, String(decoding: data, as: UTF8.self))
  }

  /// Whether it answers within `seconds`.
  func isReady(within seconds: Int = 30) async -> Bool {
    for _ in 0..<(seconds * 20) {
      if await ask("/readyz")?.status == 200 { return true }
      try? await Task.sleep(for: .milliseconds(50))
    }
    return false
  }

  /// A port that nobody listens on now.
  static func freePort() -> Int {
    let socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(socket) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = inet_addr("127.0.0.1")
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        _ = bind(socket, $0, length)
        _ = getsockname(socket, $0, &length)
      }
    }
    return Int(UInt16(bigEndian: address.sin_port))
  }
}

/// A data folder with a city, two departments and people, for live servers.
struct LiveData {
  let folder: URL
  let database: String?
  let cookie: String
  let csrf: String

  /// - Parameter folder: where the data goes; one of the test's own unless given.
  init(database: String? = nil, in folder: URL? = nil) async throws {
    self.folder =
      folder ?? FileManager.default.temporaryDirectory.appending(path: "live-\(UUID().uuidString.prefix(8))")
    self.database = database
    let store = try await Store.open(self.folder, database: database)
    try await store.keep(
      [
        Organisation(id: "city", parent: nil, kind: .city, name: "示例市"),
        Organisation(id: "edu", parent: "city", kind: .department, name: "示例市教育局", position: 1),
      ], by: "system", at: .now)
    let person = Person(id: "p", login: "lead", name: "负责人", password: Passwords.nobody)
    try await store.add(person, [Membership(.lead, in: "edu")], by: "system", at: .now)
    let token = Tokens.fresh()
    csrf = Tokens.fresh()
    cookie = "mingzhang=\(token)"
    try await store.openSession(
      digest: Tokens.digest(token), csrf: csrf, for: person, until: Moment.now.adding(seconds: 7200), at: .now)
    await store.close()
  }

  func form(_ number: Int, padding: Int = 0) -> MultipartForm {
    let text =
      "# 示例市教育局2023年部门预算\n\n第 \(number) 份。收入总计 \(number) 元，支出总计 \(number) 元。\n"
      + String(repeating: "\n", count: padding)
    return MultipartForm(fields: ["csrf": csrf], files: [("\(number).md", Data(text.utf8))])
  }

  func end() { try? FileManager.default.removeItem(at: folder) }
}
