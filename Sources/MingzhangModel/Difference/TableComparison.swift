/// Two printings of one table, compared by line and column keys.
struct TableComparison {
  typealias Change = DisclosureDifference.Change
  typealias Place = DisclosureDifference.Place

  private let old, new: Statement
  private let was, now: YearWords

  init(_ old: Statement, _ new: Statement, _ was: YearWords, _ now: YearWords) {
    (self.old, self.new, self.was, self.now) = (old, new, was, now)
  }

  var group: DisclosureDifference.Group {
    var group = DisclosureDifference.Group(.table, title: new.title)
    group.changes += heading
    let (before, after) = (KeyedLines(old, was).lines, KeyedLines(new, now).lines)
    let rows = match(before, after)
    let columns = match(columns: rows.pairs.map { (before[$0.old].line, after[$0.new].line) })
    let moved = Self.moved(rows.pairs, before, after)
    var entries: [(order: Int, changes: [Change])] = []
    for (a, b) in rows.pairs {
      var changes: [Change] = []
      let (x, y) = (before[a], after[b])
      if x.caption != y.caption || x.code != y.code {
        changes.append(
          Change(
            .renamed, line: y.shown, old: Place(x.shown, span(x.line, old)), new: Place(y.shown, span(y.line, new))))
      }
      if moved.contains(b) {
        changes.append(
          Change(
            .moved, line: y.shown, old: Place(x.line.caption, span(x.line, old)),
            new: Place(y.line.caption, span(y.line, new))))
      }
      for (from, to) in columns.pairs {
        guard old.columns[from].belongs(to: x.line), new.columns[to].belongs(to: y.line) else { continue }
        let (was, now) = (old.rows[x.line.row][from], new.rows[y.line.row][to])
        if was.printed.isEmpty, now.printed.isEmpty { continue }
        group.compared += 1
        if let change = Self.change(was, now, line: y.shown, column: new.columns[to].heading) {
          changes.append(change)
          if !change.sort.counts { group.equal += 1 }
        } else {
          group.equal += 1
        }
      }
      entries.append((after[b].line.row * 2, changes))
    }
    for b in rows.new { entries.append((after[b].line.row * 2, after[b].whole(.added, in: new))) }
    for a in rows.old { entries.append((before[a].line.row * 2 + 1, before[a].whole(.removed, in: old))) }
    group.changes += columnChanges(columns)
    group.changes += entries.sorted { $0.order < $1.order }.flatMap(\.changes)
    return group
  }

  private func span(_ line: StatementLine, _ statement: Statement) -> SourceSpan? {
    let row = statement.rows[line.row]
    let captions = statement.columns.indices.filter {
      [.caption, .code].contains(statement.columns[$0].key) && statement.columns[$0].belongs(to: line)
    }
    return captions.compactMap { row[$0].span }.first ?? row.compactMap(\.span).first
  }

  // MARK: title, unit, notes

  private var heading: [Change] {
    var changes: [Change] = []
    if was.folded(old.title) != now.folded(new.title) {
      changes.append(
        Change(.renamed, old: Place(old.title, old.titleSpan), new: Place(new.title, new.titleSpan)))
    }
    if old.unit != new.unit, !old.isEmpty || !new.isEmpty {
      changes.append(
        Change(
          .printing, column: "单位", old: Place(old.unit?.rawValue ?? "", old.titleSpan),
          new: Place(new.unit?.rawValue ?? "", new.titleSpan)))
    }
    var pairing = Pairing(old: old.notes.count, new: new.notes.count)
    pairing.match({ was.folded(old.notes[$0].text) }, { now.folded(new.notes[$0].text) })
    pairing.matchAlike(least: 50) {
      TextLikeness.percent(was.folded(old.notes[$0].text), now.folded(new.notes[$1].text))
    }
    func place(_ note: SpannedText) -> Place { Place(note.text, note.span) }
    changes += pairing.pairs.compactMap { a, b in
      was.folded(old.notes[a].text) == now.folded(new.notes[b].text)
        ? nil : Change(.changed, line: "注", old: place(old.notes[a]), new: place(new.notes[b]))
    }
    changes += pairing.old.map { Change(.removed, line: "注", old: place(old.notes[$0])) }
    changes += pairing.new.map { Change(.added, line: "注", new: place(new.notes[$0])) }
    return changes
  }

  // MARK: lines

