import Foundation
import MingzhangCatalog
import MingzhangFormats
import MingzhangModel
import MingzhangTestSupport
import Testing

@testable import MingzhangReading

@Suite("PDF → 公开文本", .enabled(if: Program.hasPDFWorker, "mingzhang-pdf 没有构建"))
struct PDFDocumentTests {
  private func reader() throws -> Reader {
    let data = TestPlaces.root.appending(path: "Sources/MingzhangCatalog/Data")
    return Reader(catalog: try Catalog.load(from: data), pdf: PDFWorkerClient(executable: Program.pdfWorker))
  }

  private func page(_ title: String?, rows words: [[String]]) -> SmallPDF.Page {
    var page = SmallPDF.Page()
    if let title {
      page.print(title, x: 220, y: 60, size: 16)
      page.print("部门：某市审计局", x: 50, y: 90)
      page.print("单位：万元", x: 450, y: 90)
    }
    page.table(
      columns: [50, 150, 300, 400, 500], rows: (0...words.count).map { 100 + 20 * Double($0) }, words)
    page.print("- 1 -", x: 280, y: 800)
    return page
  }

  @Test("一张表跨两页，读成一张，每格都指到页和位置")
  func tableOverTwoPages() throws {
    let first = page(
      "2026年部门支出预算总表",
      rows: [
        ["科目编码", "科目名称", "合计", "基本支出"], ["", "合计", "3.00", "3.00"], ["201", "一般公共服务支出", "2.00", "2.00"],
      ])
    let second = page(nil, rows: [["208", "社会保障和就业支出", "1.00", "1.00"]])
    let result = try reader().read(SmallPDF([first, second]).bytes, name: "甲.pdf")
    let statement = try #require(result.disclosure.statement(.expenditure))
    #expect(statement.pages == 1...2)
    #expect(statement.unit == .tenThousandYuan)
    #expect(statement.rows.count == 3)
    let security = try #require(FunctionalCode("208"))
    let cell = try #require(statement.cell(.function(security), .total))
    #expect(cell.printed == "1.00")
    #expect(cell.span?.page == 2)
    #expect(cell.span?.box.map { abs($0.x0 - 300) < 1 && abs($0.y0 - 100) < 1 } == true)
    #expect(result.disclosure.source?.format == "pdf" && result.disclosure.source?.pageCount == 2)
    #expect(result.conservation.unexplained == 0)
  }

  @Test("上一行没有合上的括号在下一行开头合上：两行是一段")
  func bracketOverTwoLines() throws {
    var page = SmallPDF.Page()
    page.print("某市审计局2026年部门预算", x: 180, y: 60, size: 20)
    page.print("四、委托业务费情况", x: 89, y: 291, size: 14)
    page.print("委托业务费指委托外单位办理业务而支付的各项资金。本部门委托业务", x: 89, y: 319, size: 14)
    page.print("费财政拨款预算为六百万元，比上年预算数减少，下降(增", x: 61, y: 347, size: 14)
    page.print("长)4.70%。主要原因是办公室政务运行保障经费中委托业务费减少，", x: 61, y: 375, size: 14)
    page.print("其他经费中委托业务费减少。", x: 61, y: 403, size: 14)
    let result = try reader().read(SmallPDF([page]).bytes, name: "甲.pdf")
    let words = result.disclosure.narrative.sections.flatMap(\.paragraphs).map(\.text)
    #expect(words.contains { $0.contains("下降(增长)4.70%。主要原因") }, "\(words)")
  }

  @Test("每页重印的表头和合计只算一次，页眉不隔开表")
  func repeatedHeading() throws {
    let heading = [["科目编码", "科目名称", "合计", "基本支出"], ["", "合计", "6.00", "6.00"]]
    var pages = [
      page("2026年部门支出预算总表", rows: heading + [["201", "一般公共服务支出", "2.00", "2.00"]]),
      page(nil, rows: heading + [["208", "社会保障和就业支出", "1.00", "1.00"]]),
      page(nil, rows: heading + [["210", "卫生健康支出", "3.00", "3.00"]]),
    ]
    for index in pages.indices { pages[index].print("某市审计局部门预算公开", x: 50, y: 30, size: 9) }
    let disclosure = try reader().read(SmallPDF(pages).bytes, name: "甲.pdf").disclosure
    let statement = try #require(disclosure.statement(.expenditure))
    #expect(disclosure.statements.count == 1)
    #expect(statement.rows.map { $0[2].printed } == ["6.00", "2.00", "1.00", "3.00"])
  }

  @Test("内容决定格式：叫 .txt 的 PDF 也读，叫 .pdf 的文本按文本读")
  func contentDecides() throws {
    let bytes = SmallPDF([page("2026年部门支出预算总表", rows: [["科目编码", "科目名称", "合计", "基本支出"]])]).bytes
    #expect(try reader().read(bytes, name: "甲.txt").disclosure.source?.format == "pdf")
    let text = Array("某市审计局2026年部门预算\n".utf8)
    #expect(try reader().read(text, name: "甲.pdf").disclosure.source?.format == "text")
  }

  @Test("读不了的 PDF 各有一句话")
  func unreadable() throws {
    let reader = try reader()
    func code(_ bytes: [UInt8]) -> ReadingError.Code? {
      do throws(ReadingError) {
        _ = try reader.read(bytes, name: "坏.pdf")
        return nil
      } catch {
        #expect(error.wording.chinese.hasPrefix("坏.pdf"))
        return error.code
      }
    }
    #expect(code(SmallPDF([SmallPDF.Page()]).bytes) == .notText)
    #expect(code(Array(SmallPDF([SmallPDF.Page()]).bytes.prefix(40))) == .damaged)
    let missing = Reader(catalog: reader.catalog, pdf: PDFWorkerClient(executable: URL(filePath: "/nowhere/worker")))
    #expect(throws: ReadingError.self) { try missing.read(SmallPDF([SmallPDF.Page()]).bytes, name: "甲.pdf") }
  }

  @Test("真实文件：表都找到，跨页的都接上，数字一个不丢")
  func publishedFiles() throws {
    guard let shared = TestPlaces.shared else { return print("没有 ../shared，略过真实文件") }
    let folder = shared.appending(path: "corpus/gold")
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".pdf") }
      .sorted()
    let reader = try reader()
    for name in names {
      let bytes = Array(try Data(contentsOf: folder.appending(path: name)))
      let result = try reader.read(bytes, name: name)
      #expect(result.disclosure.statements.count >= 8, "\(name)")
      #expect(result.conservation.unexplained == 0, "\(name)")
      #expect(
        result.disclosure.statements.allSatisfy {
          $0.rows.allSatisfy { $0.allSatisfy { $0.span?.box != nil || $0.printed.isEmpty } }
        })
    }
  }
}
