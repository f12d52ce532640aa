import MingzhangModel

extension Rule {
  /// Fund and state capital tables of final accounts: opening + revenue − expenditure = closing, in each row.
  static let fundBalanceOff = Rule(
    "W202", Wording("年末结转不等于年初结转加收入减支出", "Closing balance differs from opening + revenue − expenditure"), .error,
    preparer: Wording("年末结转和结余 = 年初结转和结余 + 本年收入 − 本年支出。", "Closing = opening + revenue − expenditure."),
    citizen: Wording("钱从年初到年末的账对不上。", "The money does not add up from the beginning to the end of the year.")
  ) { subject throws(Unchecked) in
    var broken: [Broken] = []
    var decided = false
    for statement in subject.disclosure.statements
    where [.governmentFundExpenditure, .stateCapitalOperationsExpenditure].contains(statement.kind)
      && !statement.isEmpty
    {
      func only(_ matches: (StatementColumn) -> Bool) -> Int? {
        let found = statement.columns.indices.filter {
          statement.columns[$0].mayHoldAmounts && matches(statement.columns[$0])
        }
        return found.count == 1 ? found[0] : nil
      }
      guard let opening = only({ $0.words.contains("年初") }), let closing = only({ $0.words.contains("年末") }),
        let revenue = only({ $0.words.contains("本年收入") }),
        let spent = only({ $0.words == "本年支出" || $0.words.contains("本年支出") && ($0.last == "小计" || $0.last == "合计") })
      else { continue }
      let grid = GridSums(subject, statement)
      for row in statement.rows.indices
      where [opening, revenue, spent, closing].contains(where: { grid.isPrinted(row, $0) }) {
        try subject.deadline?.check()
        decided = true
        if let found = grid.breach(
          row, whole: closing, parts: [(opening, 1), (revenue, 1), (spent, -1)], key: "closing", says: "年初 + 收入 − 支出",
          english: "opening + revenue − expenditure")
        {
          broken.append(found)
        }
      }
    }
    guard decided else { throw Unchecked("没有列出年初、本年、年末的基金表", "no fund table with opening and closing balances") }
    return broken
  }
}
