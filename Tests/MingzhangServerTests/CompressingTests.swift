import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import MingzhangFormats
import Testing

@testable import MingzhangServer

@Suite("压缩传送：内容不变，标签各是各的") struct CompressingTests {
  private func unpacked(_ response: TestResponse, like plain: TestResponse) -> [UInt8]? {
    response.body.withUnsafeReadableBytes { Gzip.unpacked($0, size: plain.body.readableBytes) }
  }

  @Test(
    "网页、数据、样式：解开后与不压缩的一样",
    arguments: [
      "/", "/departments/edu", "/departments/edu/2024/budget", "/en/departments/edu/2024/budget",
      "/search?q=%E6%95%99%E8%82%B2", "/api/v1/figures", "/api/v1/figures?format=csv", "/data/city-2024-budget.csv",
      "/data/city-2024-budget.ndjson", "/sitemap.xml", "/catalog.jsonld", "/static/site.css", "/static/site.js",
    ]) func same(_ uri: String) async throws
  {
    try await Bench.with { bench in
      for department in ["edu", "health"] { try await bench.publishBook(department) }
      try await bench.client { client in
        let plain = try await client.execute(uri: uri, method: .get)
        #expect(plain.status == .ok)
        #expect(plain.headers[.contentEncoding] == nil)
        #expect(plain.headers[.vary]?.contains("Accept-Encoding") ?? false)
        let tag = plain.headers[.eTag]
        // twice: made now, and from memory
        for _ in 0..<2 {
          let packed = try await client.execute(uri: uri, method: .get, headers: [.acceptEncoding: "br, gzip;q=0.8"])
          #expect(packed.headers[.contentEncoding] == "gzip")
          #expect(packed.headers[.vary] == plain.headers[.vary])
          #expect(packed.body.readableBytes < plain.body.readableBytes)
          let isSame = unpacked(packed, like: plain) == Array(plain.body.readableBytesView)
          #expect(isSame)
          #expect(packed.headers[.contentLength].map { $0 == "\(packed.body.readableBytes)" } ?? true)
          let own = packed.headers[.eTag]
          #expect(own == tag.map { $0.dropLast() + "-gzip\"" })
          guard let own, let tag else { continue }
          let same = try await client.execute(
            uri: uri, method: .get, headers: [.acceptEncoding: "gzip", .ifNoneMatch: "\"x\", \(own)"])
          // what never changes is not asked for again
          guard !uri.hasPrefix("/static/") else { continue }
          #expect(same.status == .notModified)
          #expect(same.headers[.eTag] == own)
          #expect(same.body.readableBytes == 0)
          let other = try await client.execute(uri: uri, method: .get, headers: [.ifNoneMatch: tag])
          #expect(other.status == .notModified)
          #expect(other.headers[.eTag] == tag)
          // a packed copy is of no use to who cannot unpack it
          let unable = try await client.execute(uri: uri, method: .get, headers: [.ifNoneMatch: own])
          #expect(unable.status == .ok)
        }
        let head = try await client.execute(uri: uri, method: .head, headers: [.acceptEncoding: "gzip"])
        #expect(head.status == .ok)
        #expect(head.body.readableBytes == 0)
        #expect(head.headers[.contentEncoding] == "gzip")
        #expect(head.headers[.eTag] == tag.map { $0.dropLast() + "-gzip\"" })
      }
    }
  }

  @Test("接口记住的回答：公开了新东西就换") func keptAnswers() async throws {
    try await Bench.with { bench in
      try await bench.publishBook("edu")
      try await bench.client { client in
        func count(_ uri: String) async throws -> Int {
          let packed = try await client.execute(uri: uri, method: .get, headers: [.acceptEncoding: "gzip"])
          let plain = try await client.execute(uri: uri, method: .get)
          let isSame = unpacked(packed, like: plain) == Array(plain.body.readableBytesView)
          #expect(isSame)
          return String(buffer: plain.body).split(separator: "\"amount_fen\"").count - 1
        }
        #expect(try await count("/api/v1/figures?year=2024") == 3)
        #expect(try await count("/api/v1/figures?year=2024") == 3)
        try await bench.publishBook("health")
        #expect(try await count("/api/v1/figures?year=2024") == 6)
        // the same address in another form is another answer
        let csv = try await client.execute(
          uri: "/api/v1/figures?year=2024", method: .get, headers: [.acceptEncoding: "gzip", .accept: "text/csv"])
        #expect(csv.headers[.contentType]?.hasPrefix("text/csv") ?? false)
        let refused = try await client.execute(
          uri: "/api/v1/figures?year=24", method: .get, headers: [.acceptEncoding: "gzip"])
        #expect(refused.status == .badRequest)
      }
    }
  }

  @Test("不压缩：有表单密钥的页面、按段取的原件、短的、压过的") func notPacked() async throws {
    try await Bench.with { bench in
      let version = try await bench.publishBook()
      let session = try await bench.session("lead")
      try await bench.client { client in
        for uri in [
          "/desk/versions", "/sign-in", "/healthz", FileAddress.path(version.file, version.fileName), "/data/city.zip",
        ] {
          let response = try await client.execute(
            uri: uri, method: .get, headers: [.acceptEncoding: "gzip", .cookie: session.cookie])
          #expect(response.status == .ok, "\(uri)")
          #expect(response.headers[.contentEncoding] == nil, "\(uri)")
          #expect(!(response.headers[.eTag] ?? "").contains("gzip"), "\(uri)")
        }
      }
    }
  }

  @Test("Accept-Encoding 的写法")
  func accepted() {
    for header in ["gzip", "GZIP", "deflate, gzip", "gzip;q=0.1", "*", "br;q=1, *;q=0.5", "identity;q=0, gzip"] {
      #expect(Compressing.takesGzip(header), "\(header)")
    }
    for header in [nil, "", "br", "gzip;q=0", "gzip; q=0.000, *", "*;q=0", "identity", "notgzip"] {
      #expect(!Compressing.takesGzip(header), "\(header ?? "nil")")
    }
  }
}
