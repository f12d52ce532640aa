/// Where something stands in a published file, so that every number can be traced.
///
/// Which fields are set depends on the format: text has `line` and `columns`, PDF has `page` and `box`,
/// a workbook has `sheet` and `cell`. `page` counts from 1 and is 1 for formats without pages.
public struct SourceSpan: Hashable, Codable, Sendable {
  /// SHA-256 of the file, lower-case hex; nil for something that was made, not read.
  public var file: String?
  public var page: Int
  /// Line of the text, from 1.
  public var line: Int?
  /// Half-open range of Unicode scalars within the line or paragraph, from 0.
  public var columns: Range<Int>?
  /// Points, origin top left of the displayed page.
  public var box: Box?
  public var sheet: String?
  /// `B7`
  public var cell: String?

  public struct Box: Hashable, Codable, Sendable {
    public var x0, y0, x1, y1: Double
    public init(x0: Double, y0: Double, x1: Double, y1: Double) {
      (self.x0, self.y0, self.x1, self.y1) = (x0, y0, x1, y1)
    }
    public func union(_ other: Box) -> Box {
      Box(x0: min(x0, other.x0), y0: min(y0, other.y0), x1: max(x1, other.x1), y1: max(y1, other.y1))
    }
  }

  public init(
    file: String? = nil, page: Int = 1, line: Int? = nil, columns: Range<Int>? = nil, box: Box? = nil,
    sheet: String? = nil, cell: String? = nil
  ) {
    (self.file, self.page, self.line, self.columns) = (file, page, line, columns)
    (self.box, self.sheet, self.cell) = (box, sheet, cell)
  }
}
