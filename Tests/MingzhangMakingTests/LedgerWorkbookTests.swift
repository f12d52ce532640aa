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
    let result = try spoiledOrNot(sheet) { text in
      let changed = change(text)
      #expect(text != changed)
      return changed
    }
    guard case .failure(let error) = result else {
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

  @Test("带空格的数、货币符号、全角编码都认得") func whatPeopleTypeIsUnderstood() throws {
    let ledger = try Self.changed { name, text in
      guard name.contains("worksheets"), text.contains("<v>113900</v>") else { return text }
      return Self.replacingCell("C2", in: text, with: Self.words("C2", "￥113 900.00"))
    }
    #expect(try ledger.get().assets.map(\.value) == [Money(fen: 11_390_000)])
    let lines = try Self.changed { name, text in
      guard name.contains("worksheets"), text.contains("<v>3120000</v>") else { return text }
      return Self.replacingCell("B2", in: text, with: Self.words("B2", "２０１０３０１"))
    }
    #expect(try lines.get().expenditure.first?.item.digits == "2010301")
    #expect(PrintedNumber("12 34") == nil)
  }

  @Test("一处错只说一次：没有结果的公式、合并的单元格不再说“没有填”") func oneMistakeIsToldOnce() throws {
    let formula = try Self.spoiled("支出") { Self.replacingCell("H2", in: $0, with: "<c r=\"H2\"><f>1+1</f></c>") }
    #expect(formula.problems.count == 1, "\(formula.wording.chinese)")
    let merged = try Self.spoiled("支出") {
      Self.replacingCell("A3", in: Self.replacingCell("A4", in: $0, with: ""), with: "")
        .replacing("</sheetData>", with: "</sheetData><mergeCells count=\"1\"><mergeCell ref=\"A2:A4\"/></mergeCells>")
    }
    #expect(merged.problems.count == 1, "\(merged.wording.chinese)")
  }

  @Test("日期、是非值、合计行填在台账里：指到单元格，不当数用")
  func datesAndTruthsAreNoNumbers() throws {
    let date = try Self.spoiled("资产") { Self.replacingCell("B2", in: $0, with: Self.date("B2")) }
    #expect(date.wording.chinese.contains("工作表“资产”单元格 B2：“数量”这一格是日期"), "\(date.wording.chinese)")
    let truth = try Self.spoiled("支出") {
      Self.replacingCell("H2", in: $0, with: "<c r=\"H2\" t=\"b\"><v>1</v></c>")
    }
    #expect(truth.wording.chinese.contains("单元格 H2：“金额”应为金额（元，最多两位小数），现为“TRUE”"), "\(truth.wording.chinese)")
    let total = try Self.spoiled("支出") {
      $0.replacing(
        "</sheetData>",
        with: "<row r=\"90\">\(Self.words("A90", "合 计"))<c r=\"H90\"><v>24660800</v></c></row></sheetData>")
    }
    #expect(total.problems.map(\.wording.chinese) == ["工作表“支出”第 90 行：这是合计行。台账只记明细，合计由程序算。请删去这一行。"])
  }

  @Test("改了名的工作表、删了的列：只说这一件，并说改成什么") func structureIsToldAlone() throws {
    let renamed = try Self.changed { name, text in
      name == "xl/workbook.xml" ? text.replacing("name=\"支出\"", with: "name=\"支出明细\"") : text
    }
    guard case .failure(let error) = renamed else { Issue.record("read"); return }
    #expect(error.problems.count == 1, "\(error.wording.chinese)")
    #expect(error.wording.chinese.contains("另有“支出明细”") && error.wording.chinese.contains("改回“支出”"))
    let columnless = try Self.spoiled("支出") { Self.replacingCell("H1", in: $0, with: "") }
    #expect(
      columnless.problems.map(\.wording.chinese) == ["工作表“支出”第 1 行：缺少列“金额”（或英文 amount）。请在表头补上。"])
    let unknown = try Self.spoiled("绩效指标") { Self.replacingCell("A2", in: $0, with: Self.words("A2", "电话")) }
    #expect(unknown.wording.chinese.contains("工作表“绩效指标”单元格 A2：工作表“项目”中没有项目“电话”"))
  }

  @Test("说明文字：不写文件名的行接着上一行，写错的说出来，一段也不丢") func wordsAreNotLost() throws {
    let ledger = try NangongLedger().ledger
    let bytes = try Self.spoiledOrNot("说明文字") { Self.replacingCell("A4", in: $0, with: "") }
    #expect(try bytes.get().narrative == ledger.narrative)
    let wrong = try Self.spoiled("说明文字") { Self.replacingCell("A4", in: $0, with: Self.words("A4", "第一节")) }
    #expect(wrong.wording.chinese.contains("工作表“说明文字”") && wrong.wording.chinese.contains("现为“第一节”"))
  }

  private static func words(_ reference: String, _ text: String) -> String {
    "<c r=\"\(reference)\" t=\"inlineStr\"><is><t>\(text)</t></is></c>"
  }

  /// A date as ISO 8601 text, which needs no style.
  private static func date(_ reference: String) -> String { "<c r=\"\(reference)\" t=\"d\"><v>2024-01-07</v></c>" }

  /// The workbook with every part passed through `change`, and read.
  private static func changed(_ change: (String, String) -> String) throws -> Result<Ledger, LedgerError> {
    let archive = try ZIPReader(try workbook(try NangongLedger().ledger))
    var writer = ZIPWriter()
    for name in archive.names {
      let content = try archive.bytes(of: name) ?? []
      let isText = name.hasSuffix(".xml") || name.hasSuffix(".rels")
      writer.add(name, isText ? Array(change(name, String(decoding: content, as: UTF8.self)).utf8) : content)
    }
    return try load(writer.finished())
  }

  private static func spoiledOrNot(_ sheet: String, _ change: (String) -> String) throws -> Result<Ledger, LedgerError>
  {
    let archive = try ZIPReader(try workbook(try NangongLedger().ledger))
    let names = try #require(try archive.bytes(of: "xl/workbook.xml").map { String(decoding: $0, as: UTF8.self) })
    let order = names.components(separatedBy: "<sheet name=\"").dropFirst().map { $0.prefix { $0 != "\"" } }
    let number = try #require(order.firstIndex { $0 == sheet }) + 1
    return try changed { name, text in name == "xl/worksheets/sheet\(number).xml" ? change(text) : text }
  }

  @Test("不是台账的文件说清楚") func otherFilesAreRefused() throws {
    guard case .failure(let error) = try Self.load(Array("abc".utf8)) else { Issue.record("read"); return }
    #expect(error.wording.chinese.contains("不是台账"))
  }
}
