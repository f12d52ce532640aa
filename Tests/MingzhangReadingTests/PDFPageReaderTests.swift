import MingzhangFormats
import MingzhangModel
import Testing

@testable import MingzhangReading

@Suite("PDF 页面 → 行和表")
struct PDFPageReaderTests {
  @Test("合并的表头是真正的跨行跨列")
  func mergedHeading() throws {
    var sheet = Sheet()
    // 收入(2 columns) | 合计(2 rows); below: 项目 | 预算数
    sheet.across([100, 140], 50, 350)
    sheet.across([120], 50, 250)
    sheet.upright([50, 250, 350], 100, 140)
    sheet.upright([150], 120, 140)
    sheet.print("收入", 140, 114)
    sheet.print("项目", 60, 134)
    sheet.print("预算数", 160, 134)
    sheet.print("合计", 280, 124)
    let grid = try #require(sheet.grids.first)
    #expect(grid.columnCount == 3 && grid.rowCount == 2)
    #expect(grid.texts == ["收入", "合计", "项目", "预算数"])
    #expect(grid.cells.first { $0.text == "收入" }?.columnSpan == 2)
    #expect(grid.cells.first { $0.text == "合计" }?.rowSpan == 2)
    #expect(grid.columnEdges == [50, 150, 250])
  }

  @Test("画两遍、画成几段的线是一条线")
  func doubledLines() throws {
    var sheet = Sheet()
    for shift: Float in [0, 0.45] {
      sheet.across([100 + shift, 120 + shift, 140 + shift], 50, 250)
      sheet.upright([50 + shift, 150 + shift, 250 + shift], 101, 119)
      sheet.upright([50 + shift, 150 + shift, 250 + shift], 120.5, 139)
    }
    sheet.print("甲", 60, 114)
    sheet.print("1.00", 160, 134)
    let grid = try #require(sheet.grids.first)
    #expect(grid.columnCount == 2 && grid.rowCount == 2)
    #expect(grid.cells.count == 4)
  }

  @Test("没有左右边线的表也封口")
  func openSides() throws {
    var sheet = Sheet()
    sheet.across([100, 120, 140], 50, 350)
    sheet.upright([150, 250], 100, 140)
    sheet.print("项目", 60, 114)
    sheet.print("预算数", 160, 114)
    sheet.print("备注", 260, 134)
    let grid = try #require(sheet.grids.first)
    #expect(grid.columnCount == 3 && grid.rowCount == 2)
    #expect(grid.texts.filter { !$0.isEmpty } == ["项目", "预算数", "备注"])
  }

  @Test("整页不断开的单元格没有横线，仍属于旁边的表")
  func cellsOverTheWholePage() throws {
    var sheet = Sheet()
    sheet.across([100, 150, 200], 200, 350)
    sheet.upright([50, 125, 200, 275, 350], 100, 200)
    sheet.print("项目一", 60, 150)
    sheet.print("数量指标", 205, 124)
    let grid = try #require(sheet.grids.first)
    #expect(grid.columnCount == 4)
    #expect(grid.cells.first { $0.text == "项目一" }?.rowSpan == 2)
    #expect(sheet.lines.isEmpty)
  }

  @Test("页底切去一半的字仍在表里，表下的注不在")
  func wordsCutByThePage() throws {
    var sheet = Sheet()
    sheet.across([100, 120], 50, 250)
    sheet.upright([50, 150, 250], 100, 120)
    sheet.print("甲", 60, 114)
    sheet.print("切去一半", 160, 125)
    sheet.print("注：无", 60, 132)
    #expect(try #require(sheet.grids.first).texts == ["甲", "切去一半"])
    #expect(sheet.lines.map(\.text) == ["注：无"])
  }

  @Test("白线不画表")
  func whiteLines() throws {
    var sheet = Sheet()
    sheet.across([100, 120], 50, 250)
    sheet.upright([50, 150, 250], 100, 120)
    sheet.color = 0xFFFFFF
    sheet.upright([30, 400], 100, 120)
    sheet.across([100, 120], 30, 400)
    sheet.print("甲", 60, 114)
    sheet.print("乙", 160, 114)
    #expect(try #require(sheet.grids.first).columnCount == 2)
  }

