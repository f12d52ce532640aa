import MingzhangModel

/// The figures of one disclosure that overviews and comparisons show, each with the cell it is printed in.
public struct KeyFigures: Hashable, Codable, Sendable {
  /// What a figure says of the whole department.
  public enum Measure: String, Hashable, Codable, CaseIterable, CodingKeyRepresentable, Sendable {
    case totalRevenue, totalExpenditure, fiscalAppropriation, basic, project
    case threePublic, overseasTravel, vehicles, reception, agencyOperatingExpenses

    public var name: Wording {
      switch self {
      case .totalRevenue: Wording("收入总计", "Total revenue")
      case .totalExpenditure: Wording("支出总计", "Total expenditure")
      case .fiscalAppropriation: Wording("财政拨款支出总计", "Total fiscal appropriation")
      case .basic: Wording("基本支出", "Basic expenditure")
      case .project: Wording("项目支出", "Project expenditure")
      case .threePublic: Wording("“三公”经费", "Three public expenses")
      case .overseasTravel: Wording("因公出国（境）费", "Official travel abroad")
      case .vehicles: Wording("公务用车购置及运行费", "Official vehicles")
      case .reception: Wording("公务接待费", "Official reception")
      case .agencyOperatingExpenses: Wording("机关运行经费", "Agency operating expenses")
      }
    }
  }

  /// A cell of the disclosure: table, row and column from 0.
  public struct Place: Hashable, Codable, Sendable {
    public var statement, row, column: Int
    public init(statement: Int, row: Int, column: Int) {
      (self.statement, self.row, self.column) = (statement, row, column)
    }
  }

  public struct Figure: Hashable, Codable, Sendable {
    public var money: Money
    /// Nil for a figure said in words, or added up from several lines.
    public var place: Place?
    public init(_ money: Money, at place: Place?) { (self.money, self.place) = (money, place) }
  }

  /// One line of a classification, or one project.
  public struct Line: Hashable, Codable, Sendable {
    /// Digits; empty for a project.
    public var code: String
    /// As printed, without its list number.
    public var caption: String
    public var figure: Figure
    public init(code: String, caption: String, figure: Figure) {
      (self.code, self.caption, self.figure) = (code, caption, figure)
    }
  }

  public var figures: [Measure: Figure]
  /// The expenditure table by function: 类, 款 and 项.
  public var functions: [Line]
  /// The project table, the largest first, twenty at most.
  public var projects: [Line]

  public subscript(_ measure: Measure) -> Figure? { figures[measure] }

  /// The line of a functional code.
  public func line(_ code: String) -> Line? { functions.first { $0.code == code } }

  public init(_ disclosure: Disclosure) {
    let finder = FigureFinder(disclosure: disclosure)
    let amounts = DisclosureAmounts(disclosure)
    figures = [:]
    figures[.totalRevenue] =
      finder.first(.revenueAndExpenditureSummary, [.totalRevenue, .revenueOfYear], [.amount, .total], .revenue)
      ?? finder.first(.revenue, [.total], [.total])
    figures[.totalExpenditure] =
      finder.first(
        .revenueAndExpenditureSummary, [.totalExpenditure, .expenditureOfYear], [.amount, .total], .expenditure)
      ?? finder.first(.expenditure, [.total], [.total])
    figures[.fiscalAppropriation] = finder.first(
      .fiscalAppropriationSummary, [.totalExpenditure, .expenditureOfYear], [.total, .amount], .expenditure)
    figures[.basic] =
      finder.first(.expenditure, [.total], [.basic]) ?? amounts.basic.map { Figure($0, at: nil) }
    figures[.project] =
      finder.first(.expenditure, [.total], [.project]) ?? amounts.project.map { Figure($0, at: nil) }
    let threePublic: [(Measure, LineKey, Claim.Measure)] = [
      (.threePublic, .threePublicSubtotal, .threePublicExpenses),
      (.overseasTravel, .overseasTravel, .overseasTravel), (.vehicles, .vehicles, .vehicles),
      (.reception, .reception, .reception),
    ]
    for (measure, key, claim) in threePublic {
      figures[measure] = amounts.threePublic(key, claim).map { money in
        let lines = key == .threePublicSubtotal ? [key, .total] : [key]
        return Figure(money, at: finder.place(of: money, in: .threePublicExpenses, lines))
      }
    }
    figures[.agencyOperatingExpenses] = amounts.agencyOperatingExpenses.map { Figure($0, at: nil) }
    functions = finder.functions
    projects = finder.projects
  }
}

/// Finds figures with their cells.
private struct FigureFinder {
  let disclosure: Disclosure

  private func statement(_ kind: StatementKind) -> (ordinal: Int, statement: Statement)? {
    disclosure.statements.firstIndex { $0.kind == kind }.map { ($0, disclosure.statements[$0]) }
  }

