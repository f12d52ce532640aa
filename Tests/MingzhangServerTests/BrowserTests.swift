import Foundation
import Hummingbird
import HummingbirdTesting
import MingzhangModel
import MingzhangStore
import MingzhangTestSupport
import Testing

@testable import MingzhangServer

@Suite("公开网站：真的浏览器和检验器", .serialized) struct BrowserTests {
  /// A made-up city of two years with the books of these of its departments, and real files, published.
  private func sample(_ bench: Bench, _ departments: Range<Int> = 0..<3, realFiles: [URL]) async throws {
    let extent = SampleLoading.Extent(departments: departments.upperBound, years: 2023...2024, seed: 1)
    let loading = SampleLoading(site: bench.site, extent: extent)
    _ = try await loading.begin(realFiles: realFiles)
    let press = BookPress(bench.site.catalog)
    for year in 2023...2024 {
      for index in departments { try await loading.make("\(index)/\(year)", with: press) }
    }
    for version in try await bench.site.store.unpublished() {
      let bytes = Array(try bench.site.store.shelf.bytes(version.file))
      let examination = Examination.of(bytes, name: version.fileName, with: bench.site.catalog)
      let examined = Examined(try #require(examination.disclosure), try #require(examination.report))
      try await loading.finish(try await bench.site.store.keep(examined, of: version.id, at: bench.site.now()))
    }
  }

  @Test(
    "市民从首页走到数字的出处：有脚本、无脚本、英文、手机、只用键盘；十六种页面三种宽度亮暗都没有无障碍问题",
    .enabled(if: OutsideTools.canWalk, "没有 chromium、playwright 或 axe.min.js，跳过；Scripts/setup --browser 会装上"))
  func citizen() async throws {
    try await Bench.with(populated: false) { bench in
      try await sample(bench, realFiles: [TestPlaces.examples.appending(path: "seed/nangong-2023.md")])
      try await Application(
        router: Server(bench.site).router(), configuration: .init(address: .hostname("127.0.0.1", port: 0)),
        logger: bench.site.logger
      ).test(.live) { client in
        let script = TestPlaces.root.appending(path: "Tests/BrowserTests/public_site.py").path
        let address = "http://127.0.0.1:\(try #require(client.port))"
        let axe = try #require(OutsideTools.axe)
        let answer = try await OutsideTools.run(OutsideTools.python, [script, address, axe.path])
        #expect(answer.code == 0, "\(answer.output)")
      }
    }
  }

  @Test("静态副本里照样能搜：不要服务器，两种语言，拼音，没有脚本也有部门列表", .enabled(if: OutsideTools.canWalk, "没有浏览器，跳过"))
  func staticCopy() async throws {
    try await Bench.with(populated: false) { bench in
      try await sample(bench, 1..<2, realFiles: [])
      let folder = bench.folder.appending(path: "copy")
      #expect(try await StaticExport(bench.site).write(to: folder).broken.map(\.link) == [])
      let script = TestPlaces.root.appending(path: "Tests/BrowserTests/static_export.py").path
      let axe = try #require(OutsideTools.axe)
      let answer = try await OutsideTools.run(OutsideTools.python, [script, folder.path, axe.path])
      #expect(answer.code == 0, "\(answer.output)")
    }
  }

  @Test("HTML 检验器（vnu）没有意见", .enabled(if: OutsideTools.vnu != nil, "没有 vnu.jar 或 java，跳过"))
  func validator() async throws {
    try await Bench.with { bench in
      try await bench.publishBook("edu", 2023, caption: "<b>教育</b>支出")
      try await bench.publishBook("edu", 2024)
      let book = "/departments/edu/2024/budget"
      let paths = [
        "/", "/departments", "/departments/edu", book, "\(book)/tables/0", "\(book)/source/0/0/2", "\(book)/book",
        "\(book)/projects", "\(book)/findings", "\(book)/versions", "/compare?d=edu&code=205", "/search?q=%E6%95%99",
        "/glossary", "/data", "/about",
      ].flatMap { [$0, "/en" + $0] }
      let scratch = try TemporaryFolder()
      try await bench.client { client in
        var files: [String] = []
        for (index, path) in paths.enumerated() {
          let page = try await client.execute(uri: path, method: .get)
          #expect(page.status == .ok, "\(path)")
          files.append(try scratch.file("\(index).html", Data(buffer: page.body)))
        }
        let found = try await OutsideTools.objections(to: files)
        #expect(found.isEmpty, "\(found.prefix(8).joined(separator: "\n"))")
      }
    }
  }
}
