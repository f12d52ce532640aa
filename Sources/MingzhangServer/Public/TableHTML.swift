import MingzhangModel
import MingzhangStore

/// A published table as HTML: headings merged as printed, every number a link to its source.
struct TableHTML {
  let head: StatementHead
  let cells: [StoredCell]
  let language: Language
  /// What links to a cell begin with; `row/column` follows.
  var source: String
  /// Shows amounts in this unit instead of as printed.
  var unit: CurrencyUnit?
  /// A cell to light up.
  var lit: CellAddress?
  /// Begins the `id` of every row; nil for no ids.
  var rowID: String? = "r"
  /// Only these rows; nil for all.
  var rows: ClosedRange<Int>?
  var caption: String?

  private var say: (String, String) -> String { { language == .chinese ? $0 : $1 } }

  func html() -> String {
    let title = escaped(caption ?? head.statement.title)
    var out = "<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"\(title)\">\n<table class=\"printed\">\n"
    out += "<caption>\(title)</caption>\n"
    out += heading()
    out += "<tbody>\n"
    let named = nameColumn
    for row in rowsOfCells {
      guard let first = row.first, rows?.contains(first.row) ?? true else { continue }
      out += rowID.map { "<tr id=\"\($0)\(first.row)\">" } ?? "<tr>"
      for cell in row { out += html(of: cell, isName: cell.column == named) }
      out += "</tr>\n"
    }
    return out + "</tbody>\n</table>\n</div>\n"
  }

  private var rowsOfCells: [[StoredCell]] {
    var rows: [[StoredCell]] = []
    for cell in cells {
      if rows.last?.first?.row == cell.row { rows[rows.count - 1].append(cell) } else { rows.append([cell]) }
    }
    return rows
  }

  /// The column that names the rows: the first with captions.
  private var nameColumn: Int? {
    let columns = head.statement.columns
    return columns.firstIndex { $0.key == .caption } ?? columns.firstIndex { $0.key == .unitName }
      ?? columns.firstIndex { column in column.key.name.hasPrefix("heading:") && column.heading.contains("名称") }
  }

  private func html(of cell: StoredCell, isName: Bool) -> String {
    let isLit = lit.map { $0.row == cell.row && $0.column == cell.column } ?? false
    let mark = isLit ? " lit" : ""
    switch cell.cell.reading {
    case .amount(let amount):
      let words = unit.map { amount.money.shortest(in: $0, grouped: true) } ?? cell.cell.printed
      return "<td class=\"number\(mark)\"><a href=\"\(source)\(cell.row)/\(cell.column)\">\(escaped(words))</a></td>"
    case .number:
      return
        "<td class=\"number\(mark)\"><a href=\"\(source)\(cell.row)/\(cell.column)\">\(escaped(cell.cell.printed))</a></td>"
    case .illegible:
      let words = cell.cell.printed.isEmpty ? say("认不出", "illegible") : cell.cell.printed
      return
        "<td class=\"number illegible\(mark)\"><a href=\"\(source)\(cell.row)/\(cell.column)\">\(escaped(words))</a> "
        + "<span class=\"mark\">\(say("认不出", "illegible"))</span></td>"
    case .blank: return isLit ? "<td class=\"lit\"></td>" : "<td></td>"
    case .text:
      guard !cell.cell.printed.isEmpty else { return "<td></td>" }
      let level = isName ? level(of: cell) : nil
      let names = [level, isLit ? "lit" : nil].compactMap { $0 }.joined(separator: " ")
      let attribute = names.isEmpty ? "" : " class=\"\(names)\""
      return isName
        ? "<th scope=\"row\"\(attribute)>\(escaped(cell.cell.printed))</th>"
        : "<td\(attribute)>\(escaped(cell.cell.printed))</td>"
    }
  }

  /// 款 and 项 are set in below their 类.
  private func level(of cell: StoredCell) -> String? {
    guard let line = cell.line.map({ LineKey($0) }) else { return nil }
    switch (line.functionalCode?.digits ?? line.economicCode?.digits)?.utf8.count {
    case 5: return "level2"
    case 7: return "level3"
    default: return nil
    }
  }

  // MARK: heading

  /// The heading rows: equal words above neighbours become one cell, a short path goes down to the last row.
  func heading() -> String {
    let paths = head.statement.columns.map { $0.path.isEmpty ? [""] : $0.path }
    let depth = paths.map(\.count).max() ?? 1
    var out = "<thead>\n"
    for level in 0..<depth {
      out += "<tr>"
      var column = 0
      while column < paths.count {
        let path = paths[column]
        guard level < path.count else {
          column += 1
          continue
        }
        let isLeaf = level == path.count - 1
        var end = column + 1
        if !isLeaf {
          while end < paths.count, paths[end].count > level + 1,
            paths[end].prefix(level + 1).elementsEqual(path.prefix(level + 1))
          {
            end += 1
          }
        }
        var attributes = ""
        if end - column > 1 { attributes += " colspan=\"\(end - column)\"" }
        if isLeaf, depth - level > 1 { attributes += " rowspan=\"\(depth - level)\"" }
        if path[level].isEmpty {
          out += "<td\(attributes)></td>"
        } else {
          out += "<th scope=\"\(isLeaf ? "col" : "colgroup")\"\(attributes)>\(escaped(path[level]))</th>"
        }
        column = end
      }
      out += "</tr>\n"
    }
    return out + "</thead>\n"
  }
}

extension Money {
  /// The shortest exact printing with thousands apart: `24,660,800`, `2,466.08`.
  func shortest(in unit: CurrencyUnit, grouped: Bool) -> String {
    let plain = shortest(in: unit)
    let decimals = plain.split(separator: ".").dropFirst().first?.count ?? 0
    return printed(in: unit, decimals: decimals, grouped: grouped)
  }
}