  private func match(_ before: [KeyedLines.Line], _ after: [KeyedLines.Line]) -> Pairing {
    var pairing = Pairing(old: before.count, new: after.count)
    func full(_ line: KeyedLines.Line) -> String { "\(line.key)|\(line.signature)" }
    pairing.match({ full(before[$0]) }, { full(after[$0]) }, where: { sameAmounts(before[$0].line, after[$1].line) })
    pairing.match({ full(before[$0]) }, { full(after[$0]) })
    pairing.match({ before[$0].key }, { after[$0].key }, where: { sameAmounts(before[$0].line, after[$1].line) })
    pairing.match({ before[$0].key }, { after[$0].key })
    // another key: a line under another name or code
    pairing.matchAlike(least: 70) { a, b in
      let (x, y) = (before[a], after[b])
      guard x.line.side == y.line.side, x.sort == y.sort else { return 0 }
      let likeness = TextLikeness.percent(x.name, y.name)
      if likeness >= 70 { return likeness }
      // the same amounts under words that share little: renamed when the words name, not when codes do
      let needed = x.sort == .caption ? 0 : 30
      return likeness >= needed && sameAmounts(x.line, y.line) ? 70 : 0
    }
    return pairing
  }

  /// Whether both lines have an amount that is no zero, and agree in every column that both have.
  private func sameAmounts(_ a: StatementLine, _ b: StatementLine) -> Bool {
    var seen = false
    for (index, column) in old.columns.enumerated() where column.belongs(to: a) && column.isCompared {
      guard let other = new.column(column.key, for: b) else { continue }
      let (x, y) = (Self.amount(old.rows[a.row][index]), Self.amount(new.rows[b.row][other]))
      guard let x, let y, !x.differs(from: y) else { return false }
      if x.money != .zero { seen = true }
    }
    return seen
  }

  private static func amount(_ cell: Cell) -> ReportedAmount? {
    switch cell.reading {
    case .amount(let amount): amount
    case .blank: .zero
    default: nil
    }
  }

  /// New lines that are not in the longest run that both books have in one order.
  private static func moved(
    _ pairs: [(old: Int, new: Int)], _ before: [KeyedLines.Line], _ after: [KeyedLines.Line]
  ) -> Set<Int> {
    var out: Set<Int> = []
    for side in [nil, StatementSide.revenue, .expenditure] {
      let ordered = pairs.filter { after[$0.new].line.side == side }.sorted {
        after[$0.new].line.row < after[$1.new].line.row
      }
      let rows = ordered.map { before[$0.old].line.row }
      var keeps: Set<Int> = []
      for index in LongestRise(rows).indices { keeps.insert(index) }
      for (index, pair) in ordered.enumerated() where !keeps.contains(index) { out.insert(pair.new) }
    }
    return out
  }

  // MARK: columns

  private func match(columns lines: [(StatementLine, StatementLine)]) -> Pairing {
    var pairing = Pairing(old: old.columns.count, new: new.columns.count)
    func key(_ column: StatementColumn, _ years: YearWords) -> String? {
      column.isCompared ? "\(column.side?.rawValue ?? "")|\(years.folded(column.key.name))" : nil
    }
    func isOpen(_ a: Int, _ b: Int) -> Bool {
      old.columns[a].isCompared && new.columns[b].isCompared && old.columns[a].side == new.columns[b].side
    }
    func full(_ column: StatementColumn, _ years: YearWords) -> String? {
      key(column, years).map { "\($0)|\(years.folded(column.heading))" }
    }
    pairing.match({ full(old.columns[$0], was) }, { full(new.columns[$0], now) })
    pairing.match({ key(old.columns[$0], was) }, { key(new.columns[$0], now) })
    pairing.matchAlike(least: 70) { a, b in
      guard isOpen(a, b) else { return 0 }
      let likeness = TextLikeness.percent(was.folded(old.columns[a].heading), now.folded(new.columns[b].heading))
      if likeness >= 70 { return likeness }
      var seen = false
      for (x, y) in lines where old.columns[a].belongs(to: x) && new.columns[b].belongs(to: y) {
        guard let p = Self.amount(old.rows[x.row][a]), let q = Self.amount(new.rows[y.row][b]), !p.differs(from: q)
        else { return 0 }
        if p.money != .zero { seen = true }
      }
      return seen ? 70 : 0
    }
    return pairing
  }

