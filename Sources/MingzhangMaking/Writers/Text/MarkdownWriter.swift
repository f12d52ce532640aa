import MingzhangModel

/// A document as Markdown: what a text editor shows and the text reader reads back.
public struct MarkdownWriter: Sendable {
  public init() {}

  public func bytes(for document: DocumentView) -> [UInt8] { Array(text(for: document.printable).utf8) }

  public func text(for document: DocumentView) -> String {
    let mark = document.mark.map { "\($0)\n\n" } ?? ""
    var out = "\(document.organisation)\n\n\(document.title)\n\n\(mark)\(document.contentsTitle)\n\n"
    for entry in document.contentsEntries { out += entry.title + "\n\n" }
    for block in document.blocks {
      switch block {
      case .heading(let level, let words): out += String(repeating: "#", count: level) + " " + words + "\n\n"
      case .paragraph(let words): out += words + "\n\n"
      case .table(let table): out += text(for: table)
      case .figure(let figure): out += figure.text + "\n\n"
      }
    }
    return out
  }

  private func text(for table: TableView) -> String {
    var out = "### \(table.title)\n\n"
    for line in [table.left, table.middle, table.right] where !line.isEmpty { out += line + "\n\n" }
    let rows = TableGrid(table.leadRows + table.headRows + table.bodyRows, width: table.columns.count).rows
    for (index, row) in rows.enumerated() {
      out += "| " + row.map { $0.map { Self.cell($0.text) } ?? "" }.joined(separator: " | ") + " |\n"
      if index == 0 { out += "|" + String(repeating: "---|", count: table.columns.count) + "\n" }
    }
    out += "\n"
    for note in table.notes { out += note + "\n\n" }
    return out
  }

  private static func cell(_ text: String) -> String {
    text.replacing("|", with: "\\|").replacing("\n", with: "<br>")
  }
}
