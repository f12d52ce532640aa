import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import MingzhangFormats
import MingzhangTestSupport
import Testing

@testable import MingzhangServer

@Suite("整市一个压缩包") struct CityArchiveTests {
  private func archive(_ uri: String, _ client: any TestClientProtocol) async throws -> ZIPReader {
    let response = try await client.execute(uri: uri, method: .get)
    #expect(response.status == .ok, "\(uri)")
    #expect(response.headers[.contentType] == "application/zip")
    return try ZIPReader(Array(response.body.readableBytesView))
  }

  @Test("全部年度与一年：条目齐，内容与逐年下载的一样") func data() async throws {
    try await Bench.with { bench in
      try await bench.publishBook("edu", 2023)
      try await bench.publishBook("edu", 2024)
      try await bench.publishBook("health", 2024)
      try await bench.client { client in
        let all = try await archive("/data/city.zip", client)
        #expect(
          all.names == [
            "README.txt", "amounts/2023-budget.csv", "amounts/2023-budget.ndjson", "amounts/2024-budget.csv",
            "amounts/2024-budget.ndjson", "disclosures.csv", "organisations.csv",
          ])
        for format in ["csv", "ndjson"] {
          let alone = try await client.execute(uri: "/data/city-2024-budget.\(format)", method: .get)
          #expect(try all.bytes(of: "amounts/2024-budget.\(format)") == Array(alone.body.readableBytesView))
        }
        let readme = String(decoding: try all.bytes(of: "README.txt") ?? [], as: UTF8.self)
        #expect(readme.contains("2023–2024：3 本") && readme.contains("示例数据"))
        let list = String(decoding: try all.bytes(of: "disclosures.csv") ?? [], as: UTF8.self)
        #expect(list.split(separator: "\r\n").count == 4)
        let one = try await archive("/data/city-2023.zip", client)
        let amounts = one.names.filter { $0.hasPrefix("amounts/") }
        #expect(amounts == ["amounts/2023-budget.csv", "amounts/2023-budget.ndjson"])
        for uri in ["/data/city-2022.zip", "/data/city-20245.zip", "/data/city-files-2024.zip", "/data/citya.zip"] {
          #expect(try await client.execute(uri: uri, method: .get).status == .notFound, "\(uri)")
        }
      }
    }
  }

  @Test("标签：内容变了才变") func tag() async throws {
    try await Bench.with { bench in
      try await bench.publishBook("edu")
      try await bench.client { client in
        let first = try await client.execute(uri: "/data/city.zip", method: .get)
        let tag = try #require(first.headers[.eTag])
        let same = try await client.execute(uri: "/data/city.zip", method: .get, headers: [.ifNoneMatch: tag])
        #expect(same.status == .notModified)
        try await bench.publishBook("health")
        let later = try await client.execute(uri: "/data/city.zip", method: .get, headers: [.ifNoneMatch: tag])
        #expect(later.status == .ok)
      }
    }
  }

  @Test("连同原件：解开后不联网就能核验；少一个文件就说出来") func files() async throws {
    try await Bench.with { bench in
      let old = try await bench.publishBook("edu", 2023)
      try await bench.publishBook("edu", 2024)
      try await bench.site.signManifest()
      try await bench.client { client in
        for (uri, isPartial) in [("/data/city-files.zip", false), ("/data/city-2024-files.zip", true)] {
          let archive = try await archive(uri, client)
          let scratch = try TemporaryFolder()
          for name in archive.names {
            let file = scratch.url.appending(path: name)
            try FileManager.default.createDirectory(
              at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(try #require(try archive.bytes(of: name))).write(to: file)
          }
          let verification = try FolderVerification(of: scratch.url, mayBePartial: isPartial)
          #expect(verification.isSound, "\(verification.problems)")
          #expect(verification.files == (isPartial ? 1 : 2))
        }
        try FileManager.default.removeItem(at: bench.site.store.shelf.place(of: old.file))
        let rest = try await archive("/data/city-files.zip", client)
        let missing = String(decoding: try #require(try rest.bytes(of: "MISSING.txt")), as: UTF8.self)
        #expect(missing.contains(old.file))
      }
    }
  }
}
