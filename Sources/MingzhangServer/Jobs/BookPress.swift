import Foundation
import MingzhangCatalog
import MingzhangChecking
import MingzhangFormats
import MingzhangMaking
import MingzhangModel
import MingzhangReading

/// Makes books out of ledgers. The typesetter behind it is kept open and works for one book at a time.
final class BookPress: @unchecked Sendable {
  // `maker` is used under `lock` only.
  private let lock = NSLock()
  private let maker = BookMaker()
  private let catalog: Catalog

  init(_ catalog: Catalog) { self.catalog = catalog }

  /// One made file.
  struct File: Sendable {
    /// `pdf`, `docx`, `xlsx`, `html`
    var format: String
    var name: String
    var mediaType: String
    var bytes: Data
  }

  struct Book: Sendable {
    /// What is examined and published: the PDF, or the HTML page where there is no typesetter.
    var original: File
    var others: [File]
    /// A book with errors is a draft: it bears the mark, and no reviewer would let it pass.
    var errors: [Finding]
  }

  /// - Throws: `ServerProblem` for a profile that is not there; `MakingError` when a file cannot be made.
  func book(of kept: Ledger) throws -> Book {
    // of a ledger of several units, the department's book; state secrets are taken out
    let ledger = LedgerBooks(kept, catalog: catalog).department
    guard let profile = catalog.profile(ledger.book.profile) else {
      let known = catalog.profiles.map(\.id).joined(separator: "、")
      throw ServerProblem(
        Wording(
          "台账的“表样”写的是 \(ledger.book.profile)，没有这种。可用：\(known)。",
          "The ledger names the profile \(ledger.book.profile), which is not there. There are \(known)."))
    }
    let disclosure = Posting(ledger: ledger, profile: profile, catalog: catalog).disclosure()
    let view = BookView(disclosure: disclosure, ledger: ledger, profile: profile).document
    let printed = try Reader(catalog: catalog).read(MarkdownWriter().bytes(for: view), name: "book.md").disclosure
    let report = RuleBook.standard.check(printed, with: catalog)
    let document = view.released(after: report)
    let name = "\(ledger.book.entity)\(ledger.book.fiscalYear)年\(disclosure.kind.chinese)"
    let files = try lock.withLock {
      do { return try maker.files(for: document, disclosure: disclosure, formats: [.pdf, .docx, .xlsx, .html]) } catch {
        // without a typesetter the book is still readable, and is still one book
        return try maker.files(for: document, disclosure: disclosure, formats: [.docx, .xlsx, .html])
      }
    }
    let made = files.map { path, bytes -> File in
      let format = String(path.split(separator: ".").last ?? "")
      return File(
        format: format, name: "\(name).\(format)", mediaType: MediaTypes.type(of: format), bytes: Data(bytes))
    }.sorted { $0.format < $1.format }
    guard let original = made.first(where: { $0.format == "pdf" }) ?? made.first(where: { $0.format == "html" }) else {
      throw ServerProblem(Wording("没有编出可公开的文件。", "Nothing to publish was made."))
    }
    return Book(
      original: original, others: made.filter { $0.format != original.format },
      errors: report.findings.filter { $0.severity == .error })
  }
}

/// What the bytes of a format are called in an answer.
enum MediaTypes {
  static func type(of format: String) -> String {
    switch format {
    case "pdf": "application/pdf"
    case "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    case "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    case "xls": "application/vnd.ms-excel"
    case "doc": "application/msword"
    case "ofd": "application/ofd"
    case "html", "htm": "text/html; charset=utf-8"
    case "md", "txt": "text/plain; charset=utf-8"
    case "csv": "text/csv; charset=utf-8"
    case "json": "application/json"
    case "zip": "application/zip"
    case "png": "image/png"
    case "jpg", "jpeg": "image/jpeg"
    default: "application/octet-stream"
    }
  }
}
