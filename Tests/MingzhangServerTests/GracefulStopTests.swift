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
    // takes a few seconds to read
    let book = try Data(contentsOf: TestPlaces.examples.appending(path: "seed/nangong-2023.md"))
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
    for _ in 0..<600 where try await !store.activeJobs("examine").isEmpty {
      try await Task.sleep(for: .milliseconds(100))
    }
    let version = try #require(try await store.unpublished().first)
    #expect(version.examination == .done)
    #expect(try await store.audit(of: "version:\(version.id)").count { $0.action == "version.examine" } == 1)
    await store.close()
    #expect(await server.stopped() == 0)
  }
}
