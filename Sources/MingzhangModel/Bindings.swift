/// What every figure of the narrative rests on: a cell, other figures, or nothing, and then why not.
///
/// A binding says where a figure comes from. It is no verdict: a figure that is unbound may be right, and one that rests on a
/// cell by its value alone may mean another.
public struct Bindings: Sendable {
  public enum Ground: String, Hashable, Codable, CaseIterable, Sendable {
    /// The words name the cell, and the amounts agree.
    case meaning
    /// It follows from other figures: a share, a change, a sum, a rate of completion.
    case arithmetic
    /// The same figure, said of the same, stands elsewhere in the words.
    case repetition
    /// Exactly this amount stands in a cell; the words do not say which cell is meant.
    case value
    /// Nothing is said, and no table has anything under that name.
    case absence
    /// A year or a date of the fiscal year, the year before, or the year after.
    case year
  }

  public enum Reason: String, Hashable, Codable, CaseIterable, Sendable {
    /// The words name a cell, and the cell holds another amount.
    case differs
    /// Last year's figure or a change against it; the tables show this year.
    case priorYear
    /// The disclosure has no table of amounts.
    case noTable
    /// No cell and no other figure is the same.
    case noCell
    /// A rate whose two amounts do not stand beside it.
    case noBase
    /// A count that no table holds.
    case noCount
    /// A name with digits: a list number, a document's number, a telephone.
    case label
    /// A year far from the fiscal year, or no fiscal year could be read.
    case otherYear

    public var wording: Wording {
      switch self {
      case .differs: Wording("与所指的格不符", "differs from the cell that the words name")
      case .priorYear: Wording("上年数或与上年的增减，表中没有", "last year's figure or a change; no table shows it")
      case .noTable: Wording("没有可核对的表", "there is no table")
      case .noCell: Wording("表中没有相同的数", "no cell holds this amount")
      case .noBase: Wording("比率旁边没有可重算的两个数", "the amounts of the rate do not stand beside it")
      case .noCount: Wording("表中没有这个数量", "no table holds this count")
      case .label: Wording("编号、文号等，不是数据", "a number that names")
      case .otherYear: Wording("别的年份", "another year")
      }
    }
  }

  public enum Outcome: Hashable, Sendable {
    case bound(Ground, to: CellReference?)
    case unbound(Reason)
  }

  /// A cell: the place of its statement in the disclosure, and of the cell in the statement, from 0.
  public struct CellReference: Hashable, Codable, Sendable {
    public var statement: Int
    public var row: Int
    public var column: Int
  }

  public struct Entry: Sendable {
    public var section: Int
    public var paragraph: Int
    public var claim: Claim
    public var outcome: Outcome
  }

  public private(set) var entries: [Entry] = []

  public init(_ disclosure: Disclosure) {
    let cells = CellIndex(disclosure)
    for (s, section) in disclosure.narrative.sections.enumerated() {
      for (p, paragraph) in section.paragraphs.enumerated() {
        for (c, claim) in paragraph.claims.enumerated() {
          let outcome = Self.outcome(claim, at: c, in: paragraph, cells, disclosure)
          entries.append(Entry(section: s, paragraph: p, claim: claim, outcome: outcome))
        }
      }
    }
    repeatWhatIsSaidTwice()
  }

  /// How many figures of a kind are bound.
  public struct Count: Sendable {
    public var bound = 0
    public var total = 0
  }

  /// Amounts, percentages, counts and dates; numbers that name are left out.
  public var counts: (amounts: Count, percents: Count, others: Count) {
    var (amounts, percents, others) = (Count(), Count(), Count())
    for entry in entries {
      let isBound = if case .bound = entry.outcome { 1 } else { 0 }
      switch entry.claim.value {
      case .amount: (amounts.bound, amounts.total) = (amounts.bound + isBound, amounts.total + 1)
      case .percent: (percents.bound, percents.total) = (percents.bound + isBound, percents.total + 1)
      case .count, .date: (others.bound, others.total) = (others.bound + isBound, others.total + 1)
      case .label: continue
      }
    }
    return (amounts, percents, others)
  }

