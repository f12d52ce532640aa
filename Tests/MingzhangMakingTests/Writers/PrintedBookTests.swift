import Foundation
import MingzhangMaking
import MingzhangModel
import MingzhangTestSupport
import Testing

@Suite struct PrintedBookTests {
  static let canTypeset = OutsideTools.hasPackage("typst")

  @Test(
    "整本书：同样的字节、字体全嵌入、有标签、没有坏处",
    .enabled(if: canTypeset && OutsideTools.program("pdffonts") != nil, "没有 Typst 或 poppler，跳过；先运行 Scripts/setup"))
  func wholeBook() async throws {
    let document = try NangongLedger().document
    let writer = PDFWriter(places: OutsideTools.places)
    let bytes = try writer.bytes(for: document)
    #expect(try bytes == writer.bytes(for: document))
    let scratch = try TemporaryFolder()
    let file = try scratch.file("book.pdf", Data(bytes))
    let fonts = try await OutsideTools.run(#require(OutsideTools.program("pdffonts")), [file]).output
      .split(separator: "\n").filter { $0.contains("Identity-H") }
    #expect(!fonts.isEmpty)
    #expect(fonts.allSatisfy { $0.contains(" yes yes yes ") })
    let info = try await OutsideTools.run(#require(OutsideTools.program("pdfinfo")), [file]).output
    #expect(info.contains("Tagged:          yes"))
    #expect(info.contains("\(document.organisation) \(document.title)"))
    if let qpdf = OutsideTools.program("qpdf") {
      #expect(try await OutsideTools.run(qpdf, ["--check", file]).code == 0)
    }
  }

  @Test(
    "续页重复表头和部门、年度、单位一行；正文从 - 1 - 起",
    .enabled(if: canTypeset && OutsideTools.program("pdftotext") != nil, "没有 Typst 或 poppler，跳过；先运行 Scripts/setup"))
  func continuationPages() async throws {
    let table = SampleDocument.amounts((1...100).map { Money(fen: Int64($0) * 100) })
    let bytes = try PDFWriter(places: OutsideTools.places).bytes(
      for: SampleDocument.document([.heading(level: 1, "部门预算公开表"), .table(table)]))
    let scratch = try TemporaryFolder()
    let file = try scratch.file("book.pdf", Data(bytes))
    let text = try await OutsideTools.run(#require(OutsideTools.program("pdftotext")), ["-layout", file, "-"]).output
    let pages = text.split(separator: "\u{C}").dropFirst(2)
    #expect(pages.count >= 3)
    for (index, page) in pages.enumerated() {
      #expect(page.contains("104 政府部门") && page.contains("单位：元") && page.contains("预算数"))
      #expect(page.replacing(" ", with: "").contains("-\(index + 1)-"))
    }
  }

  @Test("坏字符、很长的格、空表也能排出来", .enabled(if: canTypeset, "没有 Typst，跳过；先运行 Scripts/setup"))
  func hostile() throws {
    let bytes = try PDFWriter(places: OutsideTools.places).bytes(for: SampleDocument.spoiled)
    #expect(bytes.starts(with: Array("%PDF-1.7".utf8)))
  }

  @Test("没有 Python，是一句说得清的话")
  func noPython() throws {
    var places = OutsideTools.places
    places.python = TestPlaces.root.appending(path: "no/such/python3")
    let error = #expect(throws: MakingError.self) {
      try PDFWriter(places: places).bytes(for: SampleDocument.document([.paragraph("文字")]))
    }
    #expect(error?.wording.chinese.contains("Scripts/setup") == true)
    #expect(error?.wording.english.contains("Python is missing") == true)
  }

  @Test("没有字体，是一句说得清的话", .enabled(if: canTypeset, "没有 Typst，跳过；先运行 Scripts/setup"))
  func noFonts() throws {
    let scratch = try TemporaryFolder()
    var places = OutsideTools.places
    places.fonts = [scratch.url]
    let error = #expect(throws: MakingError.self) {
      try PDFWriter(places: places).bytes(for: SampleDocument.document([.paragraph("文字")]))
    }
    #expect(error?.wording.english.contains("font") == true)
  }
}
