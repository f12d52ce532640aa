import MingzhangCatalog
import MingzhangModel

/// A table while it is being read: its title, its head, and the grids of its pages.
struct TableDraft {
  var kind: StatementKind
  var title: String
  var titleSpan: SourceSpan?
  var head: TableHead
  var matrices: [Matrix] = []
  var pages: [Int] = []
  var grids: [Grid] = []
  var notes: [SpannedText] = []
  /// The line that prints another unit above a later page.
  var otherUnit: SpannedText?
  /// Such a line below the last grid: it counts when the table goes on after it.
  var waitingUnit: SpannedText?
  /// Left edges of the last grid's columns, in points.
  var columnEdges: [Double] = []
  /// Where the last of them ends.
  var rightEdge: Double?

  /// Whether `grid` goes on with this table: as many columns, and the same heading or none at all.
  func isContinued(by grid: Grid, matrix: Matrix) -> Bool {
    guard let first = matrices.first else { return true }
    if isFollowed(byForm: matrix) { return false }
    if Self.repeatsHeading(of: first, in: matrix) > 0 { return true }
    if !columnEdges.isEmpty, !grid.columnEdges.isEmpty { return columnsShared(with: grid) != nil }
    guard let last = matrices.last else { return true }
    return last.width == matrix.width || first.width == matrix.width
  }

  /// Whether `matrix` begins with the name of another project: the next form of targets, though under the same title and
  /// with the same columns, and not the next page of this one.
  func isFollowed(byForm matrix: Matrix) -> Bool {
    guard kind == .performance, let project = Self.project(of: matrix) else { return false }
    return matrices.compactMap(Self.project).last != project
  }

  /// What stands beside `项目名称` in the first rows.
  private static func project(of matrix: Matrix) -> String? {
    for row in 0..<min(4, matrix.rows.count) {
      let words = matrix.words(inRow: row)
      if let label = words.firstIndex(where: { $0.hasSuffix("项目名称") || $0.hasSuffix("项目名称:") }) {
        return label + 1 < words.count ? words[label + 1] : nil
      }
    }
    return nil
  }

  /// For every column of `grid`, the first column of this table that it covers; nil when the columns do not agree.
  ///
  /// The last page of a table may hold nothing but merged cells, and so fewer columns.
  func columnsShared(with grid: Grid) -> [Int]? {
    guard let origin = columnEdges.first, let other = grid.columnEdges.first else { return nil }
    if columnEdges.count == grid.columnEdges.count {
      let agree = zip(columnEdges, grid.columnEdges).allSatisfy { abs(($0 - origin) - ($1 - other)) < 6 }
      return agree ? Array(columnEdges.indices) : nil
    }
    guard grid.columnEdges.count > 1, grid.columnEdges.count < columnEdges.count else { return nil }
    if let rightEdge, let end = grid.rightEdge, end < rightEdge - 3, grid.isColumnsOnly { return nil }
    var columns: [Int] = []
    for edge in grid.columnEdges {
      guard let column = columnEdges.firstIndex(where: { abs($0 - edge) < 3 }) else { return nil }
      columns.append(column)
    }
    return columns
  }

  /// How many leading rows of `matrix` repeat the heading of `first`, though perhaps a cell further.
  static func repeatsHeading(of first: Matrix, in matrix: Matrix) -> Int {
    var count = 0
    lazy var heading = (0..<min(7, first.rows.count)).map { Set(first.words(inRow: $0)) }
    while count < min(7, matrix.rows.count) {
      if TableHeading.isOrdinals(matrix, count) {
        count += 1
        continue
      }
      let words = Set(matrix.words(inRow: count))
      guard !words.isEmpty, !words.contains(where: { PrintedNumber($0) != nil }) else { break }
      let repeated = heading.contains { row in
        !row.isEmpty && row.intersection(words).count * 10 >= max(row.count, words.count) * 8
      }
      guard repeated else { break }
      count += 1
    }
    return count
  }

  /// The line, when it prints another unit than the head of this table.
  func anotherUnit(in line: TextLine) -> SpannedText? {
    var head = TableHead()
    guard let unit = self.head.unit, head.take(line.text, lenient: false), let other = head.unit, other != unit else {
      return nil
    }
    return SpannedText(line.text, span: line.span)
  }

  mutating func add(_ grid: Grid, matrix: Matrix, page: Int) {
    if otherUnit == nil, !matrices.isEmpty { otherUnit = waitingUnit }
    pages.append(page)
    if let columns = columnsShared(with: grid), columns.count < columnEdges.count {
      let spread = grid.spread(over: columnEdges.count, at: columns)
      grids.append(spread)
      matrices.append(Matrix(spread))
    } else {
      grids.append(grid)
      matrices.append(matrix)
      (columnEdges, rightEdge) = (grid.columnEdges, grid.rightEdge)
    }
  }
}

