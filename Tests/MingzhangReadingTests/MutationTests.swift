import Foundation
import MingzhangCatalog
import MingzhangFormats
import MingzhangModel
import MingzhangTestSupport
import Testing

@testable import MingzhangReading

/// Sound files with a few bytes changed, cut, doubled: whatever comes of them, it is an answer or a sentence, never a trap.
///
/// Seeded, so that a failure can be seen again. `MINGZHANG_FUZZ_SECONDS` makes each run for so long instead of a fixed count;
/// `MINGZHANG_FUZZ_SEED` starts elsewhere. The number of the mutation is written to standard error before it is read.
@Suite(.serialized) struct MutationTests {
  private struct Random: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var z = state
      z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
      z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
      return z ^ (z >> 31)
    }
  }

  private static let numbers = ["-", "99999999999999999999", "1e308", "0", "."]

  /// One to four changes: a bit, a byte, a number that is too large, a piece cut out, doubled or moved.
  private static func mutated(_ bytes: [UInt8], _ random: inout Random) -> [UInt8] {
    var out = bytes
    for _ in 0..<Int.random(in: 1...4, using: &random) where !out.isEmpty {
      let place = Int.random(in: 0..<out.count, using: &random)
      let length = min(out.count - place, Int.random(in: 1...64, using: &random))
      switch Int.random(in: 0..<8, using: &random) {
      case 0: out[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
      case 1: out[place] = UInt8.random(in: 0...255, using: &random)
      case 2: out.replaceSubrange(place..<place + length, with: Array(repeating: 0xFF, count: length))
      case 3: out.removeSubrange(place..<place + length)
      case 4: out.insert(contentsOf: out[place..<place + length], at: place)
      case 5: out.removeSubrange(place...)
      case 6:
        // numbers in text are what places and sizes are made of
        let digits = out.indices.filter { (0x30...0x39).contains(out[$0]) }
        if let digit = digits.randomElement(using: &random) {
          out.insert(
            contentsOf: Array(Self.numbers[Int.random(in: 0..<Self.numbers.count, using: &random)].utf8),
            at: digit)
        }
      default:
        let from = Int.random(in: 0..<out.count, using: &random)
        out.insert(contentsOf: out[from..<min(out.count, from + length)], at: place)
      }
    }
    return out
  }

  private func run(_ name: String, count: Int, _ seeds: [[UInt8]], _ read: ([UInt8]) -> Void) {
    let environment = ProcessInfo.processInfo.environment
    let seconds = environment["MINGZHANG_FUZZ_SECONDS"].flatMap { Int($0) }
    var random = Random(state: environment["MINGZHANG_FUZZ_SEED"].flatMap { UInt64($0) } ?? 20_260_206)
    let end = ContinuousClock.now + .seconds(seconds ?? 0)
    var done = 0
    while seconds == nil ? done < count : .now < end {
      let bytes = Self.mutated(seeds[done % seeds.count], &random)
      if let folder = environment["MINGZHANG_FUZZ_KEEP"] {
        try? Data(bytes).write(to: URL(filePath: folder).appending(path: "last-\(name)"))
      }
      read(bytes)
      done += 1
    }
    if seconds != nil { print("\(name): \(done) mutations") }
  }

  /// An archive is unpacked, one part of it changed, and packed again: the change gets past the checksums of the packing.
  private func runInside(_ name: String, count: Int, _ parts: [(String, [UInt8])], _ read: ([UInt8]) -> Void) {
    var turn = 0
    run(name, count: count, parts.map(\.1)) { changed in
      var archive = ZIPWriter()
      for (index, part) in parts.enumerated() { archive.add(part.0, index == turn % parts.count ? changed : part.1) }
      turn += 1
      read(archive.finished())
    }
  }

  private func reader() throws -> Reader {
    let data = TestPlaces.root.appending(path: "Sources/MingzhangCatalog/Data")
    return Reader(
      catalog: try Catalog.load(from: data), pdf: PDFWorkerClient(executable: Program.pdfWorker), office: nil,
      recogniser: nil)
  }

  private func parts(_ bytes: [UInt8]) throws -> [(String, [UInt8])] {
    let archive = try ZIPReader(bytes)
    return try archive.names.map { ($0, try archive.bytes(of: $0) ?? []) }
  }

  private static let workbook: [UInt8] = {
    var archive = ZIPWriter()
    archive.add(
      "xl/workbook.xml",
      Array(
        "<workbook xmlns:r=\"r\"><sheets><sheet name=\"部门支出预算总表\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>".utf8)
    )
    archive.add(
      "xl/_rels/workbook.xml.rels",
      Array("<Relationships><Relationship Id=\"r1\" Target=\"worksheets/s.xml\"/></Relationships>".utf8))
    archive.add(
      "xl/sharedStrings.xml",
      Array("<sst><si><t>科目编码</t></si><si><r><t>科目</t></r><r><t>名称</t></r></si><si><t>合计</t></si></sst>".utf8))
    archive.add(
      "xl/styles.xml",
      Array(
        "<styleSheet><numFmts><numFmt numFmtId=\"164\" formatCode=\"0.0%\"/></numFmts><cellXfs><xf numFmtId=\"4\"/><xf numFmtId=\"164\"/><xf numFmtId=\"14\"/></cellXfs></styleSheet>"
          .utf8))
    archive.add(
      "xl/worksheets/s.xml",
      Array(
        "<worksheet><cols><col min=\"3\" max=\"4\" hidden=\"1\"/></cols><sheetData><row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" t=\"s\"><v>1</v></c><c r=\"C1\" t=\"s\"><v>2</v></c></row><row r=\"2\"><c r=\"A2\"><v>201</v></c><c r=\"B2\" t=\"inlineStr\"><is><t>一般公共服务支出</t></is></c><c r=\"C2\" s=\"0\"><f>1+2</f><v>3.25</v></c><c r=\"D2\" s=\"1\"><v>0.125</v></c><c r=\"E2\" s=\"2\"><v>46059</v></c></row></sheetData><mergeCells><mergeCell ref=\"A3:C4\"/></mergeCells></worksheet>"
          .utf8))
    return archive.finished()
  }()

  private static let document: [UInt8] = {
    var archive = ZIPWriter()
    archive.add(
      "word/document.xml",
      Array(
        "<w:document xmlns:w=\"w\"><w:body><w:p><w:pPr><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"5\"/></w:numPr></w:pPr><w:r><w:t>2026年部门预算收支说明</w:t></w:r></w:p><w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val=\"2\"/><w:vMerge w:val=\"restart\"/></w:tcPr><w:p><w:r><w:t>支出</w:t></w:r></w:p></w:tc></w:tr><w:tr><w:trPr><w:gridBefore w:val=\"1\"/></w:trPr><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc><w:tc><w:p><w:r><w:t>12.50</w:t></w:r></w:p></w:tc></w:tr></w:tbl></w:body></w:document>"
          .utf8))
    archive.add(
      "word/numbering.xml",
      Array(
        "<w:numbering xmlns:w=\"w\"><w:abstractNum w:abstractNumId=\"0\"><w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt w:val=\"chineseCounting\"/><w:lvlText w:val=\"%1、\"/></w:lvl></w:abstractNum><w:num w:numId=\"5\"><w:abstractNumId w:val=\"0\"/></w:num></w:numbering>"
          .utf8))
    return archive.finished()
  }()

  private static var ofd: [UInt8] {
    var page = SmallOFD.Page()
    page.print("2026年部门支出预算总表", x: 70, y: 20, size: 6)
    page.table(
      columns: [18, 53, 106, 141], rows: [35, 42, 49], [["科目编码", "科目名称", "合计"], ["201", "一般公共服务支出", "2.00"]])
    page.template = "900"
    var book = SmallOFD([page])
    book.template = SmallOFD.Page()
    return book.bytes
  }

  private static let html = Array(
    "<html><head><meta charset=\"utf-8\"><title>某市2026年部门预算</title></head><body><table><caption>收支总表</caption><tr><td rowspan=\"2\" colspan=\"2\">项目</td><td>1.00</td></tr><tr><td>2.00</td></tr></table><p>收入3.00万元。</p></body></html>"
      .utf8)
  private static let text = Array(
    "某市审计局2026年部门预算\n\n部门预算支出总表\n\n单位：万元\n\n| 科目编码 | 科目名称 | 合计 |\n| --- | --- | ---: |\n| 201 | 一般公共服务支出 | 3.00 |\n\n一、收支说明\n\n1. 收入3.00万元，比2025年增加1.00万元，增长50%。\n"
      .utf8)

  @Test("ZIP 的字节") func zip() throws {
    run("zip", count: 400, [Self.workbook, Self.document]) { bytes in
      guard let archive = try? ZIPReader(bytes) else { return }
      for name in archive.names.prefix(50) { _ = try? archive.bytes(of: name) }
      if let files = try? ArchivedFiles(archive) { #expect(files.files.count <= ArchivedFiles.limit) }
    }
  }

  @Test("XML 与网页的字节") func markup() throws {
    run("markup", count: 400, [Self.html, Array("<a b=\"1\"><c>2</c><!-- x --><![CDATA[3]]>&amp;</a>".utf8)]) { bytes in
      _ = MarkupParser.xml(bytes)
      if let page = WebPages.pages(of: bytes, file: nil) { #expect(page.pages.count == 1) }
    }
  }

  @Test("工作簿的各部分") func workbooks() throws {
    let reader = try reader()
    runInside("xlsx", count: 300, try parts(Self.workbook)) { _ = try? reader.read($0, name: "f.xlsx") }
  }

  @Test("Word 文件的各部分") func documents() throws {
    let reader = try reader()
    runInside("docx", count: 300, try parts(Self.document)) { _ = try? reader.read($0, name: "f.docx") }
  }

  @Test("OFD 的各部分") func ofd() throws {
    let reader = try reader()
    runInside("ofd", count: 300, try parts(Self.ofd)) { _ = try? reader.read($0, name: "f.ofd") }
  }

  @Test("网页、文本、JSON 的字节") func texts() throws {
    let reader = try reader()
    let json = Array(
      "{\"format\":\"mingzhang-disclosure/1\",\"disclosure\":{\"kind\":\"budget\",\"entity\":\"某局\"}}".utf8)
    run("text", count: 200, [Self.text, Self.html, json]) { _ = try? reader.read($0, name: "f") }
  }

  @Test("复合文件、图片、GBK 的字节") func heads() throws {
    var compound: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1] + Array(repeating: 0, count: 2048)
    for (index, unit) in "Workbook".utf16.enumerated() { compound[512 + 2 * index] = UInt8(unit) }
    (compound[576], compound[578]) = (18, 2)
    run("heads", count: 1000, [compound, PictureFile.tinyPNG, [0xFF, 0xD8, 0xFF, 0xC0, 0, 17, 8, 0, 9, 0, 9, 3]]) {
      bytes in
      _ = CompoundFile(bytes)
      _ = PictureSize(bytes)
      _ = ChineseText.gb18030(bytes)
      _ = FileKind(bytes)
    }
  }

  @Test("PDF 的字节：工作进程挡住一切", .enabled(if: Program.hasPDFWorker, "mingzhang-pdf 没有构建"))
  func pdf() throws {
    let reader = try reader()
    var page = SmallPDF.Page()
    page.print("2026年部门支出预算总表", x: 220, y: 60, size: 16)
    page.table(columns: [50, 150, 300], rows: [100, 120, 140], [["科目编码", "合计"], ["201", "3.00"]])
    run("pdf", count: 40, [SmallPDF([page]).bytes]) { _ = try? reader.read($0, name: "f.pdf") }
  }
}
