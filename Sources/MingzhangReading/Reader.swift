import MingzhangCatalog
import MingzhangFormats
import MingzhangModel

/// Reads published disclosures: bytes → pages → tables, narrative, targets.
public struct Reader: Sendable {
  let catalog: Catalog
  let pdf: PDFWorkerClient?
  let office: OfficeConverter?
  let recogniser: OCRWorker?

  /// - Parameters:
  ///   - pdf: what reads PDFs; nil for the worker `mingzhang-pdf` that stands beside this program.
  ///   - office: what converts old Office files; nil when LibreOffice is not to be used.
  ///   - recogniser: what reads pictures; nil when scans are not to be recognised.
  public init(
    catalog: Catalog, pdf: PDFWorkerClient? = nil, office: OfficeConverter? = .located(),
    recogniser: OCRWorker? = .located()
  ) {
    (self.catalog, self.pdf, self.office, self.recogniser) = (catalog, pdf, office, recogniser)
  }

  /// What one file says. The content decides on the format, not the name.
  ///
  /// - Parameter password: opens an encrypted PDF.
  /// - Throws: `ReadingError` when nothing can be read: an empty file, no text, an unknown format.
  public func read(
    _ bytes: [UInt8], name: String, password: String? = nil
  ) throws(ReadingError) -> ReadingResult {
    guard !bytes.isEmpty else {
      throw ReadingError(
        .empty, file: name,
        Wording("\(name) 是空文件。请确认下载或导出是否完整。", "\(name) is empty. Check that it was saved completely."))
    }
    let kind = FileKind(bytes)
    let megabytes = kind == .text || kind == .webPage || kind == .json ? 64 : 512
    guard bytes.count <= megabytes << 20 else {
      throw ReadingError(
        .tooLarge, file: name,
        Wording(
          "\(name) 有 \(bytes.count >> 20) MB，超过 \(megabytes) MB 的上限，没有读。请拆分后再读。",
          "\(name) has \(bytes.count >> 20) MB, more than the limit of \(megabytes); not read. Split it first."))
    }
    switch kind {
    case .json:
      if let disclosure = try DisclosureFile.disclosure(in: bytes, name: name) {
        return ReadingResult(disclosure: disclosure, conservation: DigitConservation(total: 0))
      }
    case .zip:
      let archive = try OfficePages.archive(bytes, name: name)
      if !OfficePages.isDocument(archive) { return try readArchive(archive, name: name, password: password) }
    default: break
    }
    var read = try pages(of: bytes, name: name, password: password)
    GridLimit.apply(to: &read)
    try Likeness.mustBeDisclosure(read, name: name)
    var result = Recognizer(catalog: catalog).recognise(read.pages, source: read.source)
    result.disclosure.inputNotices += read.notices
    return result
  }

  /// The pages of one file, before anything is recognised on them.
  func pages(of bytes: [UInt8], name: String, password: String?) throws(ReadingError) -> ReadPages {
    let digest = sha256Hex(bytes)
    var read = ReadPages(
      source: SourceFile(name: name, sha256: digest, byteCount: bytes.count, format: "text"))
    switch FileKind(bytes) {
    case .pdf:
      var reader = PDFDocumentReader(worker: pdf)
      reader.recogniser = recogniser
      let document = try reader.read(bytes, name: name, digest: digest, password: password)
      read.source.format = "pdf"
      read.source.recognisedPages = document.recognisedPages.isEmpty ? nil : document.recognisedPages
      (read.pages, read.notices) = (document.pages, document.notices)
    case .zip:
      try OfficePages(office: office, digest: digest, name: name).read(bytes, into: &read)
    case .compoundFile, .rtf:
      try OldOfficePages(office: office, digest: digest, name: name).read(bytes, into: &read)
    case .picture:
      guard let recogniser else {
        throw ReadingError(
          .noReader, file: name,
          Wording("\(name) 是图片。\(ScanReader.missing.chinese)", "\(name) is a picture. \(ScanReader.missing.english)"))
      }
      read.pages = [try ScanReader(worker: recogniser, file: digest).page(of: bytes, name: name)]
      read.source.format = "picture"
      read.source.recognisedPages = [1]
      read.notices = [ScanReader.notice([1])]
    case .otherArchive(let kind):
      throw ReadingError(
        .unknownFormat, file: name,
        Wording("\(name) 是 \(kind) 压缩包，请解开后再读，或改用 ZIP。", "\(name) is a \(kind) archive. Unpack it first, or use ZIP."))
    case .webPage:
      let page = WebPages.pages(of: bytes, file: digest)
      read.source.format = "html"
      (read.pages, read.notices) = (page?.pages ?? [], page?.notices ?? [])
    case .json, .text:
      let text = try TextDecoding.text(of: bytes, name: name)
      read.pages = TextPages(file: digest).pages(of: text)
    }
    read.source.pageCount = read.pages.count
    return read
  }
}

/// What a format's reader gives to recognition.
struct ReadPages {
  var source: SourceFile
  var pages: [Page] = []
  var notices: [InputNotice] = []
}

/// A disclosure and the account of its digits.
public struct ReadingResult: Sendable {
  public var disclosure: Disclosure
  public var conservation: DigitConservation
  public init(disclosure: Disclosure, conservation: DigitConservation) {
    (self.disclosure, self.conservation) = (disclosure, conservation)
  }
}