  /// Why figures are unbound, most frequent first.
  public var reasons: [(reason: Reason, count: Int)] {
    var counts: [Reason: Int] = [:]
    for case .unbound(let reason) in entries.map(\.outcome) where reason != .label { counts[reason, default: 0] += 1 }
    return Reason.allCases.compactMap { reason in counts[reason].map { (reason, $0) } }.sorted { $0.1 > $1.1 }
  }

  // MARK: one figure

  private static func outcome(
    _ claim: Claim, at index: Int, in paragraph: Narrative.Paragraph, _ cells: CellIndex, _ disclosure: Disclosure
  ) -> Outcome {
    switch claim.value {
    case .label: return .unbound(.label)
    case .date(let text):
      guard let year = disclosure.fiscalYear, let said = Self.year(text) else { return .unbound(.otherYear) }
      return abs(said - year) <= 1 ? .bound(.year, to: nil) : .unbound(.otherYear)
    case .count(let number, _):
      if Arithmetic(paragraph, index).isSumOfCounts || Arithmetic(paragraph, index).isPartOfCounts {
        return .bound(.arithmetic, to: nil)
      }
      if let cell = cells.count(number) { return .bound(.value, to: cell) }
      return .unbound(.noCount)
    case .percent:
      return Arithmetic(paragraph, index).percentFollows ? .bound(.arithmetic, to: nil) : .unbound(.noBase)
    case .amount(let amount, _):
      let isPrior = claim.direction != nil || isPriorYear(claim, disclosure)
      let named = isPrior ? [] : cells.named(claim)
      if let cell = named.first(where: { cells.amount($0)?.agrees(with: amount) ?? false }) {
        return .bound(.meaning, to: cell)
      }
      if Arithmetic(paragraph, index).amountFollows { return .bound(.arithmetic, to: nil) }
      if cells.isEmpty { return .unbound(.noTable) }
      if isPrior { return .unbound(.priorYear) }
      if amount.money.fen == 0, named.allSatisfy({ cells.amount($0)?.money.fen == 0 }) {
        return .bound(.absence, to: named.first)
      }
      if amount.money.fen != 0, let cell = cells.equal(amount) { return .bound(.value, to: cell) }
      return .unbound(named.isEmpty ? .noCell : .differs)
    }
  }

  private static func isPriorYear(_ claim: Claim, _ disclosure: Disclosure) -> Bool {
    if let year = claim.year, let fiscal = disclosure.fiscalYear, year < fiscal { return true }
    let words = claim.subject
    if disclosure.kind == .budget, words.contains("执行数") || words.contains("上年") { return true }
    return disclosure.kind == .final && (words.contains("年初预算") || words.contains("全年预算") || words.contains("调整预算"))
  }

  private static func year(_ text: String) -> Int? { Int(text.prefix(4)) }

  /// The same amount of the same subject that is bound elsewhere binds this one.
  private mutating func repeatWhatIsSaidTwice() {
    struct Key: Hashable {
      var amount: ReportedAmount
      var direction: Claim.Direction?
    }
    var seen: [Key: Int] = [:]
    for entry in entries {
      if case .amount(let amount, _) = entry.claim.value, amount.money.fen != 0 {
        seen[Key(amount: amount, direction: entry.claim.direction), default: 0] += 1
      }
    }
    for index in entries.indices {
      guard case .unbound(let reason) = entries[index].outcome, reason == .priorYear || reason == .noCell,
        case .amount(let amount, _) = entries[index].claim.value,
        let count = seen[Key(amount: amount, direction: entries[index].claim.direction)], count > 1
      else { continue }
      entries[index].outcome = .bound(.repetition, to: nil)
    }
  }
}

/// The cells of all tables, by what they mean and by what they hold.
private struct CellIndex {
  private let disclosure: Disclosure
  private var byAmount: [Int64: Bindings.CellReference] = [:]
  private var byCaption: [String: [(statement: Int, line: StatementLine)]] = [:]
  private var byCode: [FunctionalCode: [(statement: Int, line: StatementLine)]] = [:]
  private var counts: [PrintedNumber: Bindings.CellReference] = [:]

  var isEmpty: Bool { byAmount.isEmpty && byCaption.isEmpty }

