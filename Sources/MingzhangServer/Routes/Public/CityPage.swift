import Foundation
import Hummingbird
import MingzhangMaking
import MingzhangModel
import MingzhangStore

/// The city at a glance: who published what and when, totals, “三公”, the largest departments, functions and items of a year.
struct CityPage: Sendable {
  let site: Site

  func add(to group: RouterGroup<SiteContext>) {
    group.get("") { request, context in
      try await site.answer(request, context, also: site.now().day.description) {
        try await page(request, context)
      }
    }
  }

  /// A published book with its facts.
  private struct Book {
    var department: Organisation
    var version: Version
    var facts: BookFacts
    var address: String
  }

  private func page(_ request: Request, _ context: SiteContext) async throws -> Page {
    let years = try await site.store.publishedYears()
    let tree = try await site.tree()
    let wanted = request.uri.queryParameters["year"].flatMap { Int($0) }
    let kindWanted = request.uri.queryParameters["kind"].flatMap { Disclosure.Kind(rawValue: String($0)) }
    let chosen = years.first { $0.year == wanted && $0.kind == (kindWanted ?? .budget) } ?? years.first
    let (say, language) = (Say(context), context.language)
    var page = Page("home", site.configuration.siteName, path: "/")
    page.summary = Wording(
      "各部门预算、决算公开的全部表格、说明和绩效目标，每个数字都能查到出处。",
      "Every table, explanation and performance target that departments publish; every number leads to its source.")
    page.head =
      "<link rel=\"alternate\" type=\"application/atom+xml\" href=\"/feed.xml\" title=\"\(say("最近公开", "Published last"))\">"
    guard let chosen else {
      page.values = ["isEmpty": true]
      return page
    }
    if wanted != nil { page.path = "/?year=\(chosen.year)&kind=\(chosen.kind.rawValue)" }
    let books = try await books(chosen.year, chosen.kind, tree, context).filter { tree.isOfCity($0.department.id) }
    let departments = tree.departments
    let calendar = try await PublicationCalendar(site, tree, chosen.year, chosen.kind)
    page.isSample = books.contains { $0.version.isSample }
    let name = say("\(chosen.year) 年\(chosen.kind.short.chinese)", "\(chosen.year) \(chosen.kind.short.english)")
    page.values = [
      "isEmpty": false, "name": name, "city": tree.city?.name ?? "",
      "years": years.map { entry in
        [
          "label": say("\(entry.year) 年\(entry.kind.short.chinese)", "\(entry.year) \(entry.kind.short.english)"),
          "count": entry.count, "path": "\(context.base)/?year=\(entry.year)&kind=\(entry.kind.rawValue)",
          "isCurrent": entry.year == chosen.year && entry.kind == chosen.kind,
        ] as [String: Any]
      },
      "published": books.count, "departments": max(departments.count, books.count),
      "expenditure": total(books, .totalExpenditure, language), "revenue": total(books, .totalRevenue, language),
      "threePublic": total(books, .threePublic, language),
      "onTime": calendar.statuses.count { $0.value == .onTime && tree.isOfCity($0.key) },
      "late": calendar.statuses.count { $0.value.isLate && tree.isOfCity($0.key) },
      "hasDeadlines": calendar.hasDeadlines, "year": chosen.year, "kind": chosen.kind.rawValue,
      "departmentsChart": departmentsChart(books, name, language),
      "functionsChart": functionsChart(books, name, language),
      "publications": publications(books, departments, calendar, language, context.base),
      "items": items(books, language), "projects": projects(books, language),
      "recent": try await recent(tree, context),
    ]
    let guests = try await guests(tree, context)
    (page.values["guests"], page.values["hasGuests"]) = (guests, !guests.isEmpty)
    page.values["hasProjects"] = books.contains { !$0.facts.figures.projects.isEmpty }
    return page
  }

