import MingzhangModel

/// The amounts that charts need out of one disclosure, of any form: each with where it comes from, or the reason why there is none.
struct DisclosureAmounts {
  let disclosure: Disclosure

  /// One line of a chart before it has words.
  struct Part: Hashable {
    var key: LineKey
    /// The name as printed, without its list number.
    var caption: String
    var amount: Money
  }

  /// Parts of a whole, and what is to be said about them.
  struct Parts {
    var kind: StatementKind
    var parts: [Part] = []
    var notes: [Wording] = []
  }

  init(_ disclosure: Disclosure) { self.disclosure = disclosure }

  // MARK: income and expenditure

  /// The sources of the year with last year's carry-over.
  var income: Parts {
    guard let summary = disclosure.statement(.revenueAndExpenditureSummary) else {
      return missing(.revenueAndExpenditureSummary)
    }
    let sources = FundSource.allCases.map { LineKey.source($0) }
    let appropriations = FundSource.allCases.filter(\.isFiscalAppropriation).map { LineKey.source($0) }
    let others = sources.filter { !appropriations.contains($0) }
    let openings = [LineKey.carryoverIn, LineKey("surplusUsed")]
    let unknown = summary.lines.filter { $0.side != .expenditure && $0.key.name.hasPrefix("caption:") }.map(\.key)
    let candidates = [
      sources + openings, [.fiscalAppropriation] + others + openings, sources + openings + unknown,
      [.fiscalAppropriation] + others + openings + unknown,
    ]
    return parts(of: summary, side: .revenue, [.amount, .total], candidates, whole: [.totalRevenue, .revenueOfYear])
  }

  /// The functional classes of the summary, or of the expenditure table, with what is carried over to the next year.
  var expenditure: Parts {
    guard let summary = disclosure.statement(.revenueAndExpenditureSummary) else { return functionClasses }
    let classes = summary.lines.filter { $0.side != .revenue }.compactMap(\.key.functionalCode).filter {
      $0.level == .class
    }.map { LineKey.function($0) }
    guard !classes.isEmpty else { return functionClasses }
    let unknown = summary.lines.filter { $0.side == .expenditure && $0.key.name.hasPrefix("caption:") }.map(\.key)
    let candidates = [classes + [.carryoverOut], classes + [.carryoverOut] + unknown]
    return parts(
      of: summary, side: .expenditure, [.amount, .total], candidates, whole: [.totalExpenditure, .expenditureOfYear])
  }

  /// The first candidate whose parts add up to the whole; else the first one with any part, and a note.
  private func parts(
    of statement: Statement, side: StatementSide, _ columns: [ColumnKey], _ candidates: [[LineKey]], whole: [LineKey]
  ) -> Parts {
    var result = Parts(kind: statement.kind)
    let whole = whole.lazy.compactMap { self.amount(statement, $0, side, columns) }.first
    let found = candidates.map { keys in keys.uniqued.compactMap { self.part(statement, $0, side, columns) } }
    result.parts = found.first { $0.map(\.amount).sum() == whole } ?? found.first { !$0.isEmpty } ?? []
    let drawn = Set(result.parts.map(\.key))
    result.notes += illegible(statement, candidates.flatMap { $0 }.uniqued.filter { !drawn.contains($0) })
    if let whole, !result.parts.isEmpty { result.notes += difference(statement, result.parts, whole) }
    if result.parts.isEmpty {
      let name = side == .revenue ? Wording("收入", "income") : Wording("支出", "expenditure")
      result.notes.append(
        Wording(
          "《\(statement.title)》里没有认出\(name.chinese)的分项。",
          "No lines of \(name.english) were recognised in “\(statement.title)”."))
    }
    result.notes += rounding(statement)
    return result
  }

  private func part(_ statement: Statement, _ key: LineKey, _ side: StatementSide, _ columns: [ColumnKey]) -> Part? {
    guard
      let line = statement.line(key, side: side) ?? statement.lines.first(where: { $0.key == key && $0.side == nil }),
      let money = columns.lazy.compactMap({ Self.money(statement.cell(line, $0)) }).first, money != .zero
    else { return nil }
    return Part(key: key, caption: ChartNames.plain(line.caption), amount: money)
  }

  private func amount(_ statement: Statement, _ key: LineKey, _ side: StatementSide, _ columns: [ColumnKey]) -> Money? {
    guard let line = statement.line(key, side: side) else { return nil }
    return columns.lazy.compactMap { Self.money(statement.cell(line, $0)) }.first
  }

