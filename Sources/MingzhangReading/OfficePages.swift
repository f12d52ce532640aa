import MingzhangFormats
import MingzhangModel

/// ZIP archives that hold a document: DOCX and XLSX by their content, never by their name.
struct OfficePages {
  static func recognises(_ bytes: [UInt8]) -> Bool { bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) }

  /// Old Office files (OLE2): `.doc`, `.xls`, `.wps`, `.et`.
  static func isOldOffice(_ bytes: [UInt8]) -> Bool {
    bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1])
  }

  static func pages(of bytes: [UInt8], name: String, digest: String) throws(ReadingError) -> (
    pages: [Page], format: String
  ) {
    do {
      let archive = try ZIPReader(bytes)
      if let pages = try WordPages(file: digest).pages(of: archive) { return (pages, "docx") }
      if let pages = try ExcelPages(file: digest).pages(of: archive) { return (pages, "xlsx") }
    } catch {
      switch error {
      case .encrypted:
        throw ReadingError(
          .encrypted, file: name,
          Wording("\(name) 有密码。请去掉密码后再读。", "\(name) is protected by a password. Remove it first."))
      case .tooLarge:
        throw ReadingError(
          .tooLarge, file: name,
          Wording(
            "\(name) 解开后过大（超过 512 MB 或 2 万个文件），没有读。", "\(name) unpacks to more than 512 MB or 20,000 files; not read."))
      case .notZIP, .damaged, .unsupported:
        throw ReadingError(
          .damaged, file: name,
          Wording("\(name) 已损坏或没有下载完整。请重新取得。", "\(name) is damaged or incomplete. Fetch it again."))
      }
    }
    throw ReadingError(
      .unknownFormat, file: name,
      Wording(
        "\(name) 是压缩包，但不是 DOCX 或 XLSX。请解开后再读。", "\(name) is an archive, but neither DOCX nor XLSX. Unpack it first."))
  }
}
