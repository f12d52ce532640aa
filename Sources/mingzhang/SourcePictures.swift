import Foundation
import MingzhangFormats
import MingzhangMaking
import MingzhangModel

/// Pictures of the pages of checked PDFs, drawn when asked for. A page that cannot be drawn has no picture: the report
/// still quotes its words.
struct SourcePictures: Sendable {
  /// Enough to read small print on a screen; larger pictures make the page slow to open.
  private static let dotsPerInch = 110.0

  private let files: [String: [String]]
  private let password: String?
  private let worker: PDFWorkerClient?

  init(_ checked: [Checked], password: String?) {
    files = Dictionary(
      checked.compactMap { one in one.report.source.map { ($0.sha256, one.item.files) } }, uniquingKeysWith: { $1 })
    self.password = password
    worker = try? PDFWorkerClient.located()
  }

  func picture(_ report: CheckReport, _ page: Int) -> PagePicture? {
    guard let worker, let source = report.source, source.format == "pdf", let paths = files[source.sha256],
      paths.count == 1, let data = FileManager.default.contents(atPath: paths[0]),
      let png = try? worker.picture(
        of: Array(data), page: page, dotsPerInch: Self.dotsPerInch, isGray: true, password: password)
    else { return nil }
    return PagePicture(page: page, png: png, dotsPerInch: Self.dotsPerInch)
  }
}
