import Foundation
import Testing

@testable import MingzhangFormats

@Suite("临时文件")
struct TemporaryPlaceTests {
  /// The number of a process that has ended.
  private func goneProcess() throws -> pid_t {
    let process = Process()
    process.executableURL = URL(filePath: "/bin/true")
    try process.run()
    process.waitUntilExit()
    return process.processIdentifier
  }

  @Test("进程已不在的才清掉；别的名字、还在的进程、刚写的都不动")
  func abandoned() throws {
    let folder = TemporaryPlace.new()
    defer { try? FileManager.default.removeItem(at: folder) }
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let (gone, id) = (try goneProcess(), UUID().uuidString)
    let left = "mingzhang-\(gone)-\(id)"
    let others = [
      "mingzhang-\(getpid())-\(id)", "mingzhang-\(gone)-notes", "mingzhang-batch-\(id)", "other-\(gone)-\(id)",
    ]
    for name in others + [left + ".xlsx"] {
      try Data("x".utf8).write(to: folder.appending(path: name))
    }
    let work = folder.appending(path: left)
    try FileManager.default.createDirectory(at: work, withIntermediateDirectories: true)
    try Data("x".utf8).write(to: work.appending(path: "book.json"))
    TemporaryPlace.removeAbandoned(in: folder)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).count == others.count + 2)
    TemporaryPlace.removeAbandoned(in: folder, olderThan: 0)
    #expect(try Set(FileManager.default.contentsOfDirectory(atPath: folder.path)) == Set(others))
  }

  @Test("名字带着本进程的号，每次不同")
  func names() {
    let (first, second) = (TemporaryPlace.new(".xlsx"), TemporaryPlace.new(".xlsx"))
    #expect(first != second)
    #expect(first.lastPathComponent.hasPrefix("mingzhang-\(getpid())-"))
    #expect(first.pathExtension == "xlsx")
  }
}
