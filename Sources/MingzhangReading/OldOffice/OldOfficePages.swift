import MingzhangFormats
import MingzhangModel

/// Old Office files (`.xls`, `.doc`, `.wps`, `.et`, `.rtf`) and OpenDocument → pages, by way of LibreOffice.
///
/// Places name the sheet and cell, or the paragraph, of the converted file, under the digest of the file that was given.
struct OldOfficePages {
  let office: OfficeConverter?
  let digest: String
  let name: String

  func read(_ bytes: [UInt8], into read: inout ReadPages) throws(ReadingError) {
    if FileKind(bytes) == .rtf { return try convert(bytes, from: "rtf", into: &read) }
    let names = CompoundFile(bytes)?.names ?? []
    if names.contains("EncryptedPackage") || names.contains("EncryptionInfo") {
      throw ReadingError(
        .encrypted, file: name,
        Wording("\(name) 有打开密码。请去掉密码后再读。", "\(name) is protected by a password. Remove it first."))
    }
    if names.contains("Workbook") || names.contains("Book") { return try convert(bytes, from: "xls", into: &read) }
    if names.contains("WordDocument") { return try convert(bytes, from: "doc", into: &read) }
    if names.contains("PowerPoint Document") {
      throw ReadingError(
        .unknownFormat, file: name,
        Wording("\(name) 是演示文稿（PPT），不是公开文件。", "\(name) is a presentation (PPT), not a disclosure."))
    }
    if names.contains(where: { $0.hasPrefix("__substg1.0") }) {
      throw ReadingError(
        .unknownFormat, file: name,
        Wording("\(name) 是邮件（MSG）。请把附件存出来再读。", "\(name) is an e-mail (MSG). Save its attachments and read those."))
    }
    throw ReadingError(
      .damaged, file: name,
      Wording(
        "\(name) 是旧格式的 Office 文件，但里面没有文档或工作簿，可能已损坏。请重新取得。",
        "\(name) is an old Office file without a document or workbook in it; it may be damaged. Fetch it again."))
  }

  /// - Parameter type: `xls`, `doc`, `rtf`, `odt`, `ods`.
  func convert(_ bytes: [UInt8], from type: String, into read: inout ReadPages) throws(ReadingError) {
    guard let office else {
      throw ReadingError(
        .noReader, file: name,
        Wording(
          "\(name) 是 \(type) 格式，要用 LibreOffice 转换才能读，这台机器没有安装。请安装 libreoffice-calc-nogui 和 libreoffice-writer-nogui，或另存为 docx、xlsx 或 PDF。",
          "\(name) is a \(type) file, which needs LibreOffice to be read, and that is not installed here. Install libreoffice-calc-nogui and libreoffice-writer-nogui, or save it as docx, xlsx or PDF."
        ))
    }
    let target: OfficeConverter.Target = type == "xls" || type == "ods" ? .xlsx : .docx
    let converted: [UInt8]
    do throws(OfficeConverter.Problem) { converted = try office.converted(bytes, from: type, to: target) } catch {
      throw Self.error(error, type: type, name: name)
    }
    let archive = try OfficePages.archive(converted, name: name)
    do throws(ZIPReader.Problem) {
      switch target {
      case .docx: read.pages = try WordPages(file: digest).pages(of: archive) ?? []
      case .xlsx:
        let book = try ExcelPages(file: digest).book(of: archive)
        (read.pages, read.notices) = (book?.pages ?? [], book?.notices ?? [])
      }
    } catch { throw OfficePages.error(error, name: name) }
    read.source.format = type
    read.source.conversion = "LibreOffice → \(target.rawValue)"
  }

  private static func error(_ problem: OfficeConverter.Problem, type: String, name: String) -> ReadingError {
    switch problem {
    case .tookTooLong(let seconds):
      ReadingError(
        .timedOut, file: name,
        Wording(
          "\(name)：LibreOffice 转换超过了 \(seconds) 秒，已停止。请另存为 docx、xlsx 或 PDF。",
          "\(name): LibreOffice took more than \(seconds) s and was stopped. Save it as docx, xlsx or PDF."))
    case .missing:
      ReadingError(
        .noReader, file: name,
        Wording(
          "\(name)：LibreOffice 启动不了。请用 mingzhang doctor 检查。",
          "\(name): LibreOffice does not start. Run `mingzhang doctor`."))
    case .failed:
      ReadingError(
        .damaged, file: name,
        Wording(
          "\(name) 是 \(type) 格式，LibreOffice 转换不了：可能已损坏，或有打开密码。请另存为 docx、xlsx 或 PDF。",
          "\(name) is a \(type) file that LibreOffice cannot convert: it may be damaged or protected by a password. Save it as docx, xlsx or PDF."
        ))
    }
  }
}
