import MingzhangFormats
import MingzhangModel

/// An OFD (GB/T 33190) → pages, through the same tables-by-ruling-lines as a PDF.
struct OFDPages {
  let file: String?

  /// Glyphs of all pages together: a small file may name one page thousands of times.
  static let maximumGlyphs = 5_000_000

  struct Result {
    var pages: [Page] = []
    /// Pages that hold pictures and no words.
    var pictures: [Int] = []
    /// Pages that could not be read in full.
    var unreadable: [Int] = []
  }

  /// Nil when the archive is no OFD.
  func pages(of archive: ZIPReader) throws(OFDPackage.Problem) -> Result? {
    guard let package = OFDPackage(archive) else { return nil }
    var result = Result()
    var glyphs = 0
    for document in try package.documents() {
      // most pages share one template
      var templates: [String: MarkupNode] = [:]
      for (id, part) in document.templates { templates[id] = try package.part(part) }
      for part in document.pages {
        let number = result.pages.count + 1
        guard glyphs < Self.maximumGlyphs, let page = try package.part(part) else {
          result.unreadable.append(number)
          result.pages.append(Page(number: number, blocks: []))
          continue
        }
        let content = painted(page, document, templates, number: number)
        glyphs += content.glyphs.count
        let read = PDFPageReader(file: file).page(of: content)
        if content.isTruncated { result.unreadable.append(number) }
        if read.blocks.isEmpty, !content.pictures.isEmpty { result.pictures.append(number) }
        result.pages.append(read)
      }
    }
    return result
  }

  /// The page over, or under, its templates. A template has no templates itself.
  private func painted(
    _ page: MarkupNode, _ document: OFDPackage.Document, _ templates: [String: MarkupNode], number: Int
  ) -> PDFPageContent {
    let own = OFDPackage.numbers(page.child("Area")?.child("PhysicalBox")?.text)
    var painting = OFDPainting(document: document, number: number, area: own.count == 4 ? own : document.area)
    for template in page.children("Template").prefix(8) {
      if let node = template.attribute("TemplateID").flatMap({ templates[$0] }) { painting.paint(node) }
    }
    painting.paint(page)
    return painting.content
  }
}
