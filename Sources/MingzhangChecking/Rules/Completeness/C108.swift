import MingzhangModel

extension Rule {
  /// Performance pay is paid by public institutions; a department of administrative units alone has none.
  static let performancePayWithoutInstitution = Rule(
    "C108", Wording("只有行政单位，却列了绩效工资", "Performance pay in a department of administrative units alone"), .notice,
    preparer: Wording(
      "核对 30107 绩效工资是否列错科目，或机构表漏了事业单位。",
      "Check whether 30107 is the wrong code, or a public institution is missing from the table of units."),
    citizen: Wording("绩效工资一般由事业单位发放，机构表里却没有事业单位。", "Public institutions pay performance pay, and none is listed.")
  ) { subject throws(Unchecked) in
    let units = subject.disclosure.units
    guard !units.isEmpty, units.allSatisfy({ !$0.nature.isEmpty }) else {
      throw Unchecked("没有机构设置表", "there is no table of units")
    }
    guard units.allSatisfy({ $0.nature.contains("行政") }) else { return [] }
    let statement = try subject.table(.generalPublicBudgetBasicExpenditure)
    guard let code = EconomicCode("30107"), let line = statement.line(.economic(code)) else { return [] }
    let amount = try subject.amount(line, .total, in: statement)
    guard amount.money > .zero else { return [] }
    return [
      Broken(
        Wording(
          "基本支出表列绩效工资 \(statement.print(amount))，机构表只有行政单位。",
          "Performance pay is \(statement.print(amount)), yet only administrative units are listed."),
        found: statement.print(amount),
        evidence: [statement.evidence(line, .total)]
          + units.map { Evidence("机构设置", text: $0.name + " " + $0.nature, span: $0.span) },
        key: "30107")
    ]
  }
}
