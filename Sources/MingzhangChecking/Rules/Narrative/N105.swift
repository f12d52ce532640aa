import MingzhangModel

extension Rule {
  static let personnelInWordsOff = Rule(
    "N105", Wording("说明的人员经费与表不符", "Personnel expenditure in words differs from the table"), .error,
    preparer: Wording("按基本支出表改正文字中的人员经费。", "Correct personnel expenditure in words by the basic table."),
    citizen: Wording("文字说的人员经费和表上的不是一个数。", "The words and the table state different personnel expenditures.")
  ) { subject throws(Unchecked) in
    let statement = try subject.table(.generalPublicBudgetBasicExpenditure)
    guard statement.hasColumn(.personnel) else { throw Unchecked("基本支出表没有人员经费列", "no personnel column") }
    return try ClaimTies(subject).equal(
      [.personnelExpenditure], statement, .total, nil, .personnel,
      topics: ClaimTies.basicTopics(subject))
  }
}