extension Grid {
  /// Whether no row says what it is: the further columns of a table that is wider than the paper.
  fileprivate var isColumnsOnly: Bool {
    cells.allSatisfy { $0.row < 5 || $0.text.isEmpty || PrintedNumber($0.text) != nil }
  }

  /// The same cells in a table of `count` columns, where column `c` begins at `columns[c]`.
  fileprivate func spread(over count: Int, at columns: [Int]) -> Grid {
    var wide = self
    wide.columnCount = count
    wide.cells = cells.map { cell in
      var cell = cell
      let end = cell.column + cell.columnSpan
      cell.column = columns[cell.column]
      cell.columnSpan = (end < columns.count ? columns[end] : count) - cell.column
      return cell
    }
    return wide
  }
}

/// A finished table with what it explains of the file's digits.
struct TableResult {
  var statement: Statement
  /// Digits in the cells of rows, and in heading cells.
  var digitsInRows = 0
  var digitsInHeading = 0
  /// Headings whose cells stood one place off on some page.
  var shifted: [SpannedText] = []
}

extension TableDraft {
  /// Tables that list the functions by name only.
  private var isSummary: Bool { kind == .revenueAndExpenditureSummary || kind == .fiscalAppropriationSummary }

  /// Joins the pages: one heading (the best read of those printed), all rows.
  func finished(form: StatementForm?, entityYear: Int?, names: ItemNames? = nil) -> TableResult {
    guard let first = matrices.first else {
      let statement = Statement(
        kind: kind, title: title, entity: head.entity, fiscalYear: head.fiscalYear, unit: head.unit, columns: [],
        rows: [],
        lines: [], notes: notes, titleSpan: titleSpan, pages: (pages.first ?? 1)...(pages.last ?? 1))
      return TableResult(statement: statement)
    }
    let isForm = kind == .performance && TableHeading.isForm(first)
    var heading = isForm ? .none(in: first) : TableHeading.find(in: first, form: form)
    var shifted: [SpannedText] = []
    var skips = [heading.rowCount]
    for matrix in matrices.dropFirst() {
      let repeated = isForm ? 0 : Self.repeatsHeading(of: first, in: matrix)
      skips.append(repeated)
      guard repeated > 0, matrix.width == first.width else { continue }
      let other = TableHeading.find(in: matrix, form: form)
      let differs = other.columns.map(\.path) != heading.columns.map(\.path)
      if differs {
        let worse = other.score > heading.score ? first : matrix
        shifted.append(
          SpannedText(
            worse.rows[0].map(\.text).filter { !$0.isEmpty }.joined(separator: " | "), span: worse.rows[0].first?.span))
        if other.score > heading.score {
          var better = other
          better.rowCount = heading.rowCount
          heading = better
        }
      }
    }
    heading.columns = ColumnParts.marked(
      SummaryGroups.marked(ThreePublicTotal.marked(ColumnVersions.marked(heading.columns))))
    var result = TableResult(
      statement: Statement(
        kind: kind, title: title, entity: head.entity, fiscalYear: head.fiscalYear ?? entityYear, unit: head.unit,
        columns: heading.columns, rows: [], lines: [], notes: notes, titleSpan: titleSpan,
        pages: (pages.min() ?? 1)...(pages.max() ?? 1)))
    result.statement.fiscalYear = head.fiscalYear
    result.shifted = shifted
    var firstRow: [String]?
    let unit = head.unit ?? heading.unit
    result.statement.unit = unit
    result.statement.otherUnit = otherUnit
    let cells = CellReader(columns: heading.columns, unit: unit ?? .yuan, kind: kind)
    for (part, (matrix, skip)) in zip(matrices, skips).enumerated() {
      let codeParts = TableHeading.codeParts(matrix, skip)
      for (index, var row) in matrix.rows.enumerated() {
        let digits = row.reduce(0) { $0 + ($1.isOrigin ? $1.text.digitCount : 0) }
        if index < skip || TableHeading.isOrdinals(matrix, index) {
          result.digitsInHeading += digits
          if index == skip - 1, part == 0, let total = TableHeading.totalBesideHeading(matrix, index) {
            for column in row.indices where !total.contains(column) { row[column].text = "" }
            result.statement.rows.append(cells.row(row, width: heading.columns.count))
          }
          continue
        }
        if index == skip {
          for column in codeParts { row[column].text = "" }
          // a total that every page prints again below the heading
          if part > 0, skip > 0, let top = firstRow, top == row.map(\.text) {
            result.digitsInHeading += digits
            continue
          }
        }
        if firstRow == nil { firstRow = row.map(\.text) }
        guard row.contains(where: { $0.isOrigin && !$0.isBlank }) else { continue }
        result.digitsInRows += digits
        result.statement.rows.append(cells.row(row, width: heading.columns.count))
      }
    }
    result.statement.lines = LineReader(form: form, names: isSummary ? names : nil).lines(of: result.statement)
    result.statement.confidence = Identities.confidence(of: result.statement)
    return result
  }
}
