import MingzhangMaking
import MingzhangModel

/// Reports made by hand, with everything that a report may hold.
enum SampleReports {
  static let day = day(2026, 11, 24)

  /// Stops the tests when it does not exist.
  static func day(_ year: Int, _ month: Int, _ day: Int) -> Day {
    guard let day = Day(year: year, month: month, day: day) else { preconditionFailure("no such day") }
    return day
  }

  static let rules = [
    RuleDescription(
      code: "X101", severity: .error, title: Wording("收支总表与收入总表不一致", "Summary and revenue table differ"),
      preparer: Wording("核对两张表。", "Compare the tables."), citizen: Wording("两个总数不同。", "Two totals differ."),
      citations: [Citation("预算法", "第十四条")]),
    RuleDescription(
      code: "L105", severity: .warning, title: Wording("标点重复", "Doubled punctuation"),
      preparer: Wording("删去一个。", "Delete one."), citizen: Wording("文字不仔细。", "Careless words."), citations: []),
    RuleDescription(
      code: "W104", severity: .error, title: Wording("合计不等于各项之和", "Total differs from its parts"),
      preparer: Wording("重算合计。", "Add again."), citizen: Wording("加起来不对。", "It does not add up."), citations: []),
  ]

  static func context(_ language: Language = .chinese, hasBaseline: Bool = false) -> ReportContext {
    ReportContext(
      language: language, rules: rules, day: day, version: "0.1.0",
      failures: [.init(file: "坏 文件.pdf", reason: Wording("文件已损坏。", "The file is damaged."))],
      articles: ["《预算法》第十四条": Wording("二十日内公开", "publish within twenty days")], hasBaseline: hasBaseline)
  }

  static func span(_ page: Int, _ x: Double, _ y: Double) -> SourceSpan {
    SourceSpan(page: page, box: .init(x0: x, y0: y, x1: x + 80, y1: y + 12))
  }

  static let crossTable = Finding(
    rule: "X101", severity: .error, title: rules[0].title,
    message: Wording("收支总表 <总计> 为 100.00，收入总表为 90.00。", "100.00 against 90.00."), expected: "100.00元",
    found: "90.00元", difference: "-10.00元", correction: Wording("核对两张表的总计。", "Compare both totals."),
    citations: [Citation("预算法", "第十四条")],
    evidence: [
      Evidence("收支总表 / 总计 / 预算数", text: "总计 100.00", span: span(3, 60, 100), statement: .revenueAndExpenditureSummary),
      Evidence("收入总表 / 合计 / 合计", text: "合计 90.00", span: span(4, 200, 300), statement: .revenue),
    ], identity: "X101|revenue|total",
    symptoms: [
      .init(
        rule: "W104", message: Wording("上级合计也差 10.00。", "The parent is off by 10.00 too."),
        evidence: [Evidence("收入总表 / 合计", text: "90.00", span: span(4, 300, 300))], identity: "W104|revenue|total")
    ], alternatives: [Wording("或者收支总表的总计应为 90.00。", "Or the summary should say 90.00.")])

  static let doubled = Finding(
    rule: "L105", severity: .warning, title: rules[1].title, message: Wording("“。。”重复。", "“。。” is doubled."),
    correction: Wording("删去一个句号。", "Delete one."),
    evidence: [Evidence("说明文字", text: "=SUM(1)。。", span: span(3, 60, 400))], identity: "L105|text|1", needsReview: false
  )

  /// As text: no page, no box.
  static let inText = Finding(
    rule: "L105", severity: .notice, title: rules[1].title, message: Wording("第二处。", "A second place."),
    correction: Wording("删去。", "Delete it."),
    evidence: [Evidence("说明文字", text: "重复，，", span: SourceSpan(line: 12, columns: 3..<7))], identity: "L105|text|2",
    needsReview: true)

  static func report(name: String = "某局 预算.pdf", _ findings: [Finding] = [crossTable, doubled, inText]) -> CheckReport {
    CheckReport(
      source: SourceFile(
        name: name, sha256: String(repeating: "a1", count: 32), byteCount: 1234, format: "pdf", pageCount: 5),
      kind: .budget, entity: "某某市某局", fiscalYear: 2026, findings: findings,
      outcomes: [
        .init(rule: "X101", title: rules[0].title, status: .broken),
        .init(rule: "L105", title: rules[1].title, status: .broken),
        .init(
          rule: "W104", title: rules[2].title, status: .unchecked, reason: Wording("没有收入总表", "no revenue table")),
        .init(rule: "Y101", title: Wording("上年数不同", "Prior year differs"), status: .holds),
      ],
      inputNotices: [
        InputNotice(
          .brokenSpacing, Wording("有的字之间多了空格。", "Stray spaces."), samples: [SpannedText("预 算", span: span(1, 1, 1))],
          count: 1)
      ])
  }

  /// A white picture of an A4 page (PNG of 1 × 1 pixel, stretched).
  static func picture(_ page: Int) -> PagePicture {
    PagePicture(page: page, width: 595, height: 842, png: whitePixel)
  }

  static let whitePixel: [UInt8] = [
    0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52, 0, 0, 0, 1, 0, 0, 0, 1, 8, 0,
    0,
    0, 0, 0x3A, 0x7E, 0x9B, 0x55, 0, 0, 0, 10, 0x49, 0x44, 0x41, 0x54, 0x78, 0x9C, 0x63, 0xF8, 0x0F, 0, 0x01, 0x01,
    0x01,
    0, 0x1B, 0xB6, 0xEE, 0x56, 0, 0, 0, 0, 0x49, 0x45, 0x4E, 0x44, 0xAE, 0x42, 0x60, 0x82,
  ]
}
