import Foundation
import MingzhangModel

/// A document as one web page: no script, readable by a screen reader, printable.
public struct HTMLWriter: Sendable {
  public init() {}

  public func bytes(for document: DocumentView) -> [UInt8] { Array(html(for: document).utf8) }

  public func html(for document: DocumentView) -> String {
    let title = Self.escaped("\(document.organisation) \(document.title)")
    var out = """
      <!DOCTYPE html>
      <html lang="zh-CN">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>\(title)</title>
      <style>
      \(Self.style(of: document))
      </style>
      </head>
      <body>
      <a class="skip" href="#main">跳到正文 Skip to content</a>
      <header>
      <p class="organisation">\(Self.escaped(document.organisation))</p>
      <h1>\(Self.escaped(document.title))</h1>
      <p class="date">\(Self.escaped(document.date))</p>\(document.mark.map { "\n<p class=\"mark\">\(Self.escaped($0))</p>" } ?? "")
      </header>
      <nav aria-labelledby="contents">
      <h2 id="contents">\(Self.escaped(document.contentsTitle))</h2>
      <ol>

      """
    var anchors = 0
    for entry in document.contentsEntries {
      anchors += 1
      out += "<li class=\"level\(entry.level)\"><a href=\"#s\(anchors)\">\(Self.escaped(entry.title))</a></li>\n"
    }
    out += "</ol>\n</nav>\n<main id=\"main\">\n"
    var anchor = 0
    for block in document.blocks {
      switch block {
      case .heading(let level, let words):
        let tag = "h\(min(6, level + 1))"
        var id = ""
        if level <= 2 {
          anchor += 1
          id = " id=\"s\(anchor)\""
        }
        out += "<\(tag)\(id)>\(Self.escaped(words))</\(tag)>\n"
      case .paragraph(let words): out += "<p>\(Self.escaped(words))</p>\n"
      case .table(let table):
        var id = ""
        if table.inContents {
          anchor += 1
          id = " id=\"s\(anchor)\""
        }
        out += html(for: table, id: id)
      case .figure(let figure): out += html(for: figure)
      }
    }
    out += "</main>\n"
    if let mark = document.mark { out += "<footer class=\"foot\">\(Self.escaped(mark))</footer>\n" }
    return out + "</body>\n</html>\n"
  }

  /// The picture that fits the width, its title and its sentence.
  private func html(for figure: FigureView) -> String {
    """
    <figure class="chart-figure">
    <figcaption>\(Self.escaped(figure.title))</figcaption>
    \(figure.pages.joined(separator: "\n"))
    <p class="chart-summary">\(Self.escaped(figure.text))</p>
    </figure>

    """
  }

  private func html(for table: TableView, id: String) -> String {
    let title = Self.escaped(table.title)
    var out = "<section class=\"table\"\(id)>\n"
    if table.inContents { out += "<h3>\(title)</h3>\n" }
    out += "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"\(title)\">\n<table>\n<caption>"
    if !table.inContents {
      out += "<span class=\"title\">\(title)</span>"
    } else {
      out += "<span class=\"hidden\">\(title)</span>"
    }
    let head = [("left", table.left), ("middle", table.middle), ("right", table.right)].filter { !$0.1.isEmpty }
    out += head.map { "<span class=\"\($0.0)\">\(Self.escaped($0.1))</span>" }.joined()
    out += "</caption>\n<colgroup>\n"
    let total = table.columns.reduce(0) { $0 + $1.width }
    for column in table.columns {
      let percent = total > 0 ? Int((column.width / total * 1000).rounded()) : 0
      out += "<col style=\"width:\(percent / 10).\(percent % 10)%\">\n"
    }
    out += "</colgroup>\n<thead>\n"
    let lead = TableGrid(table.leadRows, width: table.columns.count).rows
    for row in lead { out += html(row, tag: "td", columns: table.columns, firstIsHeading: true) }
    let headRows = TableGrid(table.headRows, width: table.columns.count).rows
    for row in headRows { out += html(row, tag: "th", columns: table.columns) }
    out += "</thead>\n<tbody>\n"
    for row in TableGrid(table.bodyRows, width: table.columns.count).rows {
      out += html(row, tag: "td", columns: table.columns)
    }
    out += "</tbody>\n</table>\n</div>\n"
    for note in table.notes { out += "<p class=\"note\">\(Self.escaped(note))</p>\n" }
    return out + "</section>\n"
  }

