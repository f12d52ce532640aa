import MingzhangModel

extension Rule {
  /// A table in yuan whose every amount is a multiple of a hundred thousand: estimated, not itemised.
  static let roundAmounts = Rule(
    "V203", Wording("金额全是整数", "All amounts are round"), .notice,
    preparer: Wording("核对是否按实际测算。", "Check whether the amounts were calculated."),
    citizen: Wording("金额全是整十万，像是估的，不像是算的。", "All amounts are round: estimated rather than calculated.")
  ) { subject throws(Unchecked) in
    let table = try subject.table(.expenditure)
    let amounts = table.lines.filter { $0.key != .total }.flatMap { line in
      [ColumnKey.basic, .project].compactMap { column -> Money? in
        guard case .amount(let amount)? = table.cell(line, column)?.reading, amount.money != .zero else { return nil }
        return amount.money
      }
    }
    guard !amounts.isEmpty else { throw Unchecked("支出总表没有读出金额", "the table has no amounts") }
    guard amounts.count >= 12, amounts.allSatisfy({ $0.fen % 10_000_000 == 0 }) else { return [] }
    return [
      Broken(
        Wording(
          "支出总表的 \(amounts.count) 个金额全是整十万元。", "All \(amounts.count) amounts of the expenditure table are round."),
        found: "\(amounts.count)", evidence: [table.titleEvidence], key: "round")
    ]
  }
}
