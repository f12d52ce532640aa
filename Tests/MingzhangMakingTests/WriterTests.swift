import Foundation
import FoundationXML
import MingzhangMaking
import MingzhangModel
import MingzhangTestSupport
import Testing

/// The files of the book, opened by other programs.
@Suite struct WriterTests {
  static let tools = TestPlaces.root.appending(path: ".tools")

  /// A document with everything that is hard: spans, two heading rows, a wide table, marks that are code elsewhere.
  static var document: DocumentView {
    typealias Cell = TableView.CellView
    let columns = [
      TableView.Column(width: 30, alignment: .left), .init(width: 20, alignment: .right),
      .init(width: 20, alignment: .right),
    ]
    let rows: [[Cell]] = (1...60).map { [Cell("第\($0)行 <&\">"), Cell("1.00", money: Money(fen: 100)), Cell("")] }
    let wide = TableView(
      title: "宽表", inContents: true, left: "甲局", middle: "预算年度：2024", right: "单位：元", columns: columns,
      headRows: [[Cell("项目", rowSpan: 2), Cell("金额", columnSpan: 2)], [Cell("合计"), Cell("其中")]],
      bodyRows: rows + [[Cell("合计"), Cell("60.00", money: Money(fen: 6000)), Cell("")]],
      notes: ["注：#set page(…) 不是代码。"],
      landscape: true, startsPage: true, kind: .expenditure, sums: [60: Array(0..<60)])
    let empty = TableView(
      title: "空表", inContents: false, columns: columns, headRows: [[Cell("甲"), Cell("乙"), Cell("丙")]], bodyRows: [],
      kind: .other)
    return DocumentView(
      organisation: "甲县财政局", title: "2024年部门预算公开", date: "2024-02-01", contentsTitle: "目录",
      blocks: [
        .heading(level: 1, "第一部分 表"), .table(wide), .heading(level: 1, "第二部分 说明"), .heading(level: 2, "一、总体情况"),
        .paragraph(
          "收入 100 万元 <script>alert(1)</script> & *星号* #井号 $美元$ \\反斜杠。" + String(repeating: "长句子，", count: 200)),
        .table(empty),
      ])
  }

