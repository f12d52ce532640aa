import Foundation
import MingzhangModel

/// The picture of a page with what the reader saw drawn on it, as one SVG that needs no other file.
///
/// Colours never stand alone: every mark has its own shape or a label, and `ExplanationPages` says the same in words.
struct PageDrawing {
  let page: ExplainedPage
  /// The page itself; without it the marks stand on white.
  let png: [UInt8]?
  let language: Language

  var svg: [UInt8] {
    var out = """
      <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(number(page.width)) \(number(page.height))" \
      width="\(number(page.width * 1.5))" height="\(number(page.height * 1.5))" role="img">
      <title>\(say("第 \(page.number) 页", "Page \(page.number)"))</title>
      <style>\(Self.style)</style>
      <rect width="100%" height="100%" fill="#fff"/>

      """
    if let png {
      out += "<image width=\"\(number(page.width))\" height=\"\(number(page.height))\" opacity=\".75\" "
      out += "href=\"data:image/png;base64,\(Data(png).base64EncodedString())\"/>\n"
    }
    for line in page.rulings {
      out += "<line class=\"ruling\" x1=\"\(number(line.x0))\" y1=\"\(number(line.y0))\" "
      out += "x2=\"\(number(line.x1))\" y2=\"\(number(line.y1))\"/>\n"
    }
    for grid in page.grids {
      for cell in page.headings(of: grid) { out += rectangle(cell.box, "heading") }
      for cell in grid.cells {
        out += rectangle(cell.box, "cell")
        if cell.rowSpan > 1 || cell.columnSpan > 1 {
          out += label("\(cell.rowSpan)×\(cell.columnSpan)", x: cell.box.x0 + 1, y: cell.box.y0 + 4.5, "span")
        }
      }
    }
    for table in page.tables { out += marks(of: table) }
    for claim in page.claims { out += rectangle(claim.box, "claim", title: claim.words) }
    for box in page.hidden { out += rectangle(box, "hidden") }
    return Array((out + "</svg>\n").utf8)
  }

  private func marks(of table: ExplainedPage.Table) -> String {
    var out = ""
    for cell in table.cells {
      switch cell.reading {
      case .amount, .number: out += rectangle(cell.box, "amount")
      case .illegible: out += rectangle(cell.box, "illegible")
      case .blank, .text: break
      }
    }
    let firstRow = table.cells.map(\.box.y0).min() ?? 20
    // above the whole grid: its heading may be printed again
    let around = page.grids.filter { $0.box.y0 <= firstRow + 1 && firstRow <= $0.box.y1 }
    let top = (around.map(\.box.y0).min() ?? firstRow) - 3
    let left = table.cells.map(\.box.x0).min() ?? 10
    if let box = table.titleBox {
      out += rectangle(box, "title")
      out += label(table.kind.name(language), x: box.x1 + 3, y: box.y1 - 1, "kind")
    }
    if page.number > table.pages.lowerBound {
      let words = say(
        "↑ 接第 \(table.pages.lowerBound) 页：\(table.kind.chinese)",
        "↑ from page \(table.pages.lowerBound): \(table.kind.english)")
      // in the margin: a table that goes on is the first of its page, and its head may stand right above it
      out += label(words, x: left, y: min(9, max(8, top)), "kind")
    } else if table.titleBox == nil {
      out += label(table.kind.name(language), x: left, y: max(8, top), "kind")
    }
    if page.number < table.pages.upperBound, let bottom = table.cells.map(\.box.y1).max() {
      let words = say("↓ 续至第 \(table.pages.upperBound) 页", "↓ goes on to page \(table.pages.upperBound)")
      out += label(words, x: left, y: min(page.height - 2, bottom + 9), "kind")
    }
    return out
  }

  private func rectangle(_ box: SourceSpan.Box, _ kind: String, title: String? = nil) -> String {
    let place = "x=\"\(number(box.x0))\" y=\"\(number(box.y0))\" width=\"\(number(max(0, box.x1 - box.x0)))\" "
    let shape = "<rect class=\"\(kind)\" \(place)height=\"\(number(max(0, box.y1 - box.y0)))\""
    return title.map { "\(shape)><title>\(HTMLWriter.escaped($0))</title></rect>\n" } ?? "\(shape)/>\n"
  }

  private func label(_ text: String, x: Double, y: Double, _ kind: String) -> String {
    "<text class=\"\(kind)\" x=\"\(number(x))\" y=\"\(number(y))\">\(HTMLWriter.escaped(text))</text>\n"
  }

  /// Tenths of a point.
  private func number(_ value: Double) -> String {
    guard value.isFinite else { return "0" }
    let tenths = Int((value * 10).rounded())
    return tenths % 10 == 0 ? "\(tenths / 10)" : "\(Double(tenths) / 10)"
  }

  private func say(_ chinese: String, _ english: String) -> String { language == .chinese ? chinese : english }

  private static let style = """
    rect{fill:none}.ruling{stroke:#0a58ca;stroke-width:1.1;opacity:.55}.cell{stroke:#198754;stroke-width:.5}\
    .heading{fill:#ffc107;fill-opacity:.28}.amount{fill:#198754;fill-opacity:.12}\
    .illegible{fill:#dc3545;fill-opacity:.35;stroke:#dc3545}.title{stroke:#d9480f;stroke-width:1.2}\
    .claim{stroke:#6f42c1;stroke-width:.7;stroke-dasharray:3 1.5}\
    .hidden{stroke:#dc3545;stroke-width:.6;stroke-dasharray:1 1}\
    text{font-family:'Noto Sans CJK SC','Noto Sans SC',sans-serif}.span{font-size:4.5px;fill:#0a58ca}\
    .kind{font-size:8px;font-weight:bold;fill:#d9480f;stroke:#fff;stroke-width:2px;paint-order:stroke}
    """
}

extension StatementKind {
  func name(_ language: Language) -> String { language == .chinese ? chinese : english }
}
