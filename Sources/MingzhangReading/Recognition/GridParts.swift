import MingzhangCatalog
import MingzhangModel

/// Some tables carry their own title, head and notes in merged cells: takes those rows out again as lines.
struct GridParts {
  let catalog: Catalog

  func blocks(of grid: Grid) -> [Page.Block] {
    // one column is no table, unless it is a column of amounts
    if grid.columnCount == 1, !Self.isAmounts(grid) {
      return grid.cells.filter { !$0.text.isEmpty }.sorted { $0.row < $1.row }.map { cell in
        .line(TextLine(cell.text.unwrapped, span: cell.span))
      }
    }
    var rows = Dictionary(grouping: grid.cells.filter { !$0.text.trimmingSpaces().isEmpty }, by: \.row)
    var (first, last) = (0, grid.rowCount)
    var before: [Page.Block] = []
    var after: [Page.Block] = []
    while first < last, let lines = headLines(rows[first] ?? [], width: grid.columnCount, leading: true) {
      before += lines
      first += 1
    }
    while last > first, let lines = headLines(rows[last - 1] ?? [], width: grid.columnCount, leading: false) {
      after = lines + after
      last -= 1
    }
    guard first > 0 || last < grid.rowCount else { return [.grid(grid)] }
    rows = [:]
    guard first < last else { return before + after }
    var inner = grid
    inner.rowCount = last - first
    inner.cells = grid.cells.filter { $0.row >= first && $0.row < last }.map {
      var cell = $0
      cell.row -= first
      cell.rowSpan = min(cell.rowSpan, inner.rowCount - cell.row)
      return cell
    }
    return before + [.grid(inner)] + after
  }

  private static func isAmounts(_ grid: Grid) -> Bool {
    let words = grid.cells.filter { !$0.text.isEmpty }
    let amounts = words.count { UnruledGrids.isAmount($0.text) && PrintedNumber($0.text) != nil }
    return amounts >= 3 && amounts * 2 >= words.count
  }

  /// The cells of a row as lines, when they are a title, a head or a note; an empty row gives none; else nil.
  private func headLines(_ cells: [GridCell], width: Int, leading: Bool) -> [Page.Block]? {
    if cells.isEmpty { return leading ? [] : [] }
    guard cells.count <= 4, width > 1 else { return nil }
    let isHead = cells.allSatisfy { cell in
      let text = cell.text.unwrapped
      if Notes.isNote(text) { return true }
      guard leading else { return false }
      if cells.count == 1, cell.columnSpan * 2 >= width || cell.column == 0 {
        if Titles(catalog: catalog).kind(of: text) != nil { return true }
      }
      // beside 单位：元 the department's name needs no label
      return TableHead.isPart(text)
        || cells.count > 1 && EntityName.plain(text) != nil && cells.contains { TableHead.isPart($0.text.unwrapped) }
    }
    guard isHead else { return nil }
    return cells.sorted { $0.column < $1.column }.map { .line(TextLine($0.text.unwrapped, span: $0.span)) }
  }
}

/// Notes below a table.
enum Notes {
  static func isNote(_ text: String) -> Bool {
    let folded = text.foldedForMatching
    if ["注:", "备注:", "附注:", "注1", "注.", "说明:", "*注"].contains(where: folded.hasPrefix) { return true }
    if folded.count < 80, folded.contains("空表") { return true }
    let speakers = ["我部门", "我单位", "本部门", "本单位", "我局", "本局", "此表", "本表"]
    guard folded.count < 80, folded.contains("表") || folded.contains("数据") else { return false }
    return speakers.contains(where: folded.hasPrefix)
      && ["无", "没有", "未", "为空", "反映"].contains { folded.contains($0) }
  }
}

/// Titles of tables.
struct Titles {
  let catalog: Catalog

  /// Which table `text` is the title of; `.other` for a title that no form knows; nil when it is no title.
  func kind(of text: String) -> StatementKind? {
    let folded = text.foldedForMatching
    let count = folded.unicodeScalars.count
    guard (3...60).contains(count) else { return nil }
    if folded.contains("。") || folded.contains(";") || folded.hasSuffix(",") || folded.hasSuffix(":") { return nil }
    if let kind = catalog.matchTitle(text) { return kind }
    var bare = Substring(folded)
    if bare.hasSuffix(")"), let open = bare.lastIndex(of: "(") { bare = bare[..<open] }
    if bare.hasSuffix("表") || folded.hasSuffix("表)") { return count <= 40 && !folded.contains(",") ? .other : nil }
    return nil
  }

  /// Titles that are printed over two centred lines, as one line each.
  func joinedTitles(_ blocks: [Page.Block]) -> [Page.Block] {
    var out: [Page.Block] = []
    for block in blocks {
      guard case .line(let lower) = block, case .line(let upper)? = out.last, let above = upper.span.box,
        let below = lower.span.box, upper.fontSize > 0, abs(upper.fontSize - lower.fontSize) < 0.6,
        below.y0 - above.y1 < upper.fontSize, abs((above.x0 + above.x1) - (below.x0 + below.x1)) < 2 * upper.fontSize,
        Headings.level(of: upper.text) == nil, Headings.level(of: lower.text) == nil, !upper.text.contains("。"),
        kind(of: upper.text) == nil, kind(of: lower.text) ?? .other == .other || isCutProject(upper.text, lower.text),
        let whole = kind(of: upper.text + lower.text),
        !TableHead.isPart(upper.text) || isCutProject(upper.text, lower.text), !TableHead.isPart(lower.text),
        whole != .other || kind(of: lower.text) == nil
      else {
        out.append(block)
        continue
      }
      var joined = upper
      joined.text += lower.text
      joined.span.box = above.union(below)
      out[out.count - 1] = .line(joined)
    }
    return out
  }
  /// `301007_甲县公安局_机场公安综 | 合修缮改造项目绩效目标表`: code, unit and project, too long for one line.
  private func isCutProject(_ upper: String, _ lower: String) -> Bool {
    upper.contains("_") && upper.count >= 15 && kind(of: lower) == .performance
  }
}
