import MingzhangModel

/// What the cells of a row say, by the meaning of their columns.
struct CellReader {
  let columns: [StatementColumn]
  let unit: CurrencyUnit
  let kind: StatementKind

  func row(_ slots: [Matrix.Slot], width: Int) -> [Cell] {
    (0..<width).map { index in
      guard slots.indices.contains(index) else { return .blank }
      let slot = slots[index]
      guard slot.isOrigin, !slot.isBlank else { return Cell("", .blank, span: slot.span) }
      return Cell(slot.text.unwrapped, reading(slot.text.unwrapped, columns[index]), span: slot.span)
    }
  }

  private func reading(_ text: String, _ column: StatementColumn) -> CellReading {
    if kind == .performance || kind == .units { return .text }
    if Self.words.contains(column.key) || isName(column) { return .text }
    guard let number = PrintedNumber(text) else {
      return Self.nothing.contains(text.foldedForMatching) ? .blank : unreadable(text, column)
    }
    if isCount(column) { return .number(number) }
    guard let amount = number.amount(in: Self.unit(of: column) ?? unit) else { return .illegible }
    return .amount(amount)
  }

  /// Something in an amount column that is no number: words are words; digits amid them could not be read.
  private func unreadable(_ text: String, _ column: StatementColumn) -> CellReading {
    if case let scalars = text.unicodeScalars, scalars.contains(where: { $0.value >= 0x4E00 }) { return .text }
    if text.hasSuffix("%") { return .text }
    return text.digitCount > 0 && !column.key.name.hasPrefix("heading:") ? .illegible : .text
  }

  /// Digits that name something: `单位编码`, `项目代码`.
  private func isName(_ column: StatementColumn) -> Bool {
    guard column.key.name.hasPrefix("heading:"), let last = column.path.last?.foldedForMatching else { return false }
    return ["编码", "代码", "编号", "文号"].contains { last.hasSuffix($0) }
  }

  private func isCount(_ column: StatementColumn) -> Bool {
    if column.key == .quantity { return true }
    guard column.key.name.hasPrefix("heading:"), let last = column.path.last else { return false }
    return ["%", "％", "率", "数量", "人数", "占比", "比例", "得分", "分数"].contains { last.contains($0) }
  }

  /// A unit named in the heading itself: `价值（金额单位：元）`, `预算数（万元）`.
  static func unit(of column: StatementColumn) -> CurrencyUnit? {
    guard let last = column.path.last?.foldedForMatching, last.contains("元") else { return nil }
    for unit in [CurrencyUnit.hundredMillionYuan, .tenThousandYuan, .yuan]
    where last.contains("(\(unit.rawValue))") || last.contains("单位:\(unit.rawValue)") { return unit }
    return nil
  }

  private static let words: Set<ColumnKey> = [.sequence, .code, .caption, .unitCode, .unitName]
  private static let nothing: Set<String> = ["-", "--", "/", "―", "──", "无", "\\"]
}

extension TableHeading {
  /// The unit that the headings of all amounts name, when the table has no line for it: `预算数（单位：万元）`.
  var unit: CurrencyUnit? {
    let units = Set(columns.compactMap(CellReader.unit))
    return units.count == 1 ? units.first : nil
  }
}