  init(_ disclosure: Disclosure) {
    self.disclosure = disclosure
    for (s, statement) in disclosure.statements.enumerated() where statement.kind != .performance {
      for (r, row) in statement.rows.enumerated() {
        for (c, cell) in row.enumerated() {
          let place = Bindings.CellReference(statement: s, row: r, column: c)
          switch cell.reading {
          case .amount(let amount):
            // by whole yuan, with the neighbours within the slack of two decimals of 万元
            let yuan = amount.money.fen / 10_000
            if byAmount[yuan] == nil { byAmount[yuan] = place }
          case .number(let number): if counts[number] == nil { counts[number] = place }
          default: continue
          }
        }
      }
      for line in statement.lines {
        byCaption[Self.plain(line.caption), default: []].append((s, line))
        if let code = line.key.functionalCode { byCode[code, default: []].append((s, line)) }
      }
    }
  }

  func amount(_ place: Bindings.CellReference) -> ReportedAmount? {
    switch disclosure.statements[place.statement].rows[place.row][place.column].reading {
    case .amount(let amount): amount
    case .blank: .zero
    default: nil
    }
  }

  func count(_ number: PrintedNumber) -> Bindings.CellReference? { number.digits == 0 ? nil : counts[number] }

  /// A cell with this very amount, within both roundings.
  func equal(_ amount: ReportedAmount) -> Bindings.CellReference? {
    let yuan = amount.money.fen / 10_000
    for key in [yuan, yuan - 1, yuan + 1] {
      if let place = byAmount[key], let other = self.amount(place), other.agrees(with: amount) { return place }
    }
    return nil
  }

  /// The cells that the words name: by code, by the item's names, or by the caption of a line.
  func named(_ claim: Claim) -> [Bindings.CellReference] {
    if claim.measure == .functionalItem, let item = claim.item {
      if let code = item.code ?? claim.functionalCode, let lines = byCode[code] { return lines.flatMap(cells) }
      return lines(Self.plain(item.name)).filter { entry in
        guard let code = entry.line.key.functionalCode, let section = item.section else { return true }
        let parent = FunctionalCode(String(code.digits.prefix(5))).flatMap { byCode[$0]?.first?.line.caption }
        return parent.map { Self.plain(section).hasSuffix(Self.plain($0)) } ?? true
      }.flatMap(cells)
    }
    let words = Self.plain(claim.subject)
    var found: [(statement: Int, line: StatementLine)] = []
    for name in Self.readings(of: words) {
      found = lines(name)
      if !found.isEmpty { break }
    }
    if found.isEmpty, let measure = claim.measure { found = totals(measure) }
    return found.flatMap(cells)
  }

  private func lines(_ name: String) -> [(statement: Int, line: StatementLine)] {
    name.count < 2 ? [] : byCaption[name] ?? []
  }

  /// Totals of the tables that a measure without a line of its own is the total of.
  private func totals(_ measure: Claim.Measure) -> [(statement: Int, line: StatementLine)] {
    let kinds: Set<StatementKind>
    switch measure {
    case .totalRevenue, .totalExpenditure, .revenueAndExpenditure, .revenueOfYear, .expenditureOfYear:
      kinds = [.revenueAndExpenditureSummary, .revenue, .expenditure]
    case .fiscalAppropriation, .fiscalRevenue, .fiscalExpenditure: kinds = [.fiscalAppropriationSummary]
    case .generalPublicBudgetRevenue, .generalPublicBudgetExpenditure:
      kinds = [.generalPublicBudgetExpenditure, .fiscalAppropriationSummary]
    case .governmentFundRevenue, .governmentFundExpenditure: kinds = [.governmentFundExpenditure]
    case .stateCapitalOperationsRevenue, .stateCapitalOperationsExpenditure:
      kinds = [.stateCapitalOperationsExpenditure]
    case .basicExpenditure, .projectExpenditure:
      kinds = [.expenditure, .generalPublicBudgetExpenditure, .generalPublicBudgetBasicExpenditure]
    case .personnelExpenditure, .operatingExpenditure: kinds = [.generalPublicBudgetBasicExpenditure]
    case .threePublicExpenses, .overseasTravel, .vehicles, .vehiclePurchase, .vehicleOperation, .reception,
      .agencyOperatingExpenses:
      kinds = [.threePublicExpenses]
    case .procurement: kinds = [.procurement]
    default: return []
    }
    let keys: Set<LineKey> = [
      .total, .totalRevenue, .totalExpenditure, .revenueOfYear, .expenditureOfYear, .threePublicSubtotal,
    ]
    return disclosure.statements.enumerated().filter { kinds.contains($0.element.kind) }.flatMap { s, statement in
      let lines = statement.lines.filter { keys.contains($0.key) }
      // one row without a name: 三公 tables with a column for each expense
      let rows =
        lines.isEmpty && statement.rows.count <= 2
        ? statement.rows.indices.map { StatementLine(.total, row: $0, caption: "") } : []
      return (lines + rows).map { (s, $0) }
    }
  }

