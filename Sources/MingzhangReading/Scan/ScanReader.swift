import MingzhangFormats
import MingzhangModel

/// How places on a picture are measured.
public enum ScanMeasure {
  /// The longer side of a picture file in points: that of an A4 sheet.
  public static let longSide = 842.0
}

/// Pages that are pictures → pages with words, through the optional recognition worker.
struct ScanReader {
  let worker: OCRWorker
  /// SHA-256 of the file, for the spans.
  let file: String?

  /// Dots per inch at which pages are recognised: enough for exact numbers, measured; more only costs time.
  static let resolution = 200.0
  /// A picture of more pixels than this is no page.
  static let maximumPixels = 100_000_000

  /// How a sentence begins that says what is not there.
  static let missing = Wording(
    "没有安装文字识别（OCR）。请运行 Scripts/setup --ocr 后再读，或改用带文字的原文件。",
    "The text recognition (OCR) is not installed. Run Scripts/setup --ocr and read again, or use the original with text."
  )

  struct Result {
    var pages: [Page] = []
    /// Pages that could not be recognised, and the last reason.
    var failed: [Int] = []
    var reason: Wording?
  }

  /// The pages `numbers` of a PDF. `picture` gives the PNG of a page at so many dots an inch.
  func pages(_ numbers: [Int], picture: (Int, Double) throws(PDFWorkerError) -> [UInt8]) -> Result {
    var result = Result()
    for number in numbers {
      do {
        let png = try picture(number, Self.resolution)
        let content = try recognised(png, number: number, scale: 72 / Self.resolution)
        result.pages.append(PDFPageReader(file: file).page(of: content))
      } catch {
        result.failed.append(number)
        result.reason = Self.wording(error)
      }
    }
    return result
  }

  /// A picture file of its own. Its longer side is taken for that of an A4 sheet.
  func page(of picture: [UInt8], name: String) throws(ReadingError) -> Page {
    guard let size = PictureSize(picture), size.width > 0, size.height > 0 else {
      throw ReadingError(
        .damaged, file: name,
        Wording("\(name) 是图片，但已损坏或没有下载完整。请重新取得。", "\(name) is a picture, but damaged or incomplete. Fetch it again."))
    }
    guard size.width * size.height <= Self.maximumPixels else {
      throw ReadingError(
        .tooLarge, file: name,
        Wording(
          "\(name) 是 \(size.width) × \(size.height) 的图片，过大（上限 1 亿像素），没有读。",
          "\(name) is a picture of \(size.width) × \(size.height), more than 100 million pixels; not read."))
    }
    do {
      let content = try recognised(
        picture, number: 1, scale: ScanMeasure.longSide / Double(max(size.width, size.height)))
      return PDFPageReader(file: file).page(of: content)
    } catch {
      let reason = Self.wording(error)
      throw ReadingError(
        .damaged, file: name,
        Wording(
          "\(name) 是图片，识别不了：\(reason.chinese)", "\(name) is a picture that could not be recognised: \(reason.english)"))
    }
  }

  private func recognised(_ picture: [UInt8], number: Int, scale: Double) throws(OCRWorker.Problem) -> PDFPageContent {
    ScannedPage(scale: scale).content(try worker.recognise(picture), number: number)
  }

  private static func wording(_ error: any Error) -> Wording {
    switch error {
    case let error as PDFWorkerError: Wording(error.chinese, error.english)
    case OCRWorker.Problem.missing: missing
    case OCRWorker.Problem.tookTooLong(let seconds): Wording("\(seconds) 秒没有认完", "not done in \(seconds) s")
    case OCRWorker.Problem.failed(let why): Wording("识别程序说：\(why)", "the worker says: \(why)")
    default: Wording("\(error)", "\(error)")
    }
  }

  /// What is said of every file with recognised pages.
  static func notice(_ pages: [Int]) -> InputNotice {
    let list = pages.prefix(12).map(String.init).joined(separator: "、") + (pages.count > 12 ? "…" : "")
    return InputNotice(
      .needsReview,
      Wording(
        "第 \(list) 页是图片，文字和数字由识别（OCR）得来，可能认错，请与原件核对；据此的发现只作提示。",
        "Pages \(list) are pictures; their words and numbers were recognised (OCR) and may be misread. Compare with the original; findings on them are notices only."
      ), samples: [], count: pages.count)
  }
}