  // MARK: classifications

  /// Expenditure by functional class (类).
  var functionClasses: Parts {
    guard let statement = disclosure.statement(.expenditure) else { return missing(.expenditure) }
    return classes(of: statement) { key in
      key.functionalCode.map { (code: $0.digits, isClass: $0.level == .class) }
    }
  }

  /// Basic expenditure of the general public budget by economic class (类).
  var economicClasses: Parts {
    let kind = StatementKind.generalPublicBudgetBasicExpenditure
    guard let statement = disclosure.statement(kind) else { return missing(kind) }
    return classes(of: statement) { key in
      key.economicCode.map { (code: $0.digits, isClass: $0.level == .class) }
    }
  }

  /// Class lines, or the lowest lines added up; of units one below the other, whichever adds up to the total.
  private func classes(of statement: Statement, _ code: (LineKey) -> (code: String, isClass: Bool)?) -> Parts {
    var result = Parts(kind: statement.kind)
    let lines = statement.lines.compactMap { line in
      code(line.key).map { (line: line, code: $0.code, isClass: $0.isClass, money: money(statement, line)) }
    }
    let all = Set(lines.map(\.code))
    let classLines = lines.filter(\.isClass)
    let leaves = lines.filter { line in !all.contains { $0.count > line.code.count && $0.hasPrefix(line.code) } }
    func once<Line>(_ lines: [Line], _ key: (Line) -> String) -> [Line] {
      var seen: Set<String> = []
      return lines.filter { seen.insert(key($0)).inserted }
    }
    let candidates = [once(classLines, \.code), classLines, once(leaves, \.code), leaves].map { lines in
      var sums: [(code: String, part: Part)] = []
      for line in lines {
        guard let money = line.money else { continue }
        let head = String(line.code.prefix(3))
        if let index = sums.firstIndex(where: { $0.code == head }) {
          sums[index].part.amount += money
        } else {
          let key = head.hasPrefix("2") ? LineKey("function:\(head)") : LineKey("economic:\(head)")
          // the name of a class stands at its own line only
          let caption = classLines.first { $0.code == head }.map { ChartNames.plain($0.line.caption) } ?? ""
          sums.append((head, Part(key: key, caption: caption, amount: money)))
        }
      }
      return sums.map(\.part).filter { $0.amount != .zero }
    }
    let whole = statement.line(.total).flatMap { money(statement, $0) }
    result.parts =
      candidates.first { !$0.isEmpty && $0.map(\.amount).sum() == whole } ?? candidates.first { !$0.isEmpty } ?? []
    if result.parts.isEmpty {
      result.notes.append(
        statement.isEmpty
          ? Wording("《\(statement.title)》是空表。", "“\(statement.title)” is published empty.")
          : Wording(
            "《\(statement.title)》没有按科目分类的金额，画不出。", "“\(statement.title)” has no amounts by class; nothing to draw."))
    } else if let whole {
      result.notes += difference(statement, result.parts, whole)
    }
    let drawn = Set(result.parts.map(\.key))
    result.notes += illegible(statement, lines.map(\.line.key).filter { !drawn.contains($0) }) + rounding(statement)
    return result
  }

  private func money(_ statement: Statement, _ line: StatementLine) -> Money? {
    if let money = Self.money(statement.cell(line, .total)) ?? Self.money(statement.cell(line, .amount)) {
      return money
    }
    let parts = [ColumnKey.personnel, .operating].compactMap { Self.money(statement.cell(line, $0)) }
    return parts.isEmpty ? nil : parts.sum()
  }

  // MARK: single amounts

  /// Basic and project expenditure: out of the total of the expenditure table, else as the words say.
  var basic: Money? {
    let total = ofExpenditure([.basic])
    return total ?? ofExpenditure([.personnel, .operating]) ?? claimed(.basicExpenditure)
  }
  var project: Money? { ofExpenditure([.project]) ?? claimed(.projectExpenditure) }

  private func ofExpenditure(_ columns: [ColumnKey]) -> Money? {
    guard let statement = disclosure.statement(.expenditure) else { return nil }
    let lines = statement.line(.total).map { [$0] } ?? statement.lines.filter { $0.key.functionalCode?.level == .class }
    let amounts = lines.flatMap { line in columns.compactMap { Self.money(statement.cell(line, $0)) } }
    return amounts.isEmpty ? nil : amounts.sum()
  }

