import Foundation
import MingzhangModel

/// A document as the Typst template reads it: runs of blocks that share an orientation.
struct BookData: Encodable {
  struct Fonts: Encodable { var serif, song, sans, kai: [String] }
  struct Block: Encodable {
    var kind: String
    var text: String?
    var level: Int?
    var startsPage: Bool?
    var table: PrintedTable?
    /// Of the letters in the table, in points.
    var size: Double?
    /// Above and below the words of a cell, in points.
    var spacing: Double?
    /// Left and right of the words of a cell, in points.
    var inset: Double?
    var figure: Figure?
    /// Whether the table stands on one page with its title, so that no single row is left for the next.
    var whole: Bool?
    /// Whether a heading has a page of its own, because the table below it needs all of the next.
    var alone: Bool?
  }
  struct Figure: Encodable { var title, text, svg: String }
  struct Run: Encodable {
    var landscape: Bool
    var blocks: [Block]
  }

  var organisation, title, contentsTitle, printedDate: String
  var watermark: String?
  var mark: String?
  var year, month, day: Int
  var fonts: Fonts
  var runs: [Run] = []

  private enum CodingKeys: String, CodingKey {
    case organisation, title, contentsTitle, printedDate, watermark, mark, year, month, day, fonts, runs
  }

  /// Nil when the document's date is no day.
  init?(_ document: DocumentView, fonts: Fonts) {
    let parts = document.date.split(separator: "-").compactMap { Int($0) }
    guard parts.count == 3 else { return nil }
    (organisation, title, contentsTitle) = (document.organisation, document.title, document.contentsTitle)
    (year, month, day) = (parts[0], parts[1], parts[2])
    printedDate = "\(parts[0])年\(parts[1])月\(parts[2])日"
    (watermark, mark) = (document.watermark, document.mark)
    self.fonts = fonts
    var pending: [Block] = []  // headings that must stand on the page of what follows
    var level = 0  // of the last heading: PDF/UA lets none be skipped on the way down
    for block in document.blocks {
      switch block {
      case .heading(let wanted, let words):
        level = max(1, min(wanted, level + 1))
        pending.append(Block(kind: "heading", text: words, level: level, startsPage: wanted == 1))
      case .paragraph(let words): add(Block(kind: "paragraph", text: words), landscape: false, pending: &pending)
      case .table(let table):
        if table.inContents { level = min(2, level + 1) }
        let room = table.landscape ? Self.landscapeRoom : Self.portraitRoom
        let padding = ColumnFit.padding(of: table, usual: 8)
        var fit = ColumnFit(table, room: room, padding: padding)
        if table.startsPage {
          // below the title, the line above the table and the heading of the part
          let height = table.landscape ? Self.landscapeHeight - 60 : Self.portraitHeight - 60
          let below = fit.onOnePage(table, room: room, height: height - (pending.isEmpty ? 0 : 60), padding: padding)
          fit = below ?? fit.onOnePage(table, room: room, height: height, padding: padding) ?? fit
          if below == nil, !pending.isEmpty, fit.fits(room: room, height: height, padding: padding) {
            pending[pending.count - 1].alone = true
          }
        }
        // the template keeps a point less free at the sides of words
        var shown = Block(kind: "table", level: level, table: PrintedTable(table, fit: fit, padding: padding - 0.5))
        (shown.size, shown.spacing, shown.inset) = (fit.size, fit.spacing, padding / 2 - 0.5)
        if !table.startsPage, !table.landscape {
          shown.whole = fit.fits(room: room, height: Self.portraitHeight - 60, padding: padding)
        }
        add(shown, landscape: table.landscape, pending: &pending)
      case .figure(let figure):
        let shown = Figure(title: figure.title, text: figure.text, svg: figure.printed)
        add(Block(kind: "figure", figure: shown), landscape: false, pending: &pending)
      }
    }
    if !pending.isEmpty { append(pending, landscape: false) }
  }

  /// Between the margins of the template, in points: 160 mm and 257 mm.
  private static let portraitRoom = 453.5
  private static let landscapeRoom = 728.5
  private static let portraitHeight = 666.0
  private static let landscapeHeight = 464.0

  private mutating func add(_ block: Block, landscape: Bool, pending: inout [Block]) {
    append(pending + [block], landscape: landscape)
    pending = []
  }

  private mutating func append(_ blocks: [Block], landscape: Bool) {
    if let last = runs.indices.last, runs[last].landscape == landscape {
      runs[last].blocks += blocks
    } else {
      runs.append(Run(landscape: landscape, blocks: blocks))
    }
  }

  func encode(to encoder: any Encoder) throws {
    var box = encoder.container(keyedBy: CodingKeys.self)
    try box.encode(organisation, forKey: .organisation)
    try box.encode(title, forKey: .title)
    try box.encode(contentsTitle, forKey: .contentsTitle)
    try box.encode(printedDate, forKey: .printedDate)
    try box.encode(watermark, forKey: .watermark)  // null, because the template asks for it
    try box.encode(mark, forKey: .mark)
    try box.encode(year, forKey: .year)
    try box.encode(month, forKey: .month)
    try box.encode(day, forKey: .day)
    try box.encode(fonts, forKey: .fonts)
    try box.encode(runs, forKey: .runs)
  }
}
