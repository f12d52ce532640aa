import MingzhangChecking
import MingzhangMaking
import MingzhangModel
import MingzhangReading
import Testing

@Suite("示例市的公开书") struct SampleBookTests {
  @Test("印出来的每一本核对后没有错误，也没有警告", arguments: [1, 2, 20_260_101] as [UInt64])
  func everyBookIsClean(_ seed: UInt64) throws {
    let catalog = try NangongBook().catalog
    let city = SampleCity(departments: 100, years: 2021...2026, seed: seed)
    // one department in four, another year each time; together the seeds see every kind of department
    for (number, department) in city.departments.enumerated() where number % 4 == Int(seed % 4) {
      let year = 2021 + number % 6
      let ledger = city.ledger(of: department, in: year, catalog: catalog)
      let profile = try #require(catalog.profile(ledger.book.profile))
      let disclosure = Posting(ledger: ledger, profile: profile, catalog: catalog).disclosure()
      let view = BookView(disclosure: disclosure, ledger: ledger, profile: profile).document
      let read = try Reader(catalog: catalog).read(MarkdownWriter().bytes(for: view), name: "book.md").disclosure
      #expect(read.entity == department.name && read.fiscalYear == year)
      let findings = RuleBook.standard.check(read, with: catalog).findings.filter { $0.severity != .notice }
      let told = findings.map { "\(department.name) \(year)：\($0.rule) \($0.message.chinese)" }
      #expect(told.isEmpty, "\(told.joined(separator: "\n"))")
    }
  }
}
