import Foundation

/// A document as lines of text with its pipe tables: what an editor has in front of him when he makes a mistake.
struct SeededDocument {
  var lines: [String]

  init(_ text: String) { lines = text.components(separatedBy: "\n") }
  var text: String { lines.joined(separator: "\n") }

  /// A pipe table: the line its title stands on, and its rows below the rule.
  struct Table {
    var title: String
    var titleLine: Int
    /// Lines of the rows that are no heading.
    var rows: [Int]
    /// Lines of the heading, the rule among them.
    var head: [Int]
  }

  var tables: [Table] {
    var out: [Table] = []
    var index = 0
    while index < lines.count {
      guard lines[index].hasPrefix("|") else {
        index += 1
        continue
      }
      var end = index
      while end < lines.count, lines[end].hasPrefix("|") { end += 1 }
      let all = Array(index..<end)
      let isHead: (Int) -> Bool = { line in
        let cells = self.cells(line)
        return line < index + 2 || cells.first == "栏次" || cells.first == "一级指标" || cells.contains("科目编码")
          || (cells.first == "" && cells.contains { ["预算数", "项目", "小计", "人员经费", "科目名称"].contains($0) })
      }
      let title = title(above: index)
      out.append(
        Table(
          title: title.map { plain(lines[$0]) } ?? "", titleLine: title ?? index, rows: all.filter { !isHead($0) },
          head: all.filter(isHead)))
      index = end
    }
    return out
  }

  /// The first line above that is neither empty, nor a table, nor a line that belongs to a table's head.
  private func title(above index: Int) -> Int? {
    for line in stride(from: index - 1, through: max(0, index - 12), by: -1) {
      let text = plain(lines[line])
      if text.isEmpty || lines[line].hasPrefix("|") { continue }
      if text.hasSuffix("表") || text.hasSuffix("预算") || text.hasSuffix("情况") { return line }
    }
    return nil
  }

  func plain(_ line: String) -> String {
    line.trimmingCharacters(in: CharacterSet(charactersIn: "# *")).trimmingCharacters(in: .whitespaces)
  }

  /// The cells of a pipe row.
  func cells(_ line: Int) -> [String] {
    guard lines.indices.contains(line), lines[line].hasPrefix("|") else { return [] }
    return lines[line].split(separator: "|", omittingEmptySubsequences: false).dropFirst().dropLast().map {
      $0.trimmingCharacters(in: .whitespaces)
    }
  }

  mutating func set(_ cells: [String], at line: Int) { lines[line] = "| " + cells.joined(separator: " | ") + " |" }

  /// Columns of a row that hold an amount other than nothing: `24660800.00`, `1,234.5`.
  func amounts(_ line: Int) -> [Int] {
    let cells = cells(line)
    return cells.indices.filter { index in
      guard index > 0, index > 1 || cells.count < 4 else { return false }
      let bare = cells[index].replacingOccurrences(of: ",", with: "")
      guard let value = Double(bare), value != 0 else { return false }
      return bare.contains(".") || value >= 1000
    }
  }

  /// The caption of a row: its first cell with words.
  func caption(_ line: Int) -> String {
    cells(line).first { cell in cell.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) } } ?? ""
  }

  func code(_ line: Int) -> String? {
    cells(line).first {
      $0.count >= 3 && $0.count <= 7 && $0.allSatisfy(\.isNumber) && $0.first != "0" && !$0.contains(".")
    }
  }

  /// Lines of running words, with enough of them to be a sentence.
  var prose: [Int] {
    lines.indices.filter { !lines[$0].hasPrefix("|") && !lines[$0].hasPrefix("#") && lines[$0].count > 20 }
  }
}

/// A mistake that was made on purpose, and what a finding must name to have found it.
struct SeededEdit {
  let kind: String
  let text: String
  /// Any of these words in a finding's evidence or message names the place.
  let places: [String]
  /// Line numbers, from 1, in the edited text.
  let lines: Set<Int>
}

/// A kind of mistake: makes the `pick`-th edit of its kind, nil when the document has no further place for it.
struct SeededKind: Sendable {
  let name: String
  let make: @Sendable (SeededDocument, Int) -> (SeededDocument, [String], [Int])?

  func edits(of text: String, count: Int) -> [SeededEdit] {
    let document = SeededDocument(text)
    var out: [SeededEdit] = []
    for pick in 0..<(count * 2) where out.count < count {
      guard let (edited, places, lines) = make(document, pick), edited.text != text else { continue }
      out.append(SeededEdit(kind: name, text: edited.text, places: places, lines: Set(lines.map { $0 + 1 })))
    }
    return out
  }
}
