import MingzhangFormats
import MingzhangModel

/// A PDF → pages, through the separate worker; what cannot be read is said in one sentence.
struct PDFDocumentReader {
  /// Nil: the worker that stands beside this program.
  let worker: PDFWorkerClient?

  struct Result {
    var pages: [Page] = []
    var notices: [InputNotice] = []
    /// Pages, from 1, whose words were recognised in their pictures.
    var recognisedPages: [Int] = []
  }

  /// Recognises pages that are pictures; nil when that is not installed.
  var recogniser: OCRWorker?

  /// Whether `bytes` say that they are a PDF; some files have a few lines before it.
  static func recognises(_ bytes: [UInt8]) -> Bool {
    let mark: [UInt8] = [0x25, 0x50, 0x44, 0x46, 0x2D]
    let window = bytes.prefix(1024)
    guard window.count >= mark.count else { return false }
    return (0...window.count - mark.count).contains { start in
      window[start..<start + mark.count].elementsEqual(mark)
        && (start == 0 || window[start - 1] == 0x0A || window[start - 1] == 0x0D || window[start - 1] == 0xBF)
    }
  }

  func read(_ bytes: [UInt8], name: String, digest: String, password: String?) throws(ReadingError) -> Result {
    var result = Result()
    var pictures: [Int] = []
    var unreadable: [Int] = []
    var hidden = Hidden()
    do throws(PDFWorkerError) {
      let worker = if let worker { worker } else { try PDFWorkerClient.located() }
      let pageReader = PDFPageReader(file: digest)
      try worker.read(bytes, password: password) { content in
        let page = pageReader.page(of: content)
        if page.blocks.isEmpty, !content.pictures.isEmpty { pictures.append(content.number) }
        if content.isUnreadable || content.isTruncated { unreadable.append(content.number) }
        hidden.add(content, digest: digest)
        result.pages.append(page)
      }
    } catch {
      throw ReadingError(error, name: name)
    }
    recognise(&pictures, of: bytes, digest: digest, password: password, in: &result)
    guard result.pages.contains(where: { !$0.blocks.isEmpty }) else {
      throw ReadingError(
        .notText, file: name,
        pictures.isEmpty
          ? Wording("\(name) 每一页都没有文字。请确认文件是否完整。", "\(name) has no words on any page. Check that it is complete.")
          : Wording(
            "\(name) 是扫描件，\(pictures.count) 页都是图片，没有文字可读。\(recogniser == nil ? ScanReader.missing.chinese : "")",
            "\(name) is a scan: \(pictures.count) pages of pictures without text. \(recogniser == nil ? ScanReader.missing.english : "")"
          ))
    }
    if !pictures.isEmpty {
      result.notices.append(
        InputNotice(
          .noTextLayer,
          Wording(
            "第 \(Self.list(pictures)) 页只有图片，没有文字，未读取。\(recogniser == nil ? ScanReader.missing.chinese : "")",
            "Pages \(Self.list(pictures)) are pictures without text and were not read. \(recogniser == nil ? ScanReader.missing.english : "")"
          ),
          samples: [], count: pictures.count))
    }
    if !unreadable.isEmpty {
      result.notices.append(
        InputNotice(
          .needsReview,
          Wording(
            "第 \(Self.list(unreadable)) 页没有读全，请核对原文件。",
            "Pages \(Self.list(unreadable)) could not be read in full; compare with the file."),
          samples: [], count: unreadable.count))
    }
    if let notice = hidden.notice { result.notices.append(notice) }
    return result
  }

  /// Pages that are pictures get their words from the recogniser; those that it cannot read stay in `pictures`.
  private func recognise(
    _ pictures: inout [Int], of bytes: [UInt8], digest: String, password: String?, in result: inout Result
  ) {
    guard let recogniser, !pictures.isEmpty, let worker = try? worker ?? .located() else { return }
    let read = ScanReader(worker: recogniser, file: digest).pages(pictures) {
      (page, resolution) throws(PDFWorkerError) in
      try worker.picture(of: bytes, page: page, dotsPerInch: resolution, password: password)
    }
    for page in read.pages where !page.blocks.isEmpty {
      if let index = result.pages.firstIndex(where: { $0.number == page.number }) { result.pages[index] = page }
      result.recognisedPages.append(page.number)
    }
    pictures.removeAll { result.recognisedPages.contains($0) }
    if !result.recognisedPages.isEmpty { result.notices.append(ScanReader.notice(result.recognisedPages)) }
  }

  private static func list(_ pages: [Int]) -> String {
    pages.prefix(12).map(String.init).joined(separator: "、") + (pages.count > 12 ? "…" : "")
  }

  /// Words that the file holds and no reader of the page sees.
  private struct Hidden {
    var count = 0
    var samples: [SpannedText] = []

    mutating func add(_ content: PDFPageContent, digest: String) {
      let text = PDFPageReader.hiddenText(of: content).trimmingSpaces()
      guard !text.isEmpty else { return }
      count += text.unicodeScalars.count
      if samples.count < 5 {
        samples.append(SpannedText(String(text.prefix(60)), span: SourceSpan(file: digest, page: content.number)))
      }
    }

    var notice: InputNotice? {
      guard count > 0 else { return nil }
      return InputNotice(
        .invisibleText,
        Wording(
          "文件里有 \(count) 个字在页面上看不见（被裁掉或落在页外），没有当作公开内容。",
          "\(count) characters of the file cannot be seen on its pages and were not taken as published."),
        samples: samples, count: count)
    }
  }
}

extension ReadingError {
  init(_ error: PDFWorkerError, name: String) {
    let code: Code =
      switch error.code {
      case .passwordNeeded: .encrypted
      case .workerMissing, .workerFailed: .noReader
      case .timeLimit: .timedOut
      case .memoryLimit, .tooManyPages, .pictureTooLarge: .tooLarge
      default: .damaged
      }
    self.init(code, file: name, Wording("\(name)：\(error.chinese)", "\(name): \(error.english)"))
  }
}
