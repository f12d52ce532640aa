import Foundation
import MingzhangCatalog
import MingzhangChecking
import MingzhangFormats
import MingzhangMaking
import MingzhangModel
import MingzhangReading
import MingzhangTestSupport
import Testing

/// Every profile, every format that we write and read: the same statements, amounts and figures come back, and nothing is found.
@Suite("每种表样、每种格式读得回来") struct ProfileRoundTripTests {
  static let tools = TestPlaces.root.appending(path: ".tools")
  static let canTypeset = FileManager.default.isExecutableFile(
    atPath: tools.appending(path: "venv/bin/python3").path)

  @Test("网页、Word、Markdown、JSON", arguments: ProfileBook.identifiers, ["html", "docx", "md", "json"])
  func flowing(_ profile: String, _ format: String) throws {
    let book = try ProfileBook(profile)
    let bytes: [UInt8] =
      switch format {
      case "html": HTMLWriter().bytes(for: book.view)
      case "docx": WordWriter().bytes(for: book.view)
      case "json": try ReadingJSON().bytes(for: [book.disclosure])
      default: MarkdownWriter().bytes(for: book.view)
      }
    let read = try Reader(catalog: book.catalog).read(bytes, name: "book.\(format)").disclosure
    expectEqual(read, book, words: true)
  }

  @Test("工作簿", arguments: ProfileBook.identifiers) func workbook(_ profile: String) throws {
    let book = try ProfileBook(profile)
    let bytes = try ExcelWriter().bytes(for: book.view)
    let read = try Reader(catalog: book.catalog).read(bytes, name: "book.xlsx").disclosure
    expectEqual(read, book, words: false)
  }

  @Test("PDF 和 OFD", .enabled(if: canTypeset, "没有 Typst，跳过；先运行 Scripts/setup"), arguments: ProfileBook.identifiers)
  func printed(_ profile: String) throws {
    let book = try ProfileBook(profile)
    let client = PDFWorkerClient(executable: Program.pdfWorker)
    let reader = Reader(catalog: book.catalog, pdf: client)
    let pdf = try PDFWriter(places: Self.places).bytes(for: book.view)
    expectEqual(try reader.read(pdf, name: "book.pdf").disclosure, book, words: true)
    let ofd = try OFDWriter(worker: client).bytes(for: book.view, pdf: pdf)
    expectEqual(try reader.read(ofd, name: "book.ofd").disclosure, book, words: true)
  }

  static var places: TypesetterPlaces {
    let templates = TestPlaces.root.appending(path: "Sources/MingzhangMaking/Templates")
    return TypesetterPlaces(
      python: tools.appending(path: "venv/bin/python3"), script: templates.appending(path: "typeset.py"),
      template: templates.appending(path: "book.typ"), fonts: [tools.appending(path: "fonts")])
  }

  private func expectEqual(_ read: Disclosure, _ book: ProfileBook, words: Bool) {
    #expect(read.kind == book.disclosure.kind)
    #expect(read.fiscalYear == book.disclosure.fiscalYear)
    for made in book.disclosure.statements {
      // of two tables of one kind, that with the title; a workbook puts the sheet's name before it
      let titled = read.statements.first { $0.title.foldedForMatching.hasSuffix(made.title.foldedForMatching) }
      guard let back = titled ?? read.statement(made.kind) else {
        // a table that is only named has nothing to be read by
        #expect(made.isEmpty, "\(made.title)")
        continue
      }
      // a code in a column that no form knows reads as a number
      let codes = Set(made.columns.indices.filter { made.columns[$0].key.name.hasPrefix("dimension:") })
      #expect(amounts(made, without: codes) == amounts(back, without: codes), "\(made.title)")
      if words, !made.isEmpty { #expect(made.rows.count == back.rows.count, "\(made.title)") }
    }
    if words {
      #expect(read.entity == book.disclosure.entity)
      #expect(missing(book.disclosure, in: read) == [])
      #expect(read.glossary.map(\.term) == book.disclosure.glossary.map(\.term))
    }
    #expect(RuleBook.standard.check(read, with: book.catalog).loud == [])
  }

  /// Every printed amount by row and column, whatever the reader calls them.
  private func amounts(_ statement: Statement, without codes: Set<Int>) -> [[Money?]] {
    statement.rows.map { row in
      row.enumerated().map { column, cell in
        guard !codes.contains(column), case .amount(let amount) = cell.reading, amount.money != .zero else {
          return nil
        }
        return amount.money
      }
    }.filter { $0.contains { $0 != nil } }
  }

  /// Figures of the words that were not read again, as printed, in their sections.
  private func missing(_ made: Disclosure, in read: Disclosure) -> [String] {
    var known: [String: Int] = [:]
    for (_, claim) in read.narrative.claims { known[claim.quote.filter { !$0.isWhitespace }, default: 0] += 1 }
    return made.narrative.claims.compactMap { _, claim in
      let quote = claim.quote.filter { !$0.isWhitespace }
      guard known[quote, default: 0] > 0 else { return claim.quote }
      known[quote, default: 0] -= 1
      return nil
    }
  }
}

extension CheckReport {
  /// Errors and warnings, as lines that a failing test can show.
  var loud: [String] {
    findings.filter { $0.severity == .error || $0.severity == .warning }
      .map { "\($0.rule) \($0.message.chinese) \($0.evidence.first?.text ?? "")" }
  }
}