  private func cells(_ entry: (statement: Int, line: StatementLine)) -> [Bindings.CellReference] {
    let row = disclosure.statements[entry.statement].rows[entry.line.row]
    return row.indices.compactMap { column in
      switch row[column].reading {
      case .amount: Bindings.CellReference(statement: entry.statement, row: entry.line.row, column: column)
      case .blank where column > 0:
        Bindings.CellReference(statement: entry.statement, row: entry.line.row, column: column)
      default: nil
      }
    }
  }

  /// A subject as lines may be captioned: with and without 支出, 收入, 预算, 决算数.
  private static func readings(of words: String) -> [String] {
    var out = [words]
    var text = words
    for ending in ["为", "共计", "合计", "总计", "安排", "预算数", "决算数", "决算", "预算", "金额", "数", "科目"]
    where text.hasSuffix(ending) && text.count > ending.count + 1 {
      text = String(text.dropLast(ending.count))
      out.append(text)
    }
    out += [text + "支出", text + "收入", text + "费"]
    if text.hasSuffix("支出") { out.append(String(text.dropLast(2))) }
    if text.hasSuffix("收入") { out.append(String(text.dropLast(2))) }
    return out
  }

  static func plain(_ text: String) -> String {
    // by scalars: every caption of every table comes here
    var words = text.foldedForMatching.unicodeScalars.filter { !isLeftOut($0) }[...]
    for start in starts where words.starts(with: start) && words.count > start.count + 2 {
      words = words.dropFirst(start.count)
    }
    for mark in marks where words.last == mark && words.count > 4 { words = words.dropLast() }
    return String(words).replacing("类支出", with: "")
  }

  private static let starts = ["其中", "本年", "年", "度", "减", "加"].map { Array($0.unicodeScalars) }
  private static let marks: [Unicode.Scalar] = ["类", "款", "项"]

  /// Marks, and numbers in any script: 3, ③, 三.
  private static func isLeftOut(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "0"..."9", "\"", "'", "、", ",", ".", "-", ":", "(", ")", "[", "]", "〈", "〉": true
    default: !scalar.isASCII && scalar.properties.numericType != nil
    }
  }
}

/// Whether a figure follows from those beside it in its paragraph.
private struct Arithmetic {
  private let claims: [Claim]
  private let claim: Claim
  private let index: Int

  init(_ paragraph: Narrative.Paragraph, _ index: Int) {
    (claims, self.index, claim) = (paragraph.claims, index, paragraph.claims[index])
  }

  /// How many figures before and after a percentage may be what it is a share of.
  private static let reach = 60

  private static func amount(_ claim: Claim) -> ReportedAmount? {
    if case .amount(let amount, _) = claim.value { return amount }
    return nil
  }

