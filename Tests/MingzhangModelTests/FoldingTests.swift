import Foundation
import MingzhangModel
import Testing

@Suite("繁简与比对用的写法")
struct FoldingTests {
  @Test("繁体变简体，本来就是简体的字不变")
  func simplified() {
    #expect("預算單位".simplified == "预算单位")
    #expect("效果显著，乾县瞭望塔".simplified == "效果显著，乾县瞭望塔")
  }

  @Test("繁简对照与 Unicode 转换器一字不差")
  func everyIdeograph() throws {
    let kept: Set<Unicode.Scalar> = ["著", "乾", "藉", "瞭", "徵"]
    let all = (0x3400...0x9FFF).compactMap(Unicode.Scalar.init)
    let text = String(String.UnicodeScalarView(all))
    let changed = try #require(
      (text as NSString).applyingTransform(StringTransform("Traditional-Simplified"), reverse: false))
    let expected = zip(all, changed.unicodeScalars).map { kept.contains($0) || $1.value > 0xFFFF ? $0 : $1 }
    #expect(Array(text.simplified.unicodeScalars) == expected)
  }

  @Test("空格、全角和括号不影响比对")
  func folded() {
    #expect("收 入　总计（１）".foldedForMatching == "收入总计(1)")
    #expect("“三公”经费〔2023〕１号—【甲】 A\u{A0}é𠀀".foldedForMatching == "\"三公\"经费[2023]1号-[甲]Aé𠀀")
  }

  @Test("去掉首尾空白，与 Foundation 的算法相同")
  func trimmed() {
    let spaces = CharacterSet.whitespacesAndNewlines.union(CharacterSet(charactersIn: "\u{FEFF}"))
    for value in (0x01...0x3100).map(UInt32.init) + [0xFEFF, 0xFF0D] {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let text = "\(Character(scalar))中 间\(Character(scalar))"
      #expect(text.trimmingSpaces() == text.trimmingCharacters(in: spaces), "U+\(String(value, radix: 16))")
    }
    #expect("　\n ".trimmingSpaces().isEmpty)
  }
}
