import Foundation
import Hummingbird
import MingzhangModel
import MingzhangStore

/// One table as it was published.
struct TablePage: Sendable {
  let site: Site

  func add(to group: RouterGroup<SiteContext>) {
    group.book("/tables/:ordinal", site) { try await page($0) }
  }

  private func page(_ visit: BookVisit) async throws -> Page {
    guard let ordinal = visit.context.parameters.get("ordinal").flatMap({ Int($0) }),
      let head = try await site.store.statement(ordinal, of: visit.version.id)
    else { throw PageError.notFound }
    let cells = try await site.store.cells(of: visit.version.id, statement: ordinal)
    let statement = head.statement
    let unit = visit.request.uri.queryParameters["unit"].flatMap { Self.units[String($0)] }
    let table = TableHTML(
      head: head, cells: cells, language: visit.context.language, source: "\(visit.address)/source/\(ordinal)/",
      unit: unit)
    let confidence = Confidence(statement)
    let others = try await site.store.statements(of: visit.version.id).filter { $0.statement.kind != .performance }
    let at = others.firstIndex { $0.ordinal == ordinal }
    let say = visit.say
    var page = visit.page(
      "table", Wording(statement.title, "\(statement.kind.name.english)（\(statement.title)）"), "/tables/\(ordinal)",
      [
        "title": statement.title, "kind": say(statement.kind.name), "table": table.html(), "isEmpty": cells.isEmpty,
        "unit": statement.unit?.rawValue ?? "", "hasUnit": statement.unit != nil,
        "pages": statement.pages.count > 1
          ? say(
            "原件第 \(statement.pages.lowerBound)–\(statement.pages.upperBound) 页",
            "pages \(statement.pages.lowerBound)–\(statement.pages.upperBound)")
          : say("原件第 \(statement.pages.lowerBound) 页", "page \(statement.pages.lowerBound)"),
        "confidence": say(confidence.words), "confidenceClass": confidence.cssClass,
        "notes": statement.notes.map(\.text), "hasNotes": !statement.notes.isEmpty,
        "switches": statement.unit == nil ? [] : switches(unit, visit, ordinal), "isConverted": unit != nil,
      ])
    func neighbour(_ index: Int?) -> [String: Any]? {
      index.flatMap { others.indices.contains($0) ? others[$0] : nil }.map {
        ["title": $0.statement.title, "path": "\(visit.address)/tables/\($0.ordinal)"]
      }
    }
    page.values["previous"] = neighbour(at.map { $0 - 1 })
    page.values["next"] = neighbour(at.map { $0 + 1 })
    if let unit { page.path += "?unit=\(Self.units.first { $0.value == unit }?.key ?? "")" }
    return page
  }

  private static let units: [String: CurrencyUnit] = ["yuan": .yuan, "wan": .tenThousandYuan]

  private func switches(_ unit: CurrencyUnit?, _ visit: BookVisit, _ ordinal: Int) -> [[String: Any]] {
    let path = "\(visit.address)/tables/\(ordinal)"
    return [
      ["label": visit.say("原样", "as printed"), "path": path, "isCurrent": unit == nil],
      ["label": visit.say("元", "yuan"), "path": path + "?unit=yuan", "isCurrent": unit == .yuan],
      ["label": visit.say("万元", "10,000 yuan"), "path": path + "?unit=wan", "isCurrent": unit == .tenThousandYuan],
    ]
  }
}
