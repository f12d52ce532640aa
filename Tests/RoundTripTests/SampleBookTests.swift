import Foundation
import MingzhangChecking
import MingzhangFormats
import MingzhangMaking
import MingzhangModel
import MingzhangReading
import MingzhangTestSupport
import Testing

@Suite("示例市的公开书") struct SampleBookTests {
  /// A book of the sample city as it is printed, with its charts.
  private func book(_ city: SampleCity, _ number: Int, _ year: Int, _ book: NangongBook) throws
    -> (disclosure: Disclosure, view: DocumentView)
  {
    var ledger = city.ledger(of: city.departments[number], in: year, catalog: book.catalog)
    ledger.book.hasCharts = true
    let profile = try #require(book.catalog.profile(ledger.book.profile))
    let disclosure = Posting(ledger: ledger, profile: profile, catalog: book.catalog).disclosure()
    return (disclosure, BookView(disclosure: disclosure, ledger: ledger, profile: profile).document)
  }

  private func accusations(_ disclosure: Disclosure, _ book: NangongBook) -> String {
    RuleBook.standard.check(disclosure, with: book.catalog).findings.filter { $0.severity != .notice }
      .map { "\(disclosure.entity)：\($0.rule) \($0.message.chinese)" }.joined(separator: "\n")
  }

  @Test("印出来的每一本核对后没有错误，也没有警告", arguments: [1, 2, 20_260_101] as [UInt64])
  func everyBookIsClean(_ seed: UInt64) throws {
    let nangong = try NangongBook()
    let city = SampleCity(departments: 100, years: 2021...2026, seed: seed)
    // one department in four, in years one after the other
    for number in city.departments.indices where number % 4 == Int(seed % 4) {
      let year = 2021 + number / 4 % 6
      let (disclosure, view) = try book(city, number, year, nangong)
      #expect(accusations(disclosure, nangong) == "")
      let read = try Reader(catalog: nangong.catalog).read(MarkdownWriter().bytes(for: view), name: "book.md")
        .disclosure
      #expect(read.entity == city.departments[number].name && read.fiscalYear == year)
      #expect(accusations(read, nangong) == "")
    }
  }

  @Test("带标记和附图的书，从各种格式读回来还是同样的表", arguments: ["md", "html", "docx", "pdf"])
  func readsBack(_ format: String) throws {
    let nangong = try NangongBook()
    let city = SampleCity(departments: 5, years: 2024...2024, seed: 4)
    let (disclosure, view) = try book(city, 1, 2024, nangong)
    let bytes: [UInt8]
    switch format {
    case "html": bytes = HTMLWriter().bytes(for: view)
    case "docx": bytes = WordWriter().bytes(for: view)
    case "pdf":
      guard let places = MadeFiles.typesetter else {
        print("skipped: no typesetter; run Scripts/setup")
        return
      }
      bytes = try PDFWriter(places: places).bytes(for: view)
    default: bytes = MarkdownWriter().bytes(for: view)
    }
    let reader = Reader(catalog: nangong.catalog, pdf: PDFWorkerClient(executable: Program.pdfWorker))
    let read = try reader.read(bytes, name: "book.\(format)").disclosure
    #expect(read.entity == disclosure.entity && read.fiscalYear == 2024)
    for made in disclosure.statements where made.kind != .projectExpenditure {
      let back = try #require(read.statement(made.kind), "\(made.kind)")
      #expect(back.rows.map { $0.map(\.printed) } == made.rows.map { $0.map(\.printed) }, "\(made.kind)")
    }
    #expect(read.goals.map(\.indicators.count) == disclosure.goals.map(\.indicators.count))
    #expect(accusations(read, nangong) == "")
  }
}
