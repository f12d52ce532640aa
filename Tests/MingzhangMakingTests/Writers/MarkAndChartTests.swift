import Foundation
import MingzhangFormats
import MingzhangMaking
import MingzhangModel
import MingzhangTestSupport
import Testing

@Suite("标记和附图") struct MarkAndChartTests {
  private func book(mark: String?, charts: Bool) throws -> DocumentView {
    let sample = try NangongLedger()
    var ledger = sample.ledger
    (ledger.book.mark, ledger.book.hasCharts) = (mark, charts)
    return BookView(disclosure: sample.disclosure, ledger: ledger, profile: sample.profile).document
  }

  private func part(_ name: String, of docx: [UInt8]) throws -> String? {
    let archive = try ZIPReader(docx)
    return try archive.bytes(of: name).map { String(decoding: $0, as: UTF8.self) }
  }

  @Test("没有标记、没有附图的书不变")
  func nothingChangesWithoutThem() throws {
    let plain = try book(mark: nil, charts: false)
    #expect(try plain == NangongLedger().document)
    let html = HTMLWriter().html(for: plain)
    #expect(!html.contains("class=\"mark\"") && !html.contains("<svg") && !html.contains(".chart"))
    #expect(try part("word/footer2.xml", of: WordWriter().bytes(for: plain)) == nil)
  }

  @Test("标记在每种格式的封面和页脚")
  func markIsEverywhere() throws {
    let document = try book(mark: "示例<数据>&", charts: false)
    let html = HTMLWriter().html(for: document)
    #expect(html.contains("<p class=\"mark\">示例&lt;数据&gt;&amp;</p>"))
    #expect(html.contains("<footer class=\"foot\">示例&lt;数据&gt;&amp;</footer>"))
    let docx = WordWriter().bytes(for: document)
    #expect(try #require(try part("word/document.xml", of: docx)).contains("（示例&lt;数据&gt;&amp;）"))
    for footer in ["word/footer1.xml", "word/footer2.xml"] {
      #expect(try #require(try part(footer, of: docx)).contains("示例&lt;数据&gt;&amp;"))
    }
    #expect(MarkdownWriter().text(for: document).contains("\n示例<数据>&\n"))
    let sheet = try #require(try part("xl/worksheets/sheet1.xml", of: ExcelWriter().bytes(for: document)))
    #expect(sheet.contains("&amp;L示例&lt;数据&gt;&amp;&amp;&amp;C- &amp;P -"))
  }

  @Test("附图在书末：每图有标题、说明；网页里有宽窄两幅")
  func chartsStandAtTheEnd() throws {
    let document = try book(mark: nil, charts: true)
    let figures = document.blocks.compactMap { if case .figure(let figure) = $0 { figure } else { nil } }
    #expect(figures.map(\.title) == ["2023 年预算收支流向", "2023 年预算支出按功能分类", "2023 年预算一般公共预算基本支出按经济分类"])
    #expect(figures.allSatisfy { $0.text.hasPrefix($0.title) && $0.pages.count == 2 })
    #expect(figures.allSatisfy { !$0.printed.contains("var(") && !$0.printed.contains("currentColor") })
    let html = HTMLWriter().html(for: document)
    #expect(html.matches(of: #/<svg /#).count == 6)
    let ids = html.matches(of: #/ id="([^"]+)"/#).map { String($0.1) }
    #expect(Set(ids).count == ids.count)
    let docx = try #require(try part("word/document.xml", of: WordWriter().bytes(for: document)))
    #expect(figures.allSatisfy { docx.contains($0.text) })
  }

  @Test("没有金额的书，附图处是一句话")
  func emptyTablesGiveSentences() throws {
    let sample = try NangongLedger()
    var (ledger, disclosure) = (sample.ledger, sample.disclosure)
    ledger.book.hasCharts = true
    disclosure.statements = []
    let document = BookView(disclosure: disclosure, ledger: ledger, profile: sample.profile).document
    #expect(!document.blocks.contains { if case .figure = $0 { true } else { false } })
    #expect(MarkdownWriter().text(for: document).contains("没有可画的金额"))
  }

  @Test("book.yaml 的“图示”只认是或否")
  func chartsKey() throws {
    let ledger = try SpoiledLedger()
    let plain = try ledger.text("book.yaml")
    try ledger.write(plain + "图示: 是\n标记: 示例数据\n", to: "book.yaml")
    #expect(try ledger.problems().isEmpty)
    try ledger.write(plain + "图示: 也许\n", to: "book.yaml")
    #expect(try ledger.problems().map(\.kind) == [.unknownWord])
  }

  @Test(
    "PDF 里的图有替代文字，标记在每一页",
    .enabled(
      if: PrintedBookTests.canTypeset && OutsideTools.program("pdftotext") != nil,
      "没有 Typst 或 poppler，跳过；先运行 Scripts/setup"))
  func printed() async throws {
    let bytes = try PDFWriter(places: OutsideTools.places).bytes(for: book(mark: "示例数据", charts: true))
    let scratch = try TemporaryFolder()
    let file = try scratch.file("book.pdf", Data(bytes))
    let text = try await OutsideTools.run(#require(OutsideTools.program("pdftotext")), ["-layout", file, "-"]).output
    let pages = text.split(separator: "\u{C}").filter { !$0.allSatisfy(\.isWhitespace) }
    #expect(pages.count > 20 && pages.allSatisfy { $0.contains("示例数据") })
    let info = try #require(OutsideTools.program("pdfinfo"))
    let structure = try await OutsideTools.run(info, ["-struct-text", file]).output
    #expect(structure.matches(of: /Figure/).count >= 3)
  }
}
