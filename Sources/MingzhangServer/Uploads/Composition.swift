import Foundation
import MingzhangCatalog
import MingzhangFormats
import MingzhangMaking
import MingzhangModel

/// A book made from a ledger workbook. It is made in a process of its own, like everything that opens a file from outside:
/// `mingzhang-server compose IN OUT NAME` is that process, and writes a `Composition` as JSON.
public struct Composition: Codable, Sendable {
  /// False: the workbook is no ledger, but may be a published file.
  public var isLedger = true
  /// What is wrong with the ledger, with sheet and cell; empty when the book was made.
  public var problems: [Wording] = []
  public var entity = ""
  public var fiscalYear: Int?
  public var kind: Disclosure.Kind?
  public var fileName = ""
  public var mediaType = ""
  public var book = Data()

  /// Makes the book, in this process: as PDF, or as a web page where there is no typesetter.
  public static func of(_ place: URL, with catalog: Catalog) -> Composition {
    var out = Composition()
    guard LedgerFolder.isLedger(place) else {
      out.isLedger = false
      return out
    }
    do {
      let ledger = try LedgerFolder.load(from: place, catalog: catalog)
      let book = try BookPress(catalog).book(of: ledger)
      (out.entity, out.fiscalYear, out.kind) = (ledger.book.entity, ledger.book.fiscalYear, ledger.book.kind)
      (out.fileName, out.mediaType, out.book) = (book.original.name, book.original.mediaType, book.original.bytes)
    } catch let error as LedgerError {
      out.problems = error.problems.map(\.wording)
    } catch {
      out.problems = [
        (error as? any ExplainedError)?.wording ?? Wording("编不成书。", "The book could not be made.")
      ]
    }
    return out
  }
}

extension Examiner {
  /// Makes a book from the workbook in `bytes`, in a process of its own.
  func compose(_ bytes: Data, name: String) -> Composition {
    var failed = Composition()
    let work = TemporaryPlace.new()
    defer { try? FileManager.default.removeItem(at: work) }
    let (input, output) = (work.appending(path: "ledger.xlsx"), work.appending(path: "out.json"))
    do {
      try FileManager.default.createDirectory(at: work, withIntermediateDirectories: true)
      try bytes.write(to: input)
    } catch {
      failed.problems = [Wording("临时文件夹不能用。", "The temporary folder cannot be used.")]
      return failed
    }
    let ending = run(["compose", input.path, output.path], in: work)
    if let data = FileManager.default.contents(atPath: output.path),
      let composition = try? JSONDecoder().decode(Composition.self, from: data)
    {
      return composition
    }
    failed.problems = [
      ending == .outOfTime
        ? Wording("\(seconds) 秒内没有读完，已停止。", "Not finished within \(seconds) s; stopped.")
        : Wording("这个工作簿读不出来，可能已损坏。", "The workbook cannot be read; it may be damaged.")
    ]
    return failed
  }
}
