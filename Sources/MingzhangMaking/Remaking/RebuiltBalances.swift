import MingzhangModel

// Final accounts: printed income, and what came from last year or stays for the next.

extension RebuiltLines {
  /// Printed income, and what an item spent beyond it or left of it: that came from last year, or goes to the next.
  mutating func finalIncome() {
    for source in FundSource.allCases {
      let income = figures.incomeByItem[source] ?? [:]
      let table = figures.funds[source]
      var items = Set(income.keys)
      items.formUnion(spent.filter { $0.source == source }.map(\.item))
      items.formUnion(table.map { Array($0.opening.keys) + Array($0.closing.keys) } ?? [])
      for item in items.sorted() where item.level == .item {
        let received = income[item] ?? .zero
        let spent = spent.filter { $0.source == source && $0.item == item }.map(\.amount).sum()
        var (opening, closing) = (table?.opening[item] ?? .zero, table?.closing[item] ?? .zero)
        let rest = opening + received - spent - closing
        if rest < .zero { opening -= rest } else { closing += rest }
        receive(item, source, received, isCarryover: false)
        receive(item, source, opening, isCarryover: true)
        leave(item, source, closing: closing)
      }
    }
  }

  /// Opening and closing balances that the summary prints and no item explains stand on the first item of their fund.
  mutating func settleBalances() {
    guard figures.disclosure.kind == .final else { return keepForNextYear() }
    let summary = figures.disclosure.statement(.revenueAndExpenditureSummary)
    let appropriations = figures.disclosure.statement(.fiscalAppropriationSummary)
    func printed(_ statement: Statement?, _ key: LineKey, _ side: StatementSide) -> Money {
      guard let statement, let line = statement.line(key, side: side) else { return .zero }
      return PublishedFigures.money(statement, line, .amount) ?? PublishedFigures.money(statement, line, .total)
        ?? .zero
    }
    var ofFunds = Money.zero
    for source in FundSource.allCases where source.isFiscalAppropriation {
      let opening = printed(appropriations, .carryover(source), .revenue)
      ofFunds += opening
      passThrough(source, opening)
    }
    let used = printed(summary, .surplusUsed, .revenue)
    let own = FundSource.allCases.first { source in
      !source.isFiscalAppropriation
        && (spent.contains { $0.source == source } || received.contains { $0.source == source })
    }
    let source = own ?? .otherIncome
    // what was used of a surplus is no opening balance
    var left = used
    for index in received.indices where !received[index].source.isFiscalAppropriation && received[index].isCarryover {
      let taken = min(left, received[index].amount)
      received[index].amount -= taken
      left -= taken
      if taken > .zero { leave(received[index].item, received[index].source, surplusUsed: taken) }
    }
    received.removeAll { $0.amount == .zero }
    passThrough(source, printed(summary, .carryoverIn, .revenue) - ofFunds)
    var due = printed(summary, .surplusDistributed, .expenditure)
    for index in self.left.indices where !self.left[index].source.isFiscalAppropriation {
      let taken = min(due, self.left[index].closing)
      self.left[index].closing -= taken
      self.left[index].distributed += taken
      due -= taken
    }
    if left != .zero || due != .zero {
      remarks.append(
        Wording(
          "使用的结余 \(left) 元、分配的结余 \(due) 元找不到可列支的科目。",
          "Surplus used (\(left) yuan) and distributed (\(due) yuan) find no item to stand on."))
    }
  }

  /// 年终结转结余 of a budget: it came from last year and stays.
  mutating func keepForNextYear() {
    func printed(_ kind: StatementKind) -> Money {
      guard let statement = figures.disclosure.statement(kind),
        let line = statement.line(.carryoverOut, side: .expenditure)
      else { return .zero }
      return PublishedFigures.money(statement, line, .amount) ?? PublishedFigures.money(statement, line, .total)
        ?? .zero
    }
    let ofAppropriations = printed(.fiscalAppropriationSummary)
    let parts: [(FundSource, Money)] = [
      (.generalPublicBudget, ofAppropriations),
      (.otherIncome, printed(.revenueAndExpenditureSummary) - ofAppropriations),
    ]
    guard let item = figures.all.items.first(where: { $0.level == .item }) else { return }
    for (source, amount) in parts where amount > .zero {
      receive(item, source, amount, isCarryover: true)
      leave(item, source, closing: amount)
    }
  }

  /// The part of an opening balance that no item needed was there at the end, too.
  mutating func passThrough(_ source: FundSource, _ opening: Money) {
    let known = received.filter {
      $0.isCarryover && ($0.source == source || !source.isFiscalAppropriation && !$0.source.isFiscalAppropriation)
    }
    .map(\.amount).sum()
    let rest = opening - known
    let item = spent.first { $0.source == source }?.item ?? figures.all.items.first { $0.level == .item }
    guard rest > .zero, let item else { return }
    receive(item, source, rest, isCarryover: true)
    leave(item, source, closing: rest)
  }

  mutating func receive(_ item: FunctionalCode, _ source: FundSource, _ amount: Money, isCarryover: Bool) {
    guard amount != .zero else { return }
    if let index = received.firstIndex(where: {
      $0.item == item && $0.source == source && $0.isCarryover == isCarryover
    }) {
      received[index].amount += amount
    } else {
      received.append(.init(source: source, isCarryover: isCarryover, item: item, amount: amount, origin: Self.origin))
    }
  }

  mutating func leave(
    _ item: FunctionalCode, _ source: FundSource, surplusUsed: Money = .zero, closing: Money = .zero
  ) {
    guard surplusUsed != .zero || closing != .zero else { return }
    let index = left.firstIndex { $0.item == item && $0.source == source } ?? left.count
    if index == left.count {
      left.append(
        .init(source: source, item: item, surplusUsed: .zero, distributed: .zero, closing: .zero, origin: Self.origin))
    }
    left[index].surplusUsed += surplusUsed
    left[index].closing += closing
  }
}
