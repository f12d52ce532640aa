import Foundation
import MingzhangFormats
import MingzhangTestSupport
import Testing

/// Highlights and notes on PDFs, looked at with the programs of others.
@Suite(.enabled(if: Tool("qpdf").exists && Tool("pdftoppm").exists, "没有 qpdf 或 pdftoppm，跳过"))
struct PDFMarkTests {
  let client = PDFWorkers.client()

  private func page(rotation: Int = 0) -> SmallPDF {
    var page = SmallPDF.Page(width: 400, height: 300, rotation: rotation)
    page.print("预算收入总表", x: 60, y: 100, size: 14)
    return SmallPDF([page])
  }

  private func notes(_ boxes: [[Double]], text: String = "错误 X101：收支不平") -> PDFNotes {
    PDFNotes(
      author: "明账", date: "D:20261124000000Z",
      notes: [.init(page: 1, boxes: boxes, color: [1, 0.5, 0.4], text: text, subject: "X101", name: "a|b")])
  }

  @Test("转过的页上，批注正好盖住指出的字", arguments: [0, 90, 180, 270])
  func rotated(_ rotation: Int) throws {
    let document = page(rotation: rotation)
    var corners: (x0: Double, y0: Double, x1: Double, y1: Double) = (1e9, 1e9, 0, 0)
    try client.read(document.bytes) { page in
      for glyph in page.glyphs {
        corners.x0 = min(corners.x0, Double(glyph.x0))
        corners.y0 = min(corners.y0, Double(glyph.y0))
        corners.x1 = max(corners.x1, Double(glyph.x1))
        corners.y1 = max(corners.y1, Double(glyph.y1))
      }
    }
    let box: [Double] = [corners.x0, corners.y0, corners.x1, corners.y1]
    let marked = try client.marked(document.bytes, with: notes([box]))
    let picture = try Picture(of: marked)
    let colored = try #require(picture.colored)
    let found: [Double] = [colored.x0, colored.y0, colored.x1, colored.y1]
    for index in 0..<4 { #expect(abs(found[index] - box[index]) < 2, "\(rotation): \(found) for \(box)") }
  }

  @Test("qpdf 认为完好；批注的字、作者、打印标志和外观都在")
  func soundAndReadable() throws {
    let marked = try client.marked(page().bytes, with: notes([[60, 86, 144, 102]]))
    let scratch = try TemporaryFolder()
    let file = try scratch.file("marked.pdf", Data(marked))
    #expect(try Tool("qpdf").run(["--check", file]).code == 0)
    let json = try Tool("qpdf").run(["--json", "--json-key=qpdf", file]).output
    for words in [
      "错误 X101：收支不平", "\"/T\": \"u:明账\"", "\"/F\": 4", "/Highlight", "/QuadPoints", "\"/AP\"", "\"/NM\": \"u:a|b\"",
    ] {
      let hasWords = json.contains(words) || json.contains(words.replacingOccurrences(of: "\"/", with: "\"u:/"))
      #expect(hasWords, "\(words)")
    }
  }

  @Test("没有位置的发现成为角上的便笺")
  func sticky() throws {
    let marked = try client.marked(page().bytes, with: notes([]))
    let colored = try #require(try Picture(of: marked).colored)
    #expect(colored.x1 < 40 && colored.y1 < 40)
  }

  @Test("加密的文件明说不能批注；坏文件和没有的页也各有一句话")
  func refusals() throws {
    let scratch = try TemporaryFolder()
    let plain = try scratch.file("plain.pdf", Data(page().bytes))
    let locked = scratch.url.appending(path: "locked.pdf").path
    #expect(try Tool("qpdf").run(["--encrypt", "", "owner", "256", "--", plain, locked]).code == 0)
    let bytes = [UInt8](try #require(FileManager.default.contents(atPath: locked)))
    #expect(code(bytes, notes([[1, 1, 9, 9]])) == .notAllowed)
    #expect(code(Array("not a pdf".utf8), notes([[1, 1, 9, 9]])) == .damaged)
    var beyond = notes([[1, 1, 9, 9]])
    beyond.notes[0].page = 7
    #expect(code(page().bytes, beyond) == .workerFailed)
  }

  private func code(_ document: [UInt8], _ notes: PDFNotes) -> PDFWorkerError.Code? {
    do throws(PDFWorkerError) {
      _ = try client.marked(document, with: notes)
      return nil
    } catch { return error.code }
  }
}

/// A program of the system.
struct Tool {
  let url: URL
  init(_ name: String) { url = URL(filePath: "/usr/bin/\(name)") }
  var exists: Bool { FileManager.default.isExecutableFile(atPath: url.path) }

  func run(_ arguments: [String]) throws -> (code: Int32, output: String) {
    let scratch = try TemporaryFolder()
    let out = scratch.url.appending(path: "out")
    _ = FileManager.default.createFile(atPath: out.path, contents: nil)
    let process = Process()
    process.executableURL = url
    process.arguments = arguments
    process.standardOutput = try FileHandle(forWritingTo: out)
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: try Data(contentsOf: out), as: UTF8.self))
  }
}

/// The first page as others draw it, a pixel a point.
private struct Picture {
  let width: Int
  let pixels: [UInt8]

  init(of document: [UInt8]) throws {
    let scratch = try TemporaryFolder()
    let file = try scratch.file("in.pdf", Data(document))
    _ = try Tool("pdftoppm").run(["-r", "72", "-singlefile", file, scratch.url.appending(path: "page").path])
    let data = try Data(contentsOf: scratch.url.appending(path: "page.ppm"))
    // "P6\n400 300\n255\n" and then three bytes a pixel
    var fields: [Int] = []
    var place = 3
    while fields.count < 3 {
      var number = 0
      while let digit = Character(UnicodeScalar(data[place])).wholeNumberValue {
        number = number * 10 + digit
        place += 1
      }
      fields.append(number)
      place += 1
    }
    width = fields[0]
    pixels = Array(data[place...])
  }

  /// What encloses every pixel that is not a shade of grey.
  var colored: (x0: Double, y0: Double, x1: Double, y1: Double)? {
    var box: (x0: Double, y0: Double, x1: Double, y1: Double)?
    for index in stride(from: 0, to: pixels.count - 2, by: 3) {
      let (r, g, b) = (Int(pixels[index]), Int(pixels[index + 1]), Int(pixels[index + 2]))
      guard max(r, g, b) - min(r, g, b) > 40 else { continue }
      let (x, y) = (Double(index / 3 % width), Double(index / 3 / width))
      let old = box ?? (x, y, x + 1, y + 1)
      box = (min(old.x0, x), min(old.y0, y), max(old.x1, x + 1), max(old.y1, y + 1))
    }
    return box
  }
}
