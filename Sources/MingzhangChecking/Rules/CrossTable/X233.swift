import MingzhangModel

extension Rule {
  /// A key project that the project table calls otherwise, its amount being the same.
  static let keyProjectNameOff = Rule(
    "X233", Wording("重点项目的名称与项目支出表不同", "A key project is called otherwise in the project table"), .warning,
    preparer: Wording("统一两张表里的项目名称。", "Use one name in both tables."),
    citizen: Wording("同一笔钱，两张表里的项目名称不一样。", "The same money, under two names.")
  ) { subject throws(Unchecked) in
    let table = ProjectAmounts(try subject.table(.projectExpenditure))
    let others = subject.disclosure.statements.filter { $0.kind == .other && $0.title.contains("重点项目") }
    guard !others.isEmpty, !table.rows.isEmpty else {
      throw Unchecked("没有重点项目表可比", "there is no table of key projects")
    }
    let all = table.rows.flatMap { name, rows in rows.map { (name, $0.0, $0.1) } }
    var broken: [Broken] = []
    for other in others {
      let own = ProjectAmounts(other)
      let matching = own.rows.keys.count { table.rows[$0] != nil }
      // two lists of the same projects share most of their names
      guard matching * 2 >= own.rows.count else { continue }
      for (name, rows) in own.rows.sorted(by: { $0.key < $1.key }) where table.rows[name] == nil {
        try subject.deadline?.check()
        guard rows.count == 1, let (place, amount) = rows.first, amount.money > .zero else { continue }
        let same = all.filter { $0.2.money == amount.money }
        guard same.count == 1, let (right, there, _) = same.first,
          !(own.rows[right] ?? []).contains(where: { $0.1.money == amount.money }),
          !right.contains(name), !name.contains(right),
          NamedUnits.common(Array(name), Array(right)) * 2 >= max(name.count, right.count)
        else { continue }
        broken.append(
          Broken(
            Wording(
              "重点项目表写“\(name)”，项目支出表同一金额的是“\(right)”。",
              "“\(name)” here, “\(right)” with the same amount in the project table."),
            expected: right, found: name, evidence: [place, there], key: name))
      }
    }
    return broken
  }
}
