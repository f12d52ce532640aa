import MingzhangCatalog
import MingzhangModel

/// What the rows of a table mean: a classification code, a total, a line that the form names.
struct LineReader {
  let form: StatementForm?

  func lines(of statement: Statement) -> [StatementLine] {
    var lines: [StatementLine] = []
    let sides: [StatementSide?] = statement.columns.contains { $0.side != nil } ? [.revenue, .expenditure] : [nil]
    for side in sides {
      let half = Half(statement.columns, side: side)
      var afterCarryover = false
      for (index, row) in statement.rows.enumerated() {
        guard var line = line(row, at: index, half: half, side: side) else { continue }
        if line.key == .carryoverIn {
          afterCarryover = true
        } else if afterCarryover, line.key.name.hasPrefix("source:") {
          line.key = LineKey("carryover:" + line.key.name.dropFirst(7))
        } else {
          afterCarryover = false
        }
        lines.append(line)
      }
    }
    return lines.sorted { ($0.row, $0.side == .expenditure ? 1 : 0) < ($1.row, $1.side == .expenditure ? 1 : 0) }
  }

  /// The columns of one half that say what a row is.
  private struct Half {
    var sequence: Int?
    var codes: [Int] = []
    var captions: [Int] = []

    init(_ columns: [StatementColumn], side: StatementSide?) {
      for (index, column) in columns.enumerated() where side == nil || column.side == nil || column.side == side {
        switch column.key {
        case .sequence: sequence = sequence ?? index
        case .code where column.side == side: codes.append(index)
        case .caption where column.side == side: captions.append(index)
        default: break
        }
      }
      if captions.isEmpty, codes.isEmpty, side == nil, let first = columns.firstIndex(where: { $0.key != .sequence }) {
        captions = [first]
      }
    }
  }

  private func line(_ row: [Cell], at index: Int, half: Half, side: StatementSide?) -> StatementLine? {
    let code = half.codes.map { row[$0].printed }.joined().filter { !$0.isWhitespace }
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
    if digits.count >= 3, digits.count < bare.count, let key = Self.codeKey(digits) { return key }
    let words = folded.isEmpty ? code.foldedForMatching : folded
    if let key = form?.lineKey(forCaption: words, side: side) { return key }
    if words == "合计" || words == "总计" { return .total }
    return .caption(words)
  }

  private static func codeKey(_ digits: String) -> LineKey? {
    if let code = FunctionalCode(digits) { return .function(code) }
    if let code = EconomicCode(digits) { return .economic(code) }
    return nil
  }
}
