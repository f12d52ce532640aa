import MingzhangModel

/// How one province (and year) publishes: which tables in which order, their titles, units, columns and template lines,
/// the sections of the narrative. Profiles select and parametrise; they hold no logic.
public struct Profile: Hashable, Sendable {
  /// `hebei-2023`
  public var id: String
  public var name: Wording
  /// Provinces are recognised by the first two digits of the division code: `13`.
  public var divisionPrefix: String
  public var years: ClosedRange<Int>
  public var kind: Disclosure.Kind
  /// Title of the contents page; `{year}` is replaced.
  public var contentsTitle: String
  /// Title on the cover: `{year} 年部门预算公开信息`.
  public var coverTitle: String
  /// Heading of the part with the tables, and of the part with the words.
  public var tablesHeading: String
  public var narrativeHeading: String
  public var tables: [Table]
  public var sections: [SectionPlan]
  /// Decimals of amounts in sentences, and their unit.
  public var narrativeUnit: CurrencyUnit
  public var narrativeDecimals: Int
  public var source: String

  /// How one statement is printed.
  public struct Table: Hashable, Sendable {
    public var kind: StatementKind
    public var title: String
    public var unit: CurrencyUnit
    /// The line printed when the statement is empty: `注：无政府性基金预算财政拨款预算，空表列示。`
    public var emptyNote: String
    /// Printed anyway below the table; may be empty.
    public var note: String
    public var landscape: Bool
    public var columns: [Column]
    /// Template rows in order; empty for tables whose rows are the classification (合计, then codes).
    public var rows: [Row]
    /// Whether a 栏次 row is printed below the heading.
    public var showsOrdinals: Bool
    public var style = Style()

    /// What differs from province to province in how rows and amounts are printed.
    public struct Style: Hashable, Sendable {
      /// The line that adds up a classified table, and whether it stands below the others; empty: no such line.
      public var totalCaption = "合计"
      public var totalIsLast = false
      /// The total's words stand in the column of codes, as a merged cell puts them, and not under the names.
      public var totalInCodeColumn = false
      /// Codes are printed in the names: `[2010501]行政运行`.
      public var codesInCaptions = false
      /// How many digits the printed codes have: 3 类, 5 款, 7 项 (economic: 3 类, 5 款).
      public var levels: Set<Int> = [3, 5, 7]
      /// Whether nothing is printed as 0.00 instead of a blank.
      public var printsZeros = false
      public var decimals = 2
      /// Whether the 栏次 row numbers the amounts only, as final accounts do.
      public var numbersAmountsOnly = false
      /// Of a code in several columns only its own part is printed: 201, then 33 below it, then 01.
      public var codesOnce = false
      /// The rows are pairs of department and government economic codes: 30101 and 50101.
      public var pairsEconomicCodes = false
      /// The rows are the ledger's units below the total, not the classification.
      public var listsUnits = false
      /// Which budget stands beside the final amounts: 年初预算数 or 全年预算数.
      public var budget = Budget.adjusted
      public enum Budget: String, Hashable, Sendable { case initial, adjusted }
      /// What the rows stand for, level by level; each level is a row for every combination that the ledger uses. Empty: codes of
      /// one classification.
      public var groups: [[Dimension]] = []
      /// Whether a column of changes stays blank where nothing changed.
      public var hidesNoChange = false
      /// Whether every code of the general public budget has its row, also one without an amount in this table.
      public var listsWholeBudget = false
      /// Whether 合计 of the “三公” table counts 会议费 and 培训费, too.
      public var totalsMeetings = false
      /// Whether what is paid from last year's carry-over is left out.
      public var isOfYearOnly = false
      /// Whether the table counts all three budgets (财政拨款), though its kind is that of one.
      public var isOfAppropriations = false
      /// Whether the total stands in a table that has nothing else.
      public var totalsNothing = false
      /// Of expenditure of one nature alone: `basic`, `project`; nil: all.
      public var nature: String?
      /// Whether each row is three: last year's amounts, this year's, and the change.
      public var listsVersions = false
      /// Whether amounts are printed with separators: `64,090.74`.
      public var groupsThousands = false
      public init() {}
    }

    /// What ledger lines may have in common: what the rows of a table are for.
    public enum Dimension: String, Hashable, Sendable {
      case item, itemClass, itemSection, section, sectionClass, government, governmentClass, unit
      /// A project by its name.
      case project
      /// All lines: the whole department.
      case department
      /// The same, printed only where the department has several units.
      case departmentOfSeveral
    }

    public struct Column: Hashable, Sendable {
      public var key: ColumnKey
      public var side: StatementSide?
      public var path: [String]
      /// Relative width.
      public var width: Double
      /// Which of several equal groups of columns, printed side by side, it belongs to, from 0.
      public var part: Int?
      public init(key: ColumnKey, side: StatementSide? = nil, path: [String], width: Double, part: Int? = nil) {
        (self.key, self.side, self.path, self.width, self.part) = (key, side, path, width, part)
      }
    }

