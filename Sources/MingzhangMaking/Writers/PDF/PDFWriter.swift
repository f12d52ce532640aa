import Foundation
import MingzhangModel

/// A document as PDF: tagged (PDF/UA-1), archivable (PDF/A-2a), every font embedded; equal input gives equal bytes.
public struct PDFWriter: Sendable {
  private let typesetter: Typesetter
  private let fonts: [URL]

  public init(places: TypesetterPlaces = .standard()) {
    typesetter = Typesetter(places: places)
    fonts = places.fonts
  }

  public func bytes(for document: DocumentView) throws(MakingError) -> [UInt8] {
    guard let data = BookData(document.printable, fonts: families) else {
      throw MakingError(
        "日期“\(document.date)”不是年-月-日。请改 book.yaml。",
        "The date “\(document.date)” is no year-month-day. Correct book.yaml.")
    }
    let encoded: Data
    do { encoded = try JSONEncoder.stable.encode(data) } catch {
      throw MakingError("排版数据写不出来：\(error)", "The data for typesetting cannot be written: \(error)")
    }
    return try typesetter.pdf(from: encoded)
  }

  /// Fandol where it is there, with Noto behind it for the characters that it lacks.
  private var families: BookData.Fonts {
    let hasFandol = fonts.contains {
      FileManager.default.fileExists(atPath: $0.appending(path: "FandolFang-Regular.otf").path)
    }
    let serif = "Noto Serif CJK SC", sans = "Noto Sans CJK SC"
    return BookData.Fonts(
      serif: hasFandol ? ["FandolFang R", serif] : [serif], song: [serif],
      sans: hasFandol ? ["FandolHei", sans] : [sans],
      kai: hasFandol ? ["FandolKai", serif] : [serif])
  }
}
