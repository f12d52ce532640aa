import Foundation
import MingzhangFormats
import MingzhangTestSupport
import Testing

@Suite("PDF 读取程序", .enabled(if: Program.hasPDFWorker, "mingzhang-pdf 没有构建"))
struct PDFWorkerTests {
  private static func words(_ page: PDFPageContent) -> String {
    String(String.UnicodeScalarView(page.glyphs.filter(\.isVisible).map(\.scalar)))
  }

  private static func code(_ bytes: [UInt8], _ limits: PDFWorkerClient.Limits = .init()) -> PDFWorkerError.Code? {
    do throws(PDFWorkerError) {
      try PDFWorkers.client(limits).read(bytes) { _ in }
      return nil
    } catch { return error.code }
  }

  @Test("没有嵌入的中文字体也能读出来")
  func canary() throws { #expect(try PDFWorkers.client().readsUnembeddedChinese()) }

  @Test("字、线和页面都在该在的地方")
  func placesOfGlyphsAndLines() throws {
    var page = SmallPDF.Page()
    page.print("预算1.5", x: 100, y: 200, size: 12)
    page.line(50, 300, 250, 300)
    page.bar(60, 400, width: 1, height: 90)
    var pages: [PDFPageContent] = []
    let summary = try PDFWorkers.client().read(SmallPDF([page, SmallPDF.Page()]).bytes) { pages.append($0) }
    #expect(summary.pageCount == 2)
    #expect(summary.engine.hasPrefix("poppler "))
    #expect(pages.map(\.number) == [1, 2])
    let first = try #require(pages.first)
    #expect(first.width == 595 && first.height == 842)
    #expect(Self.words(first) == "预算1.5")
    let glyph = try #require(first.glyphs.first)
    #expect(abs(glyph.x0 - 100) < 0.5 && abs(glyph.baseline - 200) < 0.5 && glyph.size == 12)
    #expect(first.lines.contains { abs($0.y0 - 300) < 0.5 && abs($0.x0 - 50) < 0.5 && abs($0.x1 - 250) < 0.5 })
    #expect(first.lines.contains { abs($0.x0 - 60.5) < 0.5 && abs($0.y0 - 400) < 0.5 && abs($0.y1 - 490) < 0.5 })
  }

  @Test("转过的页按显示的样子给出位置", arguments: [90, 180, 270])
  func rotatedPage(_ rotation: Int) throws {
    var page = SmallPDF.Page(width: 600, height: 800, rotation: rotation)
    page.print("字", x: 100, y: 200, size: 20)
    var pages: [PDFPageContent] = []
    try PDFWorkers.client().read(SmallPDF([page]).bytes) { pages.append($0) }
    let read = try #require(pages.first)
    #expect(read.width == (rotation == 180 ? 600 : 800))
    let glyph = try #require(read.glyphs.first)
    #expect(glyph.marks.quarterTurns == rotation / 90)
    let corner: (Float, Float) = rotation == 90 ? (600, 100) : rotation == 180 ? (500, 600) : (200, 500)
    #expect(abs((glyph.x0 + glyph.x1) / 2 - corner.0) < 25 && abs((glyph.y0 + glyph.y1) / 2 - corner.1) < 25)
  }

  @Test("裁掉的字和重描的字各有记号")
  func hiddenGlyphs() throws {
    var page = SmallPDF.Page()
    page.content += "q 0 700 100 100 re W n\n"
    page.print("看不见", x: 300, y: 600)
    page.content += "Q\n"
    page.print("粗", x: 100, y: 200)
    page.print("粗", x: 100.2, y: 200)
    page.print("页外", x: 900, y: 200)
    var pages: [PDFPageContent] = []
    try PDFWorkers.client().read(SmallPDF([page]).bytes) { pages.append($0) }
    let glyphs = try #require(pages.first).glyphs
    #expect(glyphs.count { $0.marks.contains(.clipped) } == 5)
    #expect(glyphs.count { $0.marks.contains(.duplicate) } == 1)
    #expect(Self.words(try #require(pages.first)) == "粗")
  }

  @Test("页面画成 PNG")
  func picture() throws {
    var page = SmallPDF.Page()
    page.print("预算", x: 100, y: 200)
    let png = try PDFWorkers.client().picture(of: SmallPDF([page]).bytes, page: 1, dotsPerInch: 36)
    #expect(png.starts(with: [0x89, 0x50, 0x4E, 0x47]))
    #expect(throws: PDFWorkerError.self) { try PDFWorkers.client().picture(of: SmallPDF([page]).bytes, page: 2) }
  }

  @Test("坏文件各有一句话，不崩溃")
  func hostileFiles() {
    var page = SmallPDF.Page()
    page.print("预算", x: 100, y: 200)
    let whole = SmallPDF([page]).bytes
    #expect(Self.code(whole) == nil)
    #expect(Self.code([]) == .notPDF)
    #expect(Self.code(Array("dummy pdf content".utf8)) == .notPDF)
    #expect(Self.code(Array(whole.prefix(60))) == .damaged)
    #expect(Self.code(SmallPDF([]).bytes) == .noPages)
    var locked = SmallPDF([page])
    let key = String(repeating: "41", count: 32)
    locked.trailer = "/ID[<00><00>]/Encrypt<</Filter/Standard/V 1/R 2/O<\(key)>/U<\(key)>/P -4>>"
    #expect(Self.code(locked.bytes) == .passwordNeeded)
    var many = SmallPDF(Array(repeating: page, count: 4))
    #expect(Self.code(many.bytes, .init(pages: 3)) == .tooManyPages)
    for count in ["2000000000", "-5"] {
      many.count = count
      // what the file says of its pages is not believed: a sentence, or the pages that are there
      let code = Self.code(many.bytes)
      #expect([nil, .tooManyPages, .noPages, .damaged].contains(code))
    }
  }

  @Test("没完没了的内容在限度内停下")
  func bomb() {
    let client = PDFWorkers.client(.init(cpuSeconds: 1, wallSeconds: 20, megabytes: 256))
    var isCut = false
    do throws(PDFWorkerError) {
      try client.read(SmallPDF.bomb()) { isCut = isCut || $0.isTruncated }
      #expect(isCut)
    } catch {
      #expect(error.code == .timeLimit || error.code == .memoryLimit)
    }
  }

  @Test("损坏一个字节，或截断，总有回答", arguments: 0..<24)
  func damage(_ seed: Int) {
    var page = SmallPDF.Page()
    page.table(columns: [50, 200, 400], rows: [100, 130, 160], [["项目", "预算数"], ["合计", "1.00"]])
    var bytes = SmallPDF([page]).bytes
    var random = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 &+ 1
    for _ in 0..<6 {
      random = random &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      bytes[Int(random >> 33) % bytes.count] = UInt8(truncatingIfNeeded: random >> 20)
    }
    if seed % 3 == 0 { bytes.removeLast(Int(random >> 40) % (bytes.count / 2)) }
    let code = Self.code(bytes, .init(cpuSeconds: 5, wallSeconds: 20, megabytes: 512))
    #expect(
      [nil, .notPDF, .damaged, .noPages, .passwordNeeded, .tooManyPages, .timeLimit, .memoryLimit].contains(code))
  }

