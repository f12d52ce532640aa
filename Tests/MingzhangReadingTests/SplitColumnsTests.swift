import MingzhangCatalog
import MingzhangModel
import MingzhangTestSupport
import Testing

@testable import MingzhangReading

@Suite("列分印在几页上的表")
struct SplitColumnsTests {
  private static let heading = ["科目编码", "科目名称", "合计", "财政拨款收入"]
  private static let rows = [
    ["201", "一般公共服务支出", "30.00", "20.00"], ["20101", "人大事务", "30.00", "20.00"],
    ["2010101", "行政运行", "10.00", "5.00"], ["2010102", "一般行政管理事务", "20.00", "15.00"],
  ]
  private static let further = [
    ["事业收入", "其他收入"], ["6.00", "4.00"], ["6.00", "4.00"], ["2.00", "3.00"], ["4.00", "1.00"],
  ]

  @Test("先下后右：右边的列接到同一行上，合计对得上")
  func downThenOver() throws {
    let pages = [
      page(1, [Self.heading, Self.rows[0], Self.rows[1], Self.rows[2]], title: true),
      page(2, [Self.rows[3]] + Self.more),
      page(3, Array(Self.further[0..<4]), unit: true), page(4, [Self.further[4]] + Self.blank),
    ]
    let tables = try read(pages)
    let table = try #require(tables.first)
    #expect(tables.count == 1)
    #expect(table.unit == .tenThousandYuan)
    #expect(table.columns.map { $0.path.last } == Self.heading + Self.further[0])
    #expect(
      table.rows.map { $0.map(\.printed) }.prefix(4) == zip(Self.rows, Self.further.dropFirst()).map { $0 + $1 }[...])
    #expect(table.rows[0][5].span?.page == 3)
    #expect(table.confidence.map { $0.holding == $0.tried && $0.tried > 4 } == true)
  }

  @Test("先右后下：同样接上")
  func overThenDown() throws {
    let pages = [
      page(1, [Self.heading, Self.rows[0], Self.rows[1], Self.rows[2]], title: true),
      page(2, Array(Self.further[0..<4]), unit: true), page(3, [Self.rows[3]] + Self.more),
      page(4, [Self.further[4]] + Self.blank),
    ]
    let table = try #require(try read(pages).first)
    #expect(
      table.rows.map { $0.map(\.printed) }.prefix(4) == zip(Self.rows, Self.further.dropFirst()).map { $0 + $1 }[...])
  }

  @Test("合计对不上的不接，单独成表，一个数也不丢")
  func brokenSums() throws {
    var further = Self.further
    for row in 1...3 { further[row][0] = "7.00" }
    let pages = [
      page(1, [Self.heading, Self.rows[0], Self.rows[1], Self.rows[2]], title: true), page(2, Array(further[0..<4])),
    ]
    let tables = try read(pages)
    try #require(tables.count == 2)
    #expect(tables[0].columns.count == 4)
    #expect(tables[1].kind == .other)
    #expect(tables[1].rows.flatMap { $0 }.map(\.printed).contains("7.00"))
  }

  @Test("行高不同的不接；只有一列数也还是表")
  func otherHeights() throws {
    let pages = [
      page(1, [Self.heading, Self.rows[0], Self.rows[1], Self.rows[2]], title: true),
      page(2, Self.further[0..<4].map { [$0[1]] }, height: 23),
    ]
    let tables = try read(pages)
    try #require(tables.map(\.columns.count) == [4, 1])
    #expect(tables[1].rows.map { $0[0].printed } == ["4.00", "4.00", "3.00"])
  }

  private static let more = [
    ["2010199", "其他人大事务支出", "", ""], ["20102", "政协事务", "", ""], ["2010201", "行政运行", "", ""],
  ]
  private static let blank = [["", ""], ["", ""], ["", ""]]

  private func read(_ pages: [Page]) throws -> [Statement] {
    let source = SourceFile(name: "x.pdf", sha256: "", byteCount: 1, format: "pdf")
    let catalog = try Catalog.load(from: TestPlaces.root.appending(path: "Sources/MingzhangCatalog/Data"))
    return Recognizer(catalog: catalog).recognise(pages, source: source).disclosure.statements
  }

  /// A page with one table, whose rows are `height` points high.
  private func page(
    _ number: Int, _ texts: [[String]], title: Bool = false, unit: Bool = false, height: Double = 20
  ) -> Page {
    func box(_ x0: Double, _ y0: Double, _ x1: Double, _ y1: Double) -> SourceSpan {
      SourceSpan(page: number, box: .init(x0: x0, y0: y0, x1: x1, y1: y1))
    }
    var blocks: [Page.Block] = []
    if title { blocks.append(.line(TextLine("部门收入预算总表", span: box(200, 60, 400, 76), fontSize: 16))) }
    if unit { blocks.append(.line(TextLine("单位：万元", span: box(60, 80, 120, 92), fontSize: 10))) }
    let width = texts[0].count
    let cells = texts.enumerated().flatMap { row, words in
      words.enumerated().map { column, text in
        let (x, y) = (50 + Double(column) * 90, 100 + Double(row) * height)
        return GridCell(row: row, column: column, text: text, span: box(x, y, x + 90, y + height))
      }
    }
    let whole = box(50, 100, 50 + Double(width) * 90, 100 + Double(texts.count) * height)
    blocks.append(
      .grid(
        Grid(
          columnCount: width, rowCount: texts.count, cells: cells, span: whole,
          columnEdges: (0..<width).map { 50 + Double($0) * 90 }, rightEdge: 50 + Double(width) * 90)))
    return Page(number: number, width: 595, height: 842, blocks: blocks)
  }
}
