import Foundation
import MingzhangCatalog
import MingzhangFormats
import MingzhangMaking
import MingzhangModel
import MingzhangTestSupport
import Testing

@Suite("台账工作簿") struct LedgerWorkbookTests {
  private static func load(_ bytes: [UInt8]) throws -> Result<Ledger, LedgerError> {
    let scratch = try TemporaryFolder()
    let file = scratch.url.appending(path: "台账.xlsx")
    try Data(bytes).write(to: file)
    let catalog = try NangongLedger.loadCatalog()
    do { return .success(try LedgerFolder.load(from: file, catalog: catalog)) } catch { return .failure(error) }
  }

  private static func workbook(_ ledger: Ledger) throws -> [UInt8] {
    try LedgerWorkbook(LedgerFiles(ledger), catalog: try NangongLedger.loadCatalog()).bytes()
  }

  @Test("从文件夹到工作簿再回来，一个字不差") func folderAndWorkbookHoldTheSame() throws {
    let ledger = try NangongLedger().ledger
    let again = try Self.load(try Self.workbook(ledger)).get()
    #expect(LedgerFiles(again).files() == LedgerFiles(ledger).files())
    // and the book made from either is one book
    let catalog = try NangongLedger.loadCatalog()
    let profile = try #require(catalog.profile(ledger.book.profile))
    #expect(
      Posting(ledger: again, profile: profile, catalog: catalog).disclosure().statements
        == Posting(ledger: ledger, profile: profile, catalog: catalog).disclosure().statements)
  }

  @Test("同样的台账得同样的字节") func equalLedgersGiveEqualBytes() throws {
    let ledger = try NangongLedger().ledger
    #expect(try Self.workbook(ledger) == Self.workbook(ledger))
  }

  /// The sheet 资产 of a workbook with its second row replaced.
  private static func spoiled(_ sheet: String, _ change: (String) -> String) throws -> LedgerError {
    let bytes = try workbook(try NangongLedger().ledger)
    let archive = try ZIPReader(bytes)
    let names = try #require(try archive.bytes(of: "xl/workbook.xml").map { String(decoding: $0, as: UTF8.self) })
    let order = names.components(separatedBy: "<sheet name=\"").dropFirst().map { $0.prefix { $0 != "\"" } }
    let number = try #require(order.firstIndex { $0 == sheet }) + 1
    let writer = try archive.names.reduce(into: ZIPWriter()) { writer, name in
      var content = try archive.bytes(of: name) ?? []
      if name == "xl/worksheets/sheet\(number).xml" {
        let text = String(decoding: content, as: UTF8.self)
        let changed = change(text)
        try #require(text != changed)
        content = Array(changed.utf8)
      }
      writer.add(name, content)
    }
    guard case .failure(let error) = try load(writer.finished()) else {
      throw Unspoiled()
    }
    return error
  }
  private struct Unspoiled: Error {}

  private static func replacingCell(_ reference: String, in text: String, with cell: String) -> String {
    guard let start = text.firstRange(of: "<c r=\"\(reference)\""),
      let end = text[start.lowerBound...].firstRange(of: "</c>")
    else { return text }
    return text.replacingCharacters(in: start.lowerBound..<end.upperBound, with: cell)
  }

  @Test("公式没有结果、日期当金额、公式出错、合并单元格、文字金额：指到工作表和单元格")
  func whatAWorkbookCanGetWrongIsNamedByCell() throws {
    let cases: [(cell: String, words: String)] = [
      ("<c r=\"C2\"><f>1+1</f></c>", "没有保存计算结果"),
      ("<c r=\"C2\" t=\"e\"><f>1/0</f><v>#DIV/0!</v></c>", "#DIV/0!"),
      ("<c r=\"C2\" t=\"inlineStr\"><is><t>十一万</t></is></c>", "应为金额"),
      ("<c r=\"C2\"><v>113900.005</v></c>", "最多两位小数"),
    ]
    for (cell, words) in cases {
      let error = try Self.spoiled("资产") { Self.replacingCell("C2", in: $0, with: cell) }
      #expect(
        error.problems.contains {
          $0.wording.chinese.hasPrefix("工作表“资产”单元格 C2：") && $0.wording.chinese.contains(words)
        },
        "\(error.wording.chinese)")
    }
    let merged = try Self.spoiled("资产") {
      $0.replacing("</sheetData>", with: "</sheetData><mergeCells count=\"1\"><mergeCell ref=\"A2:A3\"/></mergeCells>")
    }
    #expect(merged.wording.chinese.contains("工作表“资产”单元格 A2：这里合并了"))
  }

  @Test("全角数字、千分号、数字存成文字都认得") func amountsTypedAsTextAreUnderstood() throws {
    let bytes = try Self.workbook(try NangongLedger().ledger)
    let archive = try ZIPReader(bytes)
    var writer = ZIPWriter()
    for name in archive.names {
      let content = try #require(try archive.bytes(of: name))
      let text = Self.replacingCell(
        "C2", in: String(decoding: content, as: UTF8.self),
        with: "<c r=\"C2\" t=\"inlineStr\"><is><t> １１３,900.00 </t></is></c>")
      let isAssets = text.contains("１１３") && String(decoding: content, as: UTF8.self).contains("<v>113900</v>")
      writer.add(name, isAssets ? Array(text.utf8) : content)
    }
    let ledger = try Self.load(writer.finished()).get()
    #expect(ledger.assets.map(\.value) == [Money(fen: 11_390_000)])
  }

  @Test("不是台账的文件说清楚") func otherFilesAreRefused() throws {
    guard case .failure(let error) = try Self.load(Array("abc".utf8)) else { Issue.record("read"); return }
    #expect(error.wording.chinese.contains("不是台账"))
  }
}
