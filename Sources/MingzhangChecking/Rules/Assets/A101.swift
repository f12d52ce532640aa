import MingzhangModel

extension Rule {
  /// Fixed assets in words = the table, in the unit that each states.
  static let assetsInWordsOff = Rule(
    "A101", Wording("固定资产的文字与表不符", "Fixed assets in words differ from the table"), .error,
    citations: [Citation("预算法", "第十九条")],
    preparer: Wording("核对固定资产金额和单位：表头写元，就填元。", "Check amount and unit: a table in yuan must hold yuan."),
    citizen: Wording("文字和表说的固定资产不是一个数。", "Words and table state different fixed assets.")
  ) { subject throws(Unchecked) in
    let statement = try subject.table(.assets)
    guard statement.hasColumn(.value) else { throw Unchecked("资产表没有价值列", "the table has no values") }
    let lines = statement.lines.filter { $0.key != .total }
    let total = statement.line(.total)
    let shown = total.map { [$0] } ?? lines
    var sum = ReportedAmount.zero
    for line in shown { sum = sum + (try subject.amount(line, .value, in: statement)) }
    let claims = subject.claims.map(\.claim).filter {
      $0.measure == .fixedAssets && $0.direction == nil && $0.amount != nil
    }
    guard !claims.isEmpty, let first = shown.first else {
      throw Unchecked("文字没有写固定资产金额", "the words state no fixed assets")
    }
    return claims.compactMap { claim in
      guard let said = claim.amount else { return nil }
      return Sums(subject: subject).equal(
        (statement.evidence(first, .value), sum, "《\(statement.title)》"),
        (claim.evidence, said, "文字“\(claim.subject)”"), unit: .yuan,
        key: "fixedAssets")
    }
  }
}
