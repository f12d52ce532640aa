import MingzhangModel

extension Rule {
  /// 项目总成本 ≤91 万元 beside 年度资金总额 94.01 万元: the only amount among the targets is that of the whole project.
  static let totalCostOffMoney = Rule(
    "P217", Wording("总成本指标与资金总额不符", "The total cost differs from the money of the target"), .warning,
    preparer: Wording("总成本指标应与本表的资金总额一致。", "Make the total cost equal the money of this table."),
    citizen: Wording("同一张绩效表里，资金总额和总成本不一样。", "One table states two amounts for the whole project.")
  ) { subject throws(Unchecked) in
    var broken: [Broken] = []
    var decided = false
    for head in TargetMoney.all(subject.disclosure) {
      let costs = head.statement.rows.dropFirst(3).compactMap {
        row -> (name: String, cell: Cell, amount: ReportedAmount)? in
        guard
          let value = row.last(where: { IndicatorTarget(printed: $0.printed.foldedForMatching).amount != nil }),
          let amount = IndicatorTarget(printed: value.printed.foldedForMatching).amount
        else { return nil }
        return (row.map(\.printed).joined(separator: " ").foldedForMatching, value, amount)
      }
      guard costs.count == 1, let cost = costs.first, cost.name.contains("总成本") else { continue }
      decided = true
      guard !cost.amount.agrees(with: head.total.amount) else { continue }
      broken.append(
        Broken(
          Wording(
            "总成本指标 \(cost.cell.printed)，资金总额 \(head.print(head.total.amount))。",
            "The total cost is \(cost.cell.printed), the money \(head.print(head.total.amount))."),
          expected: head.print(head.total.amount), found: cost.cell.printed,
          evidence: [
            Evidence(
              "\(head.statement.title) / 总成本", text: cost.cell.printed, span: cost.cell.span, statement: .performance),
            head.total.evidence,
          ], key: "\(head.print(head.total.amount))|\(cost.cell.printed)",
          severity: isClose(cost.amount.money, head.total.amount.money) ? .notice : nil))
    }
    guard decided else { throw Unchecked("没有只写一个总成本的绩效目标表", "no target table states one total cost") }
    return broken
  }

  /// Within a hundredth: rounded by its author.
  private static func isClose(_ a: Money, _ b: Money) -> Bool {
    (a - b).magnitude.fen <= max(a.magnitude.fen, b.magnitude.fen) / 100
  }
}
