import Foundation
import MingzhangFormats
import MingzhangMaking
import MingzhangModel
import MingzhangTestSupport
import Testing

@Suite("OFD") struct OFDTests {
  @Test(
    "OFD 与 PDF 一页对一页，文字一字不少，线一条不少",
    .enabled(if: OutsideTools.hasPackage("typst"), "没有 Typst，跳过；先运行 Scripts/setup"))
  func ofdShowsWhatThePDFShows() throws {
    let worker = PDFWorkerClient(executable: Program.pdfWorker)
    let table = SampleDocument.amounts((1...60).map { Money(fen: Int64($0) * 12_345) }, landscape: true)
    let document = SampleDocument.document([.heading(level: 1, "部门预算公开表"), .table(table)])
    let pdf = try PDFWriter(places: OutsideTools.places).bytes(for: document)
    let bytes = try OFDWriter(worker: worker).bytes(for: document, pdf: pdf)
    #expect(try OFDWriter(worker: worker).bytes(for: document, pdf: pdf) == bytes)
    var pages: [PDFPageContent] = []
    try worker.read(pdf) { pages.append($0) }
    let archive = try ZIPReader(bytes)
    #expect(archive.names.count { $0.hasSuffix("Content.xml") } == pages.count)
    for (index, page) in pages.enumerated() {
      let xml = try #require(try archive.bytes(of: "Doc_0/Pages/Page_\(index)/Content.xml"))
      let root = try #require(MarkupParser.xml(xml))
      let layer = try #require(root.child("Content")?.child("Layer"))
      let texts = layer.children("TextObject").compactMap { $0.child("TextCode") }
      let glyphs = page.glyphs.filter(\.isVisible)
      #expect(texts.map(\.text).joined().unicodeScalars.map { $0 } == glyphs.map(\.scalar))
      #expect(layer.children("PathObject").count == page.lines.count)
      for text in texts {
        // one step fewer than glyphs
        #expect(Self.steps(text.attribute("DeltaX") ?? "") == text.text.unicodeScalars.count - 1)
      }
    }
  }

  private static func steps(_ deltas: String) -> Int {
    var parts = deltas.split(separator: " ").map(String.init)[...]
    var count = 0
    while let first = parts.popFirst() {
      if first == "g" {
        count += parts.popFirst().flatMap { Int($0) } ?? 0
        _ = parts.popFirst()
      } else {
        count += 1
      }
    }
    return count
  }
}
