import MingzhangModel

/// A document before any file format: what is shown, in order. Writers turn it into PDF, DOCX, XLSX and HTML.
public struct DocumentView: Hashable, Sendable, Codable {
  /// Metadata and cover.
  public var organisation: String
  public var title: String
  public var language: String
  /// ISO 8601 day; the only date in any output, so equal input gives equal bytes.
  public var date: String
  public var contentsTitle: String
  /// Printed across every page when set: `草稿`, `示例数据`.
  public var watermark: String?
  /// Printed on the cover and at the foot of every page when set: `示例数据`.
  public var mark: String?
  public var blocks: [Block]

  public enum Block: Hashable, Sendable, Codable {
    /// Level 1–4. Level 1 begins a part (new page). All levels ≤ 2 are in the contents.
    case heading(level: Int, String)
    case paragraph(String)
    case table(TableView)
    case figure(FigureView)
  }

  public init(
    organisation: String, title: String, language: String = "zh", date: String, contentsTitle: String,
    watermark: String? = nil, mark: String? = nil, blocks: [Block]
  ) {
    self.mark = mark
    (self.organisation, self.title, self.language, self.date) = (organisation, title, language, date)
    (self.contentsTitle, self.watermark, self.blocks) = (contentsTitle, watermark, blocks)
  }
}

/// A chart as shown: the picture for each kind of output, and the sentence that stands in its place and below it.
public struct FigureView: Hashable, Sendable, Codable {
  public var title: String
  /// What the picture shows, in words.
  public var text: String
  /// SVG in fixed colours, for print.
  public var printed: String
  /// SVG for wide and for narrow screens, in the colours of the page.
  public var pages: [String]
  public init(title: String, text: String, printed: String, pages: [String]) {
    (self.title, self.text, self.printed, self.pages) = (title, text, printed, pages)
  }
}

/// A table as shown: heading rows with spans, body rows, notes.
public struct TableView: Hashable, Sendable, Codable {
  /// Also the heading (level 2 in the contents when `inContents`).
  public var title: String
  public var inContents: Bool
  /// The line above: department left, year middle, unit right. Repeated on continuation pages.
  public var left: String
  public var middle: String
  public var right: String
  public var columns: [Column]
  /// Rows printed once above the repeated heading (the goal row of a performance table).
  public var leadRows: [[CellView]]
  public var headRows: [[CellView]]
  public var bodyRows: [[CellView]]
  public var notes: [String]
  public var landscape: Bool
  /// Begins a new page (the statutory tables do).
  public var startsPage: Bool
  /// The statement it shows: sheet name, file name of the open data.
  public var kind: StatementKind
  /// Rows whose numbers are sums of other rows, for live formulas: row index → summed row indices, per amount column.
  public var sums: [Int: [Int]]

  public struct Column: Hashable, Sendable, Codable {
    public enum Alignment: String, Hashable, Sendable, Codable { case left, center, right }
    public var width: Double
    public var alignment: Alignment
    public init(width: Double, alignment: Alignment) { (self.width, self.alignment) = (width, alignment) }
  }

  /// A cell with spans; cells covered by a span are absent from their rows.
  public struct CellView: Hashable, Sendable, Codable {
    public var text: String
    /// Exact value when the cell shows money; nil for words and blanks.
    public var money: Money?
    public var rowSpan: Int
    public var columnSpan: Int
    /// Trace of the number: ledger lines that it sums, `expenditure.csv:3`.
    public var origins: [String]
    public init(_ text: String, money: Money? = nil, rowSpan: Int = 1, columnSpan: Int = 1, origins: [String] = []) {
      (self.text, self.money, self.rowSpan, self.columnSpan) = (text, money, rowSpan, columnSpan)
      self.origins = origins
    }
  }

  public init(
    title: String, inContents: Bool, left: String = "", middle: String = "", right: String = "", columns: [Column],
    leadRows: [[CellView]] = [], headRows: [[CellView]], bodyRows: [[CellView]], notes: [String] = [],
    landscape: Bool = false, startsPage: Bool = false, kind: StatementKind, sums: [Int: [Int]] = [:]
  ) {
    (self.title, self.inContents, self.left, self.middle) = (title, inContents, left, middle)
    (self.right, self.columns, self.leadRows, self.headRows) = (right, columns, leadRows, headRows)
    (self.bodyRows, self.notes, self.landscape) = (bodyRows, notes, landscape)
    (self.startsPage, self.kind, self.sums) = (startsPage, kind, sums)
  }
}
