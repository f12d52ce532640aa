import Foundation
import Hummingbird
import MingzhangModel
import MingzhangStore

/// The projects of a book: what they cost and what they are to reach.
struct ProjectsPage: Sendable {
  let site: Site

  func add(to group: RouterGroup<SiteContext>) {
    group.book("/projects", site) { try await page($0) }
  }

  private func page(_ visit: BookVisit) async throws -> Page {
    let goals = try await site.store.goals(of: visit.version.id)
    let heads = try await site.store.statements(of: visit.version.id).filter {
      $0.statement.kind == .projectExpenditure
    }
    var tables: [String] = []
    for head in heads {
      let cells = try await site.store.cells(of: visit.version.id, statement: head.ordinal)
      guard !cells.isEmpty else { continue }
      tables.append(
        TableHTML(
          head: head, cells: cells, language: visit.context.language,
          source: "\(visit.address)/source/\(head.ordinal)/", rowID: "t\(head.ordinal)r"
        ).html())
    }
    return visit.page(
      "projects", Wording("项目和绩效", "Projects and performance"), "/projects",
      [
        "tables": tables, "hasTables": !tables.isEmpty,
        "goals": goals.enumerated().map { GoalHTML($1, $0, visit.context.language).values },
        "hasGoals": !goals.isEmpty, "isEmpty": goals.isEmpty && tables.isEmpty,
        "indicators": goals.reduce(0) { $0 + $1.indicators.count }, "count": goals.count,
      ])
  }
}
