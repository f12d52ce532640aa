import MingzhangCatalog
import MingzhangFormats
import MingzhangModel
import MingzhangTestSupport
import Testing

@testable import MingzhangReading

@Suite("Excel、Word、网页的细处")
struct OfficeFormatTests {
  private func workbook(_ sheets: [(name: String, state: String, xml: String)], styles: String = "") throws
    -> ExcelPages.Book
  {
    var archive = ZIPWriter()
    let list = sheets.enumerated().map {
      "<sheet name=\"\($1.name)\" sheetId=\"\($0 + 1)\" state=\"\($1.state)\" r:id=\"r\($0 + 1)\"/>"
    }.joined()
    archive.add("xl/workbook.xml", Array("<workbook xmlns:r=\"r\"><sheets>\(list)</sheets></workbook>".utf8))
    let relations = sheets.indices.map { "<Relationship Id=\"r\($0 + 1)\" Target=\"worksheets/s\($0).xml\"/>" }.joined()
    archive.add("xl/_rels/workbook.xml.rels", Array("<Relationships>\(relations)</Relationships>".utf8))
    archive.add("xl/styles.xml", Array("<styleSheet>\(styles)</styleSheet>".utf8))
    for (index, sheet) in sheets.enumerated() {
      archive.add("xl/worksheets/s\(index).xml", Array("<worksheet>\(sheet.xml)</worksheet>".utf8))
    }
    return try #require(try ExcelPages(file: "f").book(of: ZIPReader(archive.finished())))
  }

  private func cells(_ page: Page) -> [String: String] {
    var out: [String: String] = [:]
    for block in page.blocks {
      if case .grid(let grid) = block { for cell in grid.cells { out[cell.span.cell ?? ""] = cell.text } }
    }
    return out
  }

  @Test("隐藏的表不读但要说；隐藏的行列读入也要说")
  func hidden() throws {
    let rows =
      "<cols><col min=\"2\" max=\"2\" hidden=\"1\"/></cols><sheetData><row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>合计</t></is></c><c r=\"B1\"><v>1</v></c></row><row r=\"2\" hidden=\"1\"><c r=\"A2\"><v>2</v></c></row></sheetData>"
    let book = try workbook([("表", "visible", rows), ("旧表", "veryHidden", rows)])
    #expect(book.pages.count == 1)
    #expect(cells(book.pages[0]) == ["A1": "合计", "B1": "1", "A2": "2"])
    #expect(book.notices.contains { $0.message.chinese.contains("旧表") })
    #expect(book.notices.contains { $0.kind == .invisibleText && $0.count == 2 })
  }

  @Test("公式读保存的结果；没有结果的不当空格，结果是空字的才是空")
  func formulas() throws {
    let rows =
      "<sheetData><row><c><f>1+1</f><v>2</v></c><c><f>A1*2</f></c><c t=\"str\"><f>IF(1,\"\")</f><v></v></c><c t=\"e\"><f>1/0</f><v>#DIV/0!</v></c></row></sheetData>"
    let book = try workbook([("表", "visible", rows)])
    // cells that do not say where they stand are beside the last one
    #expect(cells(book.pages[0]) == ["A1": "2", "B1": "（公式未计算）", "D1": "#DIV/0!"])
    #expect(book.notices.map(\.count) == [1])
  }

