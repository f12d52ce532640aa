import Foundation
import Hummingbird
import HummingbirdTesting
import Logging
import MingzhangModel
import MingzhangStore
import MingzhangTestSupport
import Testing

@testable import MingzhangServer

@Suite("工作台：审核") struct DeskReviewTests {
  @Test("送审、退回、更正、接受、通过、公开；再更正；每一步由不同的人") func wholeWay() async throws {
    try await Bench.with { bench in
      let store = bench.site.store
      let (lead, reviewer, publisher) = (
        try await bench.session("lead"), try await bench.session("reviewer"), try await bench.session("publisher")
      )
      let first = try await bench.version("甲")
      try await bench.client { client in
        func step(
          _ name: String, _ id: Int64, _ session: (cookie: String, csrf: String), _ fields: [String: String] = [:]
        ) async throws -> TestResponse {
          let revision = try await store.version(id)?.revision ?? 0
          return try await client.send(
            "/desk/versions/\(id)/\(name)", fields.merging(["revision": "\(revision)"]) { a, _ in a }, session)
        }
        #expect(try await step("submit", first.id, lead).status == .seeOther)
        let closed = try await step("approve", first.id, reviewer)
        #expect(closed.status == .unprocessableContent, "有没处理的错误")
        #expect(try await step("return", first.id, reviewer, ["text": "请改合计 <script>"]).status == .seeOther)
        let page = String(buffer: try await client.page("/desk/versions/\(first.id)", lead).body)
        #expect(page.contains("请改合计 &lt;script&gt;"))
        #expect(page.contains("&lt;b&gt;0&lt;/b&gt;") && !page.contains("<b>0</b>"), "原文里的标记不起作用")
        #expect(!page.contains("Optional(") && !page.contains("{{"))
        let letter = try await client.page("/desk/versions/\(first.id)/letter.docx?deadline=2026-12-31", reviewer)
        #expect(letter.status == .ok && letter.body.readableBytes > 2000)

        let second = try await bench.version("乙", by: "lead")
        let history = String(buffer: try await client.page("/desk/versions/\(second.id)/history", lead).body)
        #expect(history.contains("新出现 0，已消失 0，仍然有 2"))
        #expect(try await step("submit", second.id, lead).status == .seeOther)
        #expect(try await step("comment", second.id, reviewer, ["text": "看过", "finding": "1"]).status == .seeOther)
        #expect(try await step("reply", second.id, lead, ["text": "属实", "finding": "1"]).status == .seeOther)
        #expect(try await step("accept", second.id, reviewer, ["text": "四舍五入所致", "finding": "1"]).status == .seeOther)
        #expect(try await step("approve", second.id, reviewer, ["wished": "2026-12-31T09:00"]).status == .seeOther)
        #expect(
          try await step("schedule", second.id, publisher, ["at": "2001-01-01T00:00"]).status == .unprocessableContent)
        #expect(try await step("publish", second.id, publisher).status == .seeOther)
        #expect(try await store.version(second.id)?.state == .published)
        #expect(try await step("comment", second.id, reviewer, ["text": "再说"]).status == .unprocessableContent)

        let third = try await bench.version("丙", errors: 0)
        #expect(try await step("submit", third.id, lead).status == .seeOther)
        #expect(try await step("approve", third.id, reviewer).status == .seeOther)
        let silent = try await step("publish", third.id, publisher)
        #expect(silent.status == .unprocessableContent && String(buffer: silent.body).contains("更正了什么"))
        #expect(
          try await step("schedule", third.id, publisher, ["at": "2999-01-01T00:00", "erratum": "合计"]).status
            == .seeOther)
        let due = try await store.publishDue(at: try #require(Moment(local: "2999-01-01T00:00")))
        #expect(due.map(\.id) == [third.id] && due.first?.erratum == "合计")
        #expect(try await store.version(second.id)?.state == .superseded)
        #expect(try await store.verifyAudit().brokenAt == nil)
      }
    }
  }

  @Test("一个人占两个角色，也不能接着办自己办过的；页面好好说明") func onePerson() async throws {
    try await Bench.with { bench in
      let store = bench.site.store
      for role in [Role.lead, .reviewer, .publisher] {
        try await store.grant(
          Membership(role, in: "city"), to: try #require(try await store.person(login: "auditor")), by: "system",
          at: bench.site.now())
      }
      let everything = try await bench.session("auditor")
      let version = try await bench.version("甲", errors: 0)
      try await bench.client { client in
        func send(_ name: String) async throws -> TestResponse {
          let revision = try await store.version(version.id)?.revision ?? 0
          return try await client.send(
            "/desk/versions/\(version.id)/\(name)", ["revision": "\(revision)"], everything)
        }
        #expect(try await send("submit").status == .seeOther)
        let page = String(buffer: try await client.page("/desk/versions/\(version.id)", everything).body)
        #expect(page.contains("须由不同的人办理"))
        let refused = try await send("approve")
        #expect(refused.status == .unprocessableContent && String(buffer: refused.body).contains("不同的人"))
        #expect(try await store.version(version.id)?.state == .submitted)
      }
    }
  }

  @Test("两个人同时办：后一个看到谁在什么时候改成了什么，前一个的还在") func twoPeople() async throws {
    try await Bench.with { bench in
      let version = try await bench.version("甲", errors: 0)
      let lead = try await bench.session("lead")
      let reviewer = try await bench.session("reviewer")
      try await bench.client { client in
        let seen = "\(version.revision)"
        _ = try await client.send("/desk/versions/\(version.id)/submit", ["revision": seen], lead)
        let late = try await client.send("/desk/versions/\(version.id)/discard", ["revision": seen], lead)
        #expect(late.status == .conflict)
        let page = String(buffer: late.body)
        for words in ["有人先改了", "审核中", "送审", "lead"] { #expect(page.contains(words), "\(words)") }
        let now = try #require(try await bench.site.store.version(version.id))
        async let first = client.send("/desk/versions/\(version.id)/approve", ["revision": "\(now.revision)"], reviewer)
        async let second = client.send(
          "/desk/versions/\(version.id)/return", ["revision": "\(now.revision)", "text": "退"], reviewer)
        #expect(try await [first.status.code, second.status.code].sorted() == [303, 409])
      }
    }
  }

  @Test("定时公开：审核人建议，公开人定；看得见时间，能改能取消，记账；到时自己公开，算定时间的人公开的") func scheduled() async throws {
    try await Bench.with { bench in
      let store = bench.site.store
      let (reviewer, publisher) = (try await bench.session("reviewer"), try await bench.session("publisher"))
      let people = try await Self.sessions(bench)
      var version = try await bench.version("甲", errors: 0)
      version = try await store.take(.submit, version, by: people.lead, at: bench.site.now())
      let id = version.id
      try await bench.client { client in
        func step(_ name: String, _ session: (cookie: String, csrf: String), _ fields: [String: String] = [:])
          async throws
          -> TestResponse
        {
          let revision = try await store.version(id)?.revision ?? 0
          return try await client.send(
            "/desk/versions/\(id)/\(name)", fields.merging(["revision": "\(revision)"]) { a, _ in a }, session)
        }
        func page(_ path: String = "/versions/\(id)") async throws -> String {
          String(buffer: try await client.page("/desk\(path)", publisher).body)
        }
        #expect(try await step("approve", reviewer, ["wished": "2999-01-02T09:30"]).status == .seeOther)
        #expect(try await store.version(id)?.publishAt == nil, "审核人只是建议")
        #expect(try await page().contains("value=\"2999-01-02T09:30\""))
        #expect(try await step("schedule", reviewer, ["at": "2999-01-02T09:30"]).status == .forbidden)
        #expect(try await step("schedule", publisher, ["at": "2999-01-02T09:30"]).status == .seeOther)
        #expect(try await page().contains("待发布 2999-01-02 09:30"))
        #expect(try await page("").contains("待发布 2999-01-02 09:30"), "待办里也看得见")
        #expect(try await page("/versions").contains("待发布 2999-01-02 09:30"), "文件列表里也看得见")
        #expect(try await step("schedule", publisher, ["at": "2999-01-03T00:00"]).status == .seeOther, "能改时间")
        #expect(try await step("cancel-schedule", publisher).status == .seeOther)
        #expect(try await !page().contains("待发布"))
        #expect(try await step("cancel-schedule", publisher).status == .conflict, "已经取消了")
        let never = try #require(Moment(local: "2999-12-31T00:00"))
        #expect(try await store.publishDue(at: never).isEmpty, "取消了就不公开")
        #expect(try await step("schedule", publisher, ["at": "2999-01-04T08:00"]).status == .seeOther)
        let before = try #require(Moment(local: "2999-01-04T07:59"))
        #expect(try await store.publishDue(at: before).isEmpty, "没到时间")
        let due = try await store.publishDue(at: before.adding(seconds: 60))
        #expect(due.map(\.id) == [id] && due.first?.publishedBy == people.publisher.person)
        #expect(try await page().contains("已公开"))
        #expect(try await client.page("/departments/edu/2023/budget", nil).status == .ok)
      }
      let actions = try await store.audit(of: "version:\(id)").map(\.action).suffix(5)
      #expect(
        actions == [
          "version.schedule", "version.schedule", "version.cancelSchedule", "version.schedule", "version.publish",
        ])
      #expect(try await store.verifyAudit().brokenAt == nil)
    }
  }

  @Test("定时公开办不成的，退出日程并记账，不耽误别的") func dueRefused() async throws {
    try await Bench.with { bench in
      let store = bench.site.store
      let people = try await Self.sessions(bench)
      let soon = bench.site.now().adding(seconds: 60)
      var ready: [Version] = []
      for words in ["甲", "乙"] {
        var version = try await bench.version(words, errors: 0)
        version = try await store.take(.submit, version, by: people.lead, at: bench.site.now())
        version = try await store.take(.approve, version, by: people.reviewer, at: bench.site.now())
        ready.append(try await store.schedule(version, for: soon, by: people.publisher, at: bench.site.now()))
      }
      // the first becomes public; the second would correct it, and nobody said what
      #expect(try await store.publishDue(at: soon).map(\.id) == [ready[0].id])
      let second = try #require(try await store.version(ready[1].id))
      #expect(second.state == .approved && second.publishAt == nil)
      #expect(try await store.audit(of: "version:\(second.id)").last?.action == "version.unschedule")
    }
  }

  private static func sessions(_ bench: Bench) async throws -> (lead: Session, reviewer: Session, publisher: Session) {
    func session(_ login: String) async throws -> Session {
      let cookie = try await bench.session(login).cookie
      let token = String(cookie.dropFirst("mingzhang=".count))
      return try #require(
        try await bench.site.store.session(digest: Tokens.digest(token), at: bench.site.now()))
    }
    return (try await session("lead"), try await session("reviewer"), try await session("publisher"))
  }

  @Test("日志和审计里没有密码、小甜饼和令牌") func noSecrets() async throws {
    let lines = HeardLines()
    try await Bench.with(logger: Logger(label: "test") { _ in HearingLog(lines: lines) }) { bench in
      try await bench.client { client in
        let wrong = "not the right word"
        _ = try await client.post("/sign-in", ["login": "lead", "password": wrong])
        let cookie = try await client.signIn("administrator")
        let csrf = try #require(csrf(in: String(buffer: try await client.page("/desk", (cookie, "")).body)))
        let made = try await client.send(
          "/desk/people", ["login": "new", "name": "新人", "role": "preparer", "organisation": "edu"], (cookie, csrf))
        let word = try #require(String(buffer: made.body).firstMatch(of: /<code>(\w{20})<\/code>/)).output.1
        let secrets = [wrong, Bench.password, String(word), csrf, String(cookie.split(separator: "=")[1])]
        _ = try await client.send("/desk/account/password", ["old": wrong, "new": wrong], (cookie, csrf))
        // a fault of ours is in the log, too
        await bench.site.store.close()
        _ = try await client.page("/desk", (cookie, csrf))
        for secret in secrets { #expect(!lines.text.contains(secret)) }
        #expect(!lines.text.isEmpty)
      }
    }
    try await Bench.with { bench in
      try await bench.client { client in
        let cookie = try await client.signIn("administrator")
        let token = String(cookie.split(separator: "=")[1])
        for entry in try await bench.site.store.recentAudit(100) {
          #expect(!entry.detail.contains(Bench.password) && !entry.detail.contains(token))
        }
      }
    }
  }
}

/// Lines of a log, for looking at.
final class HeardLines: @unchecked Sendable {
  // guarded by `lock`
  private let lock = NSLock()
  private var lines: [String] = []
  func add(_ line: String) { lock.withLock { lines.append(line) } }
  var text: String { lock.withLock { lines.joined(separator: "\n") } }
}

struct HearingLog: LogHandler {
  let lines: HeardLines
  var metadata: Logger.Metadata = [:]
  var logLevel = Logger.Level.trace
  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }
  func log(
    level: Logger.Level, message: Logger.Message, metadata: Logger.Metadata?, source: String, file: String,
    function: String, line: UInt
  ) { lines.add("\(message) \(metadata ?? [:]) \(self.metadata)") }
}
