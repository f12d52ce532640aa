import MingzhangFormats
import MingzhangModel

/// Glyphs and ruling lines → blocks: tables with their merged cells, and the lines of text between them.
///
/// A table is given page by page, a paragraph line by line: what belongs together over lines and pages is for recognition
/// to say. What nobody can see on the page (clipped, invisible, painted twice) is not given; `hiddenText` tells it.
public struct PDFPageReader: Sendable {
  /// SHA-256 of the file, for the spans.
  let file: String?

  public init(file: String? = nil) { self.file = file }

  public func pages(of contents: [PDFPageContent]) -> [Page] { contents.map { page(of: $0) } }

  public func page(of content: PDFPageContent) -> Page {
    let upright = UprightPage(content)
    let found = GridFinder().tables(of: upright.inks, rulings: upright.rulings)
    var blocks: [(top: Double, left: Double, block: Page.Block)] = []
    for table in found.grids {
      let grid = table.grid(page: content.number, file: file, place: upright.displayed)
      blocks.append((table.box.y0, table.box.x0, .grid(grid)))
    }
    for line in InkLine.lines(of: found.loose) {
      let box = line.box
      let span = SourceSpan(file: file, page: content.number, box: upright.displayed(box))
      let text = TextLine(line.text, span: span, fontSize: line.size, isBold: line.isBold)
      blocks.append((box.y0, box.x0, .line(text)))
    }
    blocks.sort { ($0.top, $0.left) < ($1.top, $1.left) }
    return Page(
      number: content.number, width: Double(content.width), height: Double(content.height), blocks: blocks.map(\.block))
  }

  /// Words in the file that a reader of the page cannot see, in the order in which they are painted.
  public static func hiddenText(of content: PDFPageContent) -> String {
    var text = String.UnicodeScalarView()
    for glyph in content.glyphs where !glyph.marks.isDisjoint(with: [.invisible, .clipped]) {
      text.append(glyph.scalar)
    }
    return String(text)
  }
}
