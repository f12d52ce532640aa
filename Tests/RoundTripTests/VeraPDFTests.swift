import Foundation
import MingzhangMaking
import MingzhangTestSupport
import Testing

/// One book of every profile against the profiles of veraPDF. Slow, and an engine of 25 MB: `Scripts/verapdf --setup`, then
/// `MINGZHANG_VERAPDF=1 swift test --filter VeraPDFTests`.
@Suite("每种表样的 PDF 符合 PDF/UA-1 和 PDF/A-2a") struct VeraPDFTests {
  static let isAsked =
    ProcessInfo.processInfo.environment["MINGZHANG_VERAPDF"] == "1" && ProfileRoundTripTests.canTypeset

  @Test("没有一条不符合", .enabled(if: isAsked, "没有设 MINGZHANG_VERAPDF=1，跳过"))
  func complies() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "verapdf-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let files = try ProfileBook.identifiers.map { profile in
      let file = folder.appending(path: "\(profile).pdf")
      let pdf = try PDFWriter(places: ProfileRoundTripTests.places).bytes(for: ProfileBook(profile).view)
      try Data(pdf).write(to: file)
      return file.path
    }
    let process = Process()
    let output = Pipe()
    process.executableURL = TestPlaces.root.appending(path: "Scripts/verapdf")
    process.arguments = files
    process.standardOutput = output
    try process.run()
    let lines = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self).split(
      separator: "\n")
    process.waitUntilExit()
    print(lines.joined(separator: "\n"))
    #expect(process.terminationStatus == 0)
    #expect(lines.count { $0.contains(" complies, ") } == 2 * files.count)
  }
}
