import MingzhangModel

// The three public expenses, meetings and training, and what last year spent.

extension RebuiltLines {
  /// Lines of the three public expenses alone, for a year or a budget of which nothing else is printed.
  func marked(_ marks: [Ledger.ThreePublicMark: Money], _ derivation: String) -> [Ledger.ExpenditureEntry] {
    guard let item = figures.all.items.first(where: { $0.level == .item }) else { return [] }
    return marks.filter { $0.value > .zero }.sorted { $0.key.rawValue < $1.key.rawValue }.map { mark, amount in
      .init(
        unit: "", item: item, section: Self.sections[mark]?.first.flatMap { EconomicCode($0) },
        source: .generalPublicBudget, nature: .operating, threePublic: mark, amount: amount, derivation: derivation,
        origin: Self.origin)
    }
  }

  static let sections: [Ledger.ThreePublicMark: [String]] = [
    .overseasTravel: ["30212"], .reception: ["30217"], .vehicleOperation: ["30231"],
    .vehiclePurchase: ["31013", "31019"],
  ]

  /// What last year spent of an item, where a table prints it beside this year's: as one line, since nothing says how.
  mutating func lastYear() {
    for (source, table) in figures.funds.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
      for item in table.items where item.level == .item {
        let construction = table.priorConstruction[item] ?? .zero
        for (section, amount) in [
          (nil, (table.prior[item] ?? .zero) - construction), (Self.construction, construction),
        ] where amount > .zero {
          former.append(
            .init(
              unit: "", item: item, section: section, source: source, nature: .project("上年"),
              threePublic: nil, amount: amount, derivation: "由公开表的上年数推算", origin: Self.origin))
        }
      }
    }
  }

  /// Marks lines until each printed amount is reached: first lines of its own section, then projects.
  mutating func threePublic() {
    budgeted = marked(figures.budgetedMarks, "由公开表的预算数推算")
    former = marked(figures.priorMarks, "由公开表的上年数推算")
    if let item = figures.all.items.first(where: { $0.level == .item }) {
      for (code, amount) in figures.priorMeetings.sorted(by: { $0.key < $1.key }) where amount > .zero {
        former.append(
          .init(
            unit: "", item: item, section: code, source: .generalPublicBudget,
            nature: .operating, threePublic: nil, amount: amount, derivation: "由公开表的上年数推算", origin: Self.origin))
      }
    }
    for mark in Ledger.ThreePublicMark.allCases {
      var left = figures.marks[mark] ?? .zero
      let own = Set(Self.sections[mark] ?? [])
      for isOwn in [true, false] {
        left = take(
          left,
          where: { entry in
            guard entry.source == .generalPublicBudget, entry.threePublic == nil else { return false }
            return isOwn
              ? own.contains(String(entry.section?.digits.prefix(5) ?? ""))
              : entry.nature.isProject && Self.isOpen(entry.section) && !entry.isFromCarryover
          }
        ) { $0.threePublic = mark }
      }
      if left > .zero {
        remarks.append(
          Wording(
            "“三公”经费中的\(mark.chinese)有 \(left) 元找不到可列支的行。",
            "\(left) yuan of \(mark.rawValue) find no line to stand in."))
      }
    }
  }

  /// 会议费 and 培训费 beyond basic expenditure are paid by projects whose section no table says.
  mutating func meetings() {
    for (code, amount) in figures.meetings.sorted(by: { $0.key < $1.key }) {
      let left =
        amount
        - spent.filter { $0.source == .generalPublicBudget && $0.section?.parentSection == code }.map(\.amount).sum()
      take(
        left,
        where: {
          $0.source == .generalPublicBudget && $0.nature.isProject && Self.isOpen($0.section)
            && $0.threePublic == nil && !$0.isFromCarryover
        }
      ) { $0.section = code }
    }
  }
}