  /// A percentage that is a share, a change or a completion of two amounts of the same paragraph.
  var percentFollows: Bool {
    guard case .percent(let percent) = claim.value else { return false }
    let near = claims[max(0, index - Self.reach)..<min(claims.count, index + Self.reach + 1)]
    let amounts = near.filter { Self.amount($0) != nil }
    let recent = amounts.filter { $0.position.upperBound <= claim.position.lowerBound }.suffix(3)
    for part in recent {
      guard let a = Self.amount(part) else { continue }
      for whole in amounts {
        guard whole.position != part.position, let b = Self.amount(whole) else { continue }
        if Ratio.percent(a, of: b)?.holds(percent) ?? false { return true }
        // “A，比上年增加 C，增长 p %”: of A − C
        if let direction = part.direction, direction != .unchanged {
          let prior = direction == .increase ? b - a : b + a
          if prior.money.fen > 0, Ratio.percent(a, of: prior)?.holds(percent) ?? false { return true }
        }
        if claim.direction != nil, a.money.fen > 0 {
          let change = b - a
          if Ratio.percent(change, of: a)?.holds(percent) ?? false { return true }
          if b.money.fen > 0, Ratio.percent(change, of: b)?.holds(percent) ?? false { return true }
        }
      }
      if percent.digits == 0, a.money.fen == 0 { return true }
    }
    return false
  }

  /// An amount that is the difference of two others, the sum of those after it, or has its rate beside it.
  var amountFollows: Bool {
    guard let amount = Self.amount(claim) else { return false }
    if amount.money.fen == 0 { return false }
    let others = (max(0, index - 8)..<min(claims.count, index + 9)).compactMap { place in
      place == index ? nil : Self.amount(claims[place])
    }
    for (i, a) in others.enumerated() {
      for b in others[(i + 1)...] where a.money.fen != 0 && b.money.fen != 0 {
        if (a - b).money.magnitude == amount.money.magnitude || (a + b).money == amount.money { return true }
      }
    }
    if isSumOfAmounts || isPartOfAmounts { return true }
    if claims.indices.contains(index + 1), case .percent(let percent) = claims[index + 1].value, percent.digits != 0 {
      for other in claims[max(0, index - 6)..<index].compactMap(Self.amount) {
        if let direction = claim.direction {
          let prior = direction == .increase ? other - amount : other + amount
          if prior.money.fen > 0, Ratio.percent(amount, of: prior)?.holds(percent) ?? false { return true }
        } else if Ratio.percent(amount, of: other)?.holds(percent) ?? false {
          return true
        }
      }
    }
    return false
  }

  /// The amounts after it, two to twelve of them, add up to it.
  private var isSumOfAmounts: Bool { Self.run(claims, from: index) != nil }

  /// One of the amounts that add up to an amount before them.
  private var isPartOfAmounts: Bool {
    (max(0, index - 14)..<index).contains { start in Self.run(claims, from: start).map { $0 >= index } ?? false }
  }

  /// Where the run of plain amounts ends that adds up to the one at `start`.
  private static func run(_ claims: [Claim], from start: Int) -> Int? {
    guard let whole = amount(claims[start]), claims[start].direction == nil, whole.money.fen != 0 else { return nil }
    var (sum, parts) = (ReportedAmount.zero, 0)
    for index in claims.indices.dropFirst(start + 1).prefix(20) {
      guard claims[index].direction == nil, let part = amount(claims[index]) else { continue }
      (sum, parts) = (sum + part, parts + 1)
      if parts >= 2, sum.agrees(with: whole) { return index }
      if parts > 12 { return nil }
    }
    return nil
  }

  /// A count with parts that add up to it.
  var isSumOfCounts: Bool {
    guard case .count(let number, let of) = claim.value, number.decimals == 0 else { return false }
    return Self.adds(claims, from: index, number.digits, of)
  }

  /// A part of such a count.
  var isPartOfCounts: Bool {
    guard case .count(_, let of) = claim.value else { return false }
    for start in (max(0, index - 14)..<index).reversed() {
      guard case .count(let number, let other) = claims[start].value, other == of, number.decimals == 0 else {
        continue
      }
      if Self.adds(claims, from: start, number.digits, of) { return true }
    }
    return false
  }

  private static func adds(_ claims: [Claim], from start: Int, _ total: Int64, _ of: String) -> Bool {
    let parts = claims[(start + 1)...].prefix(14).compactMap { claim -> Int64? in
      guard case .count(let number, let other) = claim.value, other == of, number.decimals == 0 else { return nil }
      return number.digits
    }
    var sum: Int64 = 0
    for (number, part) in parts.enumerated() {
      let (next, overflow) = sum.addingReportingOverflow(part)
      guard !overflow else { return false }
      sum = next
      if sum == total, number >= 1 { return true }
    }
    return false
  }
}
