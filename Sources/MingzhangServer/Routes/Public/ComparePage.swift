import Foundation
import Hummingbird
import MingzhangMaking
import MingzhangModel
import MingzhangStore

/// Departments beside each other over the years: one measure or one functional code. Where a code or a department's name changed
/// there is a break, never a trend.
struct ComparePage: Sendable {
  let site: Site
  /// More bars than that say nothing.
  static let most = 8

  func add(to group: RouterGroup<SiteContext>) {
    group.get("compare") { request, context in
      try await site.answer(request, context, isKept: false) { try await page(request, context) }
    }
  }

  /// What is compared.
  private enum Subject {
    case measure(KeyFigures.Measure)
    case code(String)

    func figure(_ facts: BookFacts) -> KeyFigures.Figure? {
      switch self {
      case .measure(let measure): facts.figures[measure]
      case .code(let code): facts.figures.line(code)?.figure
      }
    }
  }

  private struct Choice {
    var departments: [Organisation] = []
    var years: Set<Int> = []
    var kind = Disclosure.Kind.budget
    var subject = Subject.measure(.totalExpenditure)
    var measure = KeyFigures.Measure.totalExpenditure
    var code = ""
  }

  private func page(_ request: Request, _ context: SiteContext) async throws -> Page {
    let tree = try await site.tree()
    let published = try await site.store.published()
    let say = Say(context)
    let choice = choice(request, tree)
    let owners = Set(published.compactMap(\.organisation))
    let years = Set(published.filter { $0.kind == choice.kind }.compactMap(\.fiscalYear)).sorted()
    var page = Page("compare", Wording("比较部门和年度", "Compare departments and years"), path: "/compare")
    if let query = request.uri.query, !query.isEmpty { page.path += "?\(query)" }
    page.trail = [(say("首页", "Home"), "/")]
    page.values = [
      "departments": tree.all.filter { owners.contains($0.id) }.map { one in
        ["id": one.id, "name": one.name, "checked": choice.departments.contains { $0.id == one.id }] as [String: Any]
      },
      "years": years.map { ["year": $0, "checked": choice.years.contains($0)] as [String: Any] },
      "isFinal": choice.kind == .final, "isBudget": choice.kind == .budget, "code": choice.code,
      "measures": KeyFigures.Measure.allCases.map {
        ["id": $0.rawValue, "name": say($0.name), "selected": choice.measure == $0] as [String: Any]
      },
      "most": Self.most, "hasChoice": !choice.departments.isEmpty, "action": "\(context.base)/compare",
    ]
    guard !choice.departments.isEmpty else { return page }
    let shownYears = choice.years.isEmpty ? years : years.filter { choice.years.contains($0) }
    try await compare(choice, shownYears, published, &page, context)
    return page
  }

  private func choice(_ request: Request, _ tree: OrganisationTree) -> Choice {
    var choice = Choice()
    for (name, value) in request.uri.queryParameters {
      switch name {
      case "d":
        if let one = tree[String(value)], choice.departments.count < Self.most,
          !choice.departments.contains(where: { $0.id == one.id })
        {
          choice.departments.append(one)
        }
      case "y": if let year = Int(value) { choice.years.insert(year) }
      case "kind": choice.kind = Disclosure.Kind(rawValue: String(value)) ?? .budget
      case "measure": choice.measure = KeyFigures.Measure(rawValue: String(value)) ?? .totalExpenditure
      case "code": choice.code = String(value.filter { $0.isASCII && $0.isNumber }.prefix(7))
      default: continue
      }
    }
    choice.subject = choice.code.isEmpty ? .measure(choice.measure) : .code(choice.code)
    return choice
  }

