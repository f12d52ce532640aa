import Foundation
import MingzhangModel
import MingzhangStore

@testable import MingzhangServer

extension Bench {
  /// Publishes a small book with one table, a goal and a finding; its caption begins like a formula.
  @discardableResult
  func publishBook(
    _ department: String = "edu", _ year: Int = 2024, fen: Int64 = 123_456_700, caption: String = "=教育支出",
    erratum: String? = nil
  ) async throws -> Version {
    let now = site.now()
    let bytes = Data("\(department) \(year) \(fen) \(caption)".utf8)
    let digest = try site.store.shelf.keep(bytes)
    let added = try await site.store.add(
      NewVersion(
        file: digest, byteCount: bytes.count, mediaType: "text/html", fileName: "预算 \(year).html", origin: .sample,
        organisation: department, fiscalYear: year, kind: .budget, isSample: true), by: "system", at: now)
    let unit = CurrencyUnit.tenThousandYuan
    func amount(_ fen: Int64) -> Cell {
      var cell = Cell(Money(fen: fen), in: unit)
      cell.span = SourceSpan(file: digest, page: 3, box: .init(x0: 1.5, y0: 2, x1: 30, y1: 40))
      return cell
    }
    let statement = Statement(
      kind: .expenditure, title: "部门支出总表", unit: unit,
      columns: [
        StatementColumn(.code, path: ["科目编码"]), StatementColumn(.caption, path: ["科目名称"]),
        StatementColumn(.total, path: ["合计"]), StatementColumn(.basic, path: ["基本支出"]),
      ],
      rows: [
        [Cell("205"), Cell(caption), amount(fen), Cell.blank],
        [Cell("2050101"), Cell("行政运行"), amount(-fen), amount(fen)],
      ],
      lines: [
        StatementLine(LineKey("function:205"), row: 0, caption: caption),
        StatementLine(LineKey("function:2050101"), row: 1, caption: "行政运行"),
      ], notes: [], pages: 3...3, confidence: .init(holding: 1, tried: 1))
    var disclosure = Disclosure(
      kind: .budget, entity: "示例市教育局", fiscalYear: year, title: "\(year)年部门预算", statements: [statement])
    disclosure.glossary = [GlossaryEntry("机关运行经费", "为保障行政单位运行的资金。")]
    disclosure.goals = [
      PerformanceGoal(
        project: "校舍维修", title: "校舍维修绩效目标表", objective: "修好",
        indicators: [
          PerformanceIndicator(
            level1: "产出指标", level2: "数量指标", name: "校舍", detail: "维修数量", printedTarget: "≥3 栋",
            target: IndicatorTarget(printed: "≥3 栋"), basis: "计划")
        ])
    ]
    let finding = Finding(
      rule: "X101", severity: .error, title: Wording("不平", "unbalanced"), message: Wording("不等", "differs"),
      correction: Wording("改", "mend"), evidence: [Evidence("合计", text: "0.12", span: SourceSpan(page: 3))],
      identity: "X101/a")
    let report = CheckReport(
      source: nil, kind: .budget, entity: "示例市教育局", fiscalYear: year, findings: [finding], outcomes: [],
      inputNotices: [])
    var version = try await site.store.keep(Examined(disclosure, report), of: added.id, at: now)
    if let erratum {
      let people = try await sessions()
      version = try await site.store.take(.submit, version, by: people.lead, at: now)
      version = try await site.store.take(.approve, version, by: people.reviewer, at: now)
      return try await site.store.publish(version, by: people.publisher, erratum: erratum, at: now)
    }
    return try await site.store.publishSample(version, at: now)
  }

  func sessions() async throws -> (lead: Session, reviewer: Session, publisher: Session) {
    func session(_ role: Role) async throws -> Session {
      guard let person = try await site.store.person(login: role.rawValue) else { throw PageError.notFound }
      let digest = Tokens.digest(Tokens.fresh())
      try await site.store.openSession(
        digest: digest, csrf: "c", for: person, until: site.now().adding(seconds: 60), at: site.now())
      guard let session = try await site.store.session(digest: digest, at: site.now()) else { throw PageError.notFound }
      return session
    }
    return (try await session(.lead), try await session(.reviewer), try await session(.publisher))
  }
}
