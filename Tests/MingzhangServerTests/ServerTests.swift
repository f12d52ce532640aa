import Foundation
import Hummingbird
import HummingbirdTesting
import MingzhangCatalog
import MingzhangModel
import MingzhangStore
import MingzhangTestSupport
import Testing

@testable import MingzhangServer

@Suite("网站：不开端口的测试") struct ServerTests {
  @Test("首页列出部门，两种语言；内容不变时不再传") func home() async throws {
    try await Bench.with { bench in
      try await bench.publishBook()
      try await bench.client { client in
        let chinese = try await client.execute(uri: "/", method: .get)
        #expect(chinese.status == .ok)
        #expect(String(buffer: chinese.body).contains("示例市教育局"))
        #expect(chinese.headers[.contentSecurityPolicy] == SecurityHeaders.policy)
        let english = try await client.execute(uri: "/en/", method: .get)
        #expect(String(buffer: english.body).contains("lang=\"en\""))
        let tag = try #require(chinese.headers[.eTag])
        let again = try await client.execute(uri: "/", method: .get, headers: [.ifNoneMatch: tag])
        #expect(again.status == .notModified)
      }
    }
  }

  @Test("没有的地址：页面说人话，接口给 problem+json") func missing() async throws {
    try await Bench.with { bench in
      try await bench.client { client in
        let page = try await client.execute(uri: "/nowhere", method: .get)
        #expect(page.status == .notFound)
        #expect(String(buffer: page.body).contains("没有这个地址"))
        #expect(String(buffer: page.body).contains("<h1>没有这一页</h1>"))
        let api = try await client.execute(uri: "/api/v1/nowhere", method: .get)
        #expect(api.headers[.contentType] == "application/problem+json")
      }
    }
  }

  @Test("登录：密码错说不对；试太多次要等；登录后进得了工作台，退出后进不了") func signIn() async throws {
    try await Bench.with { bench in
      try await bench.client { client in
        let closed = try await client.execute(uri: "/desk", method: .get)
        #expect(closed.status == .seeOther)
        let wrong = try await client.post("/sign-in", ["login": "reviewer", "password": "wrong"])
        #expect(wrong.status == .unprocessableContent)
        let cookie = try await client.signIn("reviewer")
        let open = try await client.execute(uri: "/desk", method: .get, headers: [.cookie: cookie])
        #expect(open.status == .ok)
        let page = String(buffer: open.body)
        let forged = try await client.post("/sign-out", ["csrf": "x"], cookie: cookie)
        #expect(forged.status == .forbidden)
        let out = try await client.post("/sign-out", ["csrf": try #require(csrf(in: page))], cookie: cookie)
        #expect(out.status == .seeOther)
        let after = try await client.execute(uri: "/desk", method: .get, headers: [.cookie: cookie])
        #expect(after.status == .seeOther)
        for _ in 1...9 { _ = try await client.post("/sign-in", ["login": "lead", "password": "wrong"]) }
        let late = try await client.post("/sign-in", ["login": "lead", "password": Bench.password])
        #expect(late.status == .tooManyRequests)
      }
    }
  }

  @Test("登录后只回到本站的页面", arguments: ["//evil.example/", "https://evil.example", "/\\evil", "desk"])
  func comesBackHome(_ path: String) { #expect(SignIn.local(path) == nil) }
}