  /// Runs a program to its end; nil when it is not installed.
  private func run(_ program: String, _ arguments: [String]) throws -> (code: Int32, output: String)? {
    let places = ["/usr/bin/\(program)", "/bin/\(program)", program]
    guard let path = places.first(where: { FileManager.default.isExecutableFile(atPath: $0) }) else {
      print("skipped: no \(program)")
      return nil
    }
    let process = Process()
    process.executableURL = URL(filePath: path)
    process.arguments = arguments
    let output = Pipe()
    process.standardOutput = output
    process.standardError = output
    try process.run()
    let text = String(decoding: try output.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
    process.waitUntilExit()
    return (process.terminationStatus, text)
  }

  private func python(_ script: String, _ file: String, needs module: String) throws -> (code: Int32, output: String)? {
    let python = Self.tools.appending(path: "venv/bin/python3").path
    guard FileManager.default.isExecutableFile(atPath: python), try run(python, ["-c", "import \(module)"])?.code == 0
    else {
      print("skipped: no Python with \(module)")
      return nil
    }
    return try run(python, ["-c", script, file])
  }

  @Test("网页：标签成对，文字转义，没有脚本，表头有范围")
  func html() throws {
    let page = HTMLWriter().html(for: Self.document)
    #expect(!page.contains("<script"))
    #expect(page.contains("&lt;script&gt;"))
    #expect(page.contains("<html lang=\"zh-CN\">"))
    #expect(page.contains("scope=\"col\""))
    #expect(page.contains("data-fen=\"6000\""))
    // well-formed once the void tags are closed
    var xml = page.replacing("<!DOCTYPE html>", with: "")
    for tag in ["<meta charset=\"utf-8\">", "<br>"] { xml = xml.replacing(tag, with: "") }
    xml = xml.replacing("initial-scale=1\">", with: "initial-scale=1\"/>")
    let parser = XMLParser(data: Data(xml.replacing(#/<col style="[^"]*">/#, with: "").utf8))
    #expect(parser.parse(), "\(parser.lineNumber): \(String(describing: parser.parserError))")
  }

  @Test("DOCX：python-docx 打得开，表、合并、横向节都在")
  func word() throws {
    let bytes = WordWriter().bytes(for: Self.document)
    #expect(bytes == WordWriter().bytes(for: Self.document))
    let scratch = try TemporaryFolder()
    let script = """
      import sys, docx
      d = docx.Document(sys.argv[1])
      assert len(d.tables) == 2, len(d.tables)
      t = d.tables[0]
      assert t.cell(1, 0)._tc is t.cell(2, 0)._tc
      assert t.cell(1, 1)._tc is t.cell(1, 2)._tc
      assert [s.orientation for s in d.sections].count(1) == 1
      assert any('<script>' in p.text for p in d.paragraphs)
      """
    if let result = try python(script, try scratch.file("t.docx", Data(bytes)), needs: "docx") {
      #expect(result.code == 0, "\(result.output)")
    }
  }

  @Test("XLSX：openpyxl 打得开，合计是公式，旁边存着数，空格还是空")
  func excel() throws {
    let bytes = try ExcelWriter().bytes(for: Self.document)
    #expect(try bytes == ExcelWriter().bytes(for: Self.document))
    let scratch = try TemporaryFolder()
    let script = """
      import sys, openpyxl
      w = openpyxl.load_workbook(sys.argv[1]); s = w.worksheets[0]
      assert s.cell(65, 2).value == '=SUM(B5:B64)', s.cell(65, 2).value
      assert s.cell(5, 3).value is None
      assert openpyxl.load_workbook(sys.argv[1], data_only=True).worksheets[0].cell(65, 2).value == 60
      assert s.print_title_rows == '$1:$4', s.print_title_rows
      """
    if let result = try python(script, try scratch.file("t.xlsx", Data(bytes)), needs: "openpyxl") {
      #expect(result.code == 0, "\(result.output)")
    }
  }

  @Test("PDF：字体全部嵌入，有标签，qpdf 没有意见，两次字节相同")
  func pdf() throws {
    let templates = TestPlaces.root.appending(path: "Sources/MingzhangMaking/Templates")
    let places = TypesetterPlaces(
      python: Self.tools.appending(path: "venv/bin/python3"), script: templates.appending(path: "typeset.py"),
      template: templates.appending(path: "book.typ"), fonts: [Self.tools.appending(path: "fonts")])
    guard FileManager.default.isExecutableFile(atPath: places.python.path) else {
      print("skipped: no typesetter; run Scripts/setup")
      return
    }
    let writer = PDFWriter(places: places)
    let bytes = try writer.bytes(for: Self.document)
    #expect(try bytes == writer.bytes(for: Self.document))
    let scratch = try TemporaryFolder()
    let file = try scratch.file("t.pdf", Data(bytes))
    if let fonts = try run("pdffonts", [file]) {
      let lines = fonts.output.split(separator: "\n").dropFirst(2)
      #expect(!lines.isEmpty)
      for line in lines where line.contains("Identity-H") { #expect(line.contains("yes yes yes"), "\(line)") }
    }
    if let info = try run("pdfinfo", [file]) { #expect(info.output.contains("Tagged:          yes")) }
    if let check = try run("qpdf", ["--check", file]) { #expect(check.code == 0, "\(check.output)") }
    if let text = try run("pdftotext", ["-layout", file, "-"]) {
      #expect(text.output.contains("- 1 -"))
      #expect(text.output.contains("#set page"))
      #expect(text.output.contains("<script>"))
    }
  }

  @Test("没有排版程序、日期不对：一句话，不是崩溃")
  func missingParts() {
    let nowhere = URL(filePath: "/no/such/place")
    let places = TypesetterPlaces(python: nowhere, script: nowhere, template: nowhere, fonts: [])
    #expect(throws: MakingError.self) { try PDFWriter(places: places).bytes(for: Self.document) }
    var undated = Self.document
    undated.date = "someday"
    #expect(throws: MakingError.self) { try PDFWriter(places: places).bytes(for: undated) }
  }
}
