import Foundation
import Hummingbird
import MingzhangMaking
import MingzhangModel
import MingzhangStore

/// One book at a glance: key figures, where the money comes from and goes to, its tables, findings, versions and files.
struct BookPage: Sendable {
  let site: Site

  func add(to group: RouterGroup<SiteContext>) {
    group.book("", site) { try await page($0) }
  }

  private func page(_ visit: BookVisit) async throws -> Page {
    let version = visit.version
    guard let facts = try await site.facts.facts(of: version) else { throw PageError.notFound }
    let heads = try await site.store.statements(of: version.id)
    let goals = try await site.store.goals(of: version.id)
    let history = try await site.store.publicHistory(visit.organisation.id, visit.year, visit.kind)
    let files = BookFiles(try await site.store.renditions(of: version.id), of: version)
    let link = FigureLink(language: visit.context.language, book: visit.address)
    let figures = KeyFigures.Measure.allCases.filter { facts.figures[$0] != nil }.map { measure -> [String: Any] in
      ["name": visit.say(measure.name), "figure": link.words(facts.figures[measure])]
    }
    let language = visit.context.language
    var page = visit.page(
      "book", nil, "",
      [
        "figures": figures,
        "flow": Chart.figure("flow", language, book: visit.address) { facts.flow.chart($0) },
        "functions": Chart.figure("functions", language, book: visit.address) { facts.functions.chart($0) },
        "economics": Chart.figure("economics", language, book: visit.address) { facts.economics.chart($0) },
        "tables": tables(heads, visit), "hasGoals": !goals.isEmpty, "goals": goals.count,
        "goalNames": goals.prefix(12).enumerated().map { ["name": $1.project, "anchor": "g\($0)"] },
        "errors": version.errors, "warnings": version.warnings, "notices": version.notices,
        "unchecked": version.unchecked, "findings": version.errors + version.warnings + version.notices,
        "files": files.list(visit.say), "versions": history.count, "hasVersions": history.count > 1,
        "erratum": version.erratum ?? "", "hasErratum": version.erratum != nil,
      ])
    page.summary = Wording(
      "\(visit.name.chinese)：收支总表等 \(heads.count) 张表、文字说明和绩效目标，数字都有出处。",
      "\(visit.name.english): \(heads.count) tables, explanations and performance targets, every number with its source."
    )
    page.head = files.dataset(visit, page.summary?[language] ?? "")
    return page
  }

  private func tables(_ heads: [StatementHead], _ visit: BookVisit) -> [[String: Any]] {
    heads.filter { $0.statement.kind != .performance }.map { head in
      let confidence = Confidence(head.statement)
      return [
        "title": head.statement.title, "kind": visit.say(head.statement.kind.name),
        "path": "\(visit.address)/tables/\(head.ordinal)", "isEmpty": head.statement.lines.isEmpty,
        "confidence": visit.say(confidence.words), "confidenceClass": confidence.cssClass,
      ]
    }
  }
}

extension StatementKind {
  var name: Wording { Wording(chinese, english.prefix(1).uppercased() + english.dropFirst()) }
}

/// How sure the reading of a table is, in words: n of m sums hold.
struct Confidence {
  let words: Wording
  let cssClass: String

  init(_ statement: Statement) {
    guard let confidence = statement.confidence else {
      (words, cssClass) = (Wording("没有可核对的勾稽关系", "no sums to check"), "quiet")
      return
    }
    let (holding, tried) = (confidence.holding, confidence.tried)
    words = Wording("\(tried) 个勾稽关系，\(holding) 个成立", "\(holding) of \(tried) sums hold")
    cssClass = holding == tried ? "good" : "warning"
  }
}