  private func books(
    _ year: Int, _ kind: Disclosure.Kind, _ tree: OrganisationTree, _ context: SiteContext
  ) async throws -> [Book] {
    var books: [Book] = []
    for version in try await site.store.published(in: year, kind) {
      guard let id = version.organisation, let department = tree[id],
        let facts = try await site.facts.facts(of: version)
      else { continue }
      let address = "\(context.base)/departments/\(id)/\(year)/\(kind.rawValue)"
      books.append(Book(department: department, version: version, facts: facts, address: address))
    }
    let order = Dictionary(tree.all.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    return books.sorted { (order[$0.department.id] ?? 0) < (order[$1.department.id] ?? 0) }
  }

  private func total(_ books: [Book], _ measure: KeyFigures.Measure, _ language: Language) -> String {
    let known = books.compactMap { $0.facts.figures[measure]?.money }
    return known.isEmpty ? "—" : known.sum().inWords(language)
  }

  // MARK: charts

  private func departmentsChart(_ books: [Book], _ name: String, _ language: Language) -> String {
    let items = books.map { book in
      ChartItem(
        Wording(book.department.name, book.department.name), book.facts.figures[.totalExpenditure]?.money,
        href: book.address)
    }
    let title = Wording("\(name)：各部门支出总计", "\(name): total expenditure by department")
    return Chart.figure("departments", language) { Treemap(title: title, items: items).chart($0) }
  }

  private func functionsChart(_ books: [Book], _ name: String, _ language: Language) -> String {
    var sums: [String: (name: Wording, money: Money)] = [:]
    for item in books.flatMap(\.facts.functions.items) {
      guard let money = item.amount else { continue }
      sums[item.name.chinese, default: (item.name, .zero)].money += money
    }
    let items = sums.sorted { ($1.value.money, $0.key) < ($0.value.money, $1.key) }.map {
      ChartItem($0.value.name, $0.value.money)
    }
    let title = Wording("\(name)：全部部门支出按功能分类", "\(name): expenditure of all departments by function")
    return Chart.figure("functions", language) { Treemap(title: title, items: items).chart($0) }
  }

  // MARK: tables

  /// Who published what and when.
  private func publications(
    _ books: [Book], _ departments: [Organisation], _ calendar: PublicationCalendar, _ language: Language,
    _ base: String
  ) -> String {
    let byDepartment = Dictionary(books.map { ($0.department.id, $0) }, uniquingKeysWith: { first, _ in first })
    let listed =
      departments + books.map(\.department).filter { one in !departments.contains { $0.id == one.id } }
    var out = ""
    for department in listed {
      let book = byDepartment[department.id]
      let place = book?.address ?? "\(base)/departments/\(department.id)"
      out += "<tr><th scope=\"row\"><a href=\"\(escaped(place))\">\(escaped(department.name))</a></th>"
      let status = calendar.status(of: department.id)
      out += "<td>\(escaped(calendar.first[department.id]?.dayText(language) ?? "—"))</td>"
      out += "<td class=\"\(status.cssClass)\">\(escaped(status.words[language]))</td>"
      if let book {
        let link = FigureLink(language: language, book: escaped(book.address))
        for measure in [KeyFigures.Measure.totalExpenditure, .threePublic] {
          out += "<td class=\"number\">\(link.column(book.facts.figures[measure]))</td>"
        }
      } else {
        out += "<td></td><td></td>"
      }
      out += "</tr>\n"
    }
    return out
  }

  /// The largest functional items over all departments.
  private func items(_ books: [Book], _ language: Language) -> String {
    let all = books.flatMap { book in book.facts.figures.functions.filter { $0.code.count == 7 }.map { (book, $0) } }
    return rows(all.sorted { $0.1.figure.money > $1.1.figure.money }.prefix(10), language)
  }

  private func projects(_ books: [Book], _ language: Language) -> String {
    let all = books.flatMap { book in book.facts.figures.projects.map { (book, $0) } }
    return rows(all.sorted { $0.1.figure.money > $1.1.figure.money }.prefix(10), language)
  }

  private func rows(_ lines: some Sequence<(Book, KeyFigures.Line)>, _ language: Language) -> String {
    lines.map { book, line in
      let link = FigureLink(language: language, book: escaped(book.address))
      let code = line.code.isEmpty ? "" : "<span class=\"quiet\">\(line.code)</span> "
      return "<tr><th scope=\"row\">\(code)\(escaped(line.caption))</th><td><a href=\"\(escaped(book.address))\">"
        + "\(escaped(book.department.name))</a></td><td class=\"number\">\(link.column(line.figure))</td></tr>\n"
    }.joined()
  }

  /// What is published of organisations that belong to no city here, newest year first.
  private func guests(_ tree: OrganisationTree, _ context: SiteContext) async throws -> [[String: Any]] {
    let say = Say(context)
    var out: [[String: Any]] = []
    for one in tree.guests {
      for version in try await site.store.published(of: one.id) {
        guard let year = version.fiscalYear, let kind = version.kind,
          let facts = try await site.facts.facts(of: version)
        else { continue }
        let address = "\(context.base)/departments/\(one.id)/\(year)/\(kind.rawValue)"
        let link = FigureLink(language: context.language, book: escaped(address))
        out.append([
          "name": one.name, "path": address,
          "book": say("\(year) 年\(kind.short.chinese)", "\(year) \(kind.short.english)"),
          "expenditure": link.column(facts.figures[.totalExpenditure]), "errors": version.errors,
          "warnings": version.warnings, "findings": "\(address)/findings",
        ])
      }
    }
    return out
  }

  private func recent(_ tree: OrganisationTree, _ context: SiteContext) async throws -> [[String: Any]] {
    let say = Say(context)
    return try await site.store.recentlyPublished(8).compactMap { version in
      guard let id = version.organisation, let organisation = tree[id], let year = version.fiscalYear,
        let kind = version.kind
      else { return nil }
      let isOld = version.state == .superseded
      return [
        "day": version.publishedAt?.dayText(context.language) ?? "",
        "path": isOld
          ? "\(context.base)/versions/\(version.id)" : "\(context.base)/departments/\(id)/\(year)/\(kind.rawValue)",
        "name": say(
          "\(organisation.name) \(year) 年\(kind.short.chinese)", "\(organisation.name), \(year) \(kind.short.english)"),
        "erratum": version.erratum ?? "", "hasErratum": version.erratum != nil, "isOld": isOld,
      ]
    }
  }
}
