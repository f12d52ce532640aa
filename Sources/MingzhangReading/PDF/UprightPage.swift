import MingzhangFormats
import MingzhangModel

/// A page turned so that its words read from left to right, and how to find the way back to the page as displayed.
struct UprightPage: Sendable {
  var inks: [Ink] = []
  var rulings: Rulings
  /// Clockwise quarter turns in which the words read on the displayed page.
  private let turns: Int
  private let width, height: Double

  init(_ content: PDFPageContent) {
    var counts = [0, 0, 0, 0]
    for glyph in content.glyphs where glyph.isVisible { counts[glyph.marks.quarterTurns] += 1 }
    turns = counts.indices.max { (counts[$0], -$0) < (counts[$1], -$1) } ?? 0
    (width, height) = (Double(content.width), Double(content.height))
    rulings = Rulings()

    var run = 0
    inks.reserveCapacity(content.glyphs.count)
    for (order, glyph) in content.glyphs.enumerated() {
      let isJoined = glyph.marks.contains(.joined) || glyph.marks.contains(.continuation)
      let isWhite = glyph.scalar.isWhite
      if !isJoined || isWhite { run += 1 }
      guard glyph.isVisible, !isWhite, glyph.scalar.value > 0x20 else { continue }
      let box = upright(
        SourceSpan.Box(x0: Double(glyph.x0), y0: Double(glyph.y0), x1: Double(glyph.x1), y1: Double(glyph.y1)))
      let size = Double(glyph.size)
      // a character that stands askew is placed by its box
      let isStraight = glyph.marks.quarterTurns == turns
      inks.append(
        Ink(
          scalar: glyph.scalar, x0: box.x0, x1: box.x1, baseline: isStraight ? box.y1 - 0.14 * size : box.y1,
          size: size, isBold: glyph.marks.contains(.bold), run: run, order: order))
    }
    var horizontal: [Ruling] = []
    var vertical: [Ruling] = []
    for line in Self.visibleLines(content.lines) {
      let box = upright(
        SourceSpan.Box(
          x0: Double(min(line.x0, line.x1)), y0: Double(min(line.y0, line.y1)), x1: Double(max(line.x0, line.x1)),
          y1: Double(max(line.y0, line.y1))))
      if box.x1 - box.x0 >= box.y1 - box.y0 {
        horizontal.append(Ruling(at: (box.y0 + box.y1) / 2, from: box.x0, to: box.x1))
      } else {
        vertical.append(Ruling(at: (box.x0 + box.x1) / 2, from: box.y0, to: box.y1))
      }
    }
    rulings = Rulings(horizontal: horizontal, vertical: vertical)
  }

  /// White lines rule only tables that have no others: programs paint them over the grid that they do not want to show.
  private static func visibleLines(_ lines: [RulingLine]) -> [RulingLine] {
    let dark = lines.filter { $0.color != 0xFFFFFF }
    return dark.count { abs($0.x1 - $0.x0) < abs($0.y1 - $0.y0) } > 1 ? dark : lines
  }

  /// From the displayed page to the upright one.
  private func upright(_ box: SourceSpan.Box) -> SourceSpan.Box {
    switch turns {
    case 1: SourceSpan.Box(x0: box.y0, y0: width - box.x1, x1: box.y1, y1: width - box.x0)
    case 2: SourceSpan.Box(x0: width - box.x1, y0: height - box.y1, x1: width - box.x0, y1: height - box.y0)
    case 3: SourceSpan.Box(x0: height - box.y1, y0: box.x0, x1: height - box.y0, y1: box.x1)
    default: box
    }
  }

  /// From the upright page back to the displayed one.
  func displayed(_ box: SourceSpan.Box) -> SourceSpan.Box {
    switch turns {
    case 1: SourceSpan.Box(x0: width - box.y1, y0: box.x0, x1: width - box.y0, y1: box.x1)
    case 2: SourceSpan.Box(x0: width - box.x1, y0: height - box.y1, x1: width - box.x0, y1: height - box.y0)
    case 3: SourceSpan.Box(x0: box.y0, y0: height - box.x1, x1: box.y1, y1: height - box.x0)
    default: box
    }
  }
}
