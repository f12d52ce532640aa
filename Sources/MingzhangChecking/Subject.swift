import MingzhangCatalog
import MingzhangModel

/// The disclosure under check, with what rules ask of it. Whatever is missing or illegible is thrown as `Unchecked`.
public struct Subject: Sendable {
  public let disclosure: Disclosure
  public let catalog: Catalog
  /// Other files that stand beside it.
  public let companions: Companions
  /// The sentences of the narrative, cut once for all rules.
  let sentences: [Sentence]
  /// Headings and paragraphs, cut once for all rules.
  let prose: Prose
  /// The lines of the classified tables by their names, gathered once for all rules.
  let itemLines: ItemLines
  /// The passages that speak of one line each, found once for all rules.
  let itemPassages: [ItemPassage]
  /// What the narrative lists of the economic classification, read once for all rules.
  let economicLists: [EconomicList]
  /// The entries of the contents that name a table, and which, matched once for all rules.
  let listedTables: [(entry: ContentsEntry, kind: StatementKind)]
  /// Every claim with its section, in printed order.
  let claims: [(section: Narrative.Section, claim: Claim)]
  /// Tables that print the wrong unit; `disclosure` has them in the right one.
  let misprintedUnits: [MisprintedUnit]
  /// Listens to what a rule compares; nil when nobody wants to know.
  var trace: Trace?
  /// When a rule must have decided; nil for as long as it likes.
  var deadline: Deadline?
  /// Figures of the narrative by what they measure, in printed order.
  private let measured: [Claim.Measure: [Claim]]
  private let doubtful: [(kind: StatementKind, title: String)]

  public init(_ disclosure: Disclosure, _ catalog: Catalog, beside companions: Companions = .none) {
    let (disclosure, misprinted) = MisprintedUnit.corrected(disclosure.withPossibleYears)
    misprintedUnits = misprinted
    (self.disclosure, self.catalog, self.companions) = (disclosure, catalog, companions)
    itemLines = ItemLines(disclosure)
    itemPassages = ItemPassage.all(disclosure)
    sentences = Sentence.all(disclosure)
    economicLists = EconomicList.all(disclosure)
    listedTables = disclosure.contents.compactMap { entry in
      catalog.matchTitle(entry.title.bareTitle).map { (entry, $0) }
    }
    claims = disclosure.narrative.claims
    prose = Prose(disclosure)
    var measured: [Claim.Measure: [Claim]] = [:]
    for (_, claim) in claims {
      if let measure = claim.measure { measured[measure, default: []].append(claim) }
    }
    self.measured = measured
    doubtful = disclosure.statements.filter(\.isDoubtful).map { ($0.kind, $0.title) }
  }

  /// `subject` with an amount of one of its tables corrected: its words, and what was found in them, stay.
  init(_ subject: Subject, withTablesOf disclosure: Disclosure) {
    let (disclosure, misprinted) = MisprintedUnit.corrected(disclosure)
    misprintedUnits = misprinted
    self.disclosure = disclosure
    (catalog, companions) = (subject.catalog, subject.companions)
    itemLines = ItemLines(disclosure)
    doubtful = subject.doubtful
    (itemPassages, sentences, prose) = (subject.itemPassages, subject.sentences, subject.prose)
    (economicLists, listedTables) = (subject.economicLists, subject.listedTables)
    (claims, measured) = (subject.claims, subject.measured)
  }

  /// Whether evidence was read with doubt: a table whose sums mostly fail.
  func isDoubtful(_ evidence: Evidence) -> Bool {
    guard !doubtful.isEmpty, let kind = evidence.statement else { return false }
    return doubtful.contains { $0.kind == kind && evidence.label.hasPrefix($0.title) }
  }

  func year() throws(Unchecked) -> Int {
    guard let year = disclosure.fiscalYear else { throw Unchecked("没有读出预算年度", "no fiscal year could be read") }
    return year
  }

  /// The statement of `kind`, with rows.
  func table(_ kind: StatementKind) throws(Unchecked) -> Statement {
    try deadline?.check()
    let all = disclosure.statements.filter { $0.kind == kind }
    guard var statement = all.first else { throw Unchecked("没有\(kind.chinese)", "no \(kind.english) table") }
    let filled = all.filter { !$0.isEmpty }
    if filled.count > 1, StatementKind.nine.contains(kind) {
      // 财政拨款支出表 beside 一般公共预算支出表: the second is meant; of two by 功能科目 and by 经济科目, the one that
      // the official form has; two of one title are the books of two units
      let named = filled.filter { $0.title.contains("一般公共预算") }
      let official = named.filter { $0.isEconomic == (kind == .generalPublicBudgetBasicExpenditure) }
      guard let one = named.count == 1 ? named.first : official.count == 1 ? official.first : nil else {
        throw Unchecked("有几张\(kind.chinese)，不知道该核哪一张", "there are several \(kind.english) tables")
      }
      statement = one
    }
    guard !statement.isEmpty else { throw Unchecked("\(kind.chinese)是空表", "the \(kind.english) table is empty") }
    return statement
  }

