import MingzhangModel

/// A table that claims more slots than any published one is not spread out: its words are kept as lines, and that is said.
enum GridLimit {
  /// Rows times columns. The largest table seen has 1,331 rows of 20 columns.
  static let slots = 2_000_000
  static let columns = 1_000

  static func apply(to read: inout ReadPages) {
    var count = 0
    for page in read.pages.indices {
      guard read.pages[page].blocks.contains(where: isTooLarge) else { continue }
      read.pages[page].blocks = read.pages[page].blocks.flatMap { block -> [Page.Block] in
        guard isTooLarge(block), case .grid(let grid) = block else { return [block] }
        count += 1
        return grid.cells.filter { !$0.text.isEmpty }.map { .line(TextLine($0.text.unwrapped, span: $0.span)) }
      }
    }
    guard count > 0 else { return }
    read.notices.append(
      InputNotice(
        .needsReview,
        Wording(
          "有 \(count) 个表自称有几百万格，没有当作表读，内容按文字保留。",
          "\(count) tables claim millions of cells; they were not read as tables, their content is kept as text."),
        samples: [], count: count))
  }

  private static func isTooLarge(_ block: Page.Block) -> Bool {
    guard case .grid(let grid) = block else { return false }
    return grid.columnCount > columns
      || grid.rowCount.multipliedReportingOverflow(by: grid.columnCount).partialValue > slots
  }
}
