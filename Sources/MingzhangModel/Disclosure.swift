/// One published department budget (or final account): everything read becomes one, everything made starts from one.
public struct Disclosure: Hashable, Codable, Sendable {
  public var kind: Kind
  /// What the file is, as far as its reader could tell; nil for a disclosure that was made, not read.
  public var nature: Nature?
  /// The name of the department or unit, as it should be written: `南宫市人民政府办公室`.
  public var entity: String
  /// The fiscal year (预算年度); nil when none could be read.
  public var fiscalYear: Int?
  /// The title on the cover, as printed.
  public var title: String
  public var source: SourceFile?
  public var contents: [ContentsEntry]
  public var statements: [Statement]
  public var narrative: Narrative
  public var units: [UnitEntry]
  public var goals: [PerformanceGoal]
  public var glossary: [GlossaryEntry]
  /// Words with digits that are in no table and no claim, each with the name of what it is (page number, running head …).
  public var leftovers: [Leftover]
  /// What is wrong with the file as an input, not with the document: OCR noise, lost headings, mixed scripts.
  public var inputNotices: [InputNotice]

  public enum Kind: String, Hashable, Codable, Sendable {
    case budget, final
    public var chinese: String { self == .budget ? "部门预算" : "部门决算" }
  }

  /// What a file is. Only a department's or unit's own book is held against the rules for such books.
  public enum Nature: String, Hashable, Codable, CaseIterable, Sendable {
    /// 部门（单位）预算或决算公开
    case departmentBook
    /// The official form, not yet filled in: headings and placeholders, no amount.
    case blankForm
    /// 政府预算：the whole government's budget or the report on it, not a department's.
    case governmentBook
    /// 通知
    case notice
    /// 采购公告、招标公告、中标公告…
    case procurementNotice
    /// Nothing of a budget or final account was found.
    case unknown

    public var name: Wording {
      switch self {
      case .departmentBook: Wording("部门（单位）预决算公开", "a department's or unit's disclosure")
      case .blankForm: Wording("空白表样（尚未填写）", "a blank form, not filled in")
      case .governmentBook: Wording("政府预决算（不是部门预决算）", "a government's budget, not a department's")
      case .notice: Wording("通知", "a circular")
      case .procurementNotice: Wording("采购公告", "a procurement notice")
      case .unknown: Wording("看不出是预决算公开", "no disclosure that we know of")
      }
    }
  }

  /// Whether this is the official form before anything was filled in: there is nothing to check.
  public var isBlankForm: Bool { nature == .blankForm }

  public init(
    kind: Kind, entity: String, fiscalYear: Int?, title: String, source: SourceFile? = nil,
    contents: [ContentsEntry] = [], statements: [Statement] = [], narrative: Narrative = Narrative(),
    units: [UnitEntry] = [], goals: [PerformanceGoal] = [], glossary: [GlossaryEntry] = [],
    leftovers: [Leftover] = [], inputNotices: [InputNotice] = []
  ) {
    (self.kind, self.entity, self.fiscalYear, self.title, self.source) = (kind, entity, fiscalYear, title, source)
    (self.contents, self.statements, self.narrative, self.units) = (contents, statements, narrative, units)
    (self.goals, self.glossary, self.leftovers, self.inputNotices) = (goals, glossary, leftovers, inputNotices)
  }

  /// The first statement of `kind`.
  public func statement(_ kind: StatementKind) -> Statement? { statements.first { $0.kind == kind } }
}

/// The file a disclosure was read from.
public struct SourceFile: Hashable, Codable, Sendable {
  public var name: String
  /// Lower-case hex.
  public var sha256: String
  public var byteCount: Int
  /// `text`, `pdf`, `xlsx`, `json` …
  public var format: String
  /// How many pages, or 1.
  public var pageCount: Int
  /// What turned the file into one that can be read: `LibreOffice → xlsx`. Places then name the sheet and cell, or the
  /// paragraph, of the converted file. Nil when the file itself was read.
  public var conversion: String?
  /// Pages, from 1, that were pictures and whose words were recognised (OCR): every figure on them needs review.
  public var recognisedPages: [Int]?
  /// The files of a book that came in several (说明 + 报表); places name them by their digests. Nil for one file.
  public var parts: [SourceFile]?