  /// What holds within a table is asked of each table of `kind`; unchecked when it can be decided in none.
  func each(
    _ kind: StatementKind, _ body: (Statement) throws(Unchecked) -> [Broken]
  ) throws(Unchecked) -> [Broken] {
    let tables = disclosure.statements.filter { $0.kind == kind && !$0.isEmpty }
    guard tables.count > 1 else { return try body(table(kind)) }
    var found: [Broken] = []
    var reason: Unchecked?
    var isDecided = false
    for table in tables {
      try deadline?.check()
      do {
        found += try body(table)
        isDecided = true
      } catch { reason = error }
    }
    if !isDecided, let reason { throw reason }
    return found
  }

  /// All statements of `kinds` that have rows; unchecked when there is none.
  func tables(_ kinds: [StatementKind]) throws(Unchecked) -> [Statement] {
    let found = disclosure.statements.filter { kinds.contains($0.kind) && !$0.isEmpty }
    guard !found.isEmpty else { throw Unchecked("没有可核对的表", "no table to check") }
    return found
  }

  func line(_ key: LineKey, side: StatementSide? = nil, in statement: Statement) throws(Unchecked) -> StatementLine {
    guard let line = statement.line(key, side: side) else {
      throw Unchecked(
        "\(statement.kind.chinese)没有“\(key.chinese)”行", "the \(statement.kind.english) table has no line \(key)")
    }
    return line
  }

  /// The amount of a cell: a printed number; blank counts as nothing. Illegible or missing is unchecked.
  func amount(_ line: StatementLine, _ column: ColumnKey, in statement: Statement) throws(Unchecked) -> ReportedAmount {
    guard !statement.isAmbiguous(column, for: line) else {
      throw Unchecked("\(statement.kind.chinese)有几列都像“\(column.chinese)”", "several columns may be \(column)")
    }
    guard let cell = statement.cell(line, column) else {
      throw Unchecked(
        "\(statement.kind.chinese)没有“\(column.chinese)”列", "the \(statement.kind.english) table has no column \(column)"
      )
    }
    return try amount(cell, in: statement)
  }

  func amount(_ cell: Cell, in statement: Statement) throws(Unchecked) -> ReportedAmount {
    try deadline?.check()
    switch cell.reading {
    case .amount(let amount): return amount
    case .blank: return .zero
    case .number, .text, .illegible:
      throw Unchecked("\(statement.kind.chinese)“\(cell.printed)”读不出金额", "“\(cell.printed)” is no legible amount")
    }
  }

  /// The amount of a cell that must be printed: blank is unchecked.
  func printed(_ line: StatementLine, _ column: ColumnKey, in statement: Statement) throws(Unchecked) -> ReportedAmount
  {
    if case .blank = statement.cell(line, column)?.reading {
      throw Unchecked("“\(line.caption)”没有填金额", "“\(line.caption)” has no amount printed")
    }
    return try amount(line, column, in: statement)
  }

  func printed(_ key: LineKey, _ column: ColumnKey, side: StatementSide? = nil, in statement: Statement)
    throws(Unchecked) -> ReportedAmount
  {
    try printed(line(key, side: side, in: statement), column, in: statement)
  }

  /// Whether the statement has `column` and at least one amount in it.
  func isUsed(_ column: ColumnKey, in statement: Statement) -> Bool {
    statement.lines.contains { line in
      if case .amount = statement.cell(line, column)?.reading { return true }
      return false
    }
  }

  // MARK: the narrative

  /// The plain amounts (no changes) that the words state for `measure`, for this year.
  func claims(_ measure: Claim.Measure) -> [Claim] {
    (measured[measure] ?? []).filter { claim in
      guard claim.direction == nil, case .amount = claim.value else { return false }
      return claim.year == nil || claim.year == disclosure.fiscalYear
    }
  }

  /// The changes that the words state for `measure`, as amounts.
  func changes(_ measure: Claim.Measure) -> [Claim] {
    (measured[measure] ?? []).filter { claim in
      guard claim.direction != nil, case .amount = claim.value else { return false }
      return true
    }
  }

  func section(_ topic: Narrative.Topic) throws(Unchecked) -> [Narrative.Section] {
    let found = disclosure.narrative.sections.filter { $0.topic == topic }
    guard !found.isEmpty else { throw Unchecked("没有这一节文字", "the section is missing") }
    return found
  }
}

extension Claim {
  /// The amount stated; nil for percents, counts and names.
  var amount: ReportedAmount? {
    if case .amount(let amount, _) = value { return amount }
    return nil
  }
  var unit: CurrencyUnit {
    if case .amount(_, let unit) = value { return unit }
    return .yuan
  }
  /// With its sign: a decrease is negative.
  var change: ReportedAmount? {
    guard let amount, let direction else { return nil }
    return direction == .decrease ? -amount : amount
  }
  var evidence: Evidence { Evidence("说明文字 / \(subject)", text: sentence.isEmpty ? quote : sentence, span: span) }
}