  private func compare(
    _ choice: Choice, _ years: [Int], _ published: [Version], _ page: inout Page, _ context: SiteContext
  ) async throws {
    let (say, language) = (Say(context), context.language)
    var facts: [String: [Int: BookFacts]] = [:]
    for version in published where version.kind == choice.kind {
      guard let id = version.organisation, let year = version.fiscalYear, years.contains(year),
        choice.departments.contains(where: { $0.id == id })
      else { continue }
      facts[id, default: [:]][year] = try await site.facts.facts(of: version)
      if version.isSample { page.isSample = true }
    }
    let name = subjectName(choice, facts)
    let breaks = breaks(choice, years, facts)
    let series = choice.departments.map { one in
      ChartSeries(
        Wording(one.name, one.name),
        years.map { year in facts[one.id]?[year].flatMap { choice.subject.figure($0)?.money } },
        href: "\(context.base)/departments/\(one.id)")
    }
    let kind = Wording("（\(choice.kind.short.chinese)）", " (\(choice.kind.short.english))")
    let title = Wording(name.chinese + kind.chinese, name.english + kind.english)
    page.values["chart"] = Chart.figure("compare", language) {
      BarChart(title: title, years: years, series: series, breaks: breaks).chart($0)
    }
    page.values["subject"] = say(title)
    page.values["table"] = table(choice, years, facts, breaks, context)
    page.values["breaks"] = breaks.map { ["year": $0.year, "reason": say($0.reason)] as [String: Any] }
    page.values["hasBreaks"] = !breaks.isEmpty
    page.values["caption"] = say(title)
  }

  private func subjectName(_ choice: Choice, _ facts: [String: [Int: BookFacts]]) -> Wording {
    guard case .code(let code) = choice.subject else { return choice.measure.name }
    let newest = facts.values.flatMap { $0 }.sorted { $0.key > $1.key }.lazy.compactMap { $0.value.figures.line(code) }
      .first
    let name = newest?.caption ?? site.catalog.functional.name(of: code, year: nil) ?? ""
    return Wording("\(code) \(name)", "\(code) \(name)")
  }

  private func breaks(_ choice: Choice, _ years: [Int], _ facts: [String: [Int: BookFacts]]) -> [ChartBreak] {
    var breaks: [ChartBreak] = []
    let charts = DisclosureCharts(catalog: site.catalog)
    for department in choice.departments {
      let own = years.compactMap { year in facts[department.id]?[year].map { (year, $0) } }
      if case .code(let code) = choice.subject {
        let names = own.compactMap { year, facts in facts.figures.line(code).map { (year: year, name: $0.caption) } }
        breaks += charts.breaks(of: code, names)
      }
      for (before, after) in zip(own, own.dropFirst()) {
        let (old, new) = (before.1.reduced.entity, after.1.reduced.entity)
        guard old.foldedForMatching != new.foldedForMatching else { continue }
        breaks.append(
          ChartBreak(before: after.0, Wording("单位由“\(old)”改为“\(new)”", "the department was “\(old)” and is “\(new)”")))
      }
    }
    var seen: Set<ChartBreak> = []
    return breaks.filter { seen.insert($0).inserted }.sorted { $0.year < $1.year }
  }

  /// Every amount leads to its source; a year after a break says so.
  private func table(
    _ choice: Choice, _ years: [Int], _ facts: [String: [Int: BookFacts]], _ breaks: [ChartBreak],
    _ context: SiteContext
  ) -> String {
    let say = Say(context)
    var out = "<thead><tr><th scope=\"col\">\(say("部门", "Department"))</th>"
    for year in years {
      let isBreak = breaks.contains { $0.year == year }
      out += "<th scope=\"col\" class=\"number\(isBreak ? " break" : "")\">\(year)"
      if isBreak { out += " <span class=\"mark\">\(say("口径改变", "break"))</span>" }
      out += "</th>"
    }
    out += "</tr></thead>\n<tbody>\n"
    for department in choice.departments {
      out += "<tr><th scope=\"row\"><a href=\"\(context.base)/departments/\(escaped(department.id))\">"
      out += "\(escaped(department.name))</a></th>"
      for year in years {
        let isBreak = breaks.contains { $0.year == year }
        let link = FigureLink(
          language: context.language,
          book: "\(context.base)/departments/\(department.id)/\(year)/\(choice.kind.rawValue)")
        let figure = facts[department.id]?[year].map { link.column(choice.subject.figure($0)) } ?? "—"
        out += "<td class=\"number\(isBreak ? " break" : "")\">\(figure)</td>"
      }
      out += "</tr>\n"
    }
    return out + "</tbody>"
  }
}
