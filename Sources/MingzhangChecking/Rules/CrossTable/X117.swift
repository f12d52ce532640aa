import MingzhangModel

extension Rule {
  /// The total of the project table = project expenditure in the expenditure table.
  static let projectTotalDiffers = Rule(
    "X117", Wording("项目支出表合计与支出总表项目支出不一致", "The project table's total differs from project expenditure"), .notice,
    preparer: Wording("核对项目支出表合计与支出总表的项目支出。", "Check the total of the projects against the expenditure table."),
    citizen: Wording("各项目加起来与支出总表的项目支出不是一个数。", "The projects' total is not the stated project expenditure.")
  ) { subject throws(Unchecked) in
    let (a, b) = (try subject.table(.projectExpenditure), try subject.table(.expenditure))
    return try Ties(subject).equal(a, .total, nil, .total, b, .total, nil, .project)
  }
}
