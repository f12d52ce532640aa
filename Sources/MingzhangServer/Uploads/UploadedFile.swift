import Foundation
import MingzhangModel
import MingzhangReading

/// What an uploaded file is, by its content; its name is not asked.
struct UploadedFile: Sendable {
  var mediaType: String
  /// Whether it may be a ledger workbook.
  var isWorkbook: Bool

  /// - Throws: `PageError` with a sentence for whoever uploaded it, when it is nothing that can be read.
  init(_ bytes: Data, name: String, limit: Int) throws(PageError) {
    guard !bytes.isEmpty else {
      throw PageError(.unprocessableContent, Wording("空文件，没有收。请重新导出。", "Empty; not taken. Export it again."))
    }
    guard bytes.count <= limit else {
      throw PageError(
        .contentTooLarge,
        Wording(
          "\(bytes.count >> 20) MB，超过每个文件 \(limit >> 20) MB 的上限，没有收。请压缩图片或拆分。",
          "\(bytes.count >> 20) MB; more than the \(limit >> 20) MB that a file may have; not taken. Compress or split it."
        ))
    }
    isWorkbook = false
    switch FileKind(Array(bytes.prefix(4096))) {
    case .pdf: mediaType = "application/pdf"
    case .zip:
      let parts = Self.parts(of: bytes)
      mediaType = parts.mediaType
      isWorkbook = parts.isWorkbook
    case .compoundFile: mediaType = "application/x-ole-storage"
    case .rtf: mediaType = "application/rtf"
    case .picture: mediaType = bytes.first == 0x89 ? "image/png" : "image/jpeg"
    case .json: mediaType = "application/json"
    case .webPage: mediaType = "text/html; charset=utf-8"
    case .otherArchive(let kind):
      throw PageError(
        .unsupportedMediaType,
        Wording("是 \(kind) 压缩包，不能直接读。请解压后上传里面的文件。", "A \(kind) archive; unpack it and upload the files in it."))
    case .text:
      guard !Self.isBinary(bytes) else {
        throw PageError(
          .unsupportedMediaType,
          Wording(
            "按内容看不是能读的文件。请上传 PDF、OFD、Word、Excel、网页、文本或扫描图片。",
            "By its content no file that can be read. Upload PDF, OFD, Word, Excel, a web page, text or a scan."))
      }
      mediaType = "text/plain; charset=utf-8"
    }
  }

  /// Names of parts stand in the clear in a ZIP's directory; nothing is unpacked here.
  private static func parts(of bytes: Data) -> (mediaType: String, isWorkbook: Bool) {
    let directory = bytes.suffix(256 << 10)
    func holds(_ name: String) -> Bool { directory.range(of: Data(name.utf8)) != nil }
    let office = "application/vnd.openxmlformats-officedocument."
    if holds("xl/workbook.xml") { return (office + "spreadsheetml.sheet", true) }
    if holds("word/document.xml") { return (office + "wordprocessingml.document", false) }
    if holds("OFD.xml") { return ("application/ofd", false) }
    return ("application/zip", false)
  }

  /// Text in UTF-16 begins with its mark; any other text holds no zero byte.
  private static func isBinary(_ bytes: Data) -> Bool {
    let head = bytes.prefix(64 << 10)
    if head.starts(with: [0xFF, 0xFE]) || head.starts(with: [0xFE, 0xFF]) { return false }
    let controls = head.count { $0 < 0x20 && $0 != 0x09 && $0 != 0x0A && $0 != 0x0D && $0 != 0x0C }
    return head.contains(0) || controls * 50 > head.count
  }

  /// A file's name as it is kept: without folders and control characters, at most 180 characters.
  static func name(_ text: String) -> String {
    let last = text.split(whereSeparator: { $0 == "/" || $0 == "\\" }).last.map(String.init) ?? ""
    let clean = last.unicodeScalars.filter {
      !$0.properties.isDefaultIgnorableCodePoint && $0.value >= 0x20 && $0.value != 0x7F
    }
    let name = String(String.UnicodeScalarView(clean)).trimmingCharacters(in: .whitespaces)
    return name.isEmpty ? "未命名" : String(name.suffix(180))
  }
}
