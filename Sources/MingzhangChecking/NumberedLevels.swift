import MingzhangModel

/// Lists of a summary that number their levels: 1、财政拨款 is the sum of (1)(2)(3) beneath it.
enum NumberedLevels {
  /// Lines that are not the sum of the lines beneath them; nil where no line has such lines.
  static func broken(_ subject: Subject, _ statement: Statement) -> [Broken]? {
    let grid = GridSums(subject, statement)
    var decided = false
    var broken: [Broken] = []
    for column in statement.columns.indices.dropLast() where !statement.columns[column].mayHoldAmounts {
      guard statement.rows.contains(where: { $0[column].printed.beginsWithBracket }) else { continue }
      let list = statement.rows.indices.map { NumberedCaption(statement.rows[$0][column].printed) }
      guard list.contains(where: { $0.level == 3 }) else { continue }
      for (parent, caption) in list.enumerated() where caption.level == 2 && grid.isPrinted(parent, column + 1) {
        let own = list.indices.dropFirst(parent + 1).prefix { list[$0].level == 3 || list[$0].level == nil }
        let parts = own.filter { list[$0].level == 3 }
        let amounts = parts.map { grid.amount($0, column + 1) }
        guard parts.count >= 2, let whole = grid.amount(parent, column + 1), !amounts.contains(where: { $0 == nil }),
          parts.contains(where: { grid.isPrinted($0, column + 1) })
        else { continue }
        decided = true
        let sum = amounts.compactMap(\.self).sum()
        guard !whole.agrees(with: sum) else { continue }
        let words = statement.rows[parent][column].printed
        let (expected, found) = (statement.print(sum, like: whole), statement.print(whole, like: whole))
        broken.append(
          Broken(
            Wording(
              "《\(statement.title)》“\(words)”为 \(found)，下面各行相加为 \(expected)。",
              "“\(statement.title)”, “\(words)”: \(found), the lines beneath add up to \(expected)."),
            expected: expected, found: found, difference: statement.print(whole - sum),
            evidence: [grid.evidence(parent, column + 1)]
              + parts.filter { grid.isPrinted($0, column + 1) }.map { grid.evidence($0, column + 1) },
            key: "\(statement.kind.rawValue)|\(words)", severity: .notice))
      }
    }
    let runs = numberedRuns(statement, grid)
    if !runs.isEmpty { decided = true }
    return decided ? broken + runs.filter { run in !broken.contains { $0.found == run.found } } : nil
  }

  /// `上年结余` over `1.财政拨款结余` and `2.其他结余`: a line is the sum of the numbered lines right beneath it, where two other lines
  /// of the list are.
  private static func numberedRuns(_ statement: Statement, _ grid: GridSums) -> [Broken] {
    var off: [Broken] = []
    var holding = 0
    for column in statement.columns.indices.dropLast() where !statement.columns[column].mayHoldAmounts {
      let list = statement.rows.indices.map { NumberedCaption(statement.rows[$0][column].printed).number }
      for parent in list.indices where list[parent] == nil && grid.isPrinted(parent, column + 1) {
        var parts: [Int] = []
        for row in list.indices.dropFirst(parent + 1) {
          guard list[row] == parts.count + 1 else { break }
          parts.append(row)
        }
        let words = statement.rows[parent][column].printed
        let amounts = parts.map { grid.amount($0, column + 1) }
        guard parts.count >= 2, !words.isEmpty, let whole = grid.amount(parent, column + 1),
          !amounts.contains(where: { $0 == nil }), parts.contains(where: { grid.isPrinted($0, column + 1) })
        else { continue }
        let sum = amounts.compactMap(\.self).sum()
        if whole.agrees(with: sum) {
          holding += 1
          continue
        }
        let (expected, found) = (statement.print(sum), statement.print(whole))
        off.append(
          Broken(
            Wording(
              "《\(statement.title)》“\(words)”为 \(found)，下面各行相加为 \(expected)。",
              "“\(statement.title)”, “\(words)”: \(found), the lines beneath add up to \(expected)."),
            expected: expected, found: found, difference: statement.print(whole - sum),
            evidence: [grid.evidence(parent, column + 1)]
              + parts.filter { grid.isPrinted($0, column + 1) }.map { grid.evidence($0, column + 1) },
            key: "\(statement.kind.rawValue)|\(words)|run", severity: .notice))
      }
    }
    return holding >= 2 && off.count == 1 ? off : []
  }
}

/// The level that the number before a caption says: 一、 1, 1、 2, (1) 3; nil without one, or for 其中.
private struct NumberedCaption {
  let level: Int?
  /// 2 of `2.` or `2、`; nil otherwise.
  var number: Int? {
    let digits = text.prefix { $0.isNumber && $0.isASCII }
    return level == 2 ? Int(digits) : nil
  }
  private let text: String
  init(_ printed: String) {
    let text = printed.foldedForMatching
    self.text = text
    if text.first == "(" {
      let digits = text.dropFirst().prefix { $0.isNumber && $0.isASCII }
      level = !digits.isEmpty && text.dropFirst(1 + digits.count).first == ")" ? 3 : nil
    } else if let number = text.first, number.isASCII, number.isNumber {
      let digits = text.prefix { $0.isNumber && $0.isASCII }
      level = "、.".contains(text.dropFirst(digits.count).first ?? " ") ? 2 : nil
    } else {
      // anything else of the same list ends it: 一、…, 合计
      level = printed.chineseListNumber != nil ? 1 : text.contains("计") ? 1 : nil
    }
  }
}

extension String {
  /// `(1)…` or `（1）…`, by its first byte or bytes.
  fileprivate var beginsWithBracket: Bool {
    utf8.first == 0x28 || utf8.first == 0xEF && unicodeScalars.first == "（"
  }
}
