import MingzhangCatalog
import MingzhangModel

/// What the rows of a table mean: a classification code, a total, a line that the form names.
struct LineReader {
  let form: StatementForm?

  /// Names of sections and items, for tables that print no codes; nil when names are not to be looked up.
  var names: ItemNames?

  func lines(of statement: Statement) -> [StatementLine] {
    var lines: [StatementLine] = []
    let sides: [StatementSide?] = statement.columns.contains { $0.side != nil } ? [.revenue, .expenditure] : [nil]
    let parts = Set(statement.columns.compactMap(\.part)).sorted()
    let halves: [(StatementSide?, Int?)] = parts.isEmpty ? sides.map { ($0, nil) } : parts.map { (nil, $0) }
    for (side, part) in halves {
      let half = Half(statement.columns, side: side, part: part)
      var afterCarryover = false
      var codes = CodeColumns()
      var place = names.map { ItemNames.Place($0) }
      for (index, row) in statement.rows.enumerated() {
        let code = codes.code(half.codes.map { row[$0].printed })
        let isWhole = side == nil && part == nil
        guard
          var line = line(row, at: index, code: code, half: half, side: side)
            ?? (isWhole ? total(row, at: index, sequence: half.sequence) : nil)
        else { continue }
        line.part = part
        if line.key == .carryoverIn {
          afterCarryover = true
        } else if afterCarryover, line.key.name.hasPrefix("source:") {
          line.key = LineKey("carryover:" + line.key.name.dropFirst(7))
        } else {
          afterCarryover = false
        }
        if side != .revenue, code.isEmpty, let found = place?.key(of: line) { line.key = found }
        lines.append(line)
      }
    }
    lines = withTotal(lines, of: statement)
    return lines.sorted {
      ($0.row, $0.side == .expenditure ? 1 : 0, $0.part ?? 0) < ($1.row, $1.side == .expenditure ? 1 : 0, $1.part ?? 0)
    }
  }

  /// A table whose items are columns and that has a single row: the row is the total, whatever it is called.
  private func withTotal(_ lines: [StatementLine], of statement: Statement) -> [StatementLine] {
    guard statement.kind == .revenue || statement.kind == .threePublicExpenses,
      statement.columns.allSatisfy({ $0.side == nil && $0.part == nil }), statement.rows.count == 1,
      statement.columns.count >= 4, !lines.contains(where: { !$0.key.name.hasPrefix("caption:") })
    else { return lines }
    let caption = lines.first?.caption ?? ""
    return [StatementLine(.total, row: 0, caption: caption, sequence: lines.first?.sequence)]
  }

  /// A row without code and caption whose only words are 合计, before its amounts: some forms print them below 单位代码 or 序号.
  private func total(_ row: [Cell], at index: Int, sequence: Int?) -> StatementLine? {
    let filled = row.indices.filter { $0 != sequence && !row[$0].printed.isEmpty }.map { row[$0] }
    guard filled.count > 1, let first = filled.first, ["合计", "总计"].contains(first.printed.foldedForMatching),
      filled.dropFirst().allSatisfy({ PrintedNumber($0.printed.foldedForMatching) != nil })
    else { return nil }
    return StatementLine(.total, row: index, caption: first.printed)
  }

  /// The columns of one half that say what a row is.
  private struct Half {
    var sequence: Int?
    var codes: [Int] = []
    var captions: [Int] = []

    init(_ columns: [StatementColumn], side: StatementSide?, part: Int?) {
      for (index, column) in columns.enumerated()
      where (side == nil || column.side == nil || column.side == side) && (part == nil || column.part == part) {
        switch column.key {
        case .sequence: sequence = sequence ?? index
        case .code where column.side == side: codes.append(index)
        case .caption where column.side == side: captions.append(index)
        default: break
        }
      }
      if captions.isEmpty, side == nil, part == nil {
        captions = columns.indices.filter { columns[$0].key == .unitName }
      }
      if captions.isEmpty, codes.isEmpty, side == nil, part == nil,
        let first = columns.firstIndex(where: { $0.key != .sequence && $0.key != .unitCode })
      {
        captions = [first]
      }
    }
  }

  private func line(_ row: [Cell], at index: Int, code: String, half: Half, side: StatementSide?) -> StatementLine? {
    let caption = half.captions.map { row[$0].printed }.first { !$0.isEmpty } ?? ""
    guard !code.isEmpty || !caption.isEmpty else { return nil }
    let sequence = half.sequence.flatMap { Int(row[$0].printed) }
    return StatementLine(
      key(code: code, caption: caption, side: side), side: side, row: index, caption: caption.isEmpty ? code : caption,
      sequence: sequence)
  }

