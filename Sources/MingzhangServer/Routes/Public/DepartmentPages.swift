import Foundation
import Hummingbird
import MingzhangMaking
import MingzhangModel
import MingzhangStore

/// The list of departments, and one department over the years.
struct DepartmentPages: Sendable {
  let site: Site

  func add(to group: RouterGroup<SiteContext>) {
    group.get("departments") { request, context in
      try await site.answer(request, context) { try await list(context) }
    }
    group.get("departments/:id") { request, context in
      try await site.answer(request, context, also: site.now().day.description) { try await department(context) }
    }
  }

  // MARK: the list

  private func list(_ context: SiteContext) async throws -> Page {
    let tree = try await site.tree()
    let published = Dictionary(grouping: try await site.store.published(), by: { $0.organisation ?? "" })
    func entry(_ one: Organisation) -> [String: Any] {
      [
        "name": one.name, "path": "\(context.base)/departments/\(one.id)", "isSample": one.isSample,
        "books": links(published[one.id] ?? [], context),
      ]
    }
    let listed = tree.departments
    let departments = listed.map { one -> [String: Any] in
      let units = tree.children(of: one.id).filter { published[$0.id] != nil }
      return entry(one).merging(["units": units.map(entry), "hasUnits": !units.isEmpty]) { first, _ in first }
    }
    // a bureau or the city itself may publish too
    let others = tree.all.filter {
      published[$0.id] != nil && tree.isOfCity($0.id) && ($0.kind == .city || $0.kind == .bureau)
    }.map(entry)
    let guests = tree.guests.filter { published[$0.id] != nil }.map(entry)
    var page = Page(
      "departments", Wording("部门", "Departments"), path: "/departments",
      [
        "departments": others + departments, "isEmpty": others.isEmpty && departments.isEmpty && guests.isEmpty,
        "guests": guests, "hasGuests": !guests.isEmpty, "city": tree.city?.name ?? "",
      ])
    page.isSample = listed.contains(where: \.isSample)
    page.trail = [(Say(context)("首页", "Home"), "/")]
    return page
  }

  private func links(_ versions: [Version], _ context: SiteContext) -> [[String: Any]] {
    let say = Say(context)
    return versions.sorted {
      ($0.fiscalYear ?? 0, $0.kind?.rawValue ?? "") > ($1.fiscalYear ?? 0, $1.kind?.rawValue ?? "")
    }
    .compactMap { version in
      guard let year = version.fiscalYear, let kind = version.kind, let id = version.organisation else { return nil }
      return [
        "path": "\(context.base)/departments/\(id)/\(year)/\(kind.rawValue)",
        "label": say("\(year) 年\(kind.short.chinese)", "\(year) \(kind.short.english)"),
      ]
    }
  }

  // MARK: one department

  private func department(_ context: SiteContext) async throws -> Page {
    guard let id = context.parameters.get("id"), let organisation = try await site.store.organisation(id) else {
      throw PageError.notFound
    }
    let tree = try await site.tree()
    let versions = try await site.store.published(of: id)
    var books: [(version: Version, facts: BookFacts)] = []
    for version in versions {
      if let facts = try await site.facts.facts(of: version) { books.append((version, facts)) }
    }
    let say = Say(context)
    var page = Page(
      "department", Wording(organisation.name, organisation.name), path: "/departments/\(id)",
      ["name": organisation.name, "isEmpty": books.isEmpty])
    page.summary = Wording("\(organisation.name)历年部门预算、决算。", "Budgets and final accounts of \(organisation.name).")
    page.isSample = organisation.isSample || versions.contains(where: \.isSample)
    page.trail = [(say("首页", "Home"), "/"), (say("部门", "Departments"), "/departments")]
    page.head =
      "<link rel=\"alternate\" type=\"application/atom+xml\" href=\"/feeds/\(id).xml\" title=\"\(escaped(organisation.name))\">"
    page.values["rows"] = try await rows(id, books, tree, context)
    page.values["charts"] = charts(books, context)
    page.values["compare"] = "\(context.base)/compare?d=\(id)"
    let units = tree.children(of: id)
    page.values["units"] = units.map { ["name": $0.name, "path": "\(context.base)/departments/\($0.id)"] }
    page.values["hasUnits"] = !units.isEmpty
    page.values["parent"] = organisation.parent.flatMap { tree[$0] }.flatMap { parent in
      parent.kind == .department ? ["name": parent.name, "path": "\(context.base)/departments/\(parent.id)"] : nil
    }
    return page
  }

  private func rows(
    _ id: String, _ books: [(version: Version, facts: BookFacts)], _ tree: OrganisationTree, _ context: SiteContext
  ) async throws -> String {
    let (say, language) = (Say(context), context.language)
    let deadlines = try await site.store.deadlines()
    let first = try await site.store.firstPublished(of: id)
    var out = ""
    for (version, facts) in books.sorted(by: { ($0.version.fiscalYear ?? 0) > ($1.version.fiscalYear ?? 0) }) {
      guard let year = version.fiscalYear, let kind = version.kind else { continue }
      let address = "\(context.base)/departments/\(id)/\(year)/\(kind.rawValue)"
      let link = FigureLink(language: language, book: address)
      let moment = first.first { $0.year == year && $0.kind == kind }?.moment
      let calendar = PublicationCalendar(
        moment.map { [id: $0] } ?? [:], deadlines, tree, year, kind, today: site.now().day)
      let status = calendar.status(of: id)
      let name = say("\(year) 年\(kind.short.chinese)", "\(year) \(kind.short.english)")
      out += "<tr><th scope=\"row\"><a href=\"\(address)\">\(name)</a></th>"
      for measure in [KeyFigures.Measure.totalExpenditure, .basic, .project, .threePublic, .agencyOperatingExpenses] {
        out += "<td class=\"number\">\(link.column(facts.figures[measure]))</td>"
      }
      out += "<td>\(escaped(version.publishedAt?.dayText(language) ?? ""))"
      if let number = version.number, number > 1 {
        out += " <a class=\"mark\" href=\"\(address)/versions\">\(say("第 \(number) 版", "version \(number)"))</a>"
      }
      out += "</td><td class=\"\(status.cssClass)\">\(escaped(status.words[language]))</td></tr>\n"
    }
    return out
  }

  /// Budgets and final accounts are never one line.
  private func charts(_ books: [(version: Version, facts: BookFacts)], _ context: SiteContext) -> String {
    let charts = DisclosureCharts(catalog: site.catalog)
    var out = ""
    for kind in [Disclosure.Kind.budget, .final] {
      let years = books.filter { $0.version.kind == kind }.map(\.facts.reduced)
      guard !years.isEmpty else { continue }
      let prefix = kind.rawValue
      out += Chart.figure("\(prefix)-years", context.language) { charts.expenditureBars(years).chart($0) }
      out += Chart.figure("\(prefix)-trends", context.language) { charts.trends(years).chart($0) }
      let codes = largest(years)
      if !codes.isEmpty {
        out += Chart.figure("\(prefix)-items", context.language) { charts.itemTrends(codes, years).chart($0) }
      }
    }
    return out
  }

  /// The functional classes that were largest in any year, six at most.
  private func largest(_ years: [Disclosure]) -> [FunctionalCode] {
    var most: [FunctionalCode: Money] = [:]
    for line in years.flatMap({ KeyFigures($0).functions }) {
      if let code = FunctionalCode(line.code), code.level == .class, line.figure.money > .zero {
        most[code] = max(most[code] ?? .zero, line.figure.money)
      }
    }
    return most.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(6).map(\.key).sorted()
  }
}
