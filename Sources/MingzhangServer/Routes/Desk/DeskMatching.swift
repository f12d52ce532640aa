import Foundation
import HTTPTypes
import Hummingbird
import MingzhangModel
import MingzhangStore

/// Says whose disclosure of which year a file is, for many files at once.
struct DeskMatching: Sendable {
  let site: Site

  func add(to router: inout DeskRouter) {
    router.page("match", needs: .prepare) { request, context, session in
      try site.answer(try await page(context, session, [:]), request, context)
    }
    router.upload("match", needs: .prepare) { form, request, context, session in
      try await match(form, request, context, session)
    }
  }

  private func page(_ context: SiteContext, _ session: Session, _ outcomes: [Int64: Wording]) async throws -> Page {
    let tree = try await site.tree()
    let mine = session.organisations(for: .prepare, tree)
    let open = try await site.store.unpublished().filter {
      ($0.state == .draft || $0.state == .returned) && session.may(.prepare, on: $0, tree)
        && ($0.organisation == nil || $0.fiscalYear == nil || $0.kind == nil)
    }
    let row = VersionRow(context: context, tree: tree)
    let rows = open.prefix(200).map { version -> [String: Any] in
      var values = row.values(version)
      let guess = MatchGuess(version, mine)
      values["organisations"] = mine.map { choice($0.id, $0.name, guess.organisation) }
      values["guessedYear"] = guess.year.map(String.init) ?? ""
      values["kinds"] = [Disclosure.Kind.budget, .final].map {
        choice($0.rawValue, VersionRow.name($0)[context.language], guess.kind.rawValue)
      }
      values["outcome"] = outcomes[version.id]?[context.language] ?? ""
      values["title"] = version.title ?? ""
      return values
    }
    return site.desk(
      "desk-match", Wording("确定部门和年度", "Whose is it?"), path: "/desk/match",
      [
        "versions": rows, "isEmpty": rows.isEmpty,
        "matched": outcomes.isEmpty ? "" : "\(outcomes.values.count { $0.chinese.isEmpty })",
      ], context.language)
  }

  private func match(
    _ form: Form, _ request: Request, _ context: SiteContext, _ session: Session
  ) async throws -> Response {
    let tree = try await site.tree()
    var outcomes: [Int64: Wording] = [:]
    var isConflict = false
    let numbers = form.fields.keys.compactMap { name in
      name.hasPrefix("organisation-") ? Int64(name.dropFirst("organisation-".count)) : nil
    }
    for number in numbers.sorted() {
      guard let organisation = form["organisation-\(number)"] else { continue }
      let version = try await site.version("\(number)", needs: .prepare, session, tree)
      guard tree[organisation] != nil, session.may(.prepare, in: organisation, tree) else { throw PageError.forbidden }
      guard let year = form["year-\(number)"].flatMap({ Int($0) }), (1990...2100).contains(year),
        let kind = form["kind-\(number)"].flatMap({ Disclosure.Kind(rawValue: $0) })
      else {
        outcomes[number] = Wording("请填四位年份，并选预算或决算。", "Give a year of four digits, and budget or final account.")
        continue
      }
      var seen = version
      seen.revision = form["revision-\(number)"].flatMap { Int64($0) } ?? -1
      do {
        _ = try await site.store.match(seen, to: organisation, year, kind, by: session.login, at: site.now())
        outcomes[number] = Wording("", "")
      } catch let error as StoreError where error.code == .conflict || error.code == .refused {
        outcomes[number] = error.wording
        isConflict = isConflict || error.code == .conflict
      }
    }
    if let back = form["back"], let number = Int64(back), outcomes[number] == Wording("", "") {
      return site.goTo("/desk/versions/\(number)", context)
    }
    var page = try await page(context, session, outcomes)
    if isConflict { page.status = .conflict }
    return try site.answer(page, request, context)
  }
}

/// What the document itself suggests.
struct MatchGuess {
  var organisation: String?
  var year: Int?
  var kind: Disclosure.Kind

  init(_ version: Version, _ organisations: [Organisation]) {
    let words = ((version.title ?? "") + " " + version.fileName).foldedForMatching
    let entity = (version.entity ?? "").foldedForMatching
    let named = organisations.filter { one in
      let name = one.name.foldedForMatching
      return words.contains(name) || !entity.isEmpty && (entity.contains(name) || name.contains(entity))
    }
    organisation =
      version.organisation
      ?? (named.count == 1 ? named.first?.id : organisations.count == 1 ? organisations[0].id : nil)
    year = version.fiscalYear ?? words.firstMatch(of: /20[0-9]{2}/).flatMap { Int($0.output) }
    kind = version.kind ?? (words.contains("决算") ? .final : .budget)
  }
}
