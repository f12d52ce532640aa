import MingzhangCatalog
import MingzhangModel

/// The heading rows of a table: what every column is called, from top to bottom, and what that means.
struct TableHeading {
  /// Rows that belong to the heading, 栏次 row included.
  var rowCount: Int
  var columns: [StatementColumn]
  /// How many columns the form knows by their whole path (2) or by their last words (1).
  var score: Int

  /// Finds the heading of `matrix`: the number of leading rows under which `form` knows the most columns.
  static func find(in matrix: Matrix, form: StatementForm?) -> TableHeading {
    let limit = headingLimit(matrix)
    var best: TableHeading?
    for count in 1...max(1, limit.rows) {
      guard count <= matrix.rows.count else { break }
      if let exact = limit.exact, count != exact { continue }
      let heading = TableHeading(matrix, rows: count, ordinals: limit.ordinals, form: form)
      let score = best?.score ?? -1
      if heading.score > score || heading.score == score && parts(matrix, count - 1) { best = heading }
    }
    return best ?? TableHeading(rowCount: 0, columns: [], score: 0)
  }

  /// Whether a row of a table without merged cells names the parts of the groups above it: words alone, below cells left empty.
  private static func parts(_ matrix: Matrix, _ row: Int) -> Bool {
    guard row > 0, !matrix.hasSpans, !isData(matrix, row), !isOrdinals(matrix, row) else { return false }
    let filled = matrix.rows[row].indices.filter { !matrix.rows[row][$0].isBlank }
    let below = filled.filter { $0 < matrix.rows[row - 1].count && matrix.rows[row - 1][$0].isBlank }
    return below.count >= 2 && filled.count < matrix.width
      && filled.allSatisfy { PrintedNumber(matrix.rows[row][$0].text.foldedForMatching) == nil }
  }

  /// No heading at all: a form of labels and values, whose rows are all kept as printed.
  static func none(in matrix: Matrix) -> TableHeading {
    let column = StatementColumn(.heading([]), path: [])
    return TableHeading(rowCount: 0, columns: Array(repeating: column, count: matrix.width), score: 0)
  }

  /// Whether the table is a form: the heading of its indicators stands below rows of labels and values.
  static func isForm(_ matrix: Matrix) -> Bool {
    let row = matrix.rows.indices.first { row in
      let words = matrix.words(inRow: row)
      return words.contains("一级指标") || words.contains("二级指标") && words.contains("三级指标")
    }
    return row.map { $0 >= 2 } ?? false
  }

  /// Before which row the heading ends at the latest: the 栏次 row, or the first row with an amount.
  private static func headingLimit(_ matrix: Matrix) -> (rows: Int, exact: Int?, ordinals: Int?) {
    let merged = mergedRows(matrix)
    for row in 0..<min(matrix.rows.count, 7) {
      if isOrdinals(matrix, row), row > 0 { return (row, row, row) }
      if row > 0, isData(matrix, row) || row >= max(1, merged) && isTotal(matrix, row) {
        return (row, merged > 1 ? min(merged, row) : nil, nil)
      }
    }
    if merged > 1 { return (merged, merged, nil) }
    return (min(matrix.rows.count, 5), nil, nil)
  }

  /// How many rows the merged cells of the heading hold together: 1 when nothing is merged over rows or over columns.
  private static func mergedRows(_ matrix: Matrix) -> Int {
    guard matrix.hasSpans else { return 1 }
    var count = 1
    while count < min(7, matrix.rows.count) {
      let reachesDown = matrix.rows[count].contains { $0.isBelowOrigin && !$0.isBlank }
      let isGrouped = matrix.rows[count - 1].contains { $0.isRightOfOrigin && !$0.isBlank }
      guard reachesDown || isGrouped && !isData(matrix, count) && !isTotal(matrix, count) else { break }
      count += 1
    }
    return count < 7 ? count : 1
  }

  /// The first row below a heading: `合计`, alone or with amounts.
  private static func isTotal(_ matrix: Matrix, _ row: Int) -> Bool {
    let words = matrix.words(inRow: row)
    guard let first = words.first, ["合计", "总计", "小计"].contains(first) else { return false }
    return words.dropFirst().allSatisfy { PrintedNumber($0) != nil }
  }

