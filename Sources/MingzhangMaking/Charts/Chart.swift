import MingzhangModel

/// A picture of amounts with its equals in words: one sentence, and a table that says everything the picture says.
///
/// Pure: equal input gives equal bytes. The picture holds no script and no style sheet; colours are CSS custom properties with
/// fallbacks (`ChartInk`), words take the colour of the text around them.
public struct Chart: Hashable, Sendable {
  public var title: String
  /// The picture in one sentence. When nothing could be drawn, it says so, and why.
  public var summary: String
  /// The picture for 640 pixels and more, as SVG; nil when nothing can be drawn.
  public var svg: String?
  /// The same for narrower screens: larger words, one thing below the other.
  public var narrowSVG: String?
  /// The same figures as a table, exact to the fen.
  public var table: ChartTable
  /// What the picture leaves out or breaks, with the reason; also printed in the picture where it stands for a mark.
  public var notes: [String]

  public init(
    title: String, summary: String, svg: String? = nil, narrowSVG: String? = nil, table: ChartTable,
    notes: [String] = []
  ) {
    (self.title, self.summary, self.svg, self.narrowSVG) = (title, summary, svg, narrowSVG)
    (self.table, self.notes) = (table, notes)
  }

  public var isEmpty: Bool { svg == nil }

  /// The sentence and the notes: what takes the picture's place for those who do not see it.
  public var description: String { ([summary] + notes).joined(separator: " ") }
}

/// The table that is equal to a chart.
public struct ChartTable: Hashable, Sendable {
  public struct Cell: Hashable, Sendable {
    public var text: String
    /// Exact value when the cell shows money; nil for words and for what was not published.
    public var money: Money?
    public var href: String?
    public init(_ text: String, money: Money? = nil, href: String? = nil) {
      (self.text, self.money, self.href) = (text, money, href)
    }
  }

  public var caption: String
  public var headings: [String]
  /// Every row has as many cells as there are headings; the first names the row.
  public var rows: [[Cell]]

  public init(caption: String, headings: [String], rows: [[Cell]]) {
    (self.caption, self.headings, self.rows) = (caption, headings, rows)
  }
}

/// One named amount of a chart.
public struct ChartItem: Hashable, Codable, Sendable {
  public var name: Wording
  /// Nil: printed blank, or not published. Never drawn as zero.
  public var amount: Money?
  /// Where the picture and the table lead.
  public var href: String?
  /// A further CSS class on the item's mark.
  public var cssClass: String?

  public init(_ name: Wording, _ amount: Money?, href: String? = nil, cssClass: String? = nil) {
    (self.name, self.amount, self.href, self.cssClass) = (name, amount, href, cssClass)
  }
}

/// Amounts of one meaning over the years of a chart.
public struct ChartSeries: Hashable, Codable, Sendable {
  public var name: Wording
  /// As many as the chart has years; nil where nothing was published.
  public var values: [Money?]
  public var href: String?
  public var cssClass: String?

  public init(_ name: Wording, _ values: [Money?], href: String? = nil, cssClass: String? = nil) {
    (self.name, self.values, self.href, self.cssClass) = (name, values, href, cssClass)
  }
}

/// Why the years from `year` on are not comparable with those before it: codes or scope changed. Drawn as a gap with a mark.
public struct ChartBreak: Hashable, Codable, Sendable {
  public var year: Int
  public var reason: Wording
  public init(before year: Int, _ reason: Wording) { (self.year, self.reason) = (year, reason) }
}

/// How a chart is drawn.
public struct ChartOptions: Hashable, Sendable {
  public enum Ink: Hashable, Sendable {
    /// Colours as custom properties, words in the colour around them: for web pages, light and dark.
    case page
    /// Fixed colours and fonts: for a PDF or a picture.
    case print
  }

  public var language: Language
  /// Begins every `id` in the picture; must differ between the charts of a page.
  public var id: String
  public var ink: Ink

  public init(language: Language = .chinese, id: String = "chart", ink: Ink = .page) {
    (self.language, self.id, self.ink) = (language, id, ink)
  }
}
