import MingzhangCatalog
import MingzhangFormats
import MingzhangModel

/// Reads published disclosures: bytes → pages → tables, narrative, targets.
public struct Reader: Sendable {
  let catalog: Catalog
  let pdf: PDFWorkerClient?

  /// - Parameter pdf: what reads PDFs; nil for the worker `mingzhang-pdf` that stands beside this program.
  public init(catalog: Catalog, pdf: PDFWorkerClient? = nil) { (self.catalog, self.pdf) = (catalog, pdf) }

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
    let digest = sha256Hex(bytes)
    if PDFDocumentReader.recognises(bytes) {
      let read = try PDFDocumentReader(worker: pdf).read(bytes, name: name, digest: digest, password: password)
      let source = SourceFile(
        name: name, sha256: digest, byteCount: bytes.count, format: "pdf", pageCount: read.pages.count)
      var result = Recognizer(catalog: catalog).recognise(read.pages, source: source)
      result.disclosure.inputNotices += read.notices
      return result
    }
    if bytes.prefix(64).first(where: { $0 > 0x20 && $0 != 0xEF && $0 != 0xBB && $0 != 0xBF }) == UInt8(ascii: "{"),
      let disclosure = try DisclosureFile.disclosure(in: bytes, name: name)
    {
      return ReadingResult(disclosure: disclosure, conservation: DigitConservation(total: 0))
    }
    if OfficePages.recognises(bytes) {
      let read = try OfficePages.pages(of: bytes, name: name, digest: digest)
      return recognised(read.pages, bytes, name: name, digest: digest, format: read.format)
    }
    if OfficePages.isOldOffice(bytes) {
      throw ReadingError(
        .noReader, file: name,
        Wording(
          "\(name) 是旧格式的 Office 文件（doc、xls、wps、et），还不能读。请另存为 docx、xlsx 或 PDF。",
          "\(name) is an old Office file (doc, xls, wps, et), which cannot be read. Save it as docx, xlsx or PDF."))
    }
    if TextDecoding.isWebPage(bytes), let pages = WebPages.pages(of: bytes, file: digest) {
      return recognised(pages, bytes, name: name, digest: digest, format: "html")
    }
    let text = try TextDecoding.text(of: bytes, name: name)
    let pages = TextPages(file: digest).pages(of: text)
    return recognised(pages, bytes, name: name, digest: digest, format: "text")
  }

  private func recognised(_ pages: [Page], _ bytes: [UInt8], name: String, digest: String, format: String)
    -> ReadingResult
  {
    let source = SourceFile(
      name: name, sha256: digest, byteCount: bytes.count, format: format, pageCount: pages.count)
    return Recognizer(catalog: catalog).recognise(pages, source: source)
  }
}

/// A disclosure and the account of its digits.
public struct ReadingResult: Sendable {
  public var disclosure: Disclosure
  public var conservation: DigitConservation
  public init(disclosure: Disclosure, conservation: DigitConservation) {
    (self.disclosure, self.conservation) = (disclosure, conservation)
  }
}
