import MingzhangModel

extension Chart {
  /// The chart as an HTML `figure`: both pictures (`ChartInk.css` shows the one that fits), the sentence, the notes, and the table
  /// in a `details` element, open when there is no picture.
  public func figure(_ options: ChartOptions = ChartOptions()) -> String {
    let id = HTMLWriter.escaped(options.id)
    var out = "<figure class=\"chart-figure\" aria-labelledby=\"\(id)-caption\">\n"
    out += "<figcaption id=\"\(id)-caption\">\(HTMLWriter.escaped(title))</figcaption>\n"
    out += [svg, narrowSVG].compactMap { $0 }.map { $0 + "\n" }.joined()
    out += "<p class=\"chart-summary\">\(HTMLWriter.escaped(summary))</p>\n"
    for note in notes { out += "<p class=\"chart-note\">\(HTMLWriter.escaped(note))</p>\n" }
    if !table.rows.isEmpty {
      let words = options.language == .chinese ? "与图相同的表" : "The same as a table"
      out += "<details\(isEmpty ? " open" : "")><summary>\(words)</summary>\n\(table.html)</details>\n"
    }
    return out + "</figure>\n"
  }
}

extension ChartTable {
  /// The table as HTML; amounts carry their fen in `data-fen`.
  public var html: String {
    var out =
      "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"\(HTMLWriter.escaped(caption))\">\n<table>\n"
    out += "<caption>\(HTMLWriter.escaped(caption))</caption>\n<thead><tr>"
    out += headings.map { "<th scope=\"col\">\(HTMLWriter.escaped($0))</th>" }.joined()
    out += "</tr></thead>\n<tbody>\n"
    for row in rows {
      out += "<tr>"
      for (index, cell) in row.enumerated() {
        var words = HTMLWriter.escaped(cell.text)
        if let href = cell.href { words = "<a href=\"\(HTMLWriter.escaped(href))\">\(words)</a>" }
        let fen = cell.money.map { " data-fen=\"\($0.fen)\"" } ?? ""
        out += index == 0 ? "<th scope=\"row\">\(words)</th>" : "<td class=\"right\"\(fen)>\(words)</td>"
      }
      out += "</tr>\n"
    }
    return out + "</tbody>\n</table>\n</div>\n"
  }
}