extension Statement {
  /// When fewer than half of many sums hold, it was misread, not miscounted.
  var isDoubtful: Bool { confidence.map { $0.tried >= 6 && $0.holding * 2 < $0.tried } ?? false }

  /// The words that show a cell: `收支总表 / 收入总计 / 预算数`.
  func evidence(_ line: StatementLine, _ column: ColumnKey) -> Evidence {
    let index = self.column(column, for: line)
    let heading = index.map { columns[$0].path.last ?? "" } ?? ""
    let cell = index.map { rows[line.row][$0] }
    let caption = rows[line.row].first { $0.printed == line.caption }
    return Evidence(
      "\(title) / \(line.caption) / \(heading)", text: "\(line.caption) \(cell?.printed ?? "")".trimmingSpaces(),
      span: cell?.span ?? caption?.span, statement: kind)
  }

  var titleEvidence: Evidence { Evidence(title, text: title, span: titleSpan, statement: kind) }

  /// Whether its lines are those of the economic classification.
  var isEconomic: Bool { lines.count { $0.key.economicCode != nil } > lines.count { $0.key.functionalCode != nil } }

  /// Whether several columns of the line's half have this meaning: then none of them is surely meant.
  func isAmbiguous(_ column: ColumnKey, for line: StatementLine) -> Bool {
    columns.count { $0.key == column && $0.belongs(to: line) } > 1
  }

  /// Whether a code stands more than once: the table lists units or purposes below each other, and a code alone is no row.
  var hasRepeatedCodes: Bool {
    var seen = Set<LineKey>()
    var repeated = 0
    for line in lines where line.key.functionalCode != nil || line.key.economicCode != nil {
      if !seen.insert(line.key).inserted { repeated += 1 }
    }
    return repeated > 1
  }

  /// The column of a summary's expenditure: 预算数, or its 合计 where it is split.
  var expenditureAmount: ColumnKey { hasColumn(.amount, side: .expenditure) ? .amount : .total }

  /// What to print amounts in.
  var money: CurrencyUnit { unit ?? .yuan }

  func print(_ amount: ReportedAmount) -> String { amount.money.printed(in: money) + money.rawValue }

  /// With the decimals that are printed at the place of `other`.
  func print(_ amount: ReportedAmount, like other: ReportedAmount) -> String {
    amount.money.printed(like: other, in: money) + money.rawValue
  }
}

extension LineKey {
  /// For messages.
  var chinese: String {
    switch self {
    case .total: "合计"
    case .revenueOfYear: "本年收入合计"
    case .expenditureOfYear: "本年支出合计"
    case .totalRevenue: "收入总计"
    case .totalExpenditure: "支出总计"
    case .carryoverIn: "上年结转结余"
    case .carryoverOut: "年终结转结余"
    case .threePublicSubtotal: "“三公”经费小计"
    case .overseasTravel: "因公出国（境）费"
    case .vehicles: "公务用车购置及运维费"
    case .vehiclePurchase: "公务用车购置费"
    case .vehicleOperation: "公务用车运行维护费"
    case .reception: "公务接待费"
    default: functionalCode?.digits ?? economicCode?.digits ?? name
    }
  }
}

extension ColumnKey {
  /// For messages.
  var chinese: String {
    switch self {
    case .amount: "预算数"
    case .total: "合计"
    case .subtotal: "小计"
    case .basic: "基本支出"
    case .project: "项目支出"
    case .personnel: "人员经费"
    case .operating: "公用经费"
    case .fiscalAppropriation: "财政拨款收入"
    case .generalPublicBudget: "一般公共预算"
    case .governmentFund: "政府性基金预算"
    case .stateCapitalOperations: "国有资本经营预算"
    case .carryoverIn: "上年结转"
    case .overseasTravel: "因公出国（境）费"
    case .vehicles: "公务用车购置及运维费"
    case .vehiclePurchase: "公务用车购置费"
    case .vehicleOperation: "公务用车运行维护费"
    case .reception: "公务接待费"
    case .meetings: "会议费"
    case .training: "培训费"
    default: name.hasPrefix("heading:") ? String(name.dropFirst(8)) : name
    }
  }
}

extension Disclosure {
  /// Years that no budget can have are no years: rules count from them.
  fileprivate var withPossibleYears: Disclosure {
    func isOdd(_ year: Int?) -> Bool { year.map { !(1900...2200).contains($0) } ?? false }
    var new = self
    if isOdd(fiscalYear) { new.fiscalYear = nil }
    for (s, statement) in statements.enumerated() where isOdd(statement.fiscalYear) {
      new.statements[s].fiscalYear = nil
    }
    for (s, section) in narrative.sections.enumerated() {
      for (p, paragraph) in section.paragraphs.enumerated() {
        for (c, claim) in paragraph.claims.enumerated() where isOdd(claim.year) || isOdd(claim.comparedYear) {
          if isOdd(claim.year) { new.narrative.sections[s].paragraphs[p].claims[c].year = nil }
          if isOdd(claim.comparedYear) { new.narrative.sections[s].paragraphs[p].claims[c].comparedYear = nil }
        }
      }
    }
    return new
  }
}
