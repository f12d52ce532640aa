import MingzhangModel

extension Rule {
  static let operatingInWordsOff = Rule(
    "N106", Wording("说明的公用经费与表不符", "Operating expenditure in words differs from the table"), .error,
    preparer: Wording("按基本支出表改正文字中的公用经费。", "Correct operating expenditure in words by the basic table."),
    citizen: Wording("文字说的公用经费和表上的不是一个数。", "The words and the table state different operating expenditures.")
  ) { subject throws(Unchecked) in
    let statement = try subject.table(.generalPublicBudgetBasicExpenditure)
    guard statement.hasColumn(.operating) else { throw Unchecked("基本支出表没有公用经费列", "no operating column") }
    return try ClaimTies(subject).equal(
      [.operatingExpenditure], statement, .total, nil, .operating,
      topics: ClaimTies.basicTopics(subject))
  }
}
