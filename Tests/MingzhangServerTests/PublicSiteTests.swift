import Foundation
import Hummingbird
import HummingbirdTesting
import MingzhangCatalog
import MingzhangMaking
import MingzhangModel
import MingzhangStore
import MingzhangTestSupport
import Testing

@testable import MingzhangServer

@Suite("公开网站：不开端口的测试") struct PublicSiteTests {
  /// A department with two years and a corrected version, whose words are hostile, and the real Nangong book.
  private func city(_ bench: Bench) async throws {
    try await bench.publishBook("edu", 2023, caption: Self.hostile)
    try await bench.publishBook("edu", 2024)
    try await bench.publishBook("edu", 2024, fen: 123_456_800, erratum: "更正教育支出")
    let seed = TestPlaces.examples.appending(path: "seed/nangong-2023.md")
    let data = try Data(contentsOf: seed)
    let examination = Examination.of(Array(data), name: "nangong-2023.md", with: bench.site.catalog)
    let added = try await bench.site.store.add(
      NewVersion(
        file: try bench.site.store.shelf.keep(data), byteCount: data.count, mediaType: "text/plain; charset=utf-8",
        fileName: "nangong-2023.md", origin: .sample, organisation: "health", fiscalYear: 2023, kind: .budget),
      by: "system", at: bench.site.now())
    let examined = Examined(try #require(examination.disclosure), try #require(examination.report))
    let version = try await bench.site.store.keep(examined, of: added.id, at: bench.site.now())
    _ = try await bench.site.store.publishSample(version, at: bench.site.now())
    for version in try await bench.site.store.published() {
      try await RenditionMaking(store: bench.site.store).make(version, at: bench.site.now())
    }
  }

  private static let hostile = "<script>alert(1)</script>\"'&教育"

  @Test("从首页跟着每个链接走：没有断的，没有未转义的文字，没有内联的样式和脚本")
  func crawls() async throws {
    try await Bench.with { bench in
      try await city(bench)
      try await bench.client { client in
        var waiting = ["/", "/en/"]
        var seen = Set(waiting)
        var sources = 0
        while let path = waiting.popLast() {
          let response = try await client.execute(uri: path, method: .get)
          #expect(response.status == .ok, "\(path)")
          guard response.headers[.contentType]?.hasPrefix("text/html") == true, !path.hasPrefix("/files/") else {
            continue
          }
          let page = String(buffer: response.body)
          #expect(!page.contains("<script>alert"), "\(path)")
          for mark in ["style=\"", "<style", "onclick=", "Optional(", "{{"] {
            #expect(!page.contains(mark), "\(path): \(mark)")
          }
          #expect(page.contains("lang=\"\(path.hasPrefix("/en") ? "en" : "zh-CN")\""), "\(path)")
          if !path.contains("real"), page.contains("示例市教育局"), path.contains("/departments/edu") {
            #expect(page.contains("class=\"sample\""), "\(path)")
          }
          for link in page.matches(of: /(?:href|src)="([^"]+)"/) {
            let target = String(link.1).replacing("&amp;", with: "&").split(separator: "#").first.map(String.init) ?? ""
            guard target.hasPrefix("/"), !target.contains("/desk"), !target.contains("/sign-in") else { continue }
            // there are a thousand numbers: every tenth is followed
            if target.contains("/source/") {
              sources += 1
              guard sources % 10 == 0 else { continue }
            }
            if seen.insert(target).inserted { waiting.append(target) }
          }
        }
        #expect(seen.count > 150)
      }
    }
  }

  @Test(
    "每种页面：中文、英文都有，没有的书和表是 404",
    arguments: [
      "", "/tables/0", "/source/0/0/2", "/book", "/projects", "/findings", "/versions",
    ])
  func everyPageOfABook(_ suffix: String) async throws {
    try await Bench.with { bench in
      let version = try await bench.publishBook()
      try await bench.client { client in
        for start in ["/departments/edu/2024/budget", "/en/departments/edu/2024/budget", "/versions/\(version.id)"] {
          let page = try await client.execute(uri: start + suffix, method: .get)
          #expect(page.status == .ok, "\(start + suffix)")
          #expect(String(buffer: page.body).contains("示例数据"))
        }
        for missing in ["/departments/edu/2020/budget", "/departments/edu/2024/final", "/versions/99", "/versions/x"] {
          let status = try await client.execute(uri: missing + suffix, method: .get).status
          #expect(status == .notFound, "\(missing)")
        }
        for missing in ["/tables/9", "/tables/x", "/source/0/9/9", "/source/0/0/x", "/nothing"] {
          let path = "/departments/edu/2024/budget" + missing
          let status = try await client.execute(uri: path, method: .get).status
          #expect(status == .notFound, "\(path)")
        }
      }
    }
  }

  @Test("没公开的版本，哪一页都看不到") func draftsAreHidden() async throws {
    try await Bench.with { bench in
      let digest = try bench.site.store.shelf.keep(Data("x".utf8))
      let draft = try await bench.site.store.add(
        NewVersion(
          file: digest, byteCount: 1, mediaType: "text/plain", fileName: "x.pdf", organisation: "edu", fiscalYear: 2024,
          kind: .budget), by: "system", at: bench.site.now())
      try await bench.client { client in
        for path in ["/versions/\(draft.id)", "/departments/edu/2024/budget", "/pages/\(draft.id)/1.png"] {
          let status = try await client.execute(uri: path, method: .get).status
          #expect(status == .notFound, "\(path)")
        }
      }
    }
  }

  @Test("更正以后：新旧两版都读得到，旧版说自己是旧版，列出更正了什么") func corrections() async throws {
    try await Bench.with { bench in
      let old = try await bench.publishBook()
      try await bench.publishBook(fen: 200_000_000, erratum: "更正教育支出")
      try await bench.client { client in
        let page = String(buffer: try await client.execute(uri: "/versions/\(old.id)", method: .get).body)
        #expect(page.contains("已被更正的旧版"))
        #expect(page.contains("/departments/edu/2024/budget"))
        let versions = String(
          buffer: try await client.execute(uri: "/departments/edu/2024/budget/versions", method: .get).body)
        for words in ["第 1 版", "第 2 版", "更正教育支出", old.file, "123.46"] { #expect(versions.contains(words), "\(words)") }
      }
    }
  }

  @Test("公开了新东西，页面和标签都变；没变就不再传") func tags() async throws {
    try await Bench.with { bench in
      try await bench.publishBook("edu", 2023)
      try await bench.client { client in
        let first = try await client.execute(uri: "/departments", method: .get)
        let tag = try #require(first.headers[.eTag])
        let again = try await client.execute(uri: "/departments", method: .get, headers: [.ifNoneMatch: tag])
        #expect(again.status == .notModified)
        try await bench.publishBook("health", 2023)
        let changed = try await client.execute(uri: "/departments", method: .get, headers: [.ifNoneMatch: tag])
        #expect(changed.status == .ok)
        #expect(String(buffer: changed.body).contains("/departments/health/2023/budget"))
      }
    }
  }

  @Test("搜索：字、编码、拼音首字母都找得到，标出找到的字；查不到说怎么办", arguments: ["教育", "教", "205", "slsjyj", "ＪＹＪ"])
  func searches(_ words: String) async throws {
    try await Bench.with { bench in
      try await bench.publishBook()
      try await bench.client { client in
        let query = words.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
        let page = String(buffer: try await client.execute(uri: "/search?q=\(query)", method: .get).body)
        #expect(page.contains("class=\"hits\""), "\(words)")
        let empty = try await client.execute(uri: "/search?q=zzzzzz", method: .get)
        #expect(String(buffer: empty.body).contains("没有找到"))
        let suggestions = try await client.execute(uri: "/suggest?q=\(query)", method: .get)
        #expect(String(buffer: suggestions.body).contains("\"text\":"), "\(words)")
      }
    }
  }

  @Test("比较：数字都有出处；科目改了名字的年份画断，不连成趋势") func compares() async throws {
    try await Bench.with { bench in
      try await bench.publishBook("edu", 2022, caption: "教育支出")
      try await bench.publishBook("edu", 2023, caption: "另一种支出")
      try await bench.client { client in
        let page = String(buffer: try await client.execute(uri: "/compare?d=edu&code=205", method: .get).body)
        #expect(page.contains("口径改变"))
        #expect(page.contains("“教育支出”改为“另一种支出”"))
        #expect(page.contains("/departments/edu/2022/budget/source/0/0/2"))
        let none = try await client.execute(uri: "/compare?d=nobody&y=x&measure=y&code=%3Cb%3E", method: .get)
        #expect(none.status == .ok)
      }
    }
  }

  @Test("二十日：按时、晚几天、未到期、已逾期，各说各的") func deadlines() async throws {
    try await Bench.with { bench in
      try await bench.publishBook("edu", 2024)
      let store = bench.site.store
      let today = bench.site.now().day
      func status(_ due: Int) async throws -> (PublicationCalendar.Status, PublicationCalendar.Status) {
        let day = today.adding(days: due)
        try await store.set(
          Deadline(organisation: "city", fiscalYear: 2024, kind: .budget, approvedOn: nil, dueOn: day), by: "x",
          at: bench.site.now())
        let calendar = try await PublicationCalendar(bench.site, try await bench.site.tree(), 2024, .budget)
        return (calendar.status(of: "edu"), calendar.status(of: "health"))
      }
      let inTime = try await status(0)
      #expect(inTime.0 == .onTime)
      #expect(inTime.1 == .awaited(until: today))
      let past = try await status(-3)
      #expect(past.0 == .late(days: 3))
      #expect(past.1 == .overdue(days: 3))
    }
  }

  @Test("摘要只标找到的字，文件里的标记只是文字")
  func snippets() {
    #expect(Snippet.marked("其中：教育 支出<b>", "育支") == "其中：教<mark>育 支</mark>出&lt;b&gt;")
    #expect(Snippet.marked("没有", "教育") == "没有")
  }

  @Test("表头：相同的上级合并，短的往下占满") func headings() {
    let statement = Statement(
      kind: .revenue, title: "收入总表",
      columns: [
        StatementColumn(.caption, path: ["科目"]), StatementColumn(.total, path: ["合计"]),
        StatementColumn(.subtotal, path: ["本年", "小计"]), StatementColumn(.otherIncome, path: ["本年", "其他"]),
      ], rows: [], lines: [])
    let html = TableHTML(head: StatementHead(0, statement), cells: [], language: .chinese, source: "s/").heading()
    #expect(html.contains("<th scope=\"col\" rowspan=\"2\">科目</th>"))
    #expect(html.contains("<th scope=\"colgroup\" colspan=\"2\">本年</th>"))
    #expect(html.contains("<th scope=\"col\">小计</th><th scope=\"col\">其他</th>"))
  }

  @Test("记得住的页面有限，先忘最久没用的") func memoryIsBounded() {
    let memory = BoundedMemory<Int, String>(limit: 100)
    for number in 0..<50 { memory.keep("x", for: number, cost: 10) }
    #expect(memory.total <= 100)
    #expect(memory[49] == "x")
    #expect(memory[0] == nil)
    memory.keep("too large", for: 99, cost: 60)
    #expect(memory[99] == nil)
  }
}
