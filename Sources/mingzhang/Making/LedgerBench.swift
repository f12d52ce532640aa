import Foundation
import MingzhangCatalog
import MingzhangChecking
import MingzhangMaking
import MingzhangModel
import MingzhangReading

/// A book as it came out: what to write, and what to say of it.
struct MadeBook: Sendable {
  var entity: String
  /// By their paths in the output folder.
  var files: [String: [UInt8]]
  var errors: [Finding]
  var waived: [CheckReport.Waived]
  /// The lines of the waiver file that met a finding.
  var waiverLines: [Int]
  var printed: Disclosure
  /// Figures of the words that are others than in the book that stood there before.
  var changedFigures: [DisclosureDifference.Change] = []
}

extension MadeBook {
  /// What is said of a book that is written, without its bytes.
  struct Told: Sendable {
    var entity: String
    var files: [String]
    var errors: [Finding]
    var waived: Int
    var waiverLines: [Int]
    var changedFigures: [DisclosureDifference.Change]
  }

  var told: Told {
    Told(
      entity: entity, files: Array(files.keys), errors: errors, waived: waived.count, waiverLines: waiverLines,
      changedFigures: changedFigures)
  }
}

/// What every book is made with.
struct LedgerBench: Sendable {
  let desk: Desk
  let formats: [BookFormat]
  let waivers: WaiverList?
  let day: Day

  /// The book of the ledger at `path`, and those of its units.
  ///
  /// - Parameter place: the folder in which the books stood last time, if they did.
  func books(of path: String, formerly place: URL, with maker: BookMaker) throws -> [MadeBook] {
    let ledger = try LedgerFolder.load(from: URL(filePath: path), catalog: desk.catalog)
    let books = LedgerBooks(ledger, catalog: desk.catalog)
    var names: Set<String> = ["data", "draft"]
    var units: [MadeBook] = []
    for unit in books.units {
      let profile = try desk.profile(of: unit, at: path)
      let name = OutputFolder.name(for: unit.book.entity, among: &names)
      var made = try book(unit, profile, beside: [], formerly: place.appending(path: name), with: maker)
      made.files = Dictionary(uniqueKeysWithValues: made.files.map { ("\(name)/\($0.key)", $0.value) })
      units.append(made)
    }
    let profile = try desk.profile(of: books.department, at: path)
    return [try book(books.department, profile, beside: units.map(\.printed), formerly: place, with: maker)] + units
  }

  /// - Parameter former: the folder in which the book stood last time, if it did.
  private func book(
    _ ledger: Ledger, _ profile: Profile, beside units: [Disclosure], formerly former: URL, with maker: BookMaker
  ) throws -> MadeBook {
    let posting = Posting(ledger: ledger, profile: profile, catalog: desk.catalog)
    let disclosure = posting.disclosure()
    let view = BookView(disclosure: disclosure, ledger: ledger, profile: profile).document
    // what is checked is what is printed: words that were typed beside the placeholders too
    let printed = try desk.read(MarkdownWriter().bytes(for: view), name: "book.md").disclosure
    var report = desk.check(printed, beside: .init(units: units))
    if let waivers { report = waivers.applied(to: report, on: day) }
    let document = view.released(after: report)
    var files = try maker.files(
      for: document, disclosure: disclosure, formats: formats, waived: document.isDraft ? [] : report.waivedErrors)
    // a draft never takes the place of a book
    if document.isDraft {
      files = Dictionary(uniqueKeysWithValues: files.map { ("draft/\($0.key)", $0.value) })
    }
    var book = MadeBook(
      entity: ledger.book.entity, files: files, errors: report.findings.filter { $0.severity == .error },
      waived: report.waivedErrors, waiverLines: waivers?.lines(meeting: report) ?? [], printed: printed)
    if let last = lastBook(in: former, of: disclosure) {
      book.changedFigures = DisclosureDifference(from: last, to: posting.tracedDisclosure()).changedFigures
    }
    return book
  }

  /// The open data of the last making, when it is of the same book.
  private func lastBook(in folder: URL, of disclosure: Disclosure) -> Disclosure? {
    for place in ["data", "draft/data"] {
      let file = folder.appending(path: "\(place)/disclosure.json")
      guard let bytes = FileManager.default.contents(atPath: file.path),
        let last = try? desk.read(Array(bytes), name: "disclosure.json").disclosure
      else { continue }
      return last.entity == disclosure.entity && last.fiscalYear == disclosure.fiscalYear ? last : nil
    }
    return nil
  }
}
