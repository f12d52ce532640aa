import MingzhangModel

extension Rule {
  /// Revenue table: subtotal of the year = Σ sources.
  static let revenueSubtotalOffSources = Rule(
    "W107", Wording("收入总表小计不等于各项收入之和", "The year's revenue differs from the sum of its sources"), .error,
    preparer: Wording("核对该行各项收入，使小计等于各项之和。", "Make the row's subtotal equal its sources."),
    citizen: Wording("一行里的本年收入小计与各来源相加对不上。", "A row's revenue is not the sum of its sources.")
  ) { subject throws(Unchecked) in
    let statement = try subject.table(.revenue)
    let sources: [ColumnKey] = [
      .fiscalAppropriation, .specialFiscalAccount, .publicService, .businessOperating, .higherLevelSubsidy,
      .affiliatedRemittance, .otherIncome,
    ]
    return try Sums(subject: subject).rows(
      statement, whole: .subtotal, parts: sources, required: [.fiscalAppropriation])
  }
}