  @Test("日期、百分数、小数位照格式印出，不经二进制小数")
  func numberFormats() throws {
    let styles =
      "<numFmts><numFmt numFmtId=\"200\" formatCode=\"0.0%\"/><numFmt numFmtId=\"201\" formatCode=\"yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;\"/></numFmts><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"10\"/><xf numFmtId=\"200\"/><xf numFmtId=\"14\"/><xf numFmtId=\"201\"/><xf numFmtId=\"4\"/></cellXfs>"
    let values = [
      ("0.1", 0), ("0.12345", 1), ("1", 2), ("46059", 3), ("36586.5", 4), ("1234.565", 5), ("3.0000000000000004E-2", 0),
    ]
    let row = values.map { "<c s=\"\($0.1)\"><v>\($0.0)</v></c>" }.joined()
    let book = try workbook([("表", "visible", "<sheetData><row>\(row)</row></sheetData>")], styles: styles)
    #expect(
      cells(book.pages[0])
        == [
          "A1": "0.1", "B1": "12.35%", "C1": "100.0%", "D1": "2026-02-06", "E1": "2000-03-01", "F1": "1234.57",
          "G1": "0.03",
        ])
  }

  @Test("自称到天边的单元格和互相重叠的合并：不占内存，说没有读全")
  func hugeClaims() throws {
    let merges = (1...2000).map { "<mergeCell ref=\"A\($0):XFD1048576\"/>" }.joined()
    let rows =
      "<sheetData><row r=\"1\"><c r=\"A1\"><v>1</v></c><c r=\"XFD1048576\"><v>2</v></c><c r=\"ZZZZZZZ99999999999999999999\"><v>3</v></c><c r=\"SF40000\"><v>4</v></c></row></sheetData><mergeCells>\(merges)</mergeCells>"
    let book = try workbook([("表", "visible", rows)])
    #expect(book.notices.contains { $0.message.chinese.contains("没有读全") })
  }

  private func document(_ body: String, parts: [String: String] = [:]) throws -> Page {
    var archive = ZIPWriter()
    archive.add(
      "word/document.xml", Array("<w:document xmlns:w=\"w\" xmlns:mc=\"mc\"><w:body>\(body)</w:body></w:document>".utf8)
    )
    for (name, xml) in parts.sorted(by: { $0.key < $1.key }) { archive.add(name, Array(xml.utf8)) }
    return try #require(try WordPages(file: "f").pages(of: ZIPReader(archive.finished()))?.first)
  }

  private func lines(_ page: Page) -> [String] {
    page.blocks.compactMap { if case .line(let line) = $0 { line.text } else { nil } }
  }

  private func paragraph(_ words: String, _ properties: String = "") -> String {
    "<w:p><w:pPr>\(properties)</w:pPr><w:r><w:t>\(words)</w:t></w:r></w:p>"
  }

  @Test("文本框只读一次，脚注读在最后，删去的字不读")
  func boxesAndNotes() throws {
    let box = "<w:txbxContent>\(paragraph("框里的字"))</w:txbxContent>"
    let page = try document(
      "<w:p><w:r><w:t>正文</w:t></w:r><w:del><w:r><w:t>删去</w:t></w:r></w:del><w:r><mc:AlternateContent><mc:Choice>\(box)</mc:Choice><mc:Fallback>\(box)</mc:Fallback></mc:AlternateContent></w:r></w:p>"
        + "<w:sdt><w:sdtContent>\(paragraph("控件里的字"))</w:sdtContent></w:sdt>",
      parts: [
        "word/footnotes.xml":
          "<w:footnotes xmlns:w=\"w\"><w:footnote w:type=\"separator\">\(paragraph("线"))</w:footnote><w:footnote>\(paragraph("脚注：含追加"))</w:footnote></w:footnotes>"
      ])
    #expect(lines(page) == ["正文", "框里的字", "控件里的字", "脚注：含追加"])
  }

  @Test("套在表里的表各读各的；格里的控件、修订也读")
  func nestedTables() throws {
    func table(_ rows: [[String]]) -> String {
      "<w:tbl>" + rows.map { "<w:tr>" + $0.map { "<w:tc>\($0)</w:tc>" }.joined() + "</w:tr>" }.joined() + "</w:tbl>"
    }
    let inner = table([
      [paragraph("科目"), paragraph("金额")],
      [paragraph("合计"), "<w:sdt><w:sdtContent>\(paragraph("3.00"))</w:sdtContent></w:sdt>"],
    ])
    let page = try document(table([[paragraph("左边的字"), inner]]))
    #expect(lines(page) == ["左边的字"])
    let grids = page.blocks.compactMap { if case .grid(let grid) = $0 { grid } else { nil } }
    #expect(grids.map { $0.cells.map(\.text) } == [["科目", "金额", "合计", "3.00"]])
  }

  @Test("自动编号是印出来的字：一、（一）1. 都补上，下级重新数")
  func numbering() throws {
    let numbering = """
      <w:numbering xmlns:w="w"><w:abstractNum w:abstractNumId="0">\
      <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl>\
      <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%2."/></w:lvl></w:abstractNum>\
      <w:num w:numId="5"><w:abstractNumId w:val="0"/></w:num></w:numbering>
      """
    func item(_ words: String, _ level: Int) -> String {
      paragraph(words, "<w:numPr><w:ilvl w:val=\"\(level)\"/><w:numId w:val=\"5\"/></w:numPr>")
    }
    let page = try document(
      item("部门职责", 0) + item("甲", 1) + item("乙", 1) + item("收支说明", 0) + item("丙", 1) + paragraph("无编号"),
      parts: ["word/numbering.xml": numbering])
    #expect(lines(page) == ["一、部门职责", "1.甲", "2.乙", "二、收支说明", "1.丙", "无编号"])
  }

  @Test("GBK 网页、排版用的表、几张数据表；附件说出名字")
  func webPage() throws {
    let html =
      "<html><head><meta charset=\"gb2312\"></head><body><table><tr><td><p>XX</p><table><tr><td>1</td><td>2</td></tr></table><table><tr><td>3</td><td>4</td></tr></table></td></tr></table><a href=\"a.pdf\">fj.pdf</a></body></html>"
    // 镕 is in GBK, not in GB2312
    let bytes = Array(html.utf8).split(separator: Array("XX".utf8), maxSplits: 1).joined(
      separator: [0xE9, 0x46] as [UInt8])
    let read = try #require(WebPages.pages(of: Array(bytes), file: "f"))
    #expect(lines(read.pages[0]) == ["镕", "fj.pdf"])
    #expect(read.pages[0].blocks.count == 4)
    #expect(read.notices.map(\.message.chinese).joined().contains("fj.pdf"))
  }

  @Test("网页上只有附件：说缺什么")
  func attachmentsOnly() throws {
    let html =
      "<html><body><p>某市审计局2026年部门预算公开</p><a href='/x/2026.xls?d=1'>附表</a><a href='/index.html'>首页</a></body></html>"
    let read = try #require(WebPages.pages(of: Array(html.utf8), file: nil))
    #expect(read.notices.count == 1 && read.notices[0].message.chinese.contains("附表"))
    #expect(!read.notices[0].message.chinese.contains("首页"))
  }
}
