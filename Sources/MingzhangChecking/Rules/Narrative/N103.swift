import MingzhangModel

extension Rule {
  static let basicInWordsOff = Rule(
    "N103", Wording("说明的基本支出与表不符", "Basic expenditure in words differs from the table"), .error,
    preparer: Wording("按支出总表改正文字中的基本支出。", "Correct basic expenditure in words by the expenditure table."),
    citizen: Wording("文字说的基本支出和表上的不是一个数。", "The words and the table state different basic expenditures.")
  ) { subject throws(Unchecked) in
    try ClaimTies(subject).equal(
      [.basicExpenditure], subject.table(.expenditure), .total, nil, .basic, topics: [.overview, .expenditure])
  }
}
