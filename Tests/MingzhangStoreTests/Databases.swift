import Foundation
import MingzhangStore
import MingzhangTestSupport
import Testing

/// Each test of the contract runs on both databases.
enum Backing: String, CaseIterable, Sendable, CustomTestStringConvertible {
  case sqlite, postgresql
  var testDescription: String { rawValue }

  /// What is there on this machine: the embedded database always, PostgreSQL when it is installed.
  static var present: [Backing] { PostgresServer.programs == nil ? [.sqlite] : allCases }
}

/// An empty store in a folder of its own, gone when the test ends.
struct Workshop {
  let store: Store
  let folder: URL
  let address: String?

  static func open(_ backing: Backing) async throws -> Workshop {
    let folder = FileManager.default.temporaryDirectory.appending(path: "store-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    var address: String?
    if backing == .postgresql {
      address = try SharedPostgres.server.get().database("t\(UUID().uuidString.replacing("-", with: "").lowercased())")
    }
    return Workshop(store: try await Store.open(folder, database: address), folder: folder, address: address)
  }

  func end() async {
    await store.close()
    try? FileManager.default.removeItem(at: folder)
  }
}

/// One server for all tests of this program; it ends with the program.
enum SharedPostgres {
  static let server: Result<PostgresServer, any Error> = {
    let server = Result { try PostgresServer() }
    if case .success = server {
      atexit { try? SharedPostgres.server.get().end() }
    }
    return server
  }()
}

extension Moment {
  /// A fixed point in time.
  static let start = Moment(milliseconds: 1_700_000_000_000)
}
