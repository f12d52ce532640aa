import Foundation
import MingzhangFormats
import MingzhangMaking
import MingzhangModel
import MingzhangReading
import Testing

/// Disclosures say their members themselves (`JSONWritable`); what they say must be what their encoders would.
@Suite("读取结果的 JSON") struct DisclosureJSONTests {
  private func expectSame(_ disclosure: Disclosure, _ what: String) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
    let expected = String(decoding: try encoder.encode(disclosure), as: UTF8.self).split(separator: "\n")
    let found = String(decoding: try JSONBytes.encode(disclosure), as: UTF8.self).split(separator: "\n")
    let place = zip(expected, found).enumerated().first { $1.0 != $1.1 }
    #expect(place == nil && expected.count == found.count, "\(what): \(place.map { "\($0)" } ?? "another length")")
    #expect(try JSONDecoder().decode(Disclosure.self, from: Data(JSONBytes.encode(disclosure))) == disclosure)
  }

  @Test("编成的书，以及从各种格式读回的书，和 Foundation 的编码逐字节相同")
  func books() throws {
    let book = try NangongBook()
    try expectSame(book.disclosure, "made")
    let reader = Reader(catalog: book.catalog)
    try expectSame(try reader.read(MarkdownWriter().bytes(for: book.view), name: "书.md").disclosure, "Markdown")
    try expectSame(try reader.read(try ExcelWriter().bytes(for: book.view), name: "书.xlsx").disclosure, "XLSX")
  }

  @Test("每个可有可无的成员都在，也都不在")
  func everyMember() throws {
    let span = SourceSpan(
      file: "a\"b/c", page: 3, line: 7, columns: 1..<4, box: .init(x0: 0.1, y0: -2, x1: 1e20, y1: 5e-7), sheet: "表\t1",
      cell: "B7")
    let cells = [
      Cell("1,234.50", .amount(ReportedAmount(Money(fen: -123_450), slack: Money(fen: 50))), span: span),
      Cell("0.950", .number(PrintedNumber(digits: 950, decimals: 3))), Cell("", .blank, span: SourceSpan()),
      Cell("合计\n", .text), Cell("１２x", .illegible),
      Cell("", .amount(ReportedAmount(Money(fen: .min), slack: Money(fen: .max)))),
    ]
    var statement = Statement(
      kind: .other, title: "表", entity: "局", fiscalYear: 2026, unit: .tenThousandYuan,
      columns: [
        StatementColumn(.amount, side: .revenue, path: ["收入", "预算数"], ordinal: "1", part: 0),
        StatementColumn(.heading([]), path: []),
      ], rows: [cells, [], cells],
      lines: [
        StatementLine(.total, side: .expenditure, row: 2, caption: "合计", sequence: 0, part: 1),
        StatementLine(LineKey(""), row: 0, caption: ""),
      ], notes: [SpannedText("注：", span: span), SpannedText("")], titleSpan: span, pages: 2...9,
      confidence: .init(holding: 3, tried: 4))
    statement.otherUnit = SpannedText("单位：元", span: span)
    let bare = Statement(kind: .units, title: "", columns: [], rows: [], lines: [])
    var disclosure = Disclosure(
      kind: .final, entity: "局", fiscalYear: 2026, title: "书",
      source: SourceFile(
        name: "n", sha256: "0", byteCount: 1, format: "pdf", pageCount: 9, conversion: "c", recognisedPages: [1],
        parts: []),
      contents: [], statements: [statement, bare],
      narrative: Narrative(sections: [
        .init(topic: .assets, level: 1, heading: "一、", headingSpan: span, paragraphs: [.init("文", span: span)])
      ]))
    disclosure.nature = .departmentBook
    try expectSame(disclosure, "full")
    try expectSame(Disclosure(kind: .budget, entity: "", fiscalYear: nil, title: ""), "bare")
  }
}