  @Test("超出单元格的字不分家，归放得最多的那一格")
  func wordsBeyondTheirCell() throws {
    var sheet = Sheet()
    sheet.across([100, 120], 50, 250)
    sheet.upright([50, 100, 250], 100, 120)
    sheet.print("一般公共服务", 55, 114, size: 10)
    sheet.print("1.00", 220, 114)
    #expect(try #require(sheet.grids.first).texts == ["一般公共服务", "1.00"])
  }

  @Test("单元格里换行的字分行给出，数字中间没有空格")
  func wrappedCells() throws {
    var sheet = Sheet()
    sheet.across([100, 140], 50, 250)
    sheet.upright([50, 150, 250], 100, 140)
    sheet.print("附属单位", 60, 114)
    sheet.print("上缴收入", 60, 130)
    sheet.print("1,", 160, 124)
    sheet.print("252.00", 172, 124)
    let grid = try #require(sheet.grids.first)
    #expect(grid.texts == ["附属单位\n上缴收入", "1,252.00"])
  }

  @Test("表外的字按上下排成行，带字号和位置；框住的一段话不是表")
  func linesAndFrames() throws {
    var sheet = Sheet()
    sheet.print("单位：万元", 300, 90, size: 9)
    sheet.print("收支总表", 150, 60, size: 18, bold: true)
    sheet.print("部门：办公室", 50, 90, size: 9)
    sheet.across([100, 200], 50, 350)
    sheet.upright([50, 350], 100, 200)
    sheet.print("框里的话", 60, 150)
    #expect(sheet.grids.isEmpty)
    let lines = sheet.lines
    #expect(lines.map(\.text) == ["收支总表", "部门：办公室 单位：万元", "框里的话"])
    #expect(lines.first?.fontSize == 18 && lines.first?.isBold == true)
    #expect(lines.first?.span.box?.x0 == 150)
  }

  @Test("横放的页转正来读，位置仍是显示的位置")
  func turnedPage() throws {
    var sheet = Sheet()
    sheet.across([100, 120], 50, 250)
    sheet.upright([50, 150, 250], 100, 120)
    sheet.print("甲乙", 60, 114)
    sheet.print("丙", 160, 114)
    let turned = sheet.turned
    let page = PDFPageReader().page(of: turned)
    guard case .grid(let grid)? = page.blocks.first else { return #expect(Bool(false), "没有表") }
    #expect(grid.texts == ["甲乙", "丙"])
    let box = try #require(grid.span.box)
    // turned clockwise: x' = height - y, y' = x
    #expect(abs(box.x0 - (842 - 120)) < 1 && abs(box.y0 - 50) < 1 && abs(box.x1 - (842 - 100)) < 1)
  }

  @Test("看不见的字不算公开")
  func hiddenWords() {
    var sheet = Sheet()
    sheet.print("看得见", 60, 114)
    sheet.marks = .clipped
    sheet.print("看不见", 60, 160)
    #expect(sheet.lines.map(\.text) == ["看得见"])
    #expect(PDFPageReader.hiddenText(of: sheet.content) == "看不见")
  }

  @Test("一条线也没有的表：按表头和数字的右边分栏，空栏保留")
  func tableWithoutLines() throws {
    var sheet = Sheet()
    sheet.print("收支总表", 150, 60, size: 16)
    sheet.print("部门：办公室", 50, 85)
    sheet.print("单位：万元", 400, 85)
    sheet.print("收入", 130, 104)
    sheet.print("支出", 370, 104)
    for (words, x) in [("项目", 60), ("预算数", 180), ("项目", 300), ("预算数", 420)] { sheet.print(words, Float(x), 120) }
    let rows = [("财政拨款", "12.00", "教育支出", "7.50"), ("事业收入", "1.00", "其他支出", "5.50"), ("总计", "13.00", "总计", "13.00")]
    for (index, row) in rows.enumerated() {
      let y = Float(140 + 16 * index)
      sheet.print(row.0, 60, y)
      sheet.print(row.1, 210 - 5 * Float(row.1.count), y)
      sheet.print(row.2, 300, y)
      sheet.print(row.3, 450 - 5 * Float(row.3.count), y)
    }
    let grid = try #require(sheet.grids.first)
    #expect(grid.columnCount == 4 && grid.rowCount == 5)
    #expect(grid.cells.first { $0.text == "收入" }?.columnSpan == 2)
    #expect(grid.cells.first { $0.text == "支出" }.map { [$0.column, $0.columnSpan] } == [2, 2])
    #expect(grid.texts.suffix(4) == ["总计", "13.00", "总计", "13.00"])
    #expect(sheet.lines.map(\.text) == ["收支总表", "部门：办公室 单位：万元"])
  }

  @Test("目录和段落不是没有线的表")
  func proseIsNoTable() {
    var sheet = Sheet()
    for (index, words) in ["收支总表", "收入总表", "支出总表", "三公表"].enumerated() {
      sheet.print(words, 60, 100 + 16 * Float(index))
      sheet.print("\(index + 8)", 450, 100 + 16 * Float(index))
    }
    sheet.print("2026年预算1234.56万元，比上年增加12.00万元。", 60, 200)
    #expect(sheet.grids.isEmpty)
    #expect(sheet.lines.count == 5)
  }

  @Test("很多线的图不是表，也不拖住读取")
  func drawing() {
    var sheet = Sheet()
    for index in 0..<20_000 {
      let at = Float(index % 800)
      sheet.across([at + Float(index) * 0.01], Float(index % 500), Float(index % 500) + 30)
      sheet.upright([at], Float(index % 700), Float(index % 700) + 30)
    }
    sheet.print("字", 60, 114)
    let page = PDFPageReader().page(of: sheet.content)
    #expect(!page.blocks.isEmpty)
  }
}

/// A page put together by hand.
struct Sheet {
  var content = PDFPageContent(number: 1, width: 595, height: 842)
  var color: UInt32 = 0
  var marks: Glyph.Marks = []

