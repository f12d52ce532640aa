import Foundation
import MingzhangModel
import MingzhangStore
import MingzhangTestSupport
import Synchronization
import Testing

@testable import MingzhangServer

/// The server is killed again and again while files come in and are checked. `MINGZHANG_KILLS` and `MINGZHANG_BATCH` make it longer:
/// 20 kills in a batch of 100 are the measure.
@Suite("半路被杀：一份不少，一份不重", .serialized) struct KillTests {
  private static func setting(_ name: String, _ standard: Int) -> Int {
    ProcessInfo.processInfo.environment[name].flatMap { Int($0) } ?? standard
  }
  private static let kills = setting("MINGZHANG_KILLS", 3)
  private static let files = setting("MINGZHANG_BATCH", 16)

  @Test("内置数据库，一个服务") func sqlite() async throws {
    try await batch(try await LiveData(), servers: 1)
  }

  @Test("PostgreSQL，两个服务并行", .enabled(if: PostgresServer.programs != nil, "没有安装 PostgreSQL，跳过"))
  func postgres() async throws {
    let server = try PostgresServer()
    defer { server.end() }
    try await batch(try await LiveData(database: try server.database("kill")), servers: 2)
  }

  private func batch(_ data: LiveData, servers count: Int) async throws {
    defer { data.end() }
    let servers = (0..<count).map { _ in
      LiveServer(data: data.folder, database: data.database, port: LiveServer.freePort())
    }
    defer { for server in servers { server.kill() } }
    for server in servers { try server.start() }
    for server in servers { #expect(await server.isReady()) }
    let confirmed = Progress()
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { try await kill(servers, while: confirmed) }
      group.addTask { try await send(to: servers, data, confirmed) }
      try await group.waitForAll()
    }
    for server in servers { #expect(await server.isReady()) }
    let store = try await Store.open(data.folder, database: data.database)
    // a claim of one that was killed is free after half a minute
    for _ in 0..<600 {
      let open = try await store.activeJobs("examine")
      if open.isEmpty { break }
      try await Task.sleep(for: .milliseconds(200))
    }
    for server in servers { server.stop() }
    try await check(store)
    await store.close()
  }

  /// Kills one and starts it again, `kills` times, spread over the batch: each time when a random number of its share of files
  /// has come in and a random moment has passed, so that it happens amid uploads and amid reading.
  private func kill(_ servers: [LiveServer], while confirmed: Progress) async throws {
    for number in 0..<Self.kills {
      let share = (Self.files * number / Self.kills)...(Self.files * (number + 1) / Self.kills)
      let goal = min(Int.random(in: share), Self.files - 1)
      while confirmed.count < goal { try await Task.sleep(for: .milliseconds(5)) }
      try await Task.sleep(for: .milliseconds(Int.random(in: 0...400)))
      guard let server = servers.randomElement() else { return }
      server.kill()
      try server.start()
    }
  }

  /// Sends every file until somebody has confirmed it, as a patient person would.
  private func send(to servers: [LiveServer], _ data: LiveData, _ confirmed: Progress) async throws {
    for number in 1...Self.files {
      var isTaken = false
      for attempt in 0..<600 where !isTaken {
        let server = servers[(number + attempt) % servers.count]
        if let answer = await server.ask("/desk/upload", data.form(number), cookie: data.cookie) {
          isTaken = answer.status == 200 && answer.body.contains("\"isTaken\":true")
        }
        if !isTaken { try await Task.sleep(for: .milliseconds(100)) }
      }
      #expect(isTaken, "第 \(number) 份没有收")
      confirmed.add()
    }
  }

  /// How many files were confirmed.
  private final class Progress: Sendable {
    private let files = Atomic(0)
    var count: Int { files.load(ordering: .relaxed) }
    func add() { files.add(1, ordering: .relaxed) }
  }

  private func check(_ store: Store) async throws {
    let versions = try await store.unpublished()
    #expect(versions.count == Self.files)
    #expect(Set(versions.map(\.file)).count == Self.files)
    #expect(versions.allSatisfy { $0.examination == .done }, "\(versions.filter { $0.examination != .done }.map(\.id))")
    for version in versions {
      #expect(store.shelf.holds(version.file))
      let actions = try await store.audit(of: "version:\(version.id)").map(\.action)
      #expect(actions.count { $0 == "version.add" } == 1)
      #expect(actions.count { $0 == "version.examine" } == 1, "第 \(version.id) 号核对了 \(actions)")
    }
    let verdict = try await store.verifyAudit()
    #expect(verdict.brokenAt == nil)
  }
}
