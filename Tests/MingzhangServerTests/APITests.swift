import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import MingzhangFormats
import MingzhangModel
import MingzhangStore
import MingzhangTestSupport
import Testing
import Yams

@testable import MingzhangServer

@Suite("接口：只有公开的内容，每个数字都有出处") struct APITests {
  private func object(_ response: TestResponse) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(buffer: response.body)) as? [String: Any])
  }
  private func items(_ response: TestResponse) throws -> [[String: Any]] {
    try #require(try object(response)["items"] as? [[String: Any]])
  }

  @Test("openapi.yaml 与路由一致：地址、参数、必填") func matchesItsDescription() throws {
    let file = TestPlaces.root.appending(path: "Sources/MingzhangServer/openapi.yaml")
    let yaml = try #require(try Yams.load(yaml: String(contentsOf: file, encoding: .utf8)) as? [String: Any])
    let paths = try #require(yaml["paths"] as? [String: [String: Any]])
    #expect(Set(paths.keys) == Set(APIResource.all.map { "/" + $0.path }))
    let known = try #require((yaml["components"] as? [String: Any])?["parameters"] as? [String: [String: Any]])
    for resource in APIResource.all {
      let path = try #require(paths["/" + resource.path])
      #expect(Array(path.keys) == ["get"])
      let parameters = try #require((path["get"] as? [String: Any])?["parameters"] as? [[String: Any]])
      let named = parameters.compactMap { ($0["$ref"] as? String)?.split(separator: "/").last.map(String.init) }
      #expect(named.map { known[$0]?["name"] as? String } == resource.parameters.map(\.name), "\(resource.path)")
      let required = Set(named.filter { known[$0]?["required"] as? Bool ?? false })
      #expect(required == resource.required, "\(resource.path)")
      let inPath = parameters.compactMap { $0["in"] as? String == "path" ? $0["name"] as? String : nil }
      #expect(inPath == resource.path.matches(of: /\{([^}]+)\}/).map { String($0.1) })
    }
  }

  @Test("数字：以分为单位，附原文、单位、出处；空白不是 0") func figures() async throws {
    try await Bench.with { bench in
      let version = try await bench.publishBook()
      try await bench.client { client in
        let response = try await client.execute(
          uri: "/api/v1/figures?function=205*&department=edu&year=2024", method: .get)
        let figures = try items(response)
        #expect(figures.compactMap { $0["amount_fen"] as? Int } == [123_460_000, -123_460_000, 123_460_000])
        #expect(figures[0]["printed"] as? String == "123.46")
        #expect(figures[0]["slack_fen"] as? Int == 5000)
        #expect(figures[0]["unit"] as? String == "万元")
        #expect(figures[0]["file_sha256"] as? String == version.file)
        #expect(figures[0]["box"] as? [Double] == [1.5, 2, 30, 40])
        #expect(figures[0]["code"] as? String == "205")
        let exact = try await client.execute(uri: "/api/v1/figures?function=205", method: .get)
        #expect(try items(exact).count == 1)
        let column = try await client.execute(uri: "/api/v1/figures?column=basic", method: .get)
        #expect(try items(column).count == 1)
        let other = try await client.execute(uri: "/api/v1/figures?year=2023", method: .get)
        #expect(try items(other).isEmpty)
      }
    }
  }

  @Test("CSV：有表头，公式不会运行，负数仍是数") func csv() async throws {
    try await Bench.with { bench in
      try await bench.publishBook()
      try await bench.client { client in
        for (uri, headers) in [
          ("/api/v1/figures?format=csv", HTTPFields()), ("/api/v1/figures", [.accept: "text/csv"]),
        ] {
          let response = try await client.execute(uri: uri, method: .get, headers: headers)
          #expect(response.headers[.contentType]?.hasPrefix("text/csv") == true)
          let lines = String(buffer: response.body).split(separator: "\r\n")
          #expect(lines.count == 4)
          #expect(lines[0].hasSuffix("file_sha256,is_sample"))
          #expect(lines[1].contains(",'=教育支出,"))
          #expect(lines[2].contains(",-123460000,"))
          #expect(lines[2].contains(",-123.46,"))
        }
      }
    }
  }

  @Test("分页：一页一条也走得完，不重不漏；同样的内容不再传") func pages() async throws {
    try await Bench.with { bench in
      for year in 2022...2024 { try await bench.publishBook("edu", year) }
      try await bench.client { client in
        for (path, key, count) in [
          ("figures", "amount_fen", 9), ("disclosures", "id", 3), ("organisations", "id", 4), ("findings", "rule", 3),
          ("goals", "project", 3), ("statements", "ordinal", 3), ("search?q=运行", "text", 6),
        ] {
          var next: String? = "/api/v1/\(path)\(path.contains("?") ? "&" : "?")limit=1"
          var seen = 0
          while let uri = next, seen < 20 {
            let response = try await client.execute(uri: uri, method: .get)
            #expect(response.status == .ok)
            let page = try items(response)
            #expect(page.count == 1)
            #expect(page[0][key] != nil)
            seen += page.count
            let link = response.headers[try #require(HTTPField.Name("Link"))]
            next = link.flatMap { $0.firstMatch(of: /<([^>]+)>; rel="next"/).map { String($0.1) } }
          }
          #expect(seen == count, "\(path)")
        }
        let first = try await client.execute(uri: "/api/v1/figures", method: .get)
        let tag = try #require(first.headers[.eTag])
        let again = try await client.execute(uri: "/api/v1/figures", method: .get, headers: [.ifNoneMatch: tag])
        #expect(again.status == .notModified)
      }
    }
  }

  @Test(
    "参数不对：400，说出哪个参数应该是什么",
    arguments: [
      ("figures?year=abc", "year"), ("figures?limit=0", "limit"), ("figures?limit=1001", "limit"),
      ("figures?function=12", "function"), ("figures?economic=3020", "economic"),
      ("figures?cursor=x", "cursor"), ("figures?yeer=2024", "yeer"), ("figures?year=2023&year=2024", "year"),
      ("search", "q"), ("search?q=", "q"), ("disclosures?kind=x", "kind"), ("findings?rule=%00", "rule"),
      ("disclosures?department=a%2Fb", "department"), ("disclosures?region=1", "region"),
    ])
  func refuses(_ uri: String, _ name: String) async throws {
    try await Bench.with { bench in
      try await bench.client { client in
        let response = try await client.execute(uri: "/api/v1/" + uri, method: .get)
        #expect(response.status == .badRequest)
        #expect(response.headers[.contentType] == "application/problem+json")
        let problem = try object(response)
        let named = try #require(problem["parameters"] as? [[String: Any]])
        #expect(named.contains { $0["name"] as? String == name && ($0["expected"] as? String)?.isEmpty == false })
      }
    }
  }

  @Test("未公开的看不到：草稿、它的表和它的文件；只能读不能改") func onlyPublished() async throws {
    try await Bench.with { bench in
      let bytes = Data("secret".utf8)
      let digest = try bench.site.store.shelf.keep(bytes)
      let draft = try await bench.site.store.add(
        NewVersion(
          file: digest, byteCount: bytes.count, mediaType: "text/plain", fileName: "a.txt", organisation: "edu",
          fiscalYear: 2024, kind: .budget), by: "system", at: bench.site.now())
      try await bench.client { client in
        for uri in [
          "/api/v1/disclosures/\(draft.id)", "/api/v1/disclosures/\(draft.id)/statements/0", "/files/\(digest)/a.txt",
          "/api/v1/organisations/none", "/api/v1/disclosures?department=none", "/data/city-2024-budget.csv",
        ] {
          let response = try await client.execute(uri: uri, method: .get)
          #expect(response.status == .notFound, "\(uri)")
        }
        let none = try items(
          try await client.execute(uri: "/api/v1/figures?disclosure=\(draft.id)", method: .get))
        #expect(none.isEmpty)
      }
    }
  }

  @Test("更正之后：列表里是新版，旧版按号还在，历史里两版都有") func corrections() async throws {
    try await Bench.with { bench in
      let first = try await bench.publishBook()
      let second = try await bench.publishBook(fen: 200, erratum: "合计写错了")
      try await bench.client { client in
        let now = try items(try await client.execute(uri: "/api/v1/disclosures", method: .get))
        #expect(now.compactMap { $0["id"] as? Int64 } == [second.id])
        #expect(now[0]["erratum"] as? String == "合计写错了")
        let all = try items(try await client.execute(uri: "/api/v1/disclosures?history=true", method: .get))
        #expect(all.compactMap { $0["state"] as? String } == ["superseded", "published"])
        let old = try await client.execute(uri: "/api/v1/figures?disclosure=\(first.id)", method: .get)
        #expect(try items(old).count == 3)
        let current = try items(try await client.execute(uri: "/api/v1/figures", method: .get))
        #expect(current.count == 3)
        let feed = String(buffer: try await client.execute(uri: "/feeds/edu.xml", method: .get).body)
        #expect(feed.contains("更正：示例市教育局2024 年部门预算"))
        #expect(feed.contains("更正说明：合计写错了"))
      }
    }
  }
}