    /// One template row: a caption and key on each side, or in each group of columns, that has one.
    public struct Row: Hashable, Sendable {
      public var revenue: Entry?
      public var expenditure: Entry?
      /// By group, where columns stand in groups; else empty.
      public var parts: [Entry?] = []
      public init(revenue: Entry?, expenditure: Entry?) { (self.revenue, self.expenditure) = (revenue, expenditure) }
      public init(parts: [Entry?]) { self.parts = parts }
    }
    public struct Entry: Hashable, Sendable {
      public var key: LineKey
      public var caption: String
      public init(key: LineKey, caption: String) { (self.key, self.caption) = (key, caption) }
    }

    public init(
      kind: StatementKind, title: String, unit: CurrencyUnit, emptyNote: String, note: String = "",
      landscape: Bool = false, columns: [Column], rows: [Row], showsOrdinals: Bool
    ) {
      (self.kind, self.title, self.unit, self.emptyNote, self.note) = (kind, title, unit, emptyNote, note)
      (self.landscape, self.columns, self.rows, self.showsOrdinals) = (landscape, columns, rows, showsOrdinals)
    }
  }

  /// One required section of the narrative, with the words by which its heading is recognised.
  public struct SectionPlan: Hashable, Sendable {
    public var topic: Narrative.Topic
    /// Heading without number: `机关运行经费安排情况`.
    public var heading: String
    /// The part of the book that it stands in, from 0; nil where a book has no parts.
    public var part: Int?
    /// The sections below it, headed （一）, （二）…; empty: it has its words itself.
    public var under: [SectionPlan] = []
    public init(topic: Narrative.Topic, heading: String, part: Int? = nil) {
      (self.topic, self.heading, self.part) = (topic, heading, part)
    }
  }

  /// One part of the book: 第二部分 2024年度部门决算表. `{year}` and `{entity}` are replaced.
  public struct Part: Hashable, Sendable {
    public var heading: String
    /// Whether the tables stand here.
    public var holdsTables: Bool
    public init(heading: String, holdsTables: Bool = false) {
      (self.heading, self.holdsTables) = (heading, holdsTables)
    }
  }

  /// How a project's targets are printed.
  public struct GoalForm: Hashable, Sendable {
    public enum Field: String, Hashable, Sendable, CaseIterable { case level1, level2, name, detail, target, basis }
    public struct Column: Hashable, Sendable {
      public var field: Field
      public var heading: String
      public init(_ field: Field, _ heading: String) { (self.field, self.heading) = (field, heading) }
    }
    /// What stands beside the aim in words.
    public var objective = "绩效目标"
    public var columns = [
      Column(.level1, "一级指标"), Column(.level2, "二级指标"), Column(.name, "三级指标"), Column(.detail, "绩效指标描述"),
      Column(.target, "指标值"), Column(.basis, "指标值确定依据"),
    ]
    /// Whether the project's name, its department and its money stand above the aim.
    public var hasFacts = false
    public init() {}
    public func prints(_ field: Field) -> Bool { columns.contains { $0.field == field } }
  }
  public var goals = GoalForm()

  /// The parts of the book in printed order; empty: the tables, then the words.
  public var parts: [Part] = []
  /// Whether sections are numbered （一）, below parts numbered 一、; else 一、.
  public var numbersSectionsInParentheses = false
  /// Whether the numbers of sections run on from part to part.
  public var numbersRunOn = false
  /// Places of a percentage in sentences.
  public var percentDecimals = 1

  public init(
    id: String, name: Wording, divisionPrefix: String, years: ClosedRange<Int>, kind: Disclosure.Kind,
    contentsTitle: String, coverTitle: String, tablesHeading: String, narrativeHeading: String, tables: [Table],
    sections: [SectionPlan], narrativeUnit: CurrencyUnit, narrativeDecimals: Int, source: String
  ) {
    (self.id, self.name, self.divisionPrefix, self.years, self.kind) = (id, name, divisionPrefix, years, kind)
    (self.contentsTitle, self.coverTitle) = (contentsTitle, coverTitle)
    (self.tablesHeading, self.narrativeHeading) = (tablesHeading, narrativeHeading)
    (self.tables, self.sections) = (tables, sections)
    (self.narrativeUnit, self.narrativeDecimals, self.source) = (narrativeUnit, narrativeDecimals, source)
  }

  public func table(_ kind: StatementKind) -> Table? { tables.first { $0.kind == kind } }

  /// The plan of a statement: of several of its kind, the one with its title.
  public func table(of statement: Statement) -> Table? {
    let all = tables.filter { $0.kind == statement.kind }
    return all.first { plan in
      let parts = plan.title.split(separator: "{year}").map(String.init)
      return parts.allSatisfy { statement.title.contains($0) }
    } ?? all.first
  }
}
