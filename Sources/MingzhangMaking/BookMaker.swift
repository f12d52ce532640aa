import MingzhangModel

/// The formats of the book.
public enum BookFormat: String, CaseIterable, Sendable { case pdf, ofd, docx, xlsx, html, md, data }

/// One document view → the whole book, in every format asked for.
public struct BookMaker {
  private let pdf: PDFWriter
  private let ofd: OFDWriter

  public init(pdf: PDFWriter = PDFWriter(), ofd: OFDWriter = OFDWriter()) { (self.pdf, self.ofd) = (pdf, ofd) }

  /// File names below the output folder and their bytes. All or nothing: a format that fails fails the book.
  public func files(
    for document: DocumentView, disclosure: Disclosure, formats: [BookFormat] = BookFormat.allCases,
    waived: [CheckReport.Waived] = []
  ) throws(MakingError) -> [String: [UInt8]] {
    var files: [String: [UInt8]] = [:]
    // the OFD has the layout of the PDF
    let printed = formats.contains(.pdf) || formats.contains(.ofd) ? try pdf.bytes(for: document) : []
    for format in formats {
      switch format {
      case .pdf: files["book.pdf"] = printed
      // its pages are read back out of a PDF, text and lines only: a chart would lose its areas, so its sentence stands alone
      case .ofd:
        let plain = document.withoutPictures
        let pages = plain == document ? printed : try pdf.bytes(for: plain)
        files["book.ofd"] = try ofd.bytes(for: plain, pdf: pages)
      case .docx: files["book.docx"] = WordWriter().bytes(for: document)
      case .xlsx: files["book.xlsx"] = try ExcelWriter().bytes(for: document)
      case .html: files["book.html"] = HTMLWriter().bytes(for: document)
      case .md: files["book.md"] = MarkdownWriter().bytes(for: document)
      case .data:
        for (name, bytes) in try OpenDataWriter().files(for: disclosure, waived: waived) {
          files["data/\(name)"] = bytes
        }
      }
    }
    return files
  }
}