  private func html(
    _ row: [TableView.CellView?], tag: String, columns: [TableView.Column], firstIsHeading: Bool = false
  ) -> String {
    var out = "<tr>"
    var isFirst = true
    for (index, cell) in row.enumerated() {
      guard let cell else { continue }
      let isHeading = tag == "th" || firstIsHeading && isFirst
      let name = isHeading ? "th" : "td"
      var attributes = ""
      if cell.columnSpan > 1 { attributes += " colspan=\"\(cell.columnSpan)\"" }
      if cell.rowSpan > 1 { attributes += " rowspan=\"\(cell.rowSpan)\"" }
      if isHeading {
        attributes += tag == "th" ? (cell.columnSpan > 1 ? " scope=\"colgroup\"" : " scope=\"col\"") : " scope=\"row\""
      }
      if tag == "td", !isHeading { attributes += " class=\"\(columns[index].alignment.rawValue)\"" }
      if let money = cell.money { attributes += " data-fen=\"\(money.fen)\"" }
      if !cell.origins.isEmpty { attributes += " data-from=\"\(Self.escaped(cell.origins.joined(separator: " ")))\"" }
      out += "<\(name)\(attributes)>\(Self.escaped(cell.text).replacing("\n", with: "<br>"))</\(name)>"
      isFirst = false
    }
    return out + "</tr>\n"
  }

  static func escaped(_ text: String) -> String {
    var out = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": out += "&amp;"
      case "<": out += "&lt;"
      case ">": out += "&gt;"
      case "\"": out += "&quot;"
      default: if scalar.isPrintable { out.unicodeScalars.append(scalar) }
      }
    }
    return out
  }

  /// What charts and marks need is there only with them.
  private static func style(of document: DocumentView) -> String {
    let hasFigures = document.blocks.contains { if case .figure = $0 { true } else { false } }
    return ([style] + (hasFigures ? [ChartInk.layout] : []) + (document.mark == nil ? [] : [markStyle])).joined(
      separator: "\n")
  }

  private static let markStyle = """
    .mark { display: inline-block; border: 2px solid var(--ink); padding: .1em .8em; font-weight: bold; }
    .foot { text-align: center; padding: 1rem; font-size: 15px; }
    @media print { .foot { position: fixed; bottom: 0; left: 0; right: 0; padding: 0; } }
    """

  private static let style = """
    :root { --ink: #1a1a1a; --line: #767676; --soft: #f3f4f6; --link: #0b4f9e; }
    body { font: 17px/1.8 "Noto Serif CJK SC", "Source Han Serif SC", SimSun, serif; color: var(--ink); background: #fff; margin: 0 auto; padding: 0 1rem 4rem; max-width: 70rem; }
    header { text-align: center; padding: 3rem 0 1rem; }
    h1, h2, h3, h4, h5, .organisation { font-family: "Noto Sans CJK SC", "Source Han Sans SC", SimHei, sans-serif; line-height: 1.4; }
    .organisation { font-size: 1.3rem; margin: 0; }
    h1 { font-size: 2rem; margin: .3em 0; }
    h2 { font-size: 1.6rem; margin-top: 3rem; border-bottom: 2px solid var(--ink); }
    h3 { font-size: 1.25rem; margin-top: 2.2rem; }
    h4, h5 { font-size: 1.05rem; margin-top: 1.6rem; }
    a { color: var(--link); }
    .skip { position: absolute; left: -999rem; }
    .skip:focus { position: static; }
    nav ol { list-style: none; padding: 0; columns: 2 22rem; }
    nav .level2 { padding-left: 1.2rem; }
    main > p { text-indent: 2em; margin: .5em 0; }
    .scroll { overflow-x: auto; }
    table { border-collapse: collapse; width: 100%; font-size: 15px; line-height: 1.5; }
    caption { text-align: left; padding: .3em 0; }
    caption span { margin-right: 2em; }
    caption .title { display: block; font-weight: bold; text-align: center; margin: 0; }
    .hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
    th, td { border: 1px solid var(--line); padding: .25em .5em; vertical-align: middle; }
    thead th { background: var(--soft); text-align: center; }
    td.right { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
    td.center { text-align: center; }
    .note { text-indent: 0; font-size: 15px; }
    @media (max-width: 40rem) { body { font-size: 16px; } table { width: max-content; min-width: 100%; } td { max-width: 16rem; } }
    @media print { body { max-width: none; font-size: 11pt; } nav, .skip { display: none; } section.table { break-inside: auto; } thead { display: table-header-group; } tr { break-inside: avoid; } h2, h3 { break-after: avoid; } .scroll { overflow: visible; } }
    """
}
