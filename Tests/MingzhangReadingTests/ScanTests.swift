import Foundation
import MingzhangCatalog
import MingzhangFormats
import MingzhangModel
import MingzhangTestSupport
import Testing

@testable import MingzhangReading

@Suite("扫描件和图片")
struct ScanTests {
  private func reader(_ recogniser: OCRWorker?) throws -> Reader {
    let data = TestPlaces.root.appending(path: "Sources/MingzhangCatalog/Data")
    return Reader(
      catalog: try Catalog.load(from: data), pdf: PDFWorkerClient(executable: Program.pdfWorker), office: nil,
      recogniser: recogniser)
  }

  private func recognised(_ json: String) throws -> OCRWorker.Recognised {
    try JSONDecoder().decode(OCRWorker.Recognised.self, from: Data(json.utf8))
  }

  @Test("认出的字按像素换成点；竖线把连在一起的两格分开；数字里多出的空格不要")
  func mapping() throws {
    let read = try recognised(
      """
      {"width":1654,"height":2339,"lines":[[100,100,1500,100],[500,100,500,200]],"words":[
      {"text":"合计","score":1,"box":[440,120,560,160],"edges":[[440,490],[510,560]]},
      {"text":"1, 252","score":1,"box":[700,120,820,160],"edges":[[700,720],[720,730],[730,745],[745,765],[765,785],[785,805]]},
      {"text":"坏","score":1,"box":[1,2],"edges":[]}]}
      """)
    let content = ScannedPage(scale: 0.36).content(read, number: 3)
    #expect(content.number == 3 && abs(content.width - 595.44) < 0.1 && content.lines.count == 2)
    #expect(String(String.UnicodeScalarView(content.glyphs.map(\.scalar))) == "合计1,252")
    #expect(content.glyphs.map { $0.marks.contains(.joined) } == [false, false, false, true, true, true, true])
    #expect(abs(content.glyphs[0].x0 - 158.4) < 0.1)
  }

  @Test("没有安装识别程序：图片和扫描的 PDF 都说怎么装", .enabled(if: Program.hasPDFWorker, "mingzhang-pdf 没有构建"))
  func notInstalled() throws {
    let reader = try reader(nil)
    for (bytes, name) in [(PictureFile.tinyPNG, "扫.png"), (PictureFile.pdf([PictureFile.tinyPNG]), "扫.pdf")] {
      #expect { try reader.read(bytes, name: name) } throws: {
        ($0 as? ReadingError)?.wording.chinese.contains("Scripts/setup --ocr") == true
      }
    }
  }

  @Test("图片的大小先看声明：几十亿像素的不解开，截断的说损坏")
  func sizes() throws {
    #expect(PictureSize(PictureFile.tinyPNG).map { [$0.width, $0.height] } == [4, 4])
    #expect(
      PictureSize([0xFF, 0xD8, 0xFF, 0xC0, 0, 17, 8, 0x12, 0x34, 0x56, 0x78, 3]).map { [$0.width, $0.height] } == [
        0x5678, 0x1234,
      ])
    var bomb = PictureFile.tinyPNG
    for index in 16..<24 { bomb[index] = 0x7F }
    let reader = try reader(
      OCRWorker(places: .init(python: URL(filePath: "/nowhere"), script: URL(filePath: "/nowhere"))))
    func code(_ bytes: [UInt8]) -> ReadingError.Code? {
      do throws(ReadingError) {
        _ = try reader.read(bytes, name: "图.png")
        return nil
      } catch { return error.code }
    }
    #expect(code(bomb) == .tooLarge)
    #expect(code(Array(PictureFile.tinyPNG.prefix(20))) == .damaged)
    #expect(code(PictureFile.tinyPNG) == .damaged)
  }

  @Test("识别程序不答、答得不清、自己结束：一句话，下一张照做")
  func brokenWorker() throws {
    let folder = try TemporaryFolder()
    func worker(_ script: String) throws -> OCRWorker {
      let file = try folder.file("\(UUID().uuidString).sh", Data(script.utf8))
      return OCRWorker(places: .init(python: URL(filePath: "/bin/sh"), script: URL(filePath: file)))
    }
    // the worker is started as `python -I script`; sh takes -I for an option of its own and goes on
    let silent = try worker("sleep 20")
    #expect(throws: OCRWorker.Problem.self) { try silent.recognise([1], seconds: 1) }
    let ended = try worker("exit 0")
    #expect(throws: OCRWorker.Problem.self) { try ended.recognise([1], seconds: 5) }
    #expect(throws: OCRWorker.Problem.self) { try ended.recognise([1], seconds: 5) }
  }

  @Test("真实的一页变成图片再认：每个数都对，表照样找到，全页标明要核对")
  func publishedPage() throws {
    guard let shared = TestPlaces.shared, Program.hasPDFWorker else { return print("没有 ../shared，略过真实文件") }
    guard let recogniser = OCRWorker.located() else { return print("没有安装文字识别，略过（Scripts/setup --ocr 安装）") }
    let file = Array(try Data(contentsOf: shared.appending(path: "corpus/江苏_无锡市商务局_2026_budget.pdf")))
    let worker = PDFWorkerClient(executable: Program.pdfWorker)
    var printed: [Page] = []
    try worker.read(file, pages: 11...11) { printed.append(PDFPageReader().page(of: $0)) }
    let picture = try worker.picture(of: file, page: 11, dotsPerInch: 200)
    let scan = PictureFile.pdf([picture])
    let disclosure = try reader(recogniser).read(scan, name: "扫描.pdf").disclosure
    #expect(disclosure.source?.recognisedPages == [1])
    #expect(disclosure.inputNotices.contains { $0.kind == .needsReview })
    func numbers(_ texts: [String]) -> [String] {
      texts.flatMap { $0.split(whereSeparator: { !$0.isNumber && $0 != "." && $0 != "," }).map(String.init) }.filter {
        $0.count > 2
      }
      .sorted()
    }
    let original = printed.flatMap(\.blocks).flatMap { block in
      switch block {
      case .line: [String]()
      case .grid(let grid): grid.cells.map(\.text)
      }
    }
    let read = disclosure.statements.flatMap { $0.rows.flatMap { $0.map(\.printed) } + $0.columns.map(\.heading) }
    #expect(numbers(original).filter { $0.contains(".") } == numbers(read).filter { $0.contains(".") })
    #expect(numbers(original).filter { $0.contains(".") }.count > 5)
    #expect(
      disclosure.statements.allSatisfy {
        $0.rows.allSatisfy { $0.allSatisfy { $0.span.map(disclosure.source!.isRecognised) ?? true } }
      })
  }
}

