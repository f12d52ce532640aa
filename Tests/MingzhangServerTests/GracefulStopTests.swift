import Foundation
import MingzhangModel
import MingzhangStore
import MingzhangTestSupport
import Testing

@testable import MingzhangServer

/// What `systemctl stop` does to a server that is busy.
@Suite("叫它停：答到一半的答完，做到一半的交回", .serialized) struct GracefulStopTests {
  @Test("正在读文件时停：很快停下，事情交回；再启动接着做，只做一次") func job() async throws {
    let data = try await LiveData()
    defer { data.end() }
    let server = LiveServer(data: data.folder, database: nil, port: LiveServer.freePort())
    defer { server.kill() }
    try server.start()
    #expect(await server.isReady())
    // long enough that it is not done before the server is stopped, whatever else the machine does
    var book = try Data(contentsOf: TestPlaces.examples.appending(path: "seed/nangong-2023.md"))
    for number in 0..<600 {
      let sentence = "第\(number)项支出\(number).12万元，比上年增加1.5万元，增长3.2%，主要原因是工作任务增加。"
      book += Data(("\n\n" + String(repeating: sentence, count: 10)).utf8)
    }
    let form = MultipartForm(fields: ["csrf": data.csrf], files: [("南宫.md", book)])
    #expect(await server.ask("/desk/upload", form, cookie: data.cookie)?.status == 200)
    let store = try await Store.open(data.folder, database: nil)
    var isRunning = false
    for _ in 0..<2000 where !isRunning {
      isRunning = try await store.activeJobs("examine").values.contains("running")
      if !isRunning { try await Task.sleep(for: .milliseconds(5)) }
    }
    #expect(isRunning)
    #expect(await server.stopped() == 0, "自己停下，不是被杀")
    #expect(try await store.activeJobs("examine").values.sorted() == ["waiting"], "交回了")
    #expect(try await store.unpublished().map(\.examination) == [.waiting])
    try server.start()
    for _ in 0..<1200 where try await !store.activeJobs("examine").isEmpty {
      try await Task.sleep(for: .milliseconds(100))
    }
    let version = try #require(try await store.unpublished().first)
    #expect(version.examination == .done)
    #expect(try await store.audit(of: "version:\(version.id)").count { $0.action == "version.examine" } == 1)
    await store.close()
    #expect(await server.stopped() == 0)
  }

  @Test("正在慢慢下载时停：下载完，一个字节不少；新来的不再接") func download() async throws {
    let data = try await LiveData()
    defer { data.end() }
    var bytes = Data(capacity: 96 << 20)
    for block in 0..<(96 << 10) { bytes.append(Data(repeating: UInt8(truncatingIfNeeded: block), count: 1024)) }
    let store = try await Store.open(data.folder, database: nil)
    let digest = try store.shelf.keep(bytes)
    let added = try await store.add(
      NewVersion(
        file: digest, byteCount: bytes.count, mediaType: "application/pdf", fileName: "大.pdf", origin: .sample,
        organisation: "edu", fiscalYear: 2023, kind: .budget, isSample: true), by: "system", at: .now)
    _ = try await store.publishSample(added, at: .now)
    let server = LiveServer(data: data.folder, database: nil, port: LiveServer.freePort())
    defer { server.kill() }
    try server.start()
    #expect(await server.isReady())
    let slow = try SlowDownload(of: "/files/\(digest)/a.pdf", port: server.port)
    defer { slow.close() }
    #expect(try slow.read(1 << 20) == 1 << 20)
    async let ending = server.stopped()
    // it was told to stop, and has taken no new visitor since, while the first still reads
    var isClosed = false
    for _ in 0..<200 where !isClosed {
      try await Task.sleep(for: .milliseconds(20))
      isClosed = await server.ask("/healthz") == nil
    }
    #expect(isClosed)
    var total = 1 << 20
    while case let count = try slow.read(4 << 20), count > 0 {
      total += count
      try await Task.sleep(for: .milliseconds(5))
    }
    #expect(slow.head.hasPrefix("HTTP/1.1 200"))
    #expect(total == slow.headBytes + bytes.count, "\(total)")
    #expect(await ending == 0)
    await store.close()
  }
}

/// One request whose answer is read no faster than one wishes.
private final class SlowDownload {
  private let socket: Int32
  private(set) var head = ""
  private(set) var headBytes = 0

  struct Failure: Error {}

  init(of path: String, port: Int) throws {
    socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = in_port_t(UInt16(port).bigEndian)
    address.sin_addr.s_addr = inet_addr("127.0.0.1")
    let status = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    guard status == 0 else { throw Failure() }
    let request = Array("GET \(path) HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n".utf8)
    guard send(socket, request, request.count, 0) == request.count else { throw Failure() }
  }

  /// Reads at most `count` bytes; fewer only at the end.
  func read(_ count: Int) throws -> Int {
    var buffer = [UInt8](repeating: 0, count: count)
    var total = 0
    while total < count {
      let got = buffer.withUnsafeMutableBytes { bytes in
        bytes.baseAddress.map { recv(socket, $0 + total, count - total, 0) } ?? -1
      }
      guard got >= 0 else { throw Failure() }
      if got == 0 { break }
      total += got
    }
    if head.isEmpty, let end = Data(buffer.prefix(total)).range(of: Data("\r\n\r\n".utf8)) {
      headBytes = end.upperBound
      head = String(decoding: buffer.prefix(headBytes), as: UTF8.self)
    }
    return total
  }

  func close() { _ = Glibc.close(socket) }
}
