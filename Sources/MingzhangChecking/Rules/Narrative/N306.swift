import MingzhangModel

extension Rule {
  /// A list that names nearly every expense of the basic table names all of them.
  static let filledButUnlisted = Rule(
    "N306", Wording("经费构成漏列了有金额的科目", "A list of expenses leaves one out that has an amount"), .warning,
    preparer: Wording("补上基本支出表中有金额的科目，或在末尾写“等”。", "Add the item that has an amount in the basic table."),
    citizen: Wording("表上有这一项支出，文字列举时漏了。", "The table has an amount that the list leaves out.")
  ) { subject throws(Unchecked) in
    try EconomicComparison(subject).lists().flatMap { list, cells in
      // with a name too many, the list is said to be wrong by N305
      guard list.zero.isEmpty else { return [Broken]() }
      let missing = list.missing(in: cells)
      return missing.map { entry in
        Broken(
          Wording(
            "基本支出表“\(entry.name)”有金额，文字没有列。",
            "The basic table has an amount for “\(entry.name)”; the list leaves it out."),
          expected: entry.name, evidence: [list.list.evidence, entry.evidence], key: "\(list.list.side)|\(entry.name)")
      }
    }
  }
}

/// The lists of the words beside the cells of the basic tables.
struct EconomicComparison {
  struct List {
    var list: EconomicList
    /// The names that the tables know.
    var named: [EconomicCells.Entry]
    /// How many names no table knows.
    var unknown: Int
    /// Names of the other side's list.
    var elsewhere: Set<String>

    var zero: [EconomicCells.Entry] { named.filter { $0.amount.money == .zero } }

    /// Items with an amount that the list leaves out; none when it names only the main ones.
    func missing(in cells: EconomicCells) -> [EconomicCells.Entry] {
      guard !list.isOpen, unknown <= list.names.count / 6 else { return [] }
      let names = Set(named.map(\.name))
      let filled = cells.filled(list.side)
      let missing = filled.filter { !names.contains($0.name) && !elsewhere.contains($0.name) }
      return missing.count * 6 <= filled.count + 3 ? missing : []
    }
  }
  private let subject: Subject
  init(_ subject: Subject) { self.subject = subject }

  /// Lists that speak of this table: most names are known, and not so many are zero that all of them are printed by form.
  func lists() throws(Unchecked) -> [(List, EconomicCells)] {
    let lists = subject.economicLists
    guard !lists.isEmpty else { throw Unchecked("文字没有列举经费构成", "the words list no expenses") }
    let cells = EconomicCells(subject)
    guard !cells.entries.isEmpty else { throw Unchecked("没有按经济分类的基本支出表", "no basic table by economic class") }
    var out: [(List, EconomicCells)] = []
    var side: Set<EconomicList.Side> = []
    for list in lists where side.insert(list.side).inserted {
      let named = list.names.compactMap { cells.entry($0) ?? cells.absent($0) }
      let zero = named.count { $0.amount.money == .zero }
      guard named.count * 4 >= list.names.count * 3, zero * 5 <= named.count || zero <= 1 else { continue }
      out.append(
        (
          List(
            list: list, named: named, unknown: list.names.count - named.count,
            elsewhere: Set(
              lists.filter { $0.side != list.side }.flatMap(\.names).compactMap { cells.entry($0)?.name })), cells
        ))
    }
    guard !out.isEmpty else { throw Unchecked("列举的是全部科目或别的口径", "the lists name every item, or another scope") }
    return out
  }
}
