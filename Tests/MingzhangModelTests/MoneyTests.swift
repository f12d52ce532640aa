import MingzhangModel
import Testing

@Suite struct MoneyTests {
  @Test(
    "万元按四舍五入到分位印出",
    arguments: [
      (2_466_080_000, "2466.08"), (-35_000_000, "-35.00"), (4_999, "0.00"), (5_000, "0.01"), (0, "0.00"),
      (-4_999, "0.00"),
    ] as [(Int64, String)])
  func tenThousandYuan(_ fen: Int64, _ printed: String) {
    #expect(Money(fen: fen).printed(in: .tenThousandYuan) == printed)
  }

  @Test("印出的数即区间：万元两位小数是正负五十元")
  func slack() throws {
    let text = try #require(ReportedAmount(printed: "2,466.08", unit: .tenThousandYuan))
    #expect(text.money == Money(fen: 2_466_080_000))
    #expect(text.slack == Money(fen: 5_000))
    #expect(text.agrees(with: ReportedAmount(Money(fen: 2_466_085_000))))
    #expect(!text.agrees(with: ReportedAmount(Money(fen: 2_466_085_001))))
  }

  @Test("看不懂的数不猜", arguments: ["", "2466O8", "1,23.00", "1 2", "12.", "--", "1e5", "99999999999999999999"])
  func illegible(_ text: String) { #expect(ReportedAmount(printed: text, unit: .yuan) == nil) }

  @Test(
    "全角、千分位、括号负数都读",
    arguments: [("３，５１８．８５", 351_885), ("(35.00)", -3_500), ("1, 252.00", 125_200), ("-0.5", -50)] as [(String, Int64)])
  func forms(_ text: String, _ fen: Int64) throws {
    #expect(try #require(ReportedAmount(printed: text, unit: .yuan)).money.fen == fen)
  }

  @Test("折叠只为比对：宫与宮相同，原文不变")
  func folding() {
    #expect("南宮市 人民政府".foldedForMatching == "南宫市人民政府")
    #expect("（类）".foldedForMatching == "(类)")
  }
}
