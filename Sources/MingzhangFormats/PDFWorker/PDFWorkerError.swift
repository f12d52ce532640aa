/// Why a PDF could not be read; one careful sentence in both languages.
public struct PDFWorkerError: Error, Hashable, Sendable, CustomStringConvertible {
  public var code: Code
  public var chinese: String
  public var english: String
  /// The first page that is missing, when some were read.
  public var page: Int?

  public struct Code: Hashable, Sendable {
    public var name: String
    public static let workerMissing = Code(name: "workerMissing")
    public static let workerFailed = Code(name: "workerFailed")
    public static let notPDF = Code(name: "notPDF")
    public static let passwordNeeded = Code(name: "passwordNeeded")
    public static let damaged = Code(name: "damaged")
    public static let noPages = Code(name: "noPages")
    public static let tooManyPages = Code(name: "tooManyPages")
    public static let timeLimit = Code(name: "timeLimit")
    public static let memoryLimit = Code(name: "memoryLimit")
    public static let notAllowed = Code(name: "notAllowed")
    public static let pictureTooLarge = Code(name: "pictureTooLarge")
  }

  public init(_ code: Code, _ chinese: String, _ english: String, page: Int? = nil) {
    (self.code, self.chinese, self.english, self.page) = (code, chinese, english, page)
  }

  public var description: String { "\(chinese) / \(english)" }
}

extension PDFWorkerError {
  static func missing(lookedAt places: [String]) -> PDFWorkerError {
    PDFWorkerError(
      .workerMissing,
      "找不到读取 PDF 的程序 mingzhang-pdf（找过：\(places.joined(separator: "、"))）。"
        + "请先安装 libpoppler-private-dev、poppler-data，再运行 swift build --product mingzhang-pdf，"
        + "或用环境变量 MINGZHANG_PDF_WORKER 指明它的位置。",
      "The PDF worker mingzhang-pdf was not found (looked at \(places.joined(separator: ", "))). Install "
        + "libpoppler-private-dev and poppler-data and run swift build --product mingzhang-pdf, or set "
        + "MINGZHANG_PDF_WORKER.")
  }

  static func failed(_ chinese: String, _ english: String) -> PDFWorkerError {
    PDFWorkerError(.workerFailed, "读取 PDF 的程序没有运行成功：\(chinese)。", "The PDF worker did not run: \(english).")
  }

  static func tookTooLong(seconds: Int, page: Int?) -> PDFWorkerError {
    let (place, englishPlace) = places(page)
    return PDFWorkerError(
      .timeLimit, "读取超过了 \(seconds) 秒的限度，\(place)已停止。文件可能有问题，也可以放宽限度再试。",
      "Reading took more than \(seconds) seconds and was stopped\(englishPlace). The file may be hostile; or raise the limit.",
      page: page)
  }

  /// The meaning of the worker's exit status (Sources/PDFWorkerClient/README.md).
  static func exit(_ status: Int32, limits: PDFWorkerClient.Limits, hadPassword: Bool, page: Int?) -> PDFWorkerError {
    let (place, englishPlace) = places(page)
    switch status {
    case 10:
      return PDFWorkerError(.notPDF, "这不是 PDF 文件（开头没有 %PDF 标记）。", "This is not a PDF (no %PDF signature).")
    case 11 where hadPassword:
      return PDFWorkerError(
        .passwordNeeded, "密码不对，文件打不开。请用 --password 给出正确的密码。",
        "The password is wrong. Give the right one with --password.")
    case 11:
      return PDFWorkerError(
        .passwordNeeded, "文件已加密。请用 --password 给出打开密码。",
        "The file is encrypted. Give its password with --password.")
    case 12:
      return PDFWorkerError(
        .damaged, "文件已损坏或不完整，打不开。请重新下载或请发布单位重新提供。",
        "The file is damaged or incomplete. Download it again or ask its publisher.")
    case 13:
      return PDFWorkerError(
        .tooManyPages, "页数超过 \(limits.pages) 页的限度，没有读取。", "More than \(limits.pages) pages; not read.")
    case 14: return PDFWorkerError(.noPages, "文件里没有这一页，或一页也没有。", "The file has no such page, or no pages.")
    case 15: return PDFWorkerError(.pictureTooLarge, "页面太大，画不成图片。", "The page is too large to draw.")
    case 16:
      return PDFWorkerError(
        .notAllowed, "文件已加密或限制修改，不能在上面加批注。请用未加密的原件，或改用 --format html。",
        "The file is encrypted or may not be changed, so no notes can be added. Use the unprotected original, or --format html."
      )
    case 17: return failed("批注指向文件里没有的页", "a note names a page that the file does not have")
    case 20: return tookTooLong(seconds: limits.cpuSeconds, page: page)
    case 21:
      return PDFWorkerError(
        .memoryLimit, "读取需要的内存超过 \(limits.megabytes) MB 的限度，\(place)已停止。文件可能有问题。",
        "Reading needs more than \(limits.megabytes) MB and was stopped\(englishPlace). The file may be hostile.",
        page: page)
    case 22:
      return PDFWorkerError(
        .damaged, "文件内容异常，读取程序\(place)中断。", "The content is malformed; the worker broke off\(englishPlace).",
        page: page)
    default: return failed("退出码 \(status)", "exit status \(status)")
    }
  }

  private static func places(_ page: Int?) -> (String, String) {
    page.map { ("到第 \($0) 页", " at page \($0)") } ?? ("", "")
  }
}
