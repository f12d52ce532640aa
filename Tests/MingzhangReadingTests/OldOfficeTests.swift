import Foundation
import MingzhangCatalog
import MingzhangFormats
import MingzhangModel
import MingzhangTestSupport
import Testing

@testable import MingzhangReading

@Suite("旧 Office 文件：经 LibreOffice")
struct OldOfficeTests {
  private func reader(_ office: OfficeConverter?) throws -> Reader {
    let data = TestPlaces.root.appending(path: "Sources/MingzhangCatalog/Data")
    return Reader(catalog: try Catalog.load(from: data), office: office, recogniser: nil)
  }

  /// A compound file with nothing but a directory that names one stream.
  private func compound(_ stream: String) -> [UInt8] {
    var bytes: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1] + Array(repeating: 0, count: 504 + 512)
    for (index, unit) in stream.utf16.enumerated() {
      (bytes[512 + 2 * index], bytes[513 + 2 * index]) = (UInt8(truncatingIfNeeded: unit), UInt8(unit >> 8))
    }
    bytes[512 + 64] = UInt8(stream.utf16.count * 2 + 2)
    bytes[512 + 66] = 2
    return bytes
  }

  private func error(_ bytes: [UInt8], _ office: OfficeConverter?) throws -> ReadingError? {
    let reader = try reader(office)
    do throws(ReadingError) {
      _ = try reader.read(bytes, name: "旧.xls")
      return nil
    } catch { return error }
  }

  @Test("没有安装时说装什么；加密的、演示文稿、邮件、空壳各有一句话")
  func sentences() throws {
    let missing = try error(compound("Workbook"), nil)
    #expect(missing?.code == .noReader && missing?.wording.chinese.contains("libreoffice-calc-nogui") == true)
    #expect(try error(Array("{\\rtf1 x}".utf8), nil)?.code == .noReader)
    #expect(try error(compound("EncryptedPackage"), nil)?.code == .encrypted)
    #expect(try error(compound("PowerPoint Document"), nil)?.code == .unknownFormat)
    #expect(try error(compound("__substg1.0_0037001F"), nil)?.code == .unknownFormat)
    #expect(try error(compound("别的"), nil)?.code == .damaged)
  }

  @Test("转换程序不结束：到时停下，它起的子进程也停；临时文件不留")
  func hanging() throws {
    let folder = try TemporaryFolder()
    let mark = folder.url.appending(path: "alive").path
    let script = "#!/bin/sh\n(sleep 30; touch \(mark)) &\nsleep 31\n"
    let program = try folder.file("soffice", Data(script.utf8))
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: program)
    let found = try error(compound("Workbook"), OfficeConverter(executable: URL(filePath: program), seconds: 1))
    #expect(found?.code == .timedOut)
    #expect(!FileManager.default.fileExists(atPath: mark))
    let broken = try folder.file("fails", Data("#!/bin/sh\nexit 1\n".utf8))
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: broken)
    #expect(try error(compound("Workbook"), OfficeConverter(executable: URL(filePath: broken)))?.code == .damaged)
    #expect(try error(compound("Workbook"), OfficeConverter(executable: URL(filePath: "/nowhere")))?.code == .damaged)
  }

  @Test("真实的 xls 和 doc：表、单位、数字都在，说出是转换来的")
  func published() throws {
    guard let shared = TestPlaces.shared else { return print("没有 ../shared，略过真实文件") }
    guard let office = OfficeConverter.located() else { return print("没有 LibreOffice，略过（Scripts/setup --test 安装）") }
    let reader = try reader(office)
    for (name, format, tables) in [
      ("上海_预算模板.xls", "xls", 9), ("内蒙古_锡林郭勒盟_2024_final.xls", "xls", 1), ("新疆_和田地区_2025_final.doc", "doc", 29),
    ] {
      let bytes = Array(try Data(contentsOf: shared.appending(path: "corpus/\(name)")))
      let result = try reader.read(bytes, name: name)
      #expect(result.disclosure.statements.count >= tables, "\(name)")
      #expect(result.conservation.unexplained == 0, "\(name)")
      #expect(
        result.disclosure.source?.format == format
          && result.disclosure.source?.conversion?.contains("LibreOffice") == true)
      let spans = result.disclosure.statements.flatMap { $0.rows.flatMap { $0.compactMap(\.span) } }
      #expect(spans.allSatisfy { $0.file == sha256Hex(bytes) && $0.cell != nil }, "\(name)")
    }
  }
}
