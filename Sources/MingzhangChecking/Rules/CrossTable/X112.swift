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
    for (key, column, digits) in [
      (LineKey.reception, ColumnKey.reception, "30217"), (.vehicleOperation, .vehicleOperation, "30231"),
      (.overseasTravel, .overseasTravel, "30212"), (.vehiclePurchase, .vehiclePurchase, "31013"),
    ] {
      // the items are lines, or columns of one line
      let item = table.line(key).map { ($0, ColumnKey.total) } ?? table.line(.total).map { ($0, column) }
      guard let code = EconomicCode(digits), let (line, own) = item, let part = basic.line(.economic(code)),
        table.column(own, for: line) != nil
      else { continue }
      let name = own == .total ? line.caption : column.chinese
      let whole = try subject.amount(line, own, in: table)
      var least = ReportedAmount.zero
      for line in basic.lines where line.key == part.key {
        least = least + (try subject.amount(line, .total, in: basic))
      }
      decided = true
      guard (least - whole).money > (least - whole).slack else { continue }
      broken.append(
        Broken(
          Wording(
            "“\(name)”为 \(table.print(whole))，小于基本支出表 \(digits) 的 \(basic.print(least))。",
            "“\(name)” is \(table.print(whole)), less than \(digits) in the basic table, \(basic.print(least))."
          ),
          expected: "≥ \(basic.print(least))", found: table.print(whole), difference: table.print(whole - least),
          evidence: [table.evidence(line, own), basic.evidence(part, .total)], key: "\(key)"))
    }
    guard decided else { throw Unchecked("两张表没有可比的科目", "no items to compare") }
    return broken
  }
}
