import Foundation
import MingzhangModel
import MingzhangTestSupport
import Testing

@testable import MingzhangMaking

@Suite struct HTMLReportTests {
  private func page(_ language: Language, reports: [CheckReport]) -> String {
    HTMLReport(
      SampleReports.context(language), pictures: { $0.source?.format == "pdf" ? SampleReports.picture($1) : nil }
    )
    .html(for: reports)
  }

  private var samples: [(name: String, html: String)] {
    var apart = SampleReports.report(name: "另一本.pdf")
    apart.known = [apart.findings.removeLast()]
    let waiver = Waiver(rule: "L105", place: "说明", reason: "原文如此", owner: "张三", until: SampleReports.day, line: 1)
    apart.waived = [.init(finding: apart.findings.removeLast(), waiver: waiver)]
    return Language.allCases.flatMap { language in
      [
        ("one-\(language)", page(language, reports: [SampleReports.report()])),
        ("apart-\(language)", page(language, reports: [apart])),
        ("two-\(language)", page(language, reports: [SampleReports.report(), apart])),
        ("clean-\(language)", page(language, reports: [SampleReports.report([])])),
      ]
    }
  }

  @Test("两张表对不上的发现两头都有图；框回指发现，发现指向原页")
  func twoEnds() {
    let html = page(.chinese, reports: [SampleReports.report()])
    #expect(html.contains("class=\"strips ends\""))
    #expect(html.components(separatedBy: "<svg class=\"strip\"").count - 1 == 3)
    #expect(html.contains("<a href=\"#r1-p4\">第 4 页</a>"))
    #expect(html.contains("<a href=\"#f1\" aria-label=\"1 收支总表与收入总表不一致\""))
    // each picture stands once, however often it is shown
    #expect(html.components(separatedBy: "data:image/png").count - 1 == 2)
  }

  @Test("没有脚本；文件里的标记只是文字；连带的、豁免的、未核对的都在")
  func contents() {
    for (name, html) in samples {
      #expect(!html.contains("<script"), "\(name)")
      #expect(!html.contains("<总计>"), "\(name)")
      #expect(html.contains(name.hasSuffix("chinese") ? "lang=\"zh-CN\"" : "lang=\"en\""), "\(name)")
    }
    let html = samples[1].html
    for words in ["由此连带不符的 1 处", "原文如此（负责人 张三，至 2026-11-24）", "没有收入总表", "二十日内公开", "文件已损坏"] {
      #expect(html.contains(words), "\(words)")
    }
  }

  @Test("链接都有去处，标识不重复", arguments: 0..<8)
  func links(_ index: Int) {
    let html = samples[index].html
    let ids = html.matches(of: /\bid="([^"]+)"/).map { String($0.1) }
    #expect(Set(ids).count == ids.count)
    for link in html.matches(of: /href="#([^"]+)"/) { #expect(ids.contains(String(link.1)), "\(link.1)") }
  }

  @Test("HTML 检验器（vnu）没有意见", .enabled(if: OutsideTools.vnu != nil, "没有 vnu.jar 或 java，跳过"))
  func validator() async throws {
    let scratch = try TemporaryFolder()
    let files = try samples.map { try scratch.file("\($0.name).html", Data($0.html.utf8)) }
    let problems = try await OutsideTools.objections(to: files)
    #expect(problems.isEmpty, "\(problems.prefix(5).joined(separator: "\n"))")
  }

  @Test("axe 在浏览器里没有发现无障碍问题：亮、暗、窄", .enabled(if: Browser.isThere, "没有 chromium 或 axe.min.js，跳过"))
  func accessible() async throws {
    let looks = [
      (0, "--window-size=1200,900"), (2, "--force-dark-mode"), (5, "--window-size=400,800"), (3, "--lang=zh"),
    ]
    for (index, look) in looks {
      let (name, html) = samples[index]
      let violations = try await Browser.violations(of: html, [look])
      #expect(violations == "[]", "\(name) \(look): \(violations)")
    }
  }
}

/// A browser without a window, and axe in its page.
enum Browser {
  static var isThere: Bool { OutsideTools.chromium != nil && OutsideTools.axe != nil }

  /// The names and places of what axe objects to, `[]` when nothing.
  static func violations(of html: String, _ options: [String]) async throws -> String {
    guard let axe = OutsideTools.axe, let browser = OutsideTools.chromium else { return "no browser" }
    let scratch = try TemporaryFolder()
    let run = """
      <script>\(try String(contentsOf: axe, encoding: .utf8))</script>
      <script>axe.run(document, {resultTypes: ['violations']}).then(r => { document.title = 'axe:' + JSON.stringify(
        r.violations.map(v => v.id + ' ' + v.nodes[0].html.slice(0, 120))) + ':axe' },
        e => { document.title = 'axe:' + e + ':axe' })</script></body>
      """
    let page = html.replacingOccurrences(of: "</body>", with: run)
    let file = try scratch.file("page.html", Data(page.utf8))
    let answer = try await OutsideTools.run(
      browser,
      [
        "--headless", "--no-sandbox", "--disable-gpu", "--virtual-time-budget=30000", "--dump-dom",
        "--user-data-dir=\(scratch.url.path)/profile",
      ] + options + ["file://\(file)"])
    guard let found = answer.output.firstMatch(of: /<title>axe:(.*?):axe<\/title>/) else {
      return "no answer: \(answer.output.prefix(200))"
    }
    return String(found.1)
  }
}
