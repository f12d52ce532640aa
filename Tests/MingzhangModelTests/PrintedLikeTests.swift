import MingzhangModel
import Testing

/// What is proposed for a place is written as that place is: with its decimals.
@Suite struct PrintedLikeTests {
  private func amount(_ text: String, _ unit: CurrencyUnit) throws -> ReportedAmount {
    try #require(ReportedAmount(printed: text, unit: unit))
  }

  @Test(
    "金额：原处印几位小数，改法也印几位；要紧的数字不丢",
    arguments: [
      ("201.5", "208.80", "208.8"), ("201.50", "208.8", "208.80"), ("202", "208.80", "208.8"), ("800", "24.2", "24.2"),
      ("4.0", "12", "12.0"),
      ("0", "2995.39", "2995.39"), ("0.00", "2995.4", "2995.40"), ("0", "2995", "2995"), ("1.2345", "2", "2.0000"),
    ])
  func amounts(_ printed: String, _ right: String, _ expected: String) throws {
    let unit = CurrencyUnit.tenThousandYuan
    let (printed, right) = (try amount(printed, unit), try amount(right, unit))
    #expect(right.money.printed(like: printed, in: unit) == expected)
  }

  @Test("元：11.39 不会变成 11；没有小数的元不添小数")
  func yuan() throws {
    #expect(try amount("11.39", .yuan).printed(in: .yuan) == "11.39")
    #expect(try amount("113900", .yuan).money.printed(like: amount("11.39", .yuan), in: .yuan) == "113900.00")
    #expect(try amount("4220000", .yuan).money.printed(like: amount("6,100,000", .yuan), in: .yuan) == "4220000")
    // read as 万元 and then found to be 元: its rounding says nothing of its digits
    let slack = try amount("11.39", .tenThousandYuan).slack
    #expect(ReportedAmount(try amount("75.39", .yuan).money, slack: slack).printed(in: .yuan) == "75.39")
  }

  @Test(
    "百分比：23.9% 对 24.0%，5% 对 4%，一次进位",
    arguments: [
      ("23.9", 11_688_70, 48_707_45, "24.0"), ("5", 448, 10_000, "4"), ("4.00", 448, 10_000, "4.48"),
      ("5.0", 5_046, 100_000, "5.0"), ("99.9", 99_999, 100_000, "100.0"), ("1.234", 1, 3, "33.333"),
    ])
  func percents(_ printed: String, _ part: Int64, _ whole: Int64, _ expected: String) throws {
    let ratio = try #require(
      Ratio.percent(ReportedAmount(Money(fen: part)), of: ReportedAmount(Money(fen: whole))))
    #expect(ratio.printed(like: try #require(PrintedNumber(printed))) == expected)
  }
}
