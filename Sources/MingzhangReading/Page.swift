import MingzhangModel

/// One page of a file as any format gives it to recognition: blocks from top to bottom.
///
/// Formats without pages give one page. What a reader cannot place in a block it must still give as a line.
public struct Page: Hashable, Sendable {
  /// From 1.
  public var number: Int
  /// Points; zero for formats without a page size.
  public var width: Double
  public var height: Double
  public var blocks: [Block]

  public init(number: Int, width: Double = 0, height: Double = 0, blocks: [Block]) {
    (self.number, self.width, self.height, self.blocks) = (number, width, height, blocks)
  }

  public enum Block: Hashable, Sendable {
    case line(TextLine)
    case grid(Grid)
  }
}

/// One line of text (PDF) or one paragraph (text, DOCX, HTML).
public struct TextLine: Hashable, Sendable {
  public var text: String
  public var span: SourceSpan
  /// Points; zero when unknown. A larger or bold line is more likely a heading.
  public var fontSize: Double
  public var isBold: Bool
  /// For a paragraph joined from printed lines: where each line begins (in Unicode scalars) and stands; else empty.
  public var parts: [Part] = []

  public struct Part: Hashable, Sendable {
    public var start: Int
    public var span: SourceSpan
  }

  public init(_ text: String, span: SourceSpan, fontSize: Double = 0, isBold: Bool = false) {
    (self.text, self.span, self.fontSize, self.isBold) = (text, span, fontSize, isBold)
  }

  /// Where the scalars of `range` stand: the box of their line, or of their lines on the first page of them.
  func span(of range: Range<Int>) -> SourceSpan {
    let touched = parts.indices.filter { index in
      let end = index + 1 < parts.count ? parts[index + 1].start : Int.max
      return parts[index].start < range.upperBound && end > range.lowerBound
    }
    guard let first = touched.first else { return span }
    var whole = parts[first].span
    for index in touched.dropFirst() where parts[index].span.page == whole.page {
      if let box = whole.box, let other = parts[index].span.box { whole.box = box.union(other) }
    }
    return whole
  }
}

/// A table as printed on one page: merged cells with real spans, text untouched.
public struct Grid: Hashable, Sendable {
  public var columnCount: Int
  public var rowCount: Int
  public var cells: [GridCell]
  public var span: SourceSpan
  /// Left edges of the columns in points, when known: the same edges on the next page may continue the table.
  public var columnEdges: [Double]
  /// Where the last column ends, in points, when known.
  public var rightEdge: Double?

  public init(
    columnCount: Int, rowCount: Int, cells: [GridCell], span: SourceSpan, columnEdges: [Double] = [],
    rightEdge: Double? = nil
  ) {
    (self.columnCount, self.rowCount, self.cells) = (columnCount, rowCount, cells)
    (self.span, self.columnEdges, self.rightEdge) = (span, columnEdges, rightEdge)
  }
}

public struct GridCell: Hashable, Sendable {
  public var row: Int
  public var column: Int
  public var rowSpan: Int
  public var columnSpan: Int
  public var text: String
  public var span: SourceSpan
  public init(row: Int, column: Int, rowSpan: Int = 1, columnSpan: Int = 1, text: String, span: SourceSpan) {
    (self.row, self.column, self.rowSpan, self.columnSpan) = (row, column, rowSpan, columnSpan)
    (self.text, self.span) = (text, span)
  }
}
