import MingzhangModel

extension Rule {
  /// “三公” above all operating expenses: possible, worth a look.
  static let threePublicAboveOperating = Rule(
    "V101", Wording("“三公”经费超过全部公用经费", "“Three public” expenses exceed all operating expenses"), .notice,
    citations: [Citation("机关事务管理条例", "第七条")],
    preparer: Wording("核对“三公”经费中列入项目支出的部分。", "Check the part that is carried as project expenditure."),
    citizen: Wording(
      "接待和用车的钱比全部日常公用经费还多，其中大部分列在项目支出里。",
      "Reception and vehicles cost more than all daily operation; most of it is carried as projects.")
  ) { subject throws(Unchecked) in
    let (table, basic) = (
      try subject.table(.threePublicExpenses), try subject.table(.generalPublicBudgetBasicExpenditure)
    )
    guard basic.hasColumn(.operating) else { throw Unchecked("基本支出表没有公用经费列", "no operating column") }
    let line = try subject.line(table.line(.threePublicSubtotal) != nil ? .threePublicSubtotal : .total, in: table)
    let total = try subject.line(.total, in: basic)
    let (spent, operating) = (
      try subject.printed(line, .total, in: table), try subject.printed(total, .operating, in: basic)
    )
    guard spent.money > operating.money else { return [] }
    return [
      Broken(
        Wording(
          "“三公”经费 \(table.print(spent))，公用经费 \(basic.print(operating))。",
          "“Three public” expenses are \(table.print(spent)), operating expenses \(basic.print(operating))."),
        found: table.print(spent), evidence: [table.evidence(line, .total), basic.evidence(total, .operating)],
        key: "ratio")
    ]
  }
}
