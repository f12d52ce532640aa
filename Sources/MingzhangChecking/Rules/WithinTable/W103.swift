import MingzhangModel

extension Rule {
  /// Expenditure table: total = basic + project + operating + paid upward + subsidies.
  static let expenditureOffParts = Rule(
    "W103", Wording("支出总表合计不等于各类支出之和", "Expenditure differs from basic plus project and other parts"), .error,
    citations: [Citation("预算法实施条例", "第五条")],
    preparer: Wording("核对该行的基本支出、项目支出等各列，使合计等于各列之和。", "Make the row's total equal its columns."),
    citizen: Wording("一行里的合计与基本支出、项目支出相加对不上。", "A row's total is not the sum of its parts.")
  ) { subject throws(Unchecked) in
    try Sums(subject: subject).rows(
      subject.table(.expenditure), whole: .total,
      parts: [.basic, .project, .businessOperating, .paymentToHigherLevel, .subsidyToAffiliates],
      required: [.basic, .project])
  }
}