  public init(
    name: String, sha256: String, byteCount: Int, format: String, pageCount: Int = 1, conversion: String? = nil,
    recognisedPages: [Int]? = nil, parts: [SourceFile]? = nil
  ) {
    (self.name, self.sha256, self.byteCount, self.format, self.pageCount) = (name, sha256, byteCount, format, pageCount)
    (self.conversion, self.recognisedPages, self.parts) = (conversion, recognisedPages, parts)
  }

  /// Whether what stands at `span` was recognised in a picture, and may be misread.
  public func isRecognised(_ span: SourceSpan) -> Bool {
    if let parts { return parts.contains { $0.sha256 == span.file && $0.isRecognised(span) } }
    return recognisedPages?.contains(span.page) ?? false
  }

  /// Whether any page was recognised in a picture.
  public var hasRecognisedPages: Bool {
    recognisedPages?.isEmpty == false || parts?.contains { $0.hasRecognisedPages } == true
  }
}

/// A line of the contents page: `部门预算收支总表..... - 1 -`.
public struct ContentsEntry: Hashable, Codable, Sendable {
  public var title: String
  public var page: Int?
  public var span: SourceSpan?
  public init(_ title: String, page: Int?, span: SourceSpan? = nil) {
    (self.title, self.page, self.span) = (title, page, span)
  }
}

/// A row of the 机构设置 table.
public struct UnitEntry: Hashable, Codable, Sendable {
  public var name: String
  /// 单位性质 as printed: 行政, 参公, 事业…
  public var nature: String
  /// 单位规格: 正科级.
  public var rank: String
  /// 经费保障形式: 财政拨款.
  public var funding: String
  public var span: SourceSpan?
  /// 单位编码, where a form prints it.
  public var code: String?
  public init(name: String, nature: String, rank: String, funding: String, span: SourceSpan? = nil) {
    (self.name, self.nature, self.rank, self.funding, self.span) = (name, nature, rank, funding, span)
  }
}

public struct GlossaryEntry: Hashable, Codable, Sendable {
  public var term: String
  public var definition: String
  public var span: SourceSpan?
  public init(_ term: String, _ definition: String, span: SourceSpan? = nil) {
    (self.term, self.definition, self.span) = (term, definition, span)
  }
}

public struct Leftover: Hashable, Codable, Sendable {
  public enum Reason: String, Hashable, Codable, CaseIterable, Sendable {
    case coverTitle, contentsPage, runningHead, tableHeading, listNumber, sectionTitle, tableTitle, indicatorText
    case glossaryText, unitsTable, note, objective, unexplained
  }
  public var text: String
  public var reason: Reason
  public var span: SourceSpan?
  public init(_ text: String, _ reason: Reason, span: SourceSpan? = nil) {
    (self.text, self.reason, self.span) = (text, reason, span)
  }
}

/// Something about the file that made reading harder; reported as input quality, never as the author's mistake.
public struct InputNotice: Hashable, Codable, Sendable {
  public enum Kind: String, Hashable, Codable, CaseIterable, Sendable {
    case traditionalCharacters  // 繁体页
    case lookAlikeCharacters  // 南官 for 南宫
    case foreignWords  // 发展 and 改革
    case shiftedHeading  // a heading row one cell short
    case markup  // ** around words
    case brokenSpacing  // 政府性基 金预算财 政 拨款
    case noTextLayer, invisibleText, needsReview
  }
  public var kind: Kind
  public var message: Wording
  /// The printed words, first few occurrences.
  public var samples: [SpannedText]
  public var count: Int
  public init(_ kind: Kind, _ message: Wording, samples: [SpannedText], count: Int) {
    (self.kind, self.message, self.samples, self.count) = (kind, message, samples, count)
  }
}