@Suite("文件与整市数据") struct OpenFileTests {
  @Test("文件：地址即摘要，可取一段，取不到的说 416；网页原件不运行脚本") func files() async throws {
    try await Bench.with { bench in
      let version = try await bench.publishBook()
      let path = FileAddress.path(version.file, version.fileName)
      try await bench.client { client in
        let whole = try await client.execute(uri: path, method: .get)
        let bytes = Array(whole.body.readableBytesView)
        #expect(sha256Hex(bytes) == version.file)
        #expect(whole.headers[.contentSecurityPolicy]?.hasPrefix("sandbox") == true)
        #expect(whole.headers[.cacheControl]?.contains("immutable") == true)
        for (range, expected) in [
          ("bytes=0-3", 0...3), ("bytes=2-", 2...(bytes.count - 1)),
          ("bytes=-2", (bytes.count - 2)...(bytes.count - 1)),
        ] {
          let part = try await client.execute(uri: path, method: .get, headers: [.range: range])
          #expect(part.status == .partialContent)
          #expect(Array(part.body.readableBytesView) == Array(bytes[expected]))
          #expect(part.headers[.contentRange] == "bytes \(expected.lowerBound)-\(expected.upperBound)/\(bytes.count)")
        }
        let outside = try await client.execute(uri: path, method: .get, headers: [.range: "bytes=9999-"])
        #expect(outside.status == .rangeNotSatisfiable)
        let stale = try await client.execute(
          uri: path, method: .get, headers: [.range: "bytes=0-3", .ifRange: "\"x\""])
        #expect(stale.status == .ok)
        let tag = try #require(whole.headers[.eTag])
        let again = try await client.execute(uri: path, method: .get, headers: [.ifNoneMatch: tag])
        #expect(again.status == .notModified)
        let head = try await client.execute(uri: path, method: .head)
        #expect(head.status == .ok)
        #expect(head.body.readableBytes == 0)
      }
    }
  }