  /// `栏次 1 2 3 …`, or nothing but small numbers that count up.
  static func isOrdinals(_ matrix: Matrix, _ row: Int) -> Bool {
    // asked of every row: most have a word that begins as no ordinal does
    for slot in matrix.rows[row] where slot.isOrigin && !slot.isBlank && !mayBeOrdinal(slot.text) { return false }
    let words = matrix.words(inRow: row)
    guard words.count > 1 else { return false }
    if let first = words.first, first == "栏次" || first == "行次" || first == "列次" {
      return words.dropFirst().allSatisfy { isOrdinal($0) || $0 == first }
    }
    guard words.count >= 3 else { return false }
    let body = words.filter { !$0.isEmpty && $0 != "-" && $0 != "栏次" }
    let numbers = body.compactMap { Int($0) }
    guard numbers.count == body.count || body.allSatisfy(isOrdinal) else { return false }
    guard numbers.count == body.count, numbers.count >= 3 else { return body.count >= 3 }
    return zip(numbers, numbers.dropFirst()).allSatisfy { $1 == $0 + 1 }
  }

  /// False for words of which `isOrdinal` is false, and that open no row of ordinals; quick.
  private static func mayBeOrdinal(_ text: String) -> Bool {
    guard let first = text.unicodeScalars.first(where: { !$0.isWhite }) else { return true }
    guard (0x4E00...0x9FFF).contains(first.value) else { return true }
    return "甲乙丙丁一二三四五六七八九十栏欄行列".unicodeScalars.contains(first)
  }

