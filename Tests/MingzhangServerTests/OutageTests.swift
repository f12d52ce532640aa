import Foundation
import MingzhangModel
import MingzhangStore
import MingzhangTestSupport
import Testing

@testable import MingzhangServer

/// The database is away for `MINGZHANG_OUTAGE` seconds; a minute is the measure.
@Suite("数据库没了，磁盘满了", .serialized) struct OutageTests {
  private static let seconds = ProcessInfo.processInfo.environment["MINGZHANG_OUTAGE"].flatMap { Int($0) } ?? 2

  @Test("PostgreSQL 停一会儿：页面说明白，回来后什么都在，活计接着做", .enabled(if: PostgresServer.programs != nil, "没有安装 PostgreSQL，跳过"))
  func databaseGone() async throws {
    let postgres = try PostgresServer()
    defer { postgres.end() }
    let data = try await LiveData(database: try postgres.database("outage"))
    defer { data.end() }
    let server = LiveServer(data: data.folder, database: data.database, port: LiveServer.freePort())
    defer { server.kill() }
    try server.start()
    #expect(await server.isReady())
    let before = 6
    for number in 1...before {
      #expect(await server.ask("/desk/upload", data.form(number), cookie: data.cookie)?.status == 200)
    }
    // some are being read now
    try postgres.stop()
    let end = ContinuousClock.now + .seconds(Self.seconds)
    repeat {
      let page = try #require(await server.ask("/desk/versions", cookie: data.cookie))
      #expect(page.status == 503)
      #expect(page.body.contains("数据库暂时不能用"))
      #expect(!page.body.contains("connection") && !page.body.contains("socket"), "数据库自己的话不上页面")
      #expect(await server.ask("/desk/upload", data.form(before + 1), cookie: data.cookie)?.status == 503)
      #expect(await server.ask("/readyz")?.status == 503)
      #expect(await server.ask("/healthz")?.status == 200, "服务自己还活着")
      try await Task.sleep(for: .milliseconds(500))
    } while ContinuousClock.now < end
    try postgres.start()
    #expect(await server.isReady())
    #expect(await server.ask("/desk/upload", data.form(before + 1), cookie: data.cookie)?.status == 200)
    let store = try await Store.open(data.folder, database: data.database)
    // a claim that could not be given back is free after half a minute
    for _ in 0..<600 {
      if try await store.activeJobs("examine").isEmpty { break }
      try await Task.sleep(for: .milliseconds(200))
    }
    let versions = try await store.unpublished()
    #expect(versions.count == before + 1)
    for version in versions {
      #expect(version.examination == .done)
      let actions = try await store.audit(of: "version:\(version.id)").map(\.action)
      #expect(actions.count { $0 == "version.examine" } == 1, "第 \(version.id) 号 \(actions)")
    }
    #expect(try await store.verifyAudit().brokenAt == nil)
    await store.close()
    server.stop()
  }

  /// A small file system of its own, in a mount namespace of its own.
  private static let canMount: Bool = {
    guard geteuid() == 0, let process = try? inNamespace("mount -t tmpfs -o size=1m tmpfs /mnt"),
      (try? process.run()) != nil
    else { return false }
    process.waitUntilExit()
    return process.terminationStatus == 0
  }()

  private static func inNamespace(_ script: String) throws -> Process {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["unshare", "-m", "sh", "-c", script]
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    return process
  }

  @Test("磁盘满：说明白，没有存一半；腾出空间后照常", .enabled(if: canMount, "不能挂载小文件系统，跳过"))
  func diskFull() async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "full-\(UUID().uuidString.prefix(8))")
    let data = try await LiveData(in: folder)
    defer { data.end() }
    // the data, copied onto a file system of 64 MB, nearly full, that only the server sees
    let port = LiveServer.freePort()
    let script =
      "cp -a '\(folder.path)' '\(folder.path).copy' && mount -t tmpfs -o size=64m tmpfs '\(folder.path)' && "
      + "cp -a '\(folder.path).copy/.' '\(folder.path)/' && rm -r '\(folder.path).copy' && "
      + "head -c 59m /dev/zero > '\(folder.path)/other' && exec '\(Program("mingzhang-server").url.path)' serve --data '\(folder.path)' --port \(port)"
    let process = try Self.inNamespace(script)
    try process.run()
    defer {
      process.terminate()
      process.waitUntilExit()
    }
    let server = LiveServer(data: folder, database: nil, port: port)
    #expect(await server.isReady())
    #expect(await server.ask("/desk/upload", data.form(1), cookie: data.cookie)?.status == 200)
    var refusal: (status: Int, body: String)?
    var taken = 1
    for number in 2...20 {
      let answer = try #require(
        await server.ask("/desk/upload", data.form(number, padding: 1 << 20), cookie: data.cookie))
      if answer.status != 200 {
        refusal = answer
        break
      }
      taken += 1
    }
    let answer = try #require(refusal)
    #expect(answer.status == 507, "\(answer.status)")
    #expect(answer.body.contains("磁盘已满"))
    #expect(await server.ask("/desk/versions", cookie: data.cookie)?.status == 200, "看还是能看")
    // from outside: what is on the server's disk
    let inside = URL(filePath: "/proc/\(process.processIdentifier)/root\(folder.path)")
    let shelf = inside.appending(path: "files")
    let names = FileManager.default.enumerator(atPath: shelf.path)?.compactMap { $0 as? String } ?? []
    #expect(!names.contains { $0.split(separator: "/").last?.hasPrefix(".") == true }, "没有写了一半的文件")
    try FileManager.default.removeItem(at: inside.appending(path: "other"))
    #expect(
      await server.ask("/desk/upload", data.form(99, padding: 1 << 20), cookie: data.cookie)?.status == 200, "腾出空间后照收")
    var progress: Progress?
    for _ in 0..<300 {
      let answer = try #require(await server.ask("/desk/progress.json", cookie: data.cookie))
      progress = try JSONDecoder().decode(Progress.self, from: Data(answer.body.utf8))
      if progress?.isFinished ?? false { break }
      try await Task.sleep(for: .milliseconds(200))
    }
    #expect(progress == Progress(total: taken + 1, done: taken + 1, isFinished: true), "满的时候没读完的，腾出空间后都读完了")
  }

  private struct Progress: Decodable, Equatable {
    var total, done: Int
    var isFinished: Bool
  }
}