  private func key(code: String, caption: String, side: StatementSide?) -> LineKey {
    if let key = Self.codeKey(code.foldedForMatching) { return key }
    let folded = caption.foldedForMatching
    let bare = folded.hasPrefix("[") ? String(folded.dropFirst()) : folded
    let digits = String(bare.prefix { $0.isASCII && $0.isNumber })
    if digits.count >= 3, digits.count < bare.count, bare.dropFirst(digits.count).first != ".",
      let key = Self.codeKey(digits)
    {
      return key
    }
    let words = folded.isEmpty ? code.foldedForMatching : folded
    if let key = form?.lineKey(forCaption: words, side: side) { return key }
    if words == "合计" || words == "总计" { return .total }
    return .caption(words)
  }

  private static func codeKey(_ digits: String) -> LineKey? {
    if let code = FunctionalCode(digits) { return .function(code) }
    if let code = EconomicCode(digits), code.level != .item { return .economic(code) }
    return nil
  }
}

/// 类, 款 and 项 in columns of their own. Some forms print all three in every row, some only the part that is new.
struct CodeColumns {
  private var last: [String] = []

  /// The whole code of a row from what its code columns print.
  mutating func code(_ printed: [String]) -> String {
    let cells = printed.map { $0.filter { !$0.isWhitespace } }
    guard cells.count > 1, let first = cells.firstIndex(where: { !$0.isEmpty }), Self.isCode(cells) else {
      return cells.joined()
    }
    var whole = cells
    if first > 0, cells[first].count == 2, last.count == cells.count {
      for column in 0..<first { whole[column] = last[column] }
    }
    if let end = whole.lastIndex(where: { !$0.isEmpty }), whole[...end].allSatisfy({ !$0.isEmpty }) { last = whole }
    return whole.joined()
  }

  private static func isCode(_ cells: [String]) -> Bool {
    cells.allSatisfy { $0.count <= 3 && $0.allSatisfy { $0.isASCII && $0.isNumber } }
  }
}

/// Names of the functional classification below a class: `行政运行` alone is no code, below 公共安全 and 公安 it is 2040201.
final class ItemNames {
  private let classification: Classification
  private let year: Int?
  /// The codes below each code; asked for by few files, so made then.
  private lazy var codes = Dictionary(grouping: classification.entries.keys.filter { $0.utf8.count > 3 }) {
    String($0.dropLast(2))
  }
  private var children: [String: [String: String]] = [:]

  /// - Parameter year: of two codes with one name below one parent, the one that this year prints is meant.
  init(_ classification: Classification, year: Int? = nil) { (self.classification, self.year) = (classification, year) }

  /// The code below `parent` that has this folded name.
  func code(_ name: String, below parent: String) -> String? {
    if let known = children[parent] { return known[name] }
    let names = names(below: parent)
    children[parent] = names
    return names[name]
  }

  private func names(below parent: String) -> [String: String] {
    typealias Rank = (distance: Int, documents: Int, code: String)
    var ranks: [String: Rank] = [:]
    for code in codes[parent] ?? [] {
      for entry in classification.names(of: code) {
        let distance = year.map { year in entry.years.map { abs($0 - year) }.min() ?? 50 } ?? 0
        let rank = (distance, -entry.documents, code)
        for name in [entry.name] + entry.aliases {
          let folded = name.foldedForMatching
          if let known = ranks[folded], known <= rank { continue }
          ranks[folded] = rank
        }
      }
    }
    return ranks.mapValues(\.code)
  }

  /// Where in the list of lines we are: the class and the section above.
  struct Place {
    private let names: ItemNames
    private var above: [String] = []
    init(_ names: ItemNames) { self.names = names }

    /// The key of a line that prints a name below a class; nil when the name does not follow from its place.
    mutating func key(of line: StatementLine) -> LineKey? {
      if let code = line.key.functionalCode {
        above = [code.digits]
        return nil
      }
      guard line.key.name.hasPrefix("caption:") else {
        above = []
        return nil
      }
      let name = StatementForm.bare(line.caption.foldedForMatching)
      while let parent = above.last {
        if let code = names.code(name, below: parent), let found = FunctionalCode(code) {
          if code.count < 7 { above.append(code) }
          return .function(found)
        }
        if above.count == 1 { return nil }
        above.removeLast()
      }
      return nil
    }
  }
}
