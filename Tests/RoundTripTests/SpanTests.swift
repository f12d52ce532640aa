import Foundation
import MingzhangCatalog
import MingzhangFormats
import MingzhangModel
import MingzhangMaking
import MingzhangReading
import MingzhangTestSupport
import Testing

/// Every cell that prints something says where it stands.
@Suite struct SpanTests {
  /// The place of a cell, by its format: page and box, sheet (or table) and cell, or line.
  static func isPlaced(_ span: SourceSpan?, format: String) -> Bool {
    guard let span, span.page >= 1, span.file?.isEmpty == false else { return false }
    switch format {
    case "pdf": return span.box.map { $0.x1 > $0.x0 && $0.y1 > $0.y0 } ?? false
    case "xlsx", "xls", "et", "docx": return span.sheet?.isEmpty == false && span.cell?.isEmpty == false
    default: return span.line != nil
    }
  }

  static func unplaced(in disclosure: Disclosure) -> [String] {
    let format = disclosure.source?.format ?? ""
    return disclosure.statements.flatMap { statement in
      statement.rows.flatMap(\.self).filter { !$0.printed.isEmpty && !isPlaced($0.span, format: format) }.map {
        "\(statement.title) “\($0.printed)”"
      }
    }
  }

  @Test("编出的书读回来：每一格都说得出在哪里", arguments: ["markdown", "html", "docx", "xlsx", "pdf"])
  func everyCellOfAMadeBook(_ format: String) throws {
    let book = try NangongBook()
    let bytes: [UInt8]
    switch format {
    case "html": bytes = MadeFiles.html(of: book)
    case "docx": bytes = MadeFiles.docx(of: book)
    case "xlsx": bytes = try MadeFiles.xlsx(of: book)
    case "pdf":
      guard let places = Self.typesetter else { return print("skipped: no typesetter; run Scripts/setup") }
      bytes = try PDFWriter(places: places).bytes(for: book.view)
    default: bytes = MadeFiles.markdown(of: book)
    }
    let reader = Reader(catalog: book.catalog, pdf: PDFWorkerClient(executable: Program.pdfWorker))
    let read = try reader.read(bytes, name: "book.\(format)").disclosure
    #expect(read.statements.count >= 9)
    #expect(Self.unplaced(in: read) == [])
  }

  private static var typesetter: TypesetterPlaces? {
    let tools = TestPlaces.root.appending(path: ".tools")
    guard FileManager.default.isExecutableFile(atPath: tools.appending(path: "venv/bin/python3").path) else {
      return nil
    }
    let templates = TestPlaces.root.appending(path: "Sources/MingzhangMaking/Templates")
    return TypesetterPlaces(
      python: tools.appending(path: "venv/bin/python3"), script: templates.appending(path: "typeset.py"),
      template: templates.appending(path: "book.typ"), fonts: [tools.appending(path: "fonts")])
  }

  /// The corpus is not part of the project; without it this test says so and ends.
  @Test("语料里每一格都说得出在哪里")
  func everyCellOfTheCorpus() throws {
    guard let folder = TestPlaces.shared?.appending(path: "corpus") else {
      return print("skipped: no corpus at ../shared/corpus")
    }
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    let catalog = try NangongBook().catalog
    let reader = Reader(catalog: catalog, pdf: PDFWorkerClient(executable: Program.pdfWorker))
    // the small files of every format; Benchmarks/corpus counts all of them
    let small = names.sorted().filter { name in
      let size = (try? FileManager.default.attributesOfItem(atPath: folder.appending(path: name).path))?[.size] as? Int
      return size ?? .max < 300_000 && name.contains(".") && !name.hasSuffix(".tsv")
    }
    var read = 0
    for name in small {
      guard let data = FileManager.default.contents(atPath: folder.appending(path: name).path),
        let disclosure = try? reader.read(Array(data), name: name).disclosure
      else { continue }
      read += 1
      #expect(Self.unplaced(in: disclosure) == [], "\(name)")
    }
    #expect(read > 0)
  }
}
