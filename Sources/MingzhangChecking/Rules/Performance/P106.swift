import MingzhangModel

extension Rule {
  /// Unit cost × quantity far above all project expenditure.
  static let unitCostBeyondBudget = Rule(
    "P106", Wording("单位成本乘数量超过项目支出总额", "Unit cost times quantity exceeds project expenditure"), .notice,
    preparer: Wording("注明当年安排的金额；分年实施的写明年度。", "State the year's amount; say so when the project runs over years."),
    citizen: Wording(
      "按单价和数量算，比全部项目支出还多，可能是跨年项目，但没有写明。",
      "Price times quantity is more than all projects; perhaps it runs over years, but this is not said.")
  ) { subject throws(Unchecked) in
    guard !subject.disclosure.goals.isEmpty else { throw Unchecked("没有绩效目标表", "no performance targets") }
    let statement = try subject.table(.expenditure)
    let line = try subject.line(.total, in: statement)
    let projects = try subject.printed(line, .project, in: statement)
    return subject.disclosure.goals.compactMap { goal in
      for cost in goal.indicators {
        let name = (cost.name + cost.detail).foldedForMatching
        guard let price = cost.target.amount, name.contains("单位") || name.contains("每"),
          name.contains("成本") || name.contains("单价")
        else { continue }
        for quantity in goal.indicators where quantity.level2.foldedForMatching.contains("数量") {
          guard case .atLeast(let number, let unit) = quantity.target, !unit.isEmpty,
            name.contains(unit.foldedForMatching), number.decimals <= 4
          else { continue }
          var scale: Int64 = 1
          for _ in 0..<number.decimals { scale *= 10 }
          let (product, overflow) = price.money.fen.multipliedReportingOverflow(by: number.digits)
          guard !overflow, Money(fen: product / scale) > projects.money else { continue }
          let total = Money(fen: product / scale).printed(in: .tenThousandYuan) + "万元"
          return Broken(
            Wording(
              "“\(goal.project)”\(cost.printedTarget) × \(quantity.printedTarget) ≈ \(total)，而全部项目支出为 \(projects.money.printed(in: .tenThousandYuan))万元。",
              "“\(goal.project)”: \(cost.printedTarget) × \(quantity.printedTarget) ≈ \(total), while all project expenditure is \(projects.money.printed(in: .tenThousandYuan))万元."
            ),
            evidence: [
              Evidence(
                "\(goal.title) / \(cost.name)", text: "\(cost.name) \(cost.printedTarget)", span: cost.span,
                statement: .performance),
              Evidence(
                "\(goal.title) / \(quantity.name)", text: "\(quantity.name) \(quantity.printedTarget)",
                span: quantity.span, statement: .performance),
            ], key: goal.project)
        }
      }
      return nil
    }
  }
}
