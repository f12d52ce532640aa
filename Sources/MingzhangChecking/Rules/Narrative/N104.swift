import MingzhangModel

extension Rule {
  static let projectInWordsOff = Rule(
    "N104", Wording("说明的项目支出与表不符", "Project expenditure in words differs from the table"), .error,
    preparer: Wording("按支出总表改正文字中的项目支出。", "Correct project expenditure in words by the expenditure table."),
    citizen: Wording("文字说的项目支出和表上的不是一个数。", "The words and the table state different project expenditures.")
  ) { subject throws(Unchecked) in
    try ClaimTies(subject).equal(
      [.projectExpenditure], subject.table(.expenditure), .total, nil, .project, topics: [.overview, .expenditure])
  }
}