  func first(
    _ kind: StatementKind, _ keys: [LineKey], _ columns: [ColumnKey], _ side: StatementSide? = nil
  ) -> KeyFigures.Figure? {
    guard let (ordinal, statement) = statement(kind) else { return nil }
    for key in keys {
      guard let line = statement.line(key, side: side) ?? statement.line(key) else { continue }
      for column in columns {
        if let figure = figure(statement, ordinal, line, column) { return figure }
      }
    }
    return nil
  }

  private func figure(
    _ statement: Statement, _ ordinal: Int, _ line: StatementLine, _ key: ColumnKey
  ) -> KeyFigures.Figure? {
    guard let column = statement.column(key, for: line), let money = DisclosureAmounts.money(statement.cell(line, key))
    else { return nil }
    return .init(money, at: .init(statement: ordinal, row: line.row, column: column))
  }

  /// Where `money` is printed: in one of the lines, else, unless it is nothing, anywhere in the table.
  func place(of money: Money, in kind: StatementKind, _ keys: [LineKey]) -> KeyFigures.Place? {
    guard let (ordinal, statement) = statement(kind) else { return nil }
    let own = statement.lines.filter { keys.contains($0.key) }.map(\.row)
    for row in own + (money == .zero ? [] : Array(statement.rows.indices)) where statement.rows.indices.contains(row) {
      if let column = statement.rows[row].firstIndex(where: { DisclosureAmounts.money($0) == money }) {
        return .init(statement: ordinal, row: row, column: column)
      }
    }
    return nil
  }

  /// Codes that stand once have a place; of a table that lists units one below the other the amounts are added up.
  var functions: [KeyFigures.Line] {
    guard let (ordinal, statement) = statement(.expenditure) else { return [] }
    var lines: [KeyFigures.Line] = []
    var known: [String: Int] = [:]
    for line in statement.lines {
      guard let code = line.key.functionalCode,
        let figure = figure(statement, ordinal, line, .total) ?? figure(statement, ordinal, line, .amount)
      else { continue }
      if let index = known[code.digits] {
        lines[index].figure = .init(lines[index].figure.money + figure.money, at: nil)
      } else {
        known[code.digits] = lines.count
        lines.append(.init(code: code.digits, caption: ChartNames.plain(line.caption), figure: figure))
      }
    }
    return lines
  }

  var projects: [KeyFigures.Line] {
    guard let (ordinal, statement) = statement(.projectExpenditure) else { return [] }
    let lines = statement.lines.compactMap { line -> KeyFigures.Line? in
      guard line.key != .total, line.key.functionalCode == nil, !line.caption.isEmpty,
        let figure = figure(statement, ordinal, line, .total) ?? figure(statement, ordinal, line, .amount)
          ?? figure(statement, ordinal, line, .project)
      else { return nil }
      return .init(code: "", caption: line.caption, figure: figure)
    }
    return Array(lines.sorted { $0.figure.money > $1.figure.money }.prefix(20))
  }
}

extension Disclosure {
  /// Only what charts over several years look at, without places: a tenth of the whole or less.
  public var reducedToCharts: Disclosure {
    var small = Disclosure(kind: kind, entity: entity, fiscalYear: fiscalYear, title: title)
    small.statements = statements.compactMap { statement in
      switch statement.kind {
      case .threePublicExpenses: return statement.keeping { _ in true }
      case .expenditure: return statement.keeping { $0.key == .total || $0.key.functionalCode?.level == .class }
      default: return nil
      }
    }
    let measures: Set<Claim.Measure> = [
      .basicExpenditure, .projectExpenditure, .threePublicExpenses, .overseasTravel, .vehicles, .reception,
      .agencyOperatingExpenses,
    ]
    let claims = narrative.claims.map(\.claim).filter { claim in claim.measure.map(measures.contains) ?? false }.map {
      claim in
      Claim(
        subject: "", measure: claim.measure, value: claim.value, year: claim.year, comparedYear: claim.comparedYear,
        direction: claim.direction, quote: "")
    }
    small.narrative = Narrative(sections: [.init(level: 0, heading: "", paragraphs: [.init("", claims: claims)])])
    return small
  }
}

extension Statement {
  /// The table with the rows of those lines only, without places and notes.
  fileprivate func keeping(_ isKept: (StatementLine) -> Bool) -> Statement {
    let kept = lines.filter { isKept($0) && rows.indices.contains($0.row) }
    let order = Array(Set(kept.map(\.row))).sorted()
    let places = Dictionary(uniqueKeysWithValues: order.enumerated().map { ($0.element, $0.offset) })
    let moved = kept.map { line -> StatementLine in
      var line = line
      line.row = places[line.row] ?? 0
      return line
    }
    let shown = order.map { row in rows[row].map { Cell($0.printed, $0.reading) } }
    return Statement(kind: kind, title: title, unit: unit, columns: columns, rows: shown, lines: moved)
  }
}

extension Money {
  /// As overviews print it: `2,466.08万元`, `¥24.66m`; two decimals of the unit that fits.
  public func inWords(_ language: Language) -> String { ChartWords(language).amount(self) }

  /// `45.1%` of `whole`; nil when there is no whole.
  public func share(of whole: Money) -> String? { ChartWords(.chinese).share(self, of: whole) }
}