  @Test("整市一个文件：CSV 与逐行 JSON 条数相同，与接口一致") func bulk() async throws {
    try await Bench.with { bench in
      try await bench.publishBook("edu")
      try await bench.publishBook("health")
      try await bench.client { client in
        let csv = String(buffer: try await client.execute(uri: "/data/city-2024-budget.csv", method: .get).body)
        #expect(csv.split(separator: "\r\n").count == 7)
        let lines = String(buffer: try await client.execute(uri: "/data/city-2024-budget.ndjson", method: .get).body)
          .split(separator: "\n")
        #expect(lines.count == 6)
        for line in lines { _ = try JSONSerialization.jsonObject(with: Data(line.utf8)) }
        let page = String(buffer: try await client.execute(uri: "/api/v1/figures?format=csv", method: .get).body)
        #expect(page == csv)
      }
    }
  }

  @Test("订阅、站点地图、目录、robots：可解析，地址完整") func machines() async throws {
    try await Bench.with { bench in
      let version = try await bench.publishBook(caption: "a & <b>")
      try await bench.client { client in
        for (uri, type) in [
          ("/feed.xml", "application/atom+xml; charset=utf-8"), ("/sitemap.xml", "application/xml; charset=utf-8"),
        ] {
          let response = try await client.execute(uri: uri, method: .get)
          #expect(response.headers[.contentType] == type)
          let node = try #require(MarkupParser.xml(Array(response.body.readableBytesView)))
          #expect(!node.children.isEmpty)
        }
        let catalog = try await client.execute(uri: "/catalog.jsonld", method: .get)
        let json = try #require(try JSONSerialization.jsonObject(with: Data(buffer: catalog.body)) as? [String: Any])
        #expect((json["dcat:dataset"] as? [Any])?.count == 1)
        let robots = String(buffer: try await client.execute(uri: "/robots.txt", method: .get).body)
        #expect(robots.contains("Sitemap: http://"))
        let sitemap = String(buffer: try await client.execute(uri: "/sitemap.xml", method: .get).body)
        #expect(sitemap.contains(PagePath.disclosure(version)))
        let openapi = try await client.execute(uri: "/api/v1/openapi.json", method: .get)
        #expect(openapi.status == .ok)
      }
    }
  }

  @Test("schema.org 里的文字不能结束脚本元素") func structuredData() {
    let text = StructuredData.dataset(
      name: "</script><b>", description: "d", url: "u", year: 2024, publisher: "p", modified: nil, downloads: [])
    #expect(!text.dropLast(9).contains("</script>"))
  }
}
