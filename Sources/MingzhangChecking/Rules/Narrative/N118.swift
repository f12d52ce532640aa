import MingzhangModel

extension Rule {
  /// “A，比上年增加 B，增长 C%”: C = B ÷ (A − B), within the printed digits.
  static let percentOffAmounts = Rule(
    "N118", Wording("增减百分比与金额不符", "A percentage does not follow from its amounts"), .error,
    preparer: Wording("按金额重算百分比：增减额 ÷ 上年数。", "Recompute: change ÷ amount of the year before."),
    citizen: Wording("文字里的百分比和它的金额算不到一起。", "The percentage does not follow from the amounts beside it.")
  ) { subject throws(Unchecked) in
    try PercentCheck(subject).broken()
  }
}
