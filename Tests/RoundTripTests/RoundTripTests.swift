import Foundation
import MingzhangChecking
import MingzhangFormats
import MingzhangMaking
import MingzhangModel
import MingzhangReading
import MingzhangTestSupport
import Testing

/// What we make, read back by our own reader.
enum MadeFiles {
  static func markdown(of book: NangongBook) -> [UInt8] { MarkdownWriter().bytes(for: book.view) }
  static func html(of book: NangongBook) -> [UInt8] { HTMLWriter().bytes(for: book.view) }
  static func docx(of book: NangongBook) -> [UInt8] { WordWriter().bytes(for: book.view) }
  static func xlsx(of book: NangongBook) throws -> [UInt8] { try ExcelWriter().bytes(for: book.view) }
  static func json(of book: NangongBook) throws -> [UInt8] {
    try ReadingJSON().bytes(for: [book.disclosure])
  }

  /// Where Typst is; nil where it is not installed.
  static var typesetter: TypesetterPlaces? {
    let tools = TestPlaces.root.appending(path: ".tools")
    let python = tools.appending(path: "venv/bin/python3")
    guard FileManager.default.isExecutableFile(atPath: python.path) else { return nil }
    let templates = TestPlaces.root.appending(path: "Sources/MingzhangMaking/Templates")
    return TypesetterPlaces(
      python: python, script: templates.appending(path: "typeset.py"), template: templates.appending(path: "book.typ"),
      fonts: [tools.appending(path: "fonts")])
  }
}

/// The amounts of a statement by meaning, whatever the layout: what a round trip must keep.
private func content(_ statement: Statement) -> [String: Money] {
  var out: [String: Money] = [:]
  for line in statement.lines {
    for column in statement.columns {
      guard let cell = statement.cell(line, column.key), case .amount(let amount) = cell.reading else { continue }
      out["\(line.side?.rawValue ?? "")/\(line.key)/\(column.key)"] = amount.money
    }
  }
  return out
}

@Suite struct RoundTripTests {
  @Test("编出的书读回来：九张表同样的行、同样的金额，核对没有错误", arguments: ["markdown", "json", "html", "docx"])
  func readsBack(_ format: String) throws {
    let book = try NangongBook()
    let bytes: [UInt8] =
      switch format {
      case "json": try MadeFiles.json(of: book)
      case "html": MadeFiles.html(of: book)
      case "docx": MadeFiles.docx(of: book)
      default: MadeFiles.markdown(of: book)
      }
    let result = try Reader(catalog: book.catalog).read(bytes, name: "book.\(format)")
    let read = result.disclosure
    #expect(read.entity == book.disclosure.entity)
    #expect(read.fiscalYear == book.disclosure.fiscalYear)
    for kind in StatementKind.nine + [.assets, .procurement] {
      let made = try #require(book.disclosure.statement(kind), "\(kind)")
      let back = try #require(read.statement(kind), "\(kind)")
      #expect(content(made) == content(back), "\(kind)")
      #expect(made.rows.count == back.rows.count, "\(kind)")
      #expect(made.notes.map(\.text) == back.notes.map(\.text), "\(kind)")
    }
    #expect(read.goals.map(\.indicators.count) == book.disclosure.goals.map(\.indicators.count))
    #expect(read.glossary.map(\.term) == book.disclosure.glossary.map(\.term))
    #expect(RuleBook.standard.check(read, with: book.catalog).errors == [])
  }

  @Test("编出的工作簿读回来：每张表同样的金额，核对没有错误")
  func workbookReadsBack() throws {
    let book = try NangongBook()
    let read = try Reader(catalog: book.catalog).read(try MadeFiles.xlsx(of: book), name: "book.xlsx").disclosure
    for kind in StatementKind.nine + [.assets, .projectExpenditure] {
      let made = try #require(book.disclosure.statement(kind), "\(kind)")
      let back = try #require(read.statement(kind), "\(kind)")
      #expect(content(made) == content(back), "\(kind)")
    }
    #expect(read.fiscalYear == book.disclosure.fiscalYear)
    #expect(RuleBook.standard.check(read, with: book.catalog).errors == [])
  }

  @Test("编出的 PDF 读回来：每张表同样的金额，核对没有错误")
  func printedBookReadsBack() throws {
    guard let places = MadeFiles.typesetter else {
      print("skipped: no typesetter; run Scripts/setup")
      return
    }
    let book = try NangongBook()
    let bytes = try PDFWriter(places: places).bytes(for: book.view)
    let reader = Reader(catalog: book.catalog, pdf: PDFWorkerClient(executable: Program.pdfWorker))
    let result = try reader.read(bytes, name: "book.pdf")
    for kind in StatementKind.nine + [.assets, .projectExpenditure] {
      let made = try #require(book.disclosure.statement(kind), "\(kind)")
      let back = try #require(result.disclosure.statement(kind), "\(kind)")
      #expect(content(made) == content(back), "\(kind)")
      #expect(made.rows.count == back.rows.count, "\(kind)")
    }
    #expect(result.disclosure.goals.map(\.indicators.count) == book.disclosure.goals.map(\.indicators.count))
    #expect(result.disclosure.glossary.count == book.disclosure.glossary.count)
    #expect(result.conservation.unexplained == 0)
    #expect(RuleBook.standard.check(result.disclosure, with: book.catalog).errors == [])
  }

  @Test("截断、改坏的 DOCX、XLSX、网页：有答复，不崩溃", arguments: 0..<12)
  func damaged(_ seed: Int) throws {
    let book = try NangongBook()
    let reader = Reader(catalog: book.catalog)
    var state = UInt64(seed) &* 6_364_136_223_846_793_005 &+ 99
    func random(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % max(1, bound)
    }
    for made in [MadeFiles.docx(of: book), try MadeFiles.xlsx(of: book), MadeFiles.html(of: book)] {
      var bytes = seed % 2 == 0 ? Array(made.prefix(random(made.count))) : made
      for _ in 0..<(seed * 3) where !bytes.isEmpty { bytes[random(bytes.count)] = UInt8(random(256)) }
      do { _ = try reader.read(bytes, name: "damaged") } catch { #expect(!error.wording.chinese.isEmpty) }
    }
  }

  @Test("同样的台账编出同样的字节")
  func equalBytes() throws {
    #expect(try MadeFiles.markdown(of: NangongBook()) == MadeFiles.markdown(of: NangongBook()))
    #expect(try MadeFiles.json(of: NangongBook()) == MadeFiles.json(of: NangongBook()))
  }
}
