import MingzhangFormats
import MingzhangModel

/// ZIP archives that hold one document: DOCX, XLSX, OFD, OpenDocument; by their content, never by their name.
struct OfficePages {
  let office: OfficeConverter?
  let digest: String
  let name: String

  static func recognises(_ bytes: [UInt8]) -> Bool { FileKind(bytes) == .zip }

  static func archive(_ bytes: [UInt8], name: String) throws(ReadingError) -> ZIPReader {
    do throws(ZIPReader.Problem) { return try ZIPReader(bytes) } catch { throw Self.error(error, name: name) }
  }

  /// Whether the archive is one document, not a folder of files.
  static func isDocument(_ archive: ZIPReader) -> Bool {
    ["word/document.xml", "xl/workbook.xml", "OFD.xml", "ppt/presentation.xml"].contains(where: archive.contains)
      || openDocument(archive) != nil
  }

  static func isDocument(_ bytes: [UInt8]) -> Bool { (try? ZIPReader(bytes)).map(isDocument) ?? false }

  /// `odt` or `ods`, by the archive's own `mimetype`.
  private static func openDocument(_ archive: ZIPReader) -> String? {
    guard let bytes = try? archive.bytes(of: "mimetype") else { return nil }
    switch String(decoding: bytes.prefix(80), as: UTF8.self) {
    case "application/vnd.oasis.opendocument.text": return "odt"
    case "application/vnd.oasis.opendocument.spreadsheet": return "ods"
    default: return nil
    }
  }

  func read(_ bytes: [UInt8], into read: inout ReadPages) throws(ReadingError) {
    let archive = try Self.archive(bytes, name: name)
    do throws(ZIPReader.Problem) {
      if let pages = try WordPages(file: digest).pages(of: archive) {
        read.source.format = "docx"
        read.pages = pages
        return
      }
      if let book = try ExcelPages(file: digest).book(of: archive) {
        read.source.format = "xlsx"
        (read.pages, read.notices) = (book.pages, book.notices)
        return
      }
    } catch { throw Self.error(error, name: name) }
    let document: OFDPages.Result?
    do throws(OFDPackage.Problem) { document = try OFDPages(file: digest).pages(of: archive) } catch {
      throw Self.error(error, name: name)
    }
    if let document { return try take(document, into: &read) }
    if let type = Self.openDocument(archive) {
      return try OldOfficePages(office: office, digest: digest, name: name).convert(bytes, from: type, into: &read)
    }
    if archive.contains("ppt/presentation.xml") {
      throw ReadingError(
        .unknownFormat, file: name,
        Wording("\(name) 是演示文稿（PPTX），不是公开文件。", "\(name) is a presentation (PPTX), not a disclosure."))
    }
    throw ReadingError(
      .damaged, file: name,
      Wording(
        "\(name) 里的正文已损坏，或大得不合常理。请重新取得。", "The content of \(name) is damaged, or unreasonably large. Fetch it again."))
  }

  private func take(_ document: OFDPages.Result, into read: inout ReadPages) throws(ReadingError) {
    guard document.pages.contains(where: { !$0.blocks.isEmpty }) else {
      throw ReadingError(
        .notText, file: name,
        document.pictures.isEmpty
          ? Wording("\(name) 每一页都没有文字。请确认文件是否完整。", "\(name) has no words on any page. Check that it is complete.")
          : Wording(
            "\(name) 是扫描的 OFD，\(document.pictures.count) 页都是图片。请转为 PDF 后再读。",
            "\(name) is a scanned OFD: \(document.pictures.count) pages of pictures. Convert it to PDF and read that."))
    }
    read.source.format = "ofd"
    read.pages = document.pages
    func list(_ pages: [Int]) -> String { pages.prefix(12).map(String.init).joined(separator: "、") }
    if !document.pictures.isEmpty {
      read.notices.append(
        InputNotice(
          .noTextLayer,
          Wording(
            "第 \(list(document.pictures)) 页只有图片，没有文字，未读取。",
            "Pages \(list(document.pictures)) are pictures without text and were not read."),
          samples: [], count: document.pictures.count))
    }
    if !document.unreadable.isEmpty {
      read.notices.append(
        InputNotice(
          .needsReview,
          Wording(
            "第 \(list(document.unreadable)) 页没有读全，请核对原文件。",
            "Pages \(list(document.unreadable)) could not be read in full; compare with the file."),
          samples: [], count: document.unreadable.count))
    }
  }

  static func error(_ problem: ZIPReader.Problem, name: String) -> ReadingError {
    switch problem {
    case .encrypted:
      ReadingError(
        .encrypted, file: name,
        Wording("\(name) 有密码。请去掉密码后再读。", "\(name) is protected by a password. Remove it first."))
    case .tooLarge:
      ReadingError(
        .tooLarge, file: name,
        Wording(
          "\(name) 解开后过大（超过 512 MB 或 2 万个文件），没有读。", "\(name) unpacks to more than 512 MB or 20,000 files; not read."))
    case .notZIP, .damaged, .unsupported:
      ReadingError(
        .damaged, file: name,
        Wording("\(name) 已损坏或没有下载完整。请重新取得。", "\(name) is damaged or incomplete. Fetch it again."))
    }
  }

  private static func error(_ problem: OFDPackage.Problem, name: String) -> ReadingError {
    switch problem {
    case .zip(let problem): error(problem, name: name)
    case .encrypted:
      ReadingError(
        .encrypted, file: name,
        Wording("\(name) 是加密的 OFD。请用阅读器另存为不加密的文件后再读。", "\(name) is an encrypted OFD. Save it without encryption first.")
      )
    case .tooManyPages:
      ReadingError(
        .tooLarge, file: name,
        Wording(
          "\(name) 超过 \(OFDPackage.maximumPages) 页，没有读。请拆分后再读。",
          "\(name) has more than \(OFDPackage.maximumPages) pages; not read. Split it first."))
    case .damaged(let part):
      ReadingError(
        .damaged, file: name,
        Wording("\(name) 是 OFD，但其中的 \(part) 已损坏或缺少。请重新取得。", "\(name) is an OFD whose \(part) is damaged or missing."))
    }
  }
}
