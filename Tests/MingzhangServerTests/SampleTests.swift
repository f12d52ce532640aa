import Foundation
import MingzhangCatalog
import MingzhangModel
import MingzhangStore
import MingzhangTestSupport
import Testing

@testable import MingzhangServer

@Suite("示例城市") struct SampleTests {
  @Test("做出来的书走完真书的路：编、读回、核对、公开，都标着示例；做两次还是一本") func goesTheWholeWay() async throws {
    try await Bench.with(populated: false) { bench in
      let site = bench.site
      let extent = SampleLoading.Extent(departments: 2, years: 2023...2023, seed: 7)
      let loading = SampleLoading(site: site, extent: extent)
      let seed = TestPlaces.examples.appending(path: "seed/nangong-2023.md")
      #expect(try await loading.begin(realFiles: [seed]) != nil)
      #expect(try await loading.begin(realFiles: []) == nil, "有了组织就不再装")
      let press = BookPress(site.catalog)
      for _ in 1...2 { try await loading.make("0/2023", with: press) }
      for version in try await site.store.unpublished() {
        let bytes = Array(try site.store.shelf.bytes(version.file))
        let examination = Examination.of(bytes, name: version.fileName, with: site.catalog)
        let examined = Examined(try #require(examination.disclosure), try #require(examination.report))
        try await loading.finish(try await site.store.keep(examined, of: version.id, at: site.now()))
      }
      let published = try await site.store.published()
      #expect(published.count == 2)
      let made = try #require(published.first { $0.isSample })
      #expect(made.errors + made.warnings == 0)
      let real = try #require(published.first { !$0.isSample })
      #expect(real.entity == "南宫市人民政府办公室")
      #expect(real.errors > 0, "真书的错误如实显示")
      // real ones are shown beside the made-up city and never added to it
      let tree = try await site.tree()
      #expect(tree.city?.isSample == true && tree.departments.count == 2)
      #expect(tree.guests.contains { $0.id == real.organisation })
      try await bench.client { client in
        let home = String(buffer: try await client.page("/?year=2023&kind=budget", nil).body)
        #expect(home.contains("<dd>1 / 2</dd>") && home.contains("id=\"guests\""))
        let parts = home.split(separator: "id=\"guests\"")
        #expect(parts.count == 2 && parts[1].contains("南宫市人民政府办公室"))
        #expect(!parts[0].contains("<th scope=\"row\"><a href=\"/departments/real-"), "不在全市的表里")
      }
      for version in published { try await RenditionMaking(store: site.store).make(version, at: site.now()) }
      let formats = try await site.store.renditions(of: made.id).map(\.format)
      #expect(Set(formats).isSuperset(of: ["tables", "csv", "json", "docx", "xlsx"]))
    }
  }
}
