import Foundation
import Hummingbird
import MingzhangModel
import MingzhangStore

/// The whole book as one page: contents, words, tables, targets, terms.
struct WholeBookPage: Sendable {
  let site: Site

  func add(to group: RouterGroup<SiteContext>) {
    group.book("/book", site) { try await page($0) }
  }

  private func page(_ visit: BookVisit) async throws -> Page {
    let id = visit.version.id
    let passages = try await site.store.passages(of: id)
    let heads = try await site.store.statements(of: id).filter { $0.statement.kind != .performance }
    let cells = try await site.store.cells(of: id)
    let goals = try await site.store.goals(of: id)
    let terms = passages.filter { $0.kind == .term }
    let language = visit.context.language
    let tables = heads.map { head -> [String: Any] in
      let own = cells[head.ordinal] ?? []
      let table = TableHTML(
        head: head, cells: own, language: language, source: "\(visit.address)/source/\(head.ordinal)/",
        rowID: "t\(head.ordinal)r")
      return [
        "anchor": "t\(head.ordinal)", "title": head.statement.title, "unit": head.statement.unit?.rawValue ?? "",
        "hasUnit": head.statement.unit != nil, "isEmpty": own.isEmpty, "html": own.isEmpty ? "" : table.html(),
        "notes": head.statement.notes.map(\.text),
      ]
    }
    let words = Words(passages)
    return visit.page(
      "whole-book", Wording("全书", "The whole book"), "/book",
      [
        "contents": words.contents, "words": words.html, "hasWords": !words.html.isEmpty, "tables": tables,
        "hasTables": !tables.isEmpty, "goals": goals.enumerated().map { GoalHTML($1, $0, language).values },
        "hasGoals": !goals.isEmpty,
        "terms": terms.map { ["term": $0.heading ?? "", "text": $0.text, "anchor": "p\($0.ordinal)"] },
        "hasTerms": !terms.isEmpty, "title": visit.version.title ?? "", "entity": visit.version.entity ?? "",
      ])
  }

  /// Headings and paragraphs in order. Levels of headings go down by one step at most, whatever the printed numbers say.
  private struct Words {
    var html = ""
    var contents: [[String: Any]] = []

    init(_ passages: [Passage]) {
      var stack: [Int] = []
      for passage in passages {
        switch passage.kind {
        case .heading:
          while let last = stack.last, last >= passage.level { stack.removeLast() }
          stack.append(passage.level)
          let level = min(6, 2 + stack.count)
          html += "<h\(level) id=\"p\(passage.ordinal)\">\(escaped(passage.text))</h\(level)>\n"
          if stack.count == 1 { contents.append(["anchor": "p\(passage.ordinal)", "title": passage.text]) }
        case .paragraph: html += "<p id=\"p\(passage.ordinal)\">\(escaped(passage.text))</p>\n"
        case .term: continue
        }
      }
    }
  }
}

/// A performance target as values for its template.
struct GoalHTML {
  let values: [String: Any]

  init(_ goal: PerformanceGoal, _ ordinal: Int, _ language: Language) {
    var rows = ""
    for indicator in goal.indicators {
      rows += "<tr><td>\(escaped(indicator.level1))</td><td>\(escaped(indicator.level2))</td>"
      rows += "<th scope=\"row\">\(escaped(indicator.name))</th><td>\(escaped(indicator.detail))</td>"
      rows += "<td>\(escaped(indicator.printedTarget))</td><td>\(escaped(indicator.basis))</td></tr>\n"
    }
    values = [
      "anchor": "g\(ordinal)", "project": goal.project, "objective": goal.objective, "rows": rows,
      "hasRows": !goal.indicators.isEmpty, "count": goal.indicators.count,
    ]
  }
}
