import Foundation
import HTTPTypes
import Hummingbird
import MingzhangModel
import MingzhangStore

/// Deadlines of the year: who must publish what by when, and how far they are.
struct DeskCalendar: Sendable {
  let site: Site

  func add(to router: inout DeskRouter) {
    router.page("calendar", needs: .see) { request, context, session in try await page(request, context, session) }
    router.change("calendar", needs: .administer) { form, context, session in try await set(form, context, session) }
  }

  private func page(_ request: Request, _ context: SiteContext, _ session: Session) async throws -> Response {
    let tree = try await site.tree()
    let deadlines = try await site.store.deadlines()
    let calendar = DeadlineCalendar(deadlines: deadlines, tree: tree, today: site.now().day)
    let departments = tree.departments.filter { session.may(.see, in: $0.id, tree) }
    let published = try await site.store.currentVersions().filter { $0.state == .published }
    let chosen = request.number("year") ?? calendar.years.first?.year
    let parts = calendar.years.filter { $0.year == chosen }.map { year, kind -> [String: Any] in
      let duties = calendar.duties(of: departments, year, kind, published: published)
      return [
        "title": "\(year) \(VersionRow.name(kind)[context.language])",
        "overdue": duties.count { if case .overdue = $0.status { true } else { false } },
        "open": duties.count { $0.published == nil }, "total": duties.count,
        "duties": duties.map { duty -> [String: Any] in
          [
            "organisation": duty.organisation.name, "due": "\(duty.deadline.dueOn)",
            "approved": duty.deadline.approvedOn.map { "\($0)" } ?? "", "status": duty.words[context.language],
            "published": duty.published.map { "\($0)" } ?? "", "code": duty.code, "note": duty.deadline.note ?? "",
          ]
        },
      ]
    }
    let scope = tree.all.filter { session.may(.administer, in: $0.id, tree) }
    return try site.answer(
      site.desk(
        "desk-calendar", Wording("期限", "Deadlines"), path: "/desk/calendar",
        [
          "parts": parts, "isEmpty": parts.isEmpty, "today": "\(site.now().day)",
          "years": Set(calendar.years.map(\.year)).sorted(by: >).map {
            choice("\($0)", "\($0)", chosen.map { "\($0)" })
          },
          "organisations": scope.map { choice($0.id, $0.name, nil) }, "year": site.now().day.year,
          "kinds": [Disclosure.Kind.budget, .final].map {
            choice($0.rawValue, VersionRow.name($0)[context.language], nil)
          },
          "law": site.catalog.laws.first { $0.name == "预算法" }?.article("第十四条")?.gist[context.language] ?? "",
        ], context.language), request, context)
  }

  private func set(_ form: Form, _ context: SiteContext, _ session: Session) async throws -> Response {
    let tree = try await site.tree()
    guard let organisation = form["organisation"], tree[organisation] != nil else {
      throw PageError(.unprocessableContent, Wording("请选组织。", "Choose an organisation."))
    }
    guard session.may(.administer, in: organisation, tree) else { throw PageError.forbidden }
    guard let year = form["year"].flatMap({ Int($0) }), (1990...2100).contains(year),
      let kind = form["kind"].flatMap({ Disclosure.Kind(rawValue: $0) })
    else {
      throw PageError(
        .unprocessableContent, Wording("年度应为四位年份，并选预算或决算。", "Give a year of four digits, and budget or final account."))
    }
    let approved = form["approved"].flatMap { Day($0) }
    if form["approved"] != nil, approved == nil { throw Self.noDay }
    let due: Day
    if let text = form["due"] {
      guard let day = Day(text) else { throw Self.noDay }
      due = day
    } else {
      guard let approved else {
        throw PageError(
          .unprocessableContent,
          Wording("请填批复日期（期限为其后二十日）或期限。", "Give the day of approval (twenty days are added) or the last day."))
      }
      due = DeadlineCalendar.due(after: approved)
    }
    if let approved, due < approved {
      throw PageError(.unprocessableContent, Wording("期限早于批复日期。", "The last day is before the approval."))
    }
    let deadline = Deadline(
      organisation: organisation, fiscalYear: year, kind: kind, approvedOn: approved, dueOn: due,
      note: form["note"].map { String($0.prefix(200)) })
    try await site.store.set(deadline, by: session.login, at: site.now())
    return site.goTo("/desk/calendar?year=\(year)", context)
  }

  private static let noDay = PageError(
    .unprocessableContent, Wording("日期应写作 2026-02-15 的样子。", "Write a day as 2026-02-15."))
}
