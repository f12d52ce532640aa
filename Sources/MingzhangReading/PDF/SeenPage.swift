import MingzhangFormats
import MingzhangModel

/// What the reader saw on one page, in places of the displayed page: to be drawn on its picture, so that a wrong reading
/// can be understood by looking.
public struct SeenPage: Sendable {
  public var page: Page
  /// Ruling lines after joining: each once, as a box without thickness.
  public var rulings: [SourceSpan.Box]
  /// Characters that the file holds and no reader of the page sees.
  public var hidden: [SourceSpan.Box]
}

extension PDFPageReader {
  public func seen(on content: PDFPageContent) -> SeenPage {
    let upright = UprightPage(content)
    let horizontal = upright.rulings.horizontal.map { SourceSpan.Box(x0: $0.from, y0: $0.at, x1: $0.to, y1: $0.at) }
    let vertical = upright.rulings.vertical.map { SourceSpan.Box(x0: $0.at, y0: $0.from, x1: $0.at, y1: $0.to) }
    let hidden = content.glyphs.filter { !$0.marks.isDisjoint(with: [.invisible, .clipped]) && !$0.scalar.isWhite }
    return SeenPage(
      page: page(of: content), rulings: (horizontal + vertical).map(upright.displayed),
      hidden: hidden.map {
        SourceSpan.Box(x0: Double($0.x0), y0: Double($0.y0), x1: Double($0.x1), y1: Double($0.y1))
      })
  }
}
