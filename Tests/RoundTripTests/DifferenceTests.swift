import Foundation
import MingzhangCatalog
import MingzhangFormats
import MingzhangMaking
import MingzhangModel
import MingzhangReading
import MingzhangTestSupport
import Testing

/// Two versions of a book, compared by meaning.
@Suite("两份公开的比较") struct DifferenceTests {
  typealias Change = DisclosureDifference.Change

  private func read(_ bytes: [UInt8], _ name: String, _ book: NangongBook) throws -> Disclosure {
    try Reader(catalog: book.catalog).read(bytes, name: name).disclosure
  }

  private func changes(_ difference: DisclosureDifference) -> [Change] { difference.groups.flatMap(\.changes) }

  @Test("同一本书的文字、网页、Word 版：内容相同，两头的每一处都比到")
  func formatsOfOneBook() throws {
    let book = try NangongBook()
    let text = try read(MadeFiles.markdown(of: book), "book.md", book)
    for (bytes, name) in [(MadeFiles.html(of: book), "book.html"), (MadeFiles.docx(of: book), "book.docx")] {
      let difference = DisclosureDifference(from: text, to: try read(bytes, name, book))
      #expect(difference.isEmpty, "\(name) \(changes(difference))")
      #expect(difference.groups.map(\.compared).reduce(0, +) > 550)
    }
  }

  @Test("元与万元：金额按精度区间比，单位是写法，不算不同")
  func yuanAndTenThousands() throws {
    let book = try NangongBook()
    var profile = try #require(book.catalog.profile(book.ledger.book.profile))
    for index in profile.tables.indices { profile.tables[index].unit = .tenThousandYuan }
    let other = Posting(ledger: book.ledger, profile: profile, catalog: book.catalog).disclosure()
    let difference = DisclosureDifference(from: book.disclosure, to: other)
    #expect(difference.isEmpty)
    #expect(difference.count(.printing) > 5)
    #expect(changes(difference).contains { $0.old?.text == "元" && $0.new?.text == "万元" })
  }

