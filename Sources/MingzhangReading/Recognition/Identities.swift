import MingzhangModel

/// How sure a reading is: the sums inside the table that can be tried, and how many of them hold.
///
/// These are no rules: a table of a careless author may be read perfectly and still not add up. Only sums that the form
/// itself promises are tried, so a sum that does not hold is a wrong reading or a defect of the document.
struct Identities {
  private let statement: Statement
  private(set) var sums: [TableSum] = []

  static func confidence(of statement: Statement) -> Statement.Confidence? {
    let sums = sums(of: statement)
    return sums.isEmpty ? nil : Statement.Confidence(holding: sums.count(where: \.holds), tried: sums.count)
  }

  static func sums(of statement: Statement) -> [TableSum] {
    var identities = Identities(statement)
    identities.run()
    return identities.sums
  }

  private init(_ statement: Statement) { self.statement = statement }

  private mutating func run() {
    guard statement.kind != .performance, statement.kind != .units else { return }
    for sum in ColumnSums(statement).sums {
      for row in statement.rows.indices {
        guard let whole = placed(row, sum.whole) else { continue }
        let parts = sum.parts.compactMap { placed(row, $0) }
        if !parts.isEmpty { compare(whole, parts) }
      }
    }
    for column in Set(statement.columns.map(\.key)) { hierarchy(column) }
    summary()
  }

  /// An amount and where it stands.
  private struct Placed {
    var place: TableSum.Place
    var amount: ReportedAmount
  }

  private mutating func compare(_ whole: Placed, _ parts: [Placed]) {
    let sum = parts.map(\.amount).sum()
    sums.append(
      TableSum(
        whole: whole.place, parts: parts.map(\.place), difference: whole.amount - sum,
        holds: whole.amount.agrees(with: sum)))
  }

  private func placed(_ row: Int, _ column: Int) -> Placed? {
    guard case .amount(let amount) = statement.rows[row][column].reading else { return nil }
    return Placed(place: .init(row: row, column: column), amount: amount)
  }

  private func placed(_ line: StatementLine, _ key: ColumnKey) -> Placed? {
    guard let column = statement.column(key, for: line), statement.rows.indices.contains(line.row) else { return nil }
    return placed(line.row, column)
  }

  // MARK: lines below lines

  /// Every code with children equals their sum, and the total equals the classes. A code that stands twice (the table
  /// lists units, or purposes, below each other) is no single line, and nothing above it can be tried.
  private mutating func hierarchy(_ column: ColumnKey) {
    guard !column.name.hasPrefix("heading:") else { return }
    var amounts: [String: Placed] = [:]
    var children: [String: [Placed]] = [:]
    var (repeated, blank) = (Set<String>(), Set<String>())
    for line in statement.lines {
      guard let digits = line.key.functionalCode?.digits ?? line.key.economicCode?.digits ?? Self.total(line) else {
        continue
      }
      let parent = digits == "total" ? nil : digits.count == 3 ? "total" : String(digits.dropLast(2))
      guard let amount = placed(line, column) else {
        blank.insert(digits)
        continue
      }
      if amounts[digits] != nil {
        repeated.insert(digits)
        if let parent { repeated.insert(parent) }
      }
      amounts[digits] = amount
      if let parent { children[parent, default: []].append(amount) }
    }
    guard
      statement.columns.count(where: { $0.key == column }) == 1
        || statement.columns.contains(where: { $0.part != nil || $0.side != nil })
    else { return }
    for (code, whole) in amounts where !repeated.contains(code) {
      guard let parts = children[code] else { continue }
      if code == "total", !repeated.isEmpty || isSideBySide { continue }
      compare(whole, parts)
    }
  }

  private static func total(_ line: StatementLine) -> String? { line.key == .total ? "total" : nil }
  private var isSideBySide: Bool { statement.columns.contains { $0.side != nil || $0.part != nil } }

  // MARK: the two sides of a summary

  private mutating func summary() {
    guard statement.columns.contains(where: { $0.side == .revenue }) else { return }
    func amount(_ line: StatementLine?) -> Placed? {
      line.flatMap { placed($0, .total) ?? placed($0, .amount) }
    }
    let revenue = statement.line(.totalRevenue, side: .revenue)
    let expenditure = statement.line(.totalExpenditure, side: .expenditure)
    if let a = amount(revenue), let b = amount(expenditure) { compare(a, [b]) }
    let ofYear = statement.line(.expenditureOfYear, side: .expenditure) ?? expenditure
    let lines = statement.lines.filter { $0.side == .expenditure && $0.row < (ofYear?.row ?? 0) }
    let classes = lines.filter { $0.key.functionalCode?.level == .class }
    // lines that the form does not know may be parts of the sum
    let others = lines.contains { line in
      line.key.functionalCode == nil && (amount(line).map { $0.amount.money != .zero } ?? false)
    }
    let parts = classes.compactMap { amount($0) }
    if !others, !parts.isEmpty, let whole = amount(ofYear) { compare(whole, parts) }
    let out = statement.line(.carryoverOut, side: .expenditure)
    if let year = amount(statement.line(.expenditureOfYear, side: .expenditure)), let whole = amount(expenditure),
      let expenditure, let ofYear, expenditure.row > ofYear.row
    {
      let between = statement.lines.filter {
        $0.side == .expenditure && $0.row > ofYear.row && $0.row < expenditure.row
      }
      if between.allSatisfy({ $0.key == .carryoverOut || amount($0).map { $0.amount.money == .zero } ?? true }) {
        compare(whole, [year] + [amount(out)].compactMap(\.self))
      }
    }
  }
}

