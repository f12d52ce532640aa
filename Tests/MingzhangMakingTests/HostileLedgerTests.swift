import Foundation
import MingzhangCatalog
import MingzhangMaking
import MingzhangModel
import MingzhangTestSupport
import Testing

@Suite struct HostileLedgerTests {
  /// A small generator with a seed, so that a failure can be repeated.
  private struct Dice {
    var state: UInt64
    mutating func roll(_ sides: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(truncatingIfNeeded: (state >> 33) % UInt64(max(1, sides)))
    }
  }

  @Test("任意改坏的台账：要么编得出，要么每个问题一句话，从不崩溃", arguments: 1...12 as ClosedRange<UInt64>)
  func anyDamage(_ seed: UInt64) throws {
    let catalog = try NangongLedger.loadCatalog()
    var dice = Dice(state: seed)
    let pieces =
      [
        "\"", ",", "\n", "{{", "}}", "|", "\u{0}", "-", "99999999999999999999", "：", "#", "\u{FEFF}", "&a", "*a", "[",
        "\t",
      ]
      .map { Array($0.utf8) } + [[0xFF], [0xC3]]
    for _ in 0..<8 {
      let ledger = try SpoiledLedger()
      let files = try FileManager.default.subpathsOfDirectory(atPath: ledger.folder.path)
        .filter { !$0.hasSuffix("README.md") && $0.contains(".") }.sorted()
      let file = files[dice.roll(files.count)]
      var bytes = Array(try Data(contentsOf: ledger.url(file)))
      for _ in 0...dice.roll(3) {
        let place = dice.roll(bytes.count)
        switch dice.roll(3) {
        case 0: bytes.removeSubrange(place..<min(bytes.count, place + 1 + dice.roll(40)))
        case 1: bytes.insert(contentsOf: pieces[dice.roll(pieces.count)], at: place)
        default: bytes.removeSubrange(place...)
        }
      }
      try Data(bytes).write(to: ledger.url(file))
      do {
        let loaded = try LedgerFolder.load(from: ledger.folder, catalog: catalog)
        let profile = try #require(catalog.profile(loaded.book.profile))
        let disclosure = Posting(ledger: loaded, profile: profile, catalog: catalog).disclosure()
        #expect(!BookView(disclosure: disclosure, ledger: loaded, profile: profile).document.blocks.isEmpty)
      } catch let error as LedgerError {
        #expect(!error.problems.isEmpty)
        for problem in error.problems {
          #expect(!problem.wording.chinese.contains("\n"), "\(file): \(problem.wording.chinese)")
        }
      }
    }
  }
}
