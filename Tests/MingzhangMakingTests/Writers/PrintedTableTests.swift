import Foundation
import MingzhangModel
import MingzhangTestSupport
import Testing

@testable import MingzhangMaking

/// What the typesetter is told about the rows of a table, and that it may be told so.
@Suite struct PrintedTableTests {
  @Test("一行的长度只会估长，不会估短；认不得的字不估")
  func lengths() throws {
    let mixed = try #require(LineLength.ems("2024年预算"))
    #expect(abs(mixed - (4 * 0.563 + 0.25 + 3)) < 1e-9)
    #expect(LineLength.ems("") == 0)
    #expect(LineLength.ems("合计\n其中") == nil)
    #expect(LineLength.ems("👍") == nil)
    #expect(LineLength.fits("一二三四", size: 10, room: 40))
    #expect(!LineLength.fits("一二三四五", size: 10, room: 40))
  }

  @Test("放得下一行的行给定高；放不下的行、合并格的最后一行不给")
  func rows() throws {
    let long = String(repeating: "很长的名称", count: 20)
    let body = [
      [TableView.CellView("1"), TableView.CellView("教育支出"), TableView.CellView("1.00")],
      [TableView.CellView("2"), TableView.CellView(long), TableView.CellView("2.00")],
      [TableView.CellView(long, rowSpan: 2), TableView.CellView("甲"), TableView.CellView("3.00")],
      [TableView.CellView("乙"), TableView.CellView("4.00")],
      [TableView.CellView("合计", columnSpan: 2), TableView.CellView("10.00")],
    ]
    var table = SampleDocument.amounts([])
    table.bodyRows = body
    let printed = PrintedTable(table, fit: ColumnFit(table, room: 453.5, padding: 8), padding: 7.5)
    #expect(printed.bodyRows.map(\.oneLine) == [true, false, true, false, true])
    #expect(printed.bodyRows.map(\.plain) == [true, false, false, false, false])
    let first = String(decoding: try JSONEncoder().encode(printed.bodyRows[0].cells), as: UTF8.self)
    #expect(first == #"["1","教育支出","1.00"]"#)
    let last = try JSONSerialization.jsonObject(with: JSONEncoder().encode(printed.bodyRows[4].cells)) as? [Any]
    #expect((last?.first as? [String: Any])?["columnSpan"] as? Int == 2)
  }

  /// Rows that the program calls one line high are one line high when the typesetter is asked, too: every word of the table stands
  /// inside the line that was reserved for it, so no two rows run into each other.
  @Test(
    "给定的行高装得下排出来的字",
    .enabled(
      if: PrintedBookTests.canTypeset && OutsideTools.program("pdftotext") != nil,
      "没有 Typst 或 poppler，跳过；先运行 Scripts/setup"))
  func heights() async throws {
    var table = SampleDocument.amounts([])
    // every length around what fits the second column, of several kinds of letters
    table.bodyRows = ["预算", "2024年A", "（一）Wm", "12,345.67%"].flatMap { word in
      (1...12).map { count in
        [
          TableView.CellView("\(count)"), TableView.CellView(String(repeating: word, count: count)),
          TableView.CellView("1.00"),
        ]
      }
    }
    let printed = PrintedTable(table, fit: ColumnFit(table, room: 453.5, padding: 8), padding: 7.5)
    #expect(printed.bodyRows.contains { $0.oneLine } && printed.bodyRows.contains { !$0.oneLine })
    let bytes = try PDFWriter(places: OutsideTools.places).bytes(for: SampleDocument.document([.table(table)]))
    let scratch = try TemporaryFolder()
    let file = try scratch.file("book.pdf", Data(bytes))
    let text = try await OutsideTools.run(#require(OutsideTools.program("pdftotext")), ["-layout", file, "-"]).output
    // a row on one line prints its number, its words and its amount on that line
    for (row, cells) in zip(printed.bodyRows, table.bodyRows) where row.oneLine {
      let whole = cells.map(\.text).joined()
      #expect(text.split(separator: "\n").contains { $0.replacing(" ", with: "") == whole }, "\(whole)")
    }
  }
}