  /// Columns under another name, and columns that only one book has: with their amounts, or once when they hold none.
  private func columnChanges(_ columns: Pairing) -> [Change] {
    // a table without rows has nothing under its headings
    guard !old.isEmpty || !new.isEmpty else { return [] }
    var changes: [Change] = []
    for (a, b) in columns.pairs where was.folded(old.columns[a].heading) != now.folded(new.columns[b].heading) {
      changes.append(
        Change(
          .renamed, column: new.columns[b].heading, old: Place(old.columns[a].heading, old.titleSpan),
          new: Place(new.columns[b].heading, new.titleSpan)))
    }
    for (a, sort, statement) in columns.old.map({ ($0, Change.Sort.removed, old) })
      + columns.new.map({ ($0, Change.Sort.added, new) }) where statement.columns[a].isCompared
    {
      let place = Place(statement.columns[a].heading, statement.titleSpan)
      changes.append(
        Change(
          sort, column: statement.columns[a].heading, old: sort == .removed ? place : nil,
          new: sort == .added ? place : nil))
      for line in statement.lines where statement.columns[a].belongs(to: line) {
        guard statement.rows.indices.contains(line.row), case .amount(let amount) = statement.rows[line.row][a].reading,
          amount.money != .zero
        else { continue }
        let cell = Place(statement.rows[line.row][a])
        changes.append(
          Change(
            sort, line: line.caption, column: statement.columns[a].heading, old: sort == .removed ? cell : nil,
            new: sort == .added ? cell : nil, difference: sort == .removed ? -amount : amount))
      }
    }
    return changes
  }

  // MARK: one cell

  /// How two cells of one meaning differ; nil when they do not.
  static func change(_ old: Cell, _ new: Cell, line: String, column: String) -> Change? {
    func change(_ sort: Change.Sort, _ difference: ReportedAmount? = nil, _ number: PrintedNumber? = nil) -> Change {
      Change(sort, line: line, column: column, old: Place(old), new: Place(new), difference: difference, number: number)
    }
    switch (old.reading, new.reading) {
    case (.amount(let a), .amount(let b)): return a.differs(from: b) ? change(.changed, b - a) : nil
    case (.amount(let a), .blank): return change(a.money == .zero ? .printing : .changed, -a)
    case (.blank, .amount(let b)): return change(b.money == .zero ? .printing : .changed, b)
    case (.number(let a), .number(let b)): return a == b || !(a < b || b < a) ? nil : change(.changed, nil, b.less(a))
    default:
      return old.printed.foldedForMatching == new.printed.foldedForMatching ? nil : change(.changed)
    }
  }
}

extension KeyedLines.Line {
  enum Sort { case caption, function, economic, fixed }

  /// Lines of unlike sorts are never one another's new name.
  var sort: Sort {
    let name = line.key.name
    if name.hasPrefix("function:") { return .function }
    if name.hasPrefix("economic:") { return .economic }
    return name.hasPrefix("caption:") ? .caption : .fixed
  }

  var code: String? { line.key.functionalCode?.digits ?? line.key.economicCode?.digits }

  /// The caption without its number: `一、`, `（二）`, `2010301`.
  var name: String {
    let digits: Set<Character> = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "、", "(", ")", ".", "[", "]"]
    let name = String(caption.drop { digits.contains($0) || $0.isNumber })
    return name.isEmpty ? caption : name
  }
}

extension PrintedNumber {
  /// Self less `other`, at the finer of both precisions; nil beyond what fits.
  func less(_ other: PrintedNumber) -> PrintedNumber? {
    let places = max(decimals, other.decimals)
    let (a, over) = digits.multipliedReportingOverflow(by: Int64.powerOfTen(places - decimals))
    let (b, otherOver) = other.digits.multipliedReportingOverflow(by: Int64.powerOfTen(places - other.decimals))
    guard !over, !otherOver else { return nil }
    let (difference, overflow) = a.subtractingReportingOverflow(b)
    return overflow ? nil : PrintedNumber(digits: difference, decimals: places)
  }
}

/// A longest rising subsequence: what kept its order.
struct LongestRise {
  /// Indices of the values that belong to it, rising.
  let indices: [Int]

  init(_ values: [Int]) {
    var tails: [Int] = []
    var previous = Array(repeating: -1, count: values.count)
    for (index, value) in values.enumerated() {
      var (low, high) = (0, tails.count)
      while low < high {
        let middle = (low + high) / 2
        // rows of one index keep their order: side by side groups
        if values[tails[middle]] <= value { low = middle + 1 } else { high = middle }
      }
      if low > 0 { previous[index] = tails[low - 1] }
      if low < tails.count { tails[low] = index } else { tails.append(index) }
    }
    var out: [Int] = []
    var at = tails.last ?? -1
    while at >= 0 {
      out.append(at)
      at = previous[at]
    }
    indices = out.reversed()
  }
}
