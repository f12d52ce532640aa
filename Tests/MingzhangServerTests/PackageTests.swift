import Foundation
import MingzhangTestSupport
import Testing

/// `Scripts/package` packs the programs of this build, and `Scripts/try-package` installs what came out. It takes a minute, so it is done
/// when `MINGZHANG_PACKAGE=1` asks for it.
@Suite("安装包") struct PackageTests {
  private static let isAsked = ProcessInfo.processInfo.environment["MINGZHANG_PACKAGE"] == "1"
  private static let canInstall =
    geteuid() == 0 && OutsideTools.program("dpkg-deb") != nil && OutsideTools.hasPackage("typst")

  @Test(
    "编出 .deb，装上，按单元的命令启动，答 /healthz，编出 PDF，停下，卸掉",
    .enabled(if: isAsked && canInstall, "要 MINGZHANG_PACKAGE=1、root、dpkg 和 Scripts/setup，跳过"))
  func wholeWay() async throws {
    let scratch = try TemporaryFolder()
    let packing = try await OutsideTools.run(
      TestPlaces.root.appending(path: "Scripts/package"), [Program.folder.path, scratch.url.path])
    #expect(packing.code == 0, "\(packing.output)")
    let package = try #require(
      try FileManager.default.contentsOfDirectory(at: scratch.url, includingPropertiesForKeys: nil)
        .first { $0.pathExtension == "deb" })
    let trial = try await OutsideTools.run(TestPlaces.root.appending(path: "Scripts/try-package"), [package.path])
    let steps = trial.output.split(separator: "\n")
    #expect(trial.code == 0 && !steps.contains { $0.hasPrefix("FAIL") }, "\(trial.output)")
    #expect(steps.count { $0.hasPrefix("ok ") } >= 15, "\(trial.output)")
  }
}