  private static func isOrdinal(_ word: String) -> Bool {
    if Int(word) != nil { return word.utf8.count <= 2 }
    if ["甲", "乙", "丙", "丁", "一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "**"].contains(word) { return true }
    // 4=5+6
    return word.unicodeScalars.first.map(String.isDigit) == true && word.contains("=")
  }

  /// A row with an amount, a classification code, or a total is no heading.
  private static func isData(_ matrix: Matrix, _ row: Int) -> Bool {
    for (column, slot) in matrix.rows[row].enumerated() where slot.isOrigin && !slot.isBlank {
      let text = slot.text
      guard let first = text.unicodeScalars.first(where: { !$0.properties.isWhitespace }) else { continue }
      if String.isDigit(first) || first == "-" || first == "." {
        if PrintedNumber(text) != nil || column == 0 { return true }
        if FunctionalCode(String(text.prefix(7))) != nil { return true }
      }
    }
    return false
  }

  private init(rowCount: Int, columns: [StatementColumn], score: Int) {
    (self.rowCount, self.columns, self.score) = (rowCount, columns, score)
  }

  private init(_ matrix: Matrix, rows count: Int, ordinals: Int?, form: StatementForm?) {
    var paths = (0..<matrix.width).map { Self.path(of: $0, in: matrix, rows: count) }
    for column in Self.codeParts(matrix, count) { paths[column].append(matrix.rows[count][column].text) }
    let isSideBySide = Self.isSideBySide(paths)
    var columns: [StatementColumn] = []
    var score = 0
    for (index, path) in paths.enumerated() {
      let side = isSideBySide ? Self.side(of: index, in: paths) : nil
      let known = form?.columnKey(forPath: path.map(\.foldedForMatching), side: side)
      let key = known ?? Self.commonKey(path)
      if let key {
        score += known != nil && path.count > 1 ? 3 : 2
        _ = key
      }
      let ordinal = ordinals.flatMap { row -> String? in
        let text = matrix.ownText(row, index)
        return text.isEmpty ? nil : text
      }
      columns.append(
        StatementColumn(
          key ?? .heading(path.map(\.foldedForMatching)), side: side, path: path.map(\.unwrapped), ordinal: ordinal))
    }
    rowCount = ordinals.map { $0 + 1 } ?? count
    self.columns = columns
    self.score = score
  }

  /// The columns of a `合计` that stands in the last heading row, below headings that end above it.
  static func totalBesideHeading(_ matrix: Matrix, _ row: Int) -> Range<Int>? {
    guard matrix.hasSpans, row > 0, matrix.rows.indices.contains(row), let first = matrix.rows[row].first,
      first.isOrigin, ["合计", "总计"].contains(first.text.foldedForMatching)
    else { return nil }
    let end = matrix.rows[row].dropFirst().firstIndex { !$0.isRightOfOrigin } ?? matrix.width
    let headings = matrix.rows[row - 1][0..<end].count { !$0.isRightOfOrigin }
    return headings > 1 ? 0..<end : nil
  }

  /// Columns in whose first row below the heading stand only the words 类, 款, 项: some forms print them beside the total.
  static func codeParts(_ matrix: Matrix, _ row: Int) -> [Int] {
    guard matrix.rows.indices.contains(row) else { return [] }
    let found = matrix.rows[row].indices.filter { column in
      let slot = matrix.rows[row][column]
      return slot.isOrigin && ["类", "款", "项"].contains(slot.text)
    }
    return found.count > 1 ? found : []
  }

  /// Heading words above `column`, from top to bottom. In text, an empty cell continues the group at its left.
  private static func path(of column: Int, in matrix: Matrix, rows count: Int) -> [String] {
    var path: [String] = []
    for row in 0..<count {
      if row == count - 1, totalBesideHeading(matrix, row)?.contains(column) == true { continue }
      var text = matrix.rows[row][column].isBelowOrigin ? "" : matrix.rows[row][column].text
      if text.isEmpty, !matrix.hasSpans { text = group(above: column, row: row, in: matrix, rows: count) }
      guard !text.isEmpty, path.last != text else { continue }
      if row > 0, let above = path.last?.foldedForMatching, above.hasSuffix("分类"), text.hasPrefix("科目"),
        sameGroup(column, row - 1, row, in: matrix)
      {
        path[path.count - 1] += text
      } else {
        path.append(text)
      }
    }
    return path
  }

  /// Whether two stacked heading cells cover the same columns, more than one: one heading with a line through it.
  private static func sameGroup(_ column: Int, _ upper: Int, _ lower: Int, in matrix: Matrix) -> Bool {
    func extent(_ row: Int) -> ClosedRange<Int> {
      var (first, last) = (column, column)
      while matrix.rows[row][first].isRightOfOrigin { first -= 1 }
      while last + 1 < matrix.width, matrix.rows[row][last + 1].isRightOfOrigin { last += 1 }
      return first...last
    }
    guard matrix.hasSpans, !matrix.rows[lower][column].isBelowOrigin else { return false }
    let range = extent(upper)
    return range.count > 1 && range.count < matrix.width && range == extent(lower)
  }

  /// The group heading at the left of an empty heading cell, when both have words below them.
  private static func group(above column: Int, row: Int, in matrix: Matrix, rows count: Int) -> String {
    func hasWordsBelow(_ column: Int) -> Bool {
      (row + 1..<max(row + 1, count)).contains { !matrix.rows[$0][column].isBlank }
    }
    guard hasWordsBelow(column) else { return "" }
    var left = column - 1
    while left >= 0 {
      guard hasWordsBelow(left) else { return "" }
      if !matrix.rows[row][left].isBlank { return matrix.rows[row][left].text }
      left -= 1
    }
    return ""
  }

  /// Two halves, each under its own word: 收入 … 支出.
  private static func isSideBySide(_ paths: [[String]]) -> Bool {
    let tops = paths.compactMap { $0.count > 1 ? $0.first?.foldedForMatching : nil }
    return tops.contains { $0.hasSuffix("收入") } && tops.contains { $0.hasSuffix("支出") }
  }

  private static func side(of column: Int, in paths: [[String]]) -> StatementSide? {
    guard paths[column].count > 1 || paths.count > 1, let top = paths[column].first?.foldedForMatching else {
      return nil
    }
    if top.hasSuffix("收入") { return .revenue }
    if top.hasSuffix("支出") { return .expenditure }
    return nil
  }

  /// Columns that mean the same in every table.
  private static func commonKey(_ path: [String]) -> ColumnKey? {
    guard let last = path.last?.foldedForMatching else { return nil }
    switch last {
    case "序号", "行次", "栏次": return .sequence
    case "科目编码", "科目代码", "功能分类科目编码", "经济分类科目编码", "编码", "类", "款", "项": return .code
    case "科目名称", "项目", "功能分类科目名称", "经济分类科目名称", "名称", "功能分类科目", "支出项目": return .caption
    case "数量": return .quantity
    case "单价": return .unitPrice
    default: return nil
    }
  }
}