/// Pictures for tests.
enum PictureFile {
  /// 4 × 4 white pixels.
  static let tinyPNG: [UInt8] = {
    let idat: [UInt8] =
      [
        0x78, 0x01, 0x01, 0x34, 0x00, 0xCB, 0xFF,
      ] + Array(repeating: [0] + Array(repeating: 255, count: 12), count: 4).flatMap { $0 } + [0, 0, 0, 0]
    func chunk(_ kind: String, _ body: [UInt8]) -> [UInt8] {
      number(body.count) + Array(kind.utf8) + body + [0, 0, 0, 0]
    }
    return [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
      + chunk("IHDR", number(4) + number(4) + [8, 2, 0, 0, 0]) + chunk("IDAT", idat) + chunk("IEND", [])
  }()

  private static func number(_ value: Int) -> [UInt8] {
    (0..<4).map { UInt8(truncatingIfNeeded: value >> (24 - 8 * $0)) }
  }

  /// A PDF of pages that are one PNG of 200 dots an inch each (8 bits, RGB, not interlaced): its data is what PDF calls predictor 15.
  static func pdf(_ pictures: [[UInt8]]) -> [UInt8] {
    var objects: [[UInt8]] = [Array("<</Type/Catalog/Pages 2 0 R>>".utf8)]
    let kids = pictures.indices.map { "\(3 + 3 * $0) 0 R" }.joined(separator: " ")
    objects.append(Array("<</Type/Pages/Count \(pictures.count)/Kids[\(kids)]>>".utf8))
    for (index, png) in pictures.enumerated() {
      let (width, height) = (integer(png, 16), integer(png, 20))
      var data: [UInt8] = []
      var place = 8
      while place + 8 <= png.count {
        let count = integer(png, place)
        if png[place + 4..<place + 8].elementsEqual(Array("IDAT".utf8)) { data += png[place + 8..<place + 8 + count] }
        place += 12 + count
      }
      let first = 3 + 3 * index
      objects.append(
        Array(
          "<</Type/Page/Parent 2 0 R/MediaBox[0 0 \(Double(width) * 0.36) \(Double(height) * 0.36)]/Resources<</XObject<</I \(first + 2) 0 R>>>>/Contents \(first + 1) 0 R>>"
            .utf8))
      let content = "q \(Double(width) * 0.36) 0 0 \(Double(height) * 0.36) 0 0 cm /I Do Q"
      objects.append(Array("<</Length \(content.utf8.count)>>stream\n\(content)\nendstream".utf8))
      objects.append(
        Array(
          "<</Type/XObject/Subtype/Image/Width \(width)/Height \(height)/ColorSpace/DeviceRGB/BitsPerComponent 8/Filter/FlateDecode/DecodeParms<</Predictor 15/Colors 3/BitsPerComponent 8/Columns \(width)>>/Length \(data.count)>>stream\n"
            .utf8) + data + Array("\nendstream".utf8))
    }
    var out = Array("%PDF-1.5\n".utf8)
    var places: [Int] = []
    for (index, object) in objects.enumerated() {
      places.append(out.count)
      out += Array("\(index + 1) 0 obj".utf8) + object + Array("endobj\n".utf8)
    }
    let table = out.count
    out += Array("xref\n0 \(objects.count + 1)\n0000000000 65535 f \n".utf8)
    for place in places {
      let digits = String(place)
      out += Array((String(repeating: "0", count: 10 - digits.count) + digits + " 00000 n \n").utf8)
    }
    return out + Array("trailer<</Size \(objects.count + 1)/Root 1 0 R>>\nstartxref\n\(table)\n%%EOF\n".utf8)
  }

  private static func integer(_ bytes: [UInt8], _ place: Int) -> Int {
    (0..<4).reduce(0) { $0 << 8 | Int(bytes[place + $1]) }
  }
}
