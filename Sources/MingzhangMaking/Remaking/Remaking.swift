import MingzhangCatalog
import MingzhangModel

/// A published book made again: its form as a profile, its lines as a ledger, its tables posted anew and compared cell by cell.
public struct Remaking: Sendable {
  public let profile: Profile
  /// The form that the book itself shows; nil when a known profile was taken.
  public let draft: ProfileDraft?
  public let rebuild: LedgerRebuild
  public private(set) var tables: [Comparison]
  /// Titles of published tables that the ledger has no lines for.
  public private(set) var leftOut: [String]

  /// One table, published and made.
  public struct Comparison: Sendable {
    public var kind: StatementKind
    public var title: String
    /// Cells that hold something in either.
    public var cells: Int
    public var equal: Int
    /// Row caption, column heading, what is printed, what was made.
    public var differences: [(line: String, column: String, published: String, made: String)]
  }

  public init(_ disclosure: Disclosure, id: String, name: Wording, divisionPrefix: String, catalog: Catalog) {
    let draft = ProfileDraft(disclosure, id: id, name: name, divisionPrefix: divisionPrefix)
    let published = Dictionary(
      uniqueKeysWithValues: draft.profile.tables.enumerated().compactMap { place, plan in
        PublishedFigures.statement(plan.kind, of: disclosure).map { (place, $0) }
      })
    self.init(disclosure, published, draft, draft.profile, catalog)
  }

  /// In the form of a known profile, whose tables are found in the book by their titles.
  public init(_ disclosure: Disclosure, profile: Profile, catalog: Catalog) {
    let published = Relabelling(profile: profile).tables(of: disclosure)
    var labelled = disclosure
    let tables = published.sorted { $0.key < $1.key }.map(\.value)
    labelled.statements = tables + disclosure.statements.filter { $0.kind == .performance }
    self.init(labelled, published, nil, profile, catalog)
    leftOut = disclosure.statements.filter { one in
      !tables.contains { $0.title == one.title } && !Self.isMadeAsGoal(one, disclosure)
    }.map(\.title)
  }

  private init(
    _ disclosure: Disclosure, _ published: [Int: Statement], _ draft: ProfileDraft?, _ profile: Profile,
    _ catalog: Catalog
  ) {
    (self.draft, self.profile) = (draft, profile)
    rebuild = LedgerRebuild(disclosure, profile: profile).settled(to: published, profile: profile, catalog: catalog)
    let kinds = Set(profile.tables.map(\.kind))
    leftOut = disclosure.statements.filter { !kinds.contains($0.kind) && !Self.isMadeAsGoal($0, disclosure) }
      .map(\.title)
    let posting = StatementPosting(ledger: rebuild.ledger, catalog: catalog)
    tables = profile.tables.enumerated().compactMap { place, plan in
      published[place].map { Self.compare($0, posting.statement(plan)) }
    }
    let words = NarrativePosting(
      ledger: rebuild.ledger, profile: profile, figures: Figures(rebuild.ledger, catalog: catalog))
    tables += Self.compare(disclosure.goals.filter(\.isOfProject), words.goals())
  }

  /// Whether a table is one of targets, which are made again from the ledger's indicators.
  private static func isMadeAsGoal(_ statement: Statement, _ disclosure: Disclosure) -> Bool {
    statement.kind == .performance
      && disclosure.goals.contains { $0.title == statement.title && $0.isOfProject }
  }

  /// The targets of each project, word by word.
  private static func compare(_ published: [PerformanceGoal], _ made: [PerformanceGoal]) -> [Comparison] {
    var left = made
    return published.map { goal in
      var result = Comparison(kind: .performance, title: goal.title, cells: 0, equal: 0, differences: [])
      let place = left.firstIndex { $0.project.foldedForMatching == goal.project.foldedForMatching }
      let twin = place.map { left.remove(at: $0) }
      func count(_ line: String, _ column: String, _ before: String, _ after: String?) {
        guard !before.isEmpty || !(after ?? "").isEmpty else { return }
        result.cells += 1
        if before.foldedForMatching == after?.foldedForMatching {
          result.equal += 1
        } else {
          result.differences.append((line, column, before, after ?? "（无此行）"))
        }
      }
      count(goal.project, "绩效目标", goal.objective, twin?.objective)
      let columns: [(String, KeyPath<PerformanceIndicator, String>)] = [
        ("一级指标", \.level1), ("二级指标", \.level2), ("三级指标", \.name), ("指标描述", \.detail), ("指标值", \.printedTarget),
        ("确定依据", \.basis),
      ]
      for (index, indicator) in goal.indicators.enumerated() {
        let other = twin.flatMap { $0.indicators.indices.contains(index) ? $0.indicators[index] : nil }
        for (heading, path) in columns {
          count(indicator.name, heading, indicator[keyPath: path], other?[keyPath: path])
        }
      }
      return result
    }
  }

  private static func compare(_ published: Statement, _ made: Statement) -> Comparison {
    var result = Comparison(kind: published.kind, title: published.title, cells: 0, equal: 0, differences: [])
    for row in 0..<max(published.rows.count, made.rows.count) {
      for column in published.columns.indices {
        let before = cell(published, row, column)
        let after = cell(made, row, column)
        guard !(before ?? "").isEmpty || !(after ?? "").isEmpty else { continue }
        result.cells += 1
        if before == after {
          result.equal += 1
        } else {
          let line =
            published.rows.indices.contains(row)
            ? published.rows[row].map(\.printed).first { Int($0) == nil && !$0.isEmpty } : nil
          result.differences.append(
            (line ?? "第 \(row + 1) 行", published.columns[column].heading, before ?? "（无此行）", after ?? "（无此行）"))
        }
      }
    }
    return result
  }

  /// An amount by its value, words folded; nil: no such cell.
  private static func cell(_ statement: Statement, _ row: Int, _ column: Int) -> String? {
    guard statement.rows.indices.contains(row), statement.rows[row].indices.contains(column) else { return nil }
    let cell = statement.rows[row][column]
    if case .amount(let amount) = cell.reading { return "\(amount.money)" }
    return cell.printed.foldedForMatching
  }
}