  @Test("台账改一万元：每张有它的表、每句话都指出来，差额到分，两头都说得出在哪里")
  func twoVersionsOfNangong() throws {
    let book = try NangongBook()
    let scratch = try TemporaryFolder()
    let folder = scratch.url.appending(path: "ledger")
    try FileManager.default.copyItem(at: TestPlaces.examples.appending(path: "nangong-2023"), to: folder)
    for (file, old, new) in [
      ("expenditure.csv", "年鉴,,300000.00", "年鉴,,310000.00"),
      ("revenue.csv", "2010302,14741200.00", "2010302,14751200.00"),
    ] {
      let place = folder.appending(path: file)
      let text = try String(contentsOf: place, encoding: .utf8)
      try Data(text.replacing(old, with: new).utf8).write(to: place)
    }
    let ledger = try LedgerFolder.load(from: folder, catalog: book.catalog)
    let profile = try #require(book.catalog.profile(ledger.book.profile))
    func traced(_ ledger: Ledger) -> Disclosure {
      Posting(ledger: ledger, profile: profile, catalog: book.catalog).tracedDisclosure()
    }
    let difference = DisclosureDifference(from: traced(book.ledger), to: traced(ledger))
    let tables = difference.groups.filter { $0.area == .table && !$0.changes.isEmpty }
    #expect(tables.count == 6)
    for change in tables.flatMap(\.changes) {
      #expect(change.sort == .changed)
      #expect(change.difference == ReportedAmount(Money(fen: 1_000_000)))
      for end in [change.old, change.new] {
        #expect(end?.span?.sheet?.hasSuffix(".csv") == true && end?.span?.line != nil)
      }
    }
    let claims = try #require(difference.groups.first { $0.area == .claims }).changes
    #expect(claims.count == 8)
    #expect(
      claims.allSatisfy {
        $0.difference?.money == Money(fen: 1_000_000) && $0.new?.span?.sheet == "narrative/02-overview.md"
      })
    #expect(difference.groups.first { $0.area == .targets }?.changes.map { $0.new?.text } == ["≤31万元"])
    #expect(difference.groups.first { $0.area == .words }?.changes == [])
  }

  @Test("任何一个数差最小一步，比较就看得见")
  func everyStepIsSeen() throws {
    let book = try NangongBook()
    let disclosure = try read(MadeFiles.markdown(of: book), "book.md", book)
    let unseen = Perturbation.all(of: disclosure).filter {
      DisclosureDifference(from: disclosure, to: $0.apply(to: disclosure)).isEmpty
    }
    #expect(unseen.map(\.name) == [])
  }

  // MARK: rows

  private static func table(_ rows: [(String, LineKey, String)], kind: StatementKind = .projectExpenditure)
    -> Disclosure
  {
    let columns = [StatementColumn(.caption, path: ["项目"]), StatementColumn(.total, path: ["合计"])]
    let statement = Statement(
      kind: kind, title: "项目支出表", unit: .yuan, columns: columns,
      rows: rows.map { row in
        let amount = ReportedAmount(printed: row.2, unit: .yuan)
        return [Cell(row.0), amount.map { Cell(row.2, .amount($0)) } ?? .blank]
      },
      lines: rows.enumerated().map { StatementLine($1.1, row: $0, caption: $1.0) })
    return Disclosure(kind: .budget, entity: "甲局", fiscalYear: 2024, title: "", statements: [statement])
  }

  private func difference(_ old: [(String, LineKey, String)], _ new: [(String, LineKey, String)]) -> [Change] {
    changes(DisclosureDifference(from: Self.table(old), to: Self.table(new)))
  }

  private func row(_ name: String, _ amount: String) -> (String, LineKey, String) { (name, .caption(name), amount) }

  @Test("行移了位置、改了名、增了、删了，各是各的")
  func rowsByMeaning() {
    let old = [row("电话费", "100.00"), row("网络运行", "200.00"), row("档案整理", "300.00"), row("车辆租赁", "400.00")]
    #expect(difference(old, [old[1], old[0], old[2], old[3]]).map(\.sort) == [.moved])
    #expect(difference(old, [old[0], row("网络运行维护", "200.00"), old[2], old[3]]).map(\.sort) == [.renamed])
    // other words, the same amount
    #expect(difference(old, [old[0], old[1], row("卷宗数字化", "300.00"), old[3]]).map(\.sort) == [.renamed])
    let renamed = difference(old, [old[0], row("网络运行维护", "250.00"), old[2], old[3]])
    #expect(renamed.map(\.sort) == [.renamed, .changed])
    #expect(renamed.last?.difference?.money == Money(fen: 5000))
    let swapped = difference(old, [old[0], old[1], old[3], row("培训", "70.00")])
    #expect(swapped.map(\.sort).sorted { $0.rawValue < $1.rawValue } == [.added, .removed])
    #expect(swapped.first { $0.sort == .removed }?.difference?.money == Money(fen: -30000))
  }

  @Test("科目改了编码、名称和金额不变：认得出是同一行")
  func recoded() throws {
    let (a, b) = (try #require(FunctionalCode("2010301")), try #require(FunctionalCode("2010401")))
    let old = [("行政运行", LineKey.function(a), "500.00")]
    let found = difference(old, [("行政运行", LineKey.function(b), "500.00")])
    #expect(found.map(\.sort) == [.renamed])
    #expect(found.first?.old?.text == "2010301 行政运行")
  }

  @Test("空白与 0.00 是写法之别，空白与 1.00 是不同")
  func blanks() {
    let blank = DisclosureDifference(from: Self.table([row("电话费", "")]), to: Self.table([row("电话费", "0.00")]))
    #expect(blank.isEmpty && blank.count(.printing) == 1)
    #expect(!DisclosureDifference(from: Self.table([row("电话费", "")]), to: Self.table([row("电话费", "1.00")])).isEmpty)
  }

  @Test("两处同名的行：值相同的先配对，不按位置")
  func equalNames() {
    let old = [row("培训", "100.00"), row("培训", "200.00")]
    #expect(difference(old, [row("培训", "200.00"), row("培训", "100.00")]).map(\.sort) == [.moved])
    #expect(
      difference(old, [row("培训", "200.00"), row("培训", "150.00")]).contains { $0.difference?.money == Money(fen: 5000) })
  }

  // MARK: the command

  @Test("命令行：0 相同，1 不同，2 做不成；文字、网页、工作簿都写两头和差额")
  func command() throws {
    let scratch = try TemporaryFolder()
    let book = try NangongBook()
    let old = try scratch.file("old.md", Data(MadeFiles.markdown(of: book)))
    let text = try String(contentsOf: URL(filePath: old), encoding: .utf8)
    let new = try scratch.file("new.md", Data(text.replacing("固定资产金额为11.39万元", with: "固定资产金额为12.39万元").utf8))
    #expect(try Program().run(["diff", old, old]).code == 0)
    let result = try Program().run(["diff", old, new])
    #expect(result.code == 1)
    #expect(result.output.contains("+10000.00"))
    #expect(result.output.contains("旧 11.39万元"))
    #expect(try Program().run(["diff", old, new, "--lang", "en"]).output.contains("1 differences: changed 1"))
    #expect(try Program().run(["diff", old, scratch.url.appending(path: "none.md").path]).code == 2)
    let page = scratch.url.appending(path: "d.html")
    #expect(try Program().run(["diff", old, new, "--output", page.path]).code == 1)
    let html = try String(contentsOf: page, encoding: .utf8)
    #expect(html.contains("data-fen=\"1000000\"") && !html.contains("<script"))
    let sheet = scratch.url.appending(path: "d.xlsx")
    #expect(try Program().run(["diff", old, new, "--output", sheet.path]).code == 1)
    let workbook = try #require(try Workbook(try ZIPReader(Array(try Data(contentsOf: sheet)))))
    #expect(workbook.sheets.map(\.name) == ["概况", "金额和数字", "文字和指标"])
    #expect(workbook.sheets[1].cells.contains { $0.exact == "1000000" })
    #expect(try Program().run(["diff", TestPlaces.examples.appending(path: "nangong-2023").path, old]).code == 0)
  }

  @Test("两份真实的公开：自己比自己相同，互比的每处差额等于两头之差")
  func realFiles() throws {
    guard let folder = TestPlaces.shared?.appending(path: "corpus") else {
      return print("skipped: no corpus beside the repository")
    }
    let catalog = try NangongBook().catalog
    let reader = Reader(catalog: catalog, pdf: PDFWorkerClient(executable: Program.pdfWorker))
    let books = try ["江苏_苏州市自然资源和规划局_2026_budget.pdf", "江苏_苏州市自然资源和规划局_2026_budget_2.pdf"].map { name in
      try reader.read(Array(Data(contentsOf: folder.appending(path: name))), name: name).disclosure
    }
    for book in books { #expect(DisclosureDifference(from: book, to: book).isEmpty) }
    let forth = DisclosureDifference(from: books[0], to: books[1])
    let back = DisclosureDifference(from: books[1], to: books[0])
    #expect(!forth.isEmpty)
    func total(_ difference: DisclosureDifference) -> Money {
      difference.groups.filter { $0.area == .table }.flatMap(\.changes).compactMap(\.difference?.money).sum()
    }
    #expect(total(forth) == -total(back))
    let summary = try #require(forth.groups.first { $0.area == .table })
    #expect(summary.changes.contains { $0.line == "收入总计" || $0.line == "本年收入合计" })
    #expect(summary.changes.allSatisfy { ($0.old?.span?.page ?? 1) >= 1 && $0.old?.span?.box != nil || $0.old == nil })
  }
}
