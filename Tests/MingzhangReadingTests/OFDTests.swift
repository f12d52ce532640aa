import MingzhangCatalog
import MingzhangFormats
import MingzhangModel
import MingzhangTestSupport
import Testing

@testable import MingzhangReading

@Suite("OFD（GB/T 33190）→ 公开文本")
struct OFDTests {
  private let reader: Reader

  init() throws {
    let data = TestPlaces.root.appending(path: "Sources/MingzhangCatalog/Data")
    reader = Reader(catalog: try Catalog.load(from: data), office: nil, recogniser: nil)
  }

  private static let rows = [
    ["科目编码", "科目名称", "合计", "基本支出"], ["", "合计", "3.00", "3.00"], ["201", "一般公共服务支出", "2.00", "2.00"],
    ["208", "社会保障和就业支出", "1.00", "1.00"],
  ]

  private func page(_ rows: [[String]] = rows) -> SmallOFD.Page {
    var page = SmallOFD.Page()
    page.print("2026年部门支出预算总表", x: 70, y: 20, size: 6)
    page.print("部门：某市审计局", x: 18, y: 31)
    page.print("单位：万元", x: 160, y: 31)
    page.table(columns: [18, 53, 106, 141, 176], rows: (0...rows.count).map { 35 + 7 * Double($0) }, rows)
    return page
  }

  @Test("字和线读成表，每格的位置由毫米换成点")
  func table() throws {
    let disclosure = try reader.read(SmallOFD([page()]).bytes, name: "甲.ofd").disclosure
    let statement = try #require(disclosure.statement(.expenditure))
    #expect(statement.rows.map { $0.map(\.printed) } == Array(Self.rows.dropFirst()))
    #expect(statement.unit == .tenThousandYuan)
    #expect(disclosure.source?.format == "ofd" && disclosure.source?.pageCount == 1)
    let cell = try #require(FunctionalCode("208").flatMap { statement.cell(.function($0), .total) })
    let box = try #require(cell.span?.box)
    #expect(abs(box.x0 - 106 * 72 / 25.4) < 1 && abs(box.y0 - 56 * 72 / 25.4) < 1)
  }

  @Test("同一本书，OFD 与 PDF 读出的表相同", .enabled(if: Program.hasPDFWorker, "mingzhang-pdf 没有构建"))
  func sameAsPDF() throws {
    let scale = 72 / 25.4
    var printed = SmallPDF.Page()
    printed.print("2026年部门支出预算总表", x: 70 * scale, y: 20 * scale, size: 6 * scale)
    printed.print("单位：万元", x: 160 * scale, y: 31 * scale)
    printed.table(
      columns: [18, 53, 106, 141, 176].map { $0 * scale }, rows: (0...4).map { (35 + 7 * Double($0)) * scale },
      Self.rows)
    let reader = Reader(catalog: reader.catalog, pdf: PDFWorkerClient(executable: Program.pdfWorker))
    let pdf = try reader.read(SmallPDF([printed]).bytes, name: "甲.pdf").disclosure
    let ofd = try reader.read(SmallOFD([page()]).bytes, name: "甲.ofd").disclosure
    #expect(
      pdf.statements.map { $0.rows.map { $0.map(\.printed) } }
        == ofd.statements.map { $0.rows.map { $0.map(\.printed) } })
    #expect(pdf.statements.map(\.columns) == ofd.statements.map(\.columns))
  }

  @Test("模板页的线、续页的表、变换矩阵、重复步距")
  func templateAndMatrix() throws {
    var template = SmallOFD.Page()
    template.table(columns: [18, 53, 106, 141, 176], rows: (0...4).map { 35 + 7 * Double($0) }, [])
    var page = SmallOFD.Page()
    page.template = "900"
    page.print("2026年部门支出预算总表", x: 70, y: 20, size: 6)
    page.print("单位：万元", x: 160, y: 31)
    for (r, row) in Self.rows.enumerated() {
      for (c, word) in row.enumerated() where !word.isEmpty {
        // half the size, enlarged twice by the matrix: the same on paper
        let steps = Array(repeating: "1.75", count: word.unicodeScalars.count - 1).joined(separator: " ")
        page.print(
          word, x: [18, 53, 106, 141][c] + 1, y: 35 + 7 * Double(r + 1) - 3.25, size: 1.75,
          step: steps, matrix: "2 0 0 2 0 0")
      }
    }
    var book = SmallOFD([page])
    book.template = template
    let disclosure = try reader.read(book.bytes, name: "甲.ofd").disclosure
    #expect(disclosure.statement(.expenditure)?.rows.map { $0.map(\.printed) } == Array(Self.rows.dropFirst()))
  }

  @Test("步距：g 重复，写坏了就停")
  func offsets() {
    var offsets = OFDOffsets("4.2 g 2 3.5 1 g x")
    #expect((0..<6).map { _ in offsets.next() } == [4.2, 3.5, 3.5, 1, nil, nil])
  }

  @Test("路径：矩形、曲线、没有数的命令都不越界")
  func paths() {
    let outlines = OFDPath.outlines("M 0 0 L 10 0 L 10 5 C M 1 1 B 1 2 3 4 5 6 L L 7 M", limit: 100)
    #expect(outlines.count == 2)
    #expect(outlines[0].count == 4 && outlines[0][3] == (0, 0))
    #expect(outlines[1].count == 2 && outlines[1][1] == (5, 6))
  }

  @Test("复合图元互相引用、页面引用自己和越界路径：读完为止，不死循环")
  func loops() throws {
    var page = page()
    page.objects += "<ofd:CompositeObject ID=\"7\" Boundary=\"0 0 9 9\" ResourceID=\"50\"/>"
    var book = SmallOFD([page])
    book.resources = """
      <ofd:CompositeGraphicUnits><ofd:CompositeGraphicUnit ID="50" Width="9" Height="9"><ofd:Content>\
      <ofd:CompositeObject ID="8" Boundary="0 0 9 9" ResourceID="50"/><ofd:CompositeObject ID="9" Boundary="0 0 9 9" \
      ResourceID="50"/></ofd:Content></ofd:CompositeGraphicUnit></ofd:CompositeGraphicUnits>
      """
    book.pageLocations = [
      "Pages/Page_0/Content.xml", "../../../../etc/passwd", "Document.xml", "/Doc_0/Pages/Page_0/Content.xml",
    ]
    let result = try reader.read(book.bytes, name: "甲.ofd").disclosure
    #expect(result.source?.pageCount == 4)
    #expect(result.statements.count >= 1)
    #expect(result.inputNotices.contains { $0.kind == .needsReview && $0.message.chinese.contains("第 1、2") })
  }

  @Test("坏的 OFD 各有一句话")
  func broken() throws {
    func code(_ book: SmallOFD) -> ReadingError.Code? {
      do throws(ReadingError) {
        _ = try reader.read(book.bytes, name: "坏.ofd")
        return nil
      } catch {
        #expect(error.wording.chinese.hasPrefix("坏.ofd"))
        return error.code
      }
    }
    #expect(code(SmallOFD([SmallOFD.Page()])) == .notText)
    var encrypted = SmallOFD([page()])
    encrypted.extraParts["Encryptions.xml"] = "<x/>"
    #expect(code(encrypted) == .encrypted)
    var long = SmallOFD([page()])
    long.pageLocations = Array(repeating: "Pages/Page_0/Content.xml", count: 5001)
    #expect(code(long) == .tooLarge)
  }
}