/// Which columns of a table add up to which: from the way the headings are grouped, and from what the form calls them.
struct ColumnSums {
  struct Sum: Hashable {
    var whole: Int
    var parts: [Int]
  }

  let sums: [Sum]

  init(_ statement: Statement) {
    let columns = statement.columns
    let paths = columns.map { $0.path.map(\.foldedForMatching) }
    let amounts = columns.indices.filter { index in
      !Self.isWords(columns[index].key) && !paths[index].contains(where: Self.isAside)
        && columns[index].side == nil && columns[index].part == nil
    }
    var sums = Self.groups(paths, amounts)
    sums += Self.spending(columns)
    if statement.kind == .revenue, let whole = Self.whole(columns, paths, amounts) {
      sums.append(Sum(whole: whole, parts: Self.topmost(paths, amounts.filter { $0 != whole }, below: paths[whole])))
    }
    var seen = Set<Sum>()
    self.sums = sums.filter { !$0.parts.isEmpty && seen.insert($0).inserted }
  }

  private static func isWords(_ key: ColumnKey) -> Bool {
    [.sequence, .code, .caption, .unitCode, .unitName, .quantity, .unitPrice].contains(key)
  }

  /// A column that is part of its neighbour, a comparison, or no amount at all.
  private static func isAside(_ words: String) -> Bool {
    ["其中", "增减", "增长", "扣除", "比上年", "备注", "采购项目", "%", "说明"].contains { words.contains($0) }
  }

  private static func isSubtotal(_ words: String) -> Bool { ["小计", "合计", "总计"].contains(words) }

  /// 基本支出/小计 = 基本支出/人员经费 + 基本支出/公用经费.
  private static func groups(_ paths: [[String]], _ amounts: [Int]) -> [Sum] {
    amounts.compactMap { whole in
      let path = paths[whole]
      guard path.count > 1, let leaf = path.last, isSubtotal(leaf) else { return nil }
      let group = Array(path.dropLast())
      let members = amounts.filter { $0 != whole && paths[$0].count > group.count && paths[$0].starts(with: group) }
      guard
        members.count > 1 || members.count == 1 && group.count > 1
          || members.count >= 1 && amounts.count > members.count + 1
      else { return nil }
      return Sum(whole: whole, parts: topmost(paths, members, below: path))
    }
  }

  /// One column for every direct child of the group: the child itself, its 小计, or all its leaves.
  private static func topmost(_ paths: [[String]], _ members: [Int], below whole: [String]) -> [Int] {
    let depth = zip(whole, whole.indices).prefix { word, index in
      members.allSatisfy { paths[$0].count > index + 1 && paths[$0][index] == word }
    }.count
    var parts: [Int] = []
    let heads = members.map { paths[$0].indices.contains(depth) ? paths[$0][depth] : "" }
    for head in heads.reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } } {
      let inside = members.indices.filter { heads[$0] == head }.map { members[$0] }
      if let own = inside.first(where: { paths[$0].count == depth + 1 }) {
        parts.append(own)
      } else if let subtotal = inside.first(where: { paths[$0].count == depth + 2 && isSubtotal(paths[$0].last ?? "") })
      {
        parts.append(subtotal)
      } else {
        parts += inside.filter { !isSubtotal(paths[$0].last ?? "") }
      }
    }
    return parts
  }

  private static func whole(_ columns: [StatementColumn], _ paths: [[String]], _ amounts: [Int]) -> Int? {
    amounts.first { columns[$0].key == .total && !(paths[$0].last == "小计") }
  }

  /// 合计 = 基本支出 + 项目支出 + …, or = 人员经费 + 公用经费 where nothing else is printed.
  private static func spending(_ columns: [StatementColumn]) -> [Sum] {
    func index(_ key: ColumnKey) -> Int? {
      columns.count(where: { $0.key == key && $0.side == nil && $0.part == nil }) == 1
        ? columns.firstIndex { $0.key == key } : nil
    }
    guard let whole = index(.total) else { return [] }
    let parts = [ColumnKey.basic, .project, .businessOperating, .paymentToHigherLevel, .subsidyToAffiliates]
    if let basic = index(.basic), index(.project) != nil {
      // 基本支出 项目支出 其中：事业单位经营支出: the last is part of the others, unless all of them stand under 其中
      func isAside(_ index: Int) -> Bool { columns[index].path.contains { $0.foldedForMatching.hasPrefix("其中") } }
      let found = parts.compactMap(index).filter { isAside(basic) || !isAside($0) }
      return [Sum(whole: whole, parts: found)]
    }
    let isAlone = !columns.contains { parts.contains($0.key) || $0.key.name.hasPrefix("heading:") }
    if let personnel = index(.personnel), let operating = index(.operating), isAlone {
      return [Sum(whole: whole, parts: [personnel, operating])]
    }
    return []
  }
}