  @Test("卡住的程序被结束，不留下；已经关了输出的也一样", arguments: ["stuck", "silent"])
  func stuckWorker(_ name: String) throws {
    let folder = try TemporaryFolder()
    // a program written just now may still be open in another test's child; one that lies there is not
    let script = folder.url.appending(path: name)
    let program = TestPlaces.root.appending(path: "Tests/MingzhangFormatsTests/stuck-worker")
    try FileManager.default.createSymbolicLink(at: script, withDestinationURL: program)
    let note = script.path + ".pid"
    let client = PDFWorkerClient(executable: script, limits: .init(wallSeconds: 1))
    let error = #expect(throws: PDFWorkerError.self) { try client.read([1, 2, 3]) { _ in } }
    #expect(error?.code == .timeLimit)
    let pid = try #require(Int32(try String(contentsOfFile: note, encoding: .utf8).trimmingCharacters(in: .newlines)))
    #expect(kill(pid, 0) == -1)
  }

  @Test("找不到程序时说怎么办")
  func missingWorker() throws {
    let error = #expect(throws: PDFWorkerError.self) {
      try PDFWorkerClient.located(environment: ["MINGZHANG_PDF_WORKER": "/nowhere/mingzhang-pdf"])
    }
    #expect(error?.code == .workerMissing)
    #expect(error?.chinese.contains("/nowhere/mingzhang-pdf") == true)
  }
}

enum PDFWorkers {
  static func client(_ limits: PDFWorkerClient.Limits = .init()) -> PDFWorkerClient {
    PDFWorkerClient(executable: Program.pdfWorker, limits: limits)
  }
}
