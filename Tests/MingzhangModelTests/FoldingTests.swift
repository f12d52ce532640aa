import MingzhangModel
import Testing

@Suite("繁简与比对用的写法")
struct FoldingTests {
  @Test("繁体变简体，本来就是简体的字不变")
  func simplified() {
    #expect("預算單位".simplified == "预算单位")
    #expect("效果显著，乾县瞭望塔".simplified == "效果显著，乾县瞭望塔")
  }

  @Test("空格、全角和括号不影响比对")
  func folded() {
    #expect("收 入　总计（１）".foldedForMatching == "收入总计(1)")
  }
}