  /// The “三公” total and its parts: lines of the table, or columns where they are printed so; else as the words say.
  func threePublic(_ key: LineKey, _ measure: Claim.Measure) -> Money? {
    guard let statement = disclosure.statement(.threePublicExpenses) else { return claimed(measure) }
    let isTotal = key == .threePublicSubtotal
    let keys = isTotal ? [key, .total] : [key]
    for line in keys.compactMap({ statement.line($0) }) {
      for column in [ColumnKey.total, .amount, .generalPublicBudget] {
        if let money = Self.money(statement.cell(line, column)) { return money }
      }
    }
    if let line = statement.line(.total) ?? (statement.lines.count == 1 ? statement.lines.first : nil) {
      let columns = isTotal ? [ColumnKey.threePublicSubtotal, .total] : [ColumnKey(key.name)]
      for column in columns { if let money = Self.money(statement.cell(line, column)) { return money } }
    }
    return claimed(measure)
  }

  /// 机关运行经费 as the words or the “三公” table say it.
  var agencyOperatingExpenses: Money? {
    if let said = claimed(.agencyOperatingExpenses) { return said }
    guard let statement = disclosure.statement(.threePublicExpenses) else { return nil }
    return statement.lines.lazy.compactMap { Self.money(statement.cell($0, .agencyOperatingExpenses)) }.first
  }

  /// The amount of one functional item in the expenditure table, with its printed name.
  func item(_ code: FunctionalCode) -> Part? {
    guard let statement = disclosure.statement(.expenditure), let line = statement.line(.function(code)),
      let money = money(statement, line)
    else { return nil }
    return Part(key: line.key, caption: ChartNames.plain(line.caption), amount: money)
  }

  /// A plain amount of this year in the words.
  private func claimed(_ measure: Claim.Measure) -> Money? {
    for (_, claim) in disclosure.narrative.claims {
      guard claim.measure == measure, claim.direction == nil, claim.comparedYear == nil,
        claim.year == nil || claim.year == disclosure.fiscalYear, case .amount(let amount, _) = claim.value
      else { continue }
      return amount.money
    }
    return nil
  }

  // MARK: reasons

  static func money(_ cell: Cell?) -> Money? {
    guard case .amount(let amount)? = cell?.reading else { return nil }
    return amount.money
  }

  private func missing(_ kind: StatementKind) -> Parts {
    Parts(
      kind: kind,
      notes: [Wording("公开书里没有认出《\(kind.chinese)》。", "The table of \(kind.english) was not found in the book.")])
  }

  private func difference(_ statement: Statement, _ parts: [Part], _ whole: Money) -> [Wording] {
    let sum = parts.map(\.amount).sum()
    guard sum != whole else { return [] }
    return [
      Wording(
        "《\(statement.title)》分项之和 \(sum) 元与合计 \(whole) 元不等。",
        "The lines of “\(statement.title)” add up to \(sum) yuan, its total is \(whole).")
    ]
  }

  private func illegible(_ statement: Statement, _ keys: [LineKey]) -> [Wording] {
    let captions = statement.lines.filter { line in
      keys.contains(line.key)
        && statement.columns.contains { column in
          [.amount, .total].contains(column.key) && statement.cell(line, column.key)?.reading == .illegible
        }
    }.map { ChartNames.plain($0.caption) }
    guard !captions.isEmpty else { return [] }
    let list = captions.joined(separator: "、")
    return [
      Wording(
        "《\(statement.title)》里认不出金额，没有画：\(list)。",
        "Amounts of “\(statement.title)” that cannot be read are left out: \(list).")
    ]
  }

  private func rounding(_ statement: Statement) -> [Wording] {
    let slack =
      statement.rows.lazy.flatMap { $0 }.compactMap { cell -> Money? in
        guard case .amount(let amount) = cell.reading else { return nil }
        return amount.slack
      }.max() ?? .zero
    guard slack > .zero, let unit = statement.unit else { return [] }
    return [
      Wording(
        "《\(statement.title)》以\(unit.rawValue)印出，每个金额的出入在 \(slack.shortest(in: .yuan)) 元以内。",
        "“\(statement.title)” is printed in \(unit.rawValue): every amount is within \(slack.shortest(in: .yuan)) yuan."
      )
    ]
  }
}

extension [LineKey] {
  fileprivate var uniqued: [LineKey] {
    var seen: Set<LineKey> = []
    return filter { seen.insert($0).inserted }
  }
}
