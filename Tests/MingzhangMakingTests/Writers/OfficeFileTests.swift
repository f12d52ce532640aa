import Foundation
import MingzhangMaking
import MingzhangModel
import MingzhangTestSupport
import Testing

@Suite struct OfficeFileTests {
  @Test("同样的内容，两次写出同样的字节")
  func equalBytes() throws {
    let document = try NangongLedger().document
    #expect(WordWriter().bytes(for: document) == WordWriter().bytes(for: document))
    #expect(try ExcelWriter().bytes(for: document) == ExcelWriter().bytes(for: document))
  }

  @Test(
    "表格程序打开：一表一张，合计是活的公式并带着算好的数，空白仍是空白",
    .enabled(if: OutsideTools.hasPackage("openpyxl"), "没有 openpyxl，跳过；先运行 Scripts/setup --test"))
  func liveSums() async throws {
    let table = SampleDocument.amounts([Money(fen: 1), nil, Money(fen: 2_466_080_000), Money(fen: -30)])
    let bytes = try ExcelWriter().bytes(for: SampleDocument.document([.table(table)]))
    let answer = try await OutsideTools.look(
      at: bytes, named: "book.xlsx",
      with: """
        import sys, openpyxl
        live = openpyxl.load_workbook(sys.argv[1]).worksheets[0]
        done = openpyxl.load_workbook(sys.argv[1], data_only=True).worksheets[0]
        print([done.cell(r, 3).value for r in range(5, 10)], live['C9'].value, live['C5'].number_format)
        print(sorted(str(m) for m in live.merged_cells.ranges), live.freeze_panes)
        """)
    #expect(
      answer == """
        [0.01, None, 24660800, -0.3, 24660799.71] =SUM(C5,C7:C8) #,##0.00
        ['A1:C1', 'A3:A4', 'B3:C3'] A5
        """)
  }

  @Test(
    "合并的格里是金额，也写成数",
    .enabled(if: OutsideTools.hasPackage("openpyxl"), "没有 openpyxl，跳过；先运行 Scripts/setup --test"))
  func mergedAmount() async throws {
    var table = SampleDocument.amounts([])
    table.bodyRows = [[TableView.CellView("合计"), TableView.CellView("12.30", money: Money(fen: 1230), columnSpan: 2)]]
    table.sums = [:]
    let answer = try await OutsideTools.look(
      at: ExcelWriter().bytes(for: SampleDocument.document([.table(table)])), named: "book.xlsx",
      with: "import sys, openpyxl\nprint(repr(openpyxl.load_workbook(sys.argv[1]).worksheets[0]['B5'].value))")
    #expect(answer == "12.3")
  }

  @Test("表格装不下的文字是一句话，不是悄悄丢掉")
  func tooLongForSheet() throws {
    var table = SampleDocument.amounts([])
    table.bodyRows = [[TableView.CellView(String(repeating: "长", count: 32_768))]]
    let error = #expect(throws: MakingError.self) {
      try ExcelWriter().bytes(for: SampleDocument.document([.table(table)]))
    }
    #expect(error?.wording.chinese.contains("32767") == true)
  }

  @Test(
    "文字程序打开：每张表都在，格里的字一字不差，标题行重复，横页是横页",
    .enabled(if: OutsideTools.hasPackage("docx"), "没有 python-docx，跳过；先运行 Scripts/setup --test"))
  func word() async throws {
    let document = SampleDocument.document([
      .heading(level: 1, "部门预算公开表"), .table(SampleDocument.amounts([Money(fen: 100), nil], landscape: true)),
      .paragraph("说明。"), .table(SampleDocument.goal(indicators: 3)),
    ])
    let answer = try await OutsideTools.look(
      at: WordWriter().bytes(for: document), named: "book.docx",
      with: """
        import sys, docx, zipfile
        assert zipfile.ZipFile(sys.argv[1]).testzip() is None
        d = docx.Document(sys.argv[1])
        for t in d.tables:
            print(len(t.rows), t._tbl.xml.count('<w:tblHeader/>'), '|'.join(c.text for c in t.rows[-1].cells))
        print([s.orientation for s in d.sections].count(1), d.core_properties.created)
        """)
    #expect(
      answer == """
        6 3 |合计|1.00
        5 2 产出指标|数量指标3|≥2%
        1 2023-02-15 00:00:00+00:00
        """)
  }

  @Test(
    "坏字符、越界的合并、空表：文件仍打得开，看得见的字都在",
    .enabled(
      if: OutsideTools.hasPackage("docx") && OutsideTools.hasPackage("openpyxl"),
      "没有 python-docx 或 openpyxl，跳过；先运行 Scripts/setup --test"))
  func hostile() async throws {
    let document = SampleDocument.spoiled
    let words = try await OutsideTools.look(
      at: WordWriter().bytes(for: document), named: "book.docx",
      with: """
        import sys, docx
        d = docx.Document(sys.argv[1])
        print(d.tables[0].rows[2].cells[2].text, len(d.tables))
        """)
    #expect(words == SampleDocument.hostileShown + " 2")
    let cells = try await OutsideTools.look(
      at: ExcelWriter().bytes(for: document), named: "book.xlsx",
      with: """
        import sys, openpyxl
        s = openpyxl.load_workbook(sys.argv[1]).worksheets[0]
        print([c.value for c in s[5]], s['C4'].value)
        """)
    #expect(cells == "['越界', '到头', None] " + SampleDocument.hostileShown)
  }
}
