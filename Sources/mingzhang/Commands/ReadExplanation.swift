import Foundation
import MingzhangFormats
import MingzhangMaking
import MingzhangModel
import MingzhangReading

/// `read --explain`: draws what the reader saw on the pages of a PDF; for other files, says it table by table.
struct ReadExplanation: Sendable {
  let folder: URL
  let language: Language
  let password: String?

  /// Writes `index.html` into a folder named after the file, and a picture of every page when the file is one PDF.
  func write(_ material: Material, _ disclosure: Disclosure) throws {
    let target = folder.appending(path: (material.item.name as NSString).deletingPathExtension)
    guard disclosure.source?.format == "pdf", material.contents.count == 1, let bytes = material.contents.first else {
      return try OutputFolder.write(
        SourcedTables(disclosure, language: language).page, to: target.appending(path: "index.html"))
    }
    let worker = try PDFWorkerClient.located()
    let explanation = ExplanationPages(disclosure, language: language)
    var pages: [ExplainedPage] = []
    try worker.read(bytes, password: password) { content in
      var page = ExplainedPage(PDFPageReader(file: disclosure.source?.sha256).seen(on: content))
      page.add(disclosure)
      pages.append(page)
    }
    for page in pages {
      // a page too large to draw is still explained
      let png = try? worker.picture(of: bytes, page: page.number, dotsPerInch: 96, password: password)
      let name = ExplanationPages.pictureName(page.number)
      try OutputFolder.write(explanation.picture(of: page, png: png), to: target.appending(path: name))
    }
    try OutputFolder.write(explanation.index(of: pages), to: target.appending(path: "index.html"))
  }
}

extension ExplainedPage {
  fileprivate init(_ seen: SeenPage) {
    let grids = seen.page.blocks.compactMap { block -> Grid? in
      guard case .grid(let grid) = block, let box = grid.span.box else { return nil }
      return Grid(
        box: box,
        cells: grid.cells.compactMap { cell in
          (cell.span.box).map {
            Cell(box: $0, rowSpan: cell.rowSpan, columnSpan: cell.columnSpan, isBlank: cell.text.isEmpty)
          }
        })
    }
    self.init(
      number: seen.page.number, width: seen.page.width, height: seen.page.height, rulings: seen.rulings, grids: grids,
      hidden: seen.hidden)
  }
}
