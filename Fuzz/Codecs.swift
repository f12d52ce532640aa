import Foundation
import MingzhangCatalog
import MingzhangModel

@testable import MingzhangFormats
@testable import MingzhangMaking
@testable import MingzhangReading

/// What can be tried: a codec's name and what is done with one input. Any error is an answer; only a crash or a hang is none.
struct Codecs {
  typealias Codec = ([UInt8]) -> Void
  let catalog: Catalog
  let all: [String: Codec]

  init(catalog folder: URL) throws {
    let catalog = try Catalog.load(from: folder)
    self.catalog = catalog
    let reader = Reader(catalog: catalog)
    func read(_ bytes: [UInt8], _ name: String) {
      // a PDF is for the worker, and an old office file for LibreOffice: programs of their own
      if case .pdf = FileKind(bytes) { return }
      guard let result = try? reader.read(bytes, name: name) else { return }
      _ = try? ReadingJSON().bytes(for: [result.disclosure])
    }
    all = [
      "text": { read($0, "a.md") },
      "html": { read(Array("<html>".utf8) + $0, "a.html") },
      "json": { read(Array("{".utf8) + $0, "a.json") },
      "zip": { read(Array("PK\u{3}\u{4}".utf8) + $0, "a.zip") },
      "docx": { read(Parts($0).archive, "a.docx") },
      "xlsx": { read(Parts($0).archive, "a.xlsx") },
      "ofd": { read(Parts($0).archive, "a.ofd") },
      "compound": {
        _ = CompoundFile($0)
        _ = PictureSize($0)
      },
      "frames": { bytes in
        var frames = PageFrames()
        var contents: [PDFPageContent] = []
        // in two pieces, cut where the first byte says
        let cut = min(bytes.count, Int(bytes.first ?? 0) * 8)
        for piece in [bytes[..<cut], bytes[cut...]] {
          let isTaken = piece.withUnsafeBytes { raw in
            do { try frames.feed(raw) { contents.append($0) } } catch { return false }
            return true
          }
          guard isTaken else { return }
        }
        let pages = PDFPageReader().pages(of: contents)
        let source = SourceFile(name: "a.pdf", sha256: "", byteCount: bytes.count, format: "pdf")
        _ = try? ReadingJSON().bytes(for: [Recognizer(catalog: catalog).recognise(pages, source: source).disclosure])
      },
      "ledger": { _ = try? LedgerFolder.load(MemorySource(Parts($0)), catalog: catalog) },
      "import": { bytes in
        let parts = Parts(bytes).parts
        guard let first = parts.first, let mapping = try? ImportMapping(reading: first.bytes, name: "mapping.yaml")
        else { return }
        _ = LedgerImport(Array(parts.dropFirst()), mapping: mapping, catalog: catalog)
      },
    ]
  }
}

/// Several named files as one input: each is its name, a byte 1, and its bytes; a byte 0 stands between them.
///
/// So a codec of many parts can be tried without the archive around them, through which no mutation would come.
struct Parts {
  var parts: [(name: String, bytes: [UInt8])]

  init(_ parts: [(name: String, bytes: [UInt8])]) { self.parts = parts }

  init(_ input: [UInt8]) {
    parts = input.split(separator: 0).prefix(64).map { part in
      let end = part.firstIndex(of: 1) ?? part.endIndex
      return (String(decoding: part[..<end], as: UTF8.self), Array(part[end...].dropFirst()))
    }
  }

  /// Nil when one of them holds what stands between them.
  var input: [UInt8]? {
    guard parts.allSatisfy({ !$0.bytes.contains(0) }) else { return nil }
    return Array(parts.map { Array($0.name.utf8) + [1] + $0.bytes }.joined(separator: [0]))
  }

  var archive: [UInt8] {
    var writer = ZIPWriter()
    var names: Set<String> = []
    for part in parts where names.insert(part.name).inserted { writer.add(part.name, part.bytes) }
    return writer.finished()
  }
}

/// A ledger folder that is on no disk.
struct MemorySource: LedgerSource {
  private let files: [String: [UInt8]]
  let name = "ledger"

  init(_ parts: Parts) {
    files = Dictionary(parts.parts.map { ($0.name, $0.bytes) }, uniquingKeysWith: { first, _ in first })
  }

  func bytes(of file: String) -> [UInt8]? { files[file] }
  func rows(of form: SheetForm) -> SheetRows? { nil }
  var narrativeFiles: [String] { files.keys.filter { $0.hasPrefix("narrative/") }.sorted() }
  func place(_ file: String, line: Int?, heading: String?) -> Wording { Wording(file, file) }
}
