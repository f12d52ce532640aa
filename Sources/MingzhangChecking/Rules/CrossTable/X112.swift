import MingzhangModel

extension Rule {
  /// “三公” of the basic expenditure cannot exceed the “三公” table.
  static let threePublicBelowBasic = Rule(
    "X112", Wording("“三公”经费小于基本支出中的同一科目", "A “three public” item is below the same item of basic expenditure"),
    .warning,
    citations: [Citation("机关事务管理条例", "第七条")],
    preparer: Wording(
      "“三公”经费包括基本支出和项目支出中的全部数额，核对是否漏计。", "The table covers basic and project expenditure; check what was left out."),
    citizen: Wording("“三公”经费表少算了基本支出里已经列的钱。", "The table leaves out what basic expenditure already lists.")
  ) { subject throws(Unchecked) in
    let (table, basic) = (
      try subject.table(.threePublicExpenses), try subject.table(.generalPublicBudgetBasicExpenditure)
    )
    var broken: [Broken] = []
    var decided = false
    for (key, digits) in [
      (LineKey.reception, "30217"), (.vehicleOperation, "30231"), (.overseasTravel, "30212"),
      (.vehiclePurchase, "31013"),
    ] {
      guard let code = EconomicCode(digits), let line = table.line(key), let part = basic.line(.economic(code)) else {
        continue
      }
      let (whole, least) = (try subject.amount(line, .total, in: table), try subject.amount(part, .total, in: basic))
      decided = true
      guard (least - whole).money > (least - whole).slack else { continue }
      broken.append(
        Broken(
          Wording(
            "“\(line.caption)”为 \(table.print(whole))，小于基本支出表 \(digits) 的 \(basic.print(least))。",
            "“\(line.caption)” is \(table.print(whole)), less than \(digits) in the basic table, \(basic.print(least))."
          ),
          expected: "≥ \(basic.print(least))", found: table.print(whole), difference: table.print(whole - least),
          evidence: [table.evidence(line, .total), basic.evidence(part, .total)], key: "\(key)"))
    }
    guard decided else { throw Unchecked("两张表没有可比的科目", "no items to compare") }
    return broken
  }
}
