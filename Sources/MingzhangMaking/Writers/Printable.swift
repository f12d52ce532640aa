import MingzhangModel

extension String {
  /// The text without what no page can show and XML 1.0 forbids: control characters except line feed and tab, noncharacters.
  /// Readers name such characters as input quality; a writer only must not break its file on them.
  var printable: String {
    guard unicodeScalars.contains(where: { !$0.isPrintable }) else { return self }
    var scalars = UnicodeScalarView()
    scalars.append(contentsOf: unicodeScalars.lazy.filter(\.isPrintable))
    return String(scalars)
  }
}

extension Unicode.Scalar {
  var isPrintable: Bool {
    switch value {
    case 0x09, 0x0A: true
    case 0x00..<0x20, 0x7F...0x9F, 0xFDD0...0xFDEF: false
    default: value & 0xFFFE != 0xFFFE
    }
  }
}

extension DocumentView {
  /// The same document with printable text everywhere.
  var printable: DocumentView {
    var out = self
    (out.organisation, out.title) = (organisation.printable, title.printable)
    (out.contentsTitle, out.watermark) = (contentsTitle.printable, watermark?.printable)
    out.mark = mark?.printable
    out.blocks = blocks.map { block in
      switch block {
      case .heading(let level, let words): .heading(level: level, words.printable)
      case .paragraph(let words): .paragraph(words.printable)
      case .table(let table): .table(table.printable)
      // a chart is made of printable words
      case .figure(let figure): .figure(figure)
      }
    }
    return out
  }
}

extension TableView {
  fileprivate var printable: TableView {
    var out = self
    (out.title, out.left, out.middle, out.right) = (title.printable, left.printable, middle.printable, right.printable)
    (out.leadRows, out.headRows, out.bodyRows) = (
      Self.printable(leadRows), Self.printable(headRows), Self.printable(bodyRows)
    )
    out.notes = notes.map(\.printable)
    return out
  }

  private static func printable(_ rows: [[CellView]]) -> [[CellView]] {
    rows.map { row in
      row.map { cell in
        var out = cell
        out.text = cell.text.printable
        return out
      }
    }
  }
}
