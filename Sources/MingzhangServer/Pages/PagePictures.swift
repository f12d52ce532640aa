import Dispatch
import Foundation
import MingzhangFormats
import MingzhangMaking
import MingzhangModel
import MingzhangReading
import MingzhangStore

/// Pictures of pages, drawn by the limited worker when first asked for and kept beside the files, for a while.
struct PagePictures: Sendable {
  let folder: URL
  let shelf: Shelf
  let worker: PDFWorkerClient?
  /// One picture is drawn at a time, so that nobody's page takes the machine.
  private let queue = DispatchQueue(label: "mingzhang.pictures")
  /// Enough to read small print on a screen.
  static let dotsPerInch = 110.0
  /// Pictures that are kept; about 100 KB each.
  static let kept = 4000

  init(_ site: Site) {
    folder = site.configuration.folder.appending(path: "pages")
    shelf = site.store.shelf
    // without the worker there are no pictures; the page says the place in words
    worker = try? PDFWorkerClient.located(limits: .init(cpuSeconds: 20, wallSeconds: 20))
  }

  /// The picture of page `page` (from 1) of the file with this digest; nil when it cannot be drawn.
  func picture(of sha256: String, page: Int) async -> PagePicture? {
    guard (1...5000).contains(page),
      sha256.utf8.allSatisfy({ (0x30...0x39).contains($0) || (0x61...0x66).contains($0) })
    else { return nil }
    let place = folder.appending(path: "\(sha256)-\(page).png")
    if let png = FileManager.default.contents(atPath: place.path) {
      return PagePicture(page: page, png: Array(png), dotsPerInch: Self.dotsPerInch)
    }
    return await withCheckedContinuation { continuation in
      queue.async { continuation.resume(returning: draw(sha256, page, place)) }
    }
  }

  /// The picture of a page of this file; of a picture, itself.
  func picture(of file: OriginalFiles.File, page: Int) async -> PagePicture? {
    guard file.isPicture else { return file.hasPages ? await picture(of: file.digest, page: page) : nil }
    guard page == 1, let bytes = try? Array(shelf.bytes(file.digest)), let size = PictureSize(bytes),
      size.width > 0, size.height > 0
    else { return nil }
    // its places were measured on a sheet of A4
    let scale = ScanMeasure.longSide / Double(max(size.width, size.height))
    return PagePicture(
      page: 1, width: Double(size.width) * scale, height: Double(size.height) * scale, png: bytes)
  }

  private func draw(_ sha256: String, _ page: Int, _ place: URL) -> PagePicture? {
    // a damaged file has no picture either
    guard let worker, let document = try? shelf.bytes(sha256),
      let png = try? worker.picture(of: Array(document), page: page, dotsPerInch: Self.dotsPerInch, isGray: true)
    else { return nil }
    keep(Data(png), at: place)
    return PagePicture(page: page, png: png, dotsPerInch: Self.dotsPerInch)
  }

  /// A picture that cannot be kept is drawn again next time.
  private func keep(_ png: Data, at place: URL) {
    let manager = FileManager.default
    try? manager.createDirectory(at: folder, withIntermediateDirectories: true)
    try? png.write(to: place, options: .atomic)
    guard let names = try? manager.contentsOfDirectory(atPath: folder.path), names.count > Self.kept else { return }
    for name in names.prefix(names.count / 10) { try? manager.removeItem(at: folder.appending(path: name)) }
  }
}
