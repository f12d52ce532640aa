import MingzhangModel

extension Rule {
  /// Final accounts: total = the year + surplus used + opening balance; total = the year + surplus distributed + closing balance.
  static let finalTotalsOffParts = Rule(
    "W201", Wording("决算总表的总计不等于各部分之和", "The total of the final summary differs from its parts"), .error,
    preparer: Wording(
      "收入总计 = 本年收入合计 + 使用非财政拨款结余 + 年初结转和结余；支出总计 = 本年支出合计 + 结余分配 + 年末结转和结余。",
      "Total = the year's revenue + surplus used + opening balance; the year's expenditure + surplus distributed + closing balance."
    ),
    citizen: Wording("总计与它上面几行相加对不上。", "The total is not the sum of the lines above it.")
  ) { subject throws(Unchecked) in
    guard subject.disclosure.kind == .final else { throw Unchecked("不是决算", "not final accounts") }
    var broken: [Broken] = []
    var decided = false
    for statement in try subject.tables([.revenueAndExpenditureSummary, .fiscalAppropriationSummary]) {
      for (total, year, side) in [
        (LineKey.totalRevenue, LineKey.revenueOfYear, StatementSide.revenue),
        (.totalExpenditure, .expenditureOfYear, .expenditure),
      ] {
        guard let whole = statement.line(total, side: side), let first = statement.line(year, side: side) else {
          continue
        }
        let between = statement.lines.filter { $0.side == side && $0.row > first.row && $0.row < whole.row }
        let known = between.filter { line in
          line.key == .carryoverIn || line.key == .carryoverOut
            || ["使用非财政拨款结余", "使用专用结余", "结余分配"].contains { line.caption.contains($0) }
        }
        // the parts of a balance (其中, 一、二、三) stand below it
        let others = between.filter { line in
          !known.contains(line) && !line.key.name.hasPrefix("carryover:") && !line.caption.contains("其中")
            && line.caption.chineseListNumber == nil
        }
        let columns = Sums.amountColumns(statement).filter { statement.column($0, for: whole) != nil }
        guard known.contains(where: { $0.key == .carryoverIn || $0.key == .carryoverOut }),
          !others.contains(where: { other in
            columns.contains {
              if case .amount(let a)? = statement.cell(other, $0)?.reading { a.money != .zero } else { false }
            }
          })
        else { continue }
        decided = true
        broken += try Sums(subject: subject).lines(statement, whole: whole, parts: [first] + known, columns: columns)
      }
    }
    guard decided else { throw Unchecked("决算总表没有本年合计、结转、总计各行", "no lines for the year, balances and total") }
    return broken
  }
}