  mutating func across(_ heights: [Float], _ from: Float, _ to: Float) {
    for y in heights { content.lines.append(RulingLine(x0: from, y0: y, x1: to, y1: y, color: color)) }
  }

  mutating func upright(_ places: [Float], _ from: Float, _ to: Float) {
    for x in places { content.lines.append(RulingLine(x0: x, y0: from, x1: x, y1: to, color: color)) }
  }

  mutating func print(_ words: String, _ x: Float, _ baseline: Float, size: Float = 10, bold: Bool = false) {
    var x = x
    for (index, scalar) in words.unicodeScalars.enumerated() {
      let width = scalar.value < 0x80 ? size / 2 : size
      var marks = marks
      if bold { marks.insert(.bold) }
      if index > 0 { marks.insert(.joined) }
      content.glyphs.append(
        Glyph(
          scalar, x0: x, y0: baseline - 0.86 * size, x1: x + width, y1: baseline + 0.14 * size, baseline: baseline,
          size: size, marks: marks))
      x += width
    }
  }

  var page: Page { PDFPageReader(file: "f").page(of: content) }
  var grids: [Grid] { page.blocks.compactMap { if case .grid(let grid) = $0 { grid } else { nil } } }
  var lines: [TextLine] { page.blocks.compactMap { if case .line(let line) = $0 { line } else { nil } } }

  /// The same page turned a quarter clockwise, without saying so in its rotation.
  var turned: PDFPageContent {
    var result = content
    (result.width, result.height) = (content.height, content.width)
    let height = content.height
    result.glyphs = content.glyphs.map { glyph in
      var turned = glyph
      (turned.x0, turned.y0, turned.x1, turned.y1) = (height - glyph.y1, glyph.x0, height - glyph.y0, glyph.x1)
      turned.baseline = height - glyph.baseline
      turned.marks = glyph.marks.withQuarterTurns(1)
      return turned
    }
    result.lines = content.lines.map {
      RulingLine(x0: height - $0.y1, y0: $0.x0, x1: height - $0.y0, y1: $0.x1, color: $0.color)
    }
    return result
  }
}

extension Grid {
  /// The words of all cells, row by row.
  var texts: [String] { cells.sorted { ($0.row, $0.column) < ($1.row, $1.column) }.map(\.text) }
}
