import Foundation
import Hummingbird
import MingzhangModel
import MingzhangStore

extension APIResource {
  static let all = [
    organisations, organisation, disclosures, disclosure, statements, cells, figures, findings, goals, search,
  ]
  private static func paging(_ cursor: APIParameter) -> [APIParameter] { [.limit, cursor, .format] }
  private static let which: [APIParameter] = [.region, .department, .year, .kind]

  static let organisations = APIResource(path: "organisations", parameters: [.region] + paging(.cursor)) { request in
    let tree = try await request.site.tree()
    let within = request.query.text(.region).map { Set(tree.within(region: $0)) }
    let all = tree.all.filter { within?.contains($0.id) ?? true }
    let start = min(Int(request.query.cursor?[0] ?? 0), all.count)
    let page = all[start...].prefix(request.query.limit)
    return .page(.organisations(Array(page), tree), next: page.endIndex < all.count ? [Int64(page.endIndex)] : nil)
  }

  static let organisation = APIResource(path: "organisations/{organisation}", parameters: [.format]) { request in
    let tree = try await request.site.tree()
    guard let id = request.parameters.get("organisation")?.removingPercentEncoding, let one = tree[id] else {
      throw PageError.notFound
    }
    return .one(.organisations([one], tree))
  }

  static let disclosures = APIResource(path: "disclosures", parameters: which + [.history] + paging(.cursor)) {
    request in
    let tree = try await request.site.tree()
    let versions = try await request.site.store.published(
      try request.filter(tree), history: request.query.text(.history) == "true",
      after: request.query.cursor?[0] ?? 0, limit: request.query.limit + 1)
    let page = versions.prefix(request.query.limit)
    return .page(.disclosures(Array(page), tree), next: versions.count > page.count ? page.last.map { [$0.id] } : nil)
  }

  static let disclosure = APIResource(path: "disclosures/{disclosure}", parameters: [.format]) { request in
    let version = try await request.version()
    let renditions = try await request.site.store.renditions(of: version.id)
    return .one(.disclosure(version, renditions, try await request.site.tree()))
  }

  static let statements = APIResource(
    path: "statements", parameters: which + [.disclosure, .statement] + paging(.cursor2)
  ) { request in
    let tree = try await request.site.tree()
    let found = try await request.site.store.statements(
      try request.filter(tree), kind: request.query.text(.statement).flatMap { StatementKind(rawValue: $0) },
      after: request.after(), limit: request.query.limit + 1)
    let page = Array(found.prefix(request.query.limit))
    return .page(try .statements(page, tree), next: request.next(page.last, found.count > page.count))
  }

  static let cells = APIResource(
    path: "disclosures/{disclosure}/statements/{ordinal}", parameters: [.format]
  ) { request in
    let version = try await request.version()
    guard let ordinal = request.parameters.get("ordinal").flatMap({ Int($0) }),
      try await request.site.store.statement(ordinal, of: version.id) != nil
    else { throw PageError.notFound }
    return .page(.cells(try await request.site.store.cells(of: version.id, statement: ordinal)), next: nil)
  }

  static let figures = APIResource(
    path: "figures",
    parameters: which + [.disclosure, .statement, .function, .economic, .column, .fund] + paging(.cursor4)
  ) { request in
    let tree = try await request.site.tree()
    let query = request.query
    var filter = FigureFilter(
      statement: query.text(.statement).flatMap { StatementKind(rawValue: $0) }, column: query.text(.column),
      fund: query.text(.fund).flatMap { FundSource(rawValue: $0) })
    let codes = [("function", query.text(.function)), ("economic", query.text(.economic))]
      .compactMap { kind, code in code.map { (kind, $0) } }
    // a line bears a code of one classification
    guard codes.count < 2 else { return .page(.figures([], tree), next: nil) }
    if let (kind, code) = codes.first {
      let line = "\(kind):\(code.filter { $0 != "*" })"
      // every key below it begins with its digits; ":" comes after "9"
      filter.lines = (line, line + (code.hasSuffix("*") ? ":" : "\u{1}"))
    }
    let after = query.cursor.map {
      Figure.Position(version: $0[0], statement: Int($0[1]), row: Int($0[2]), column: Int($0[3]))
    }
    let found = try await request.site.store.figures(
      try request.filter(tree), filter, after: after ?? .start, limit: query.limit + 1)
    let page = Array(found.prefix(query.limit))
    let last = found.count > page.count ? page.last?.position : nil
    return .page(
      .figures(page, tree),
      next: last.map { [$0.version, Int64($0.statement), Int64($0.row), Int64($0.column)] })
  }

  static let findings = APIResource(
    path: "findings", parameters: which + [.disclosure, .severity, .rule] + paging(.cursor2)
  ) { request in
    let tree = try await request.site.tree()
    let found = try await request.site.store.findings(
      try request.filter(tree), severity: request.query.text(.severity).flatMap { Severity(rawValue: $0) },
      rule: request.query.text(.rule), after: request.after(), limit: request.query.limit + 1)
    let page = Array(found.prefix(request.query.limit))
    var replies: [Int64: [Remark]] = [:]
    for version in Set(page.map(\.version)) {
      replies[version] = try await request.site.store.publicReplies(on: version)
    }
    return .page(
      try .findings(page, replies: replies, tree), next: request.next(page.last, found.count > page.count))
  }

  static let goals = APIResource(path: "goals", parameters: which + [.disclosure] + paging(.cursor2)) { request in
    let tree = try await request.site.tree()
    let found = try await request.site.store.goals(
      try request.filter(tree), after: request.after(), limit: request.query.limit + 1)
    let page = Array(found.prefix(request.query.limit))
    return .page(try .goals(page, tree), next: request.next(page.last, found.count > page.count))
  }

  static let search = APIResource(
    path: "search", parameters: [.q, .department, .year] + paging(.cursor), required: ["q"], isKept: false
  ) { request in
    let tree = try await request.site.tree()
    let start = min(request.query.cursor?[0] ?? 0, 1_000_000)
    let found = try await request.site.store.search(
      request.query.text(.q) ?? "", organisation: try request.filter(tree).organisation,
      year: request.query.number(.year), limit: request.query.limit + 1, offset: Int(start))
    let page = Array(found.prefix(request.query.limit))
    return .page(
      .hits(page, tree), next: found.count > page.count ? [start + Int64(page.count)] : nil)
  }
}

extension APIRequest {
  /// - Throws: 404 when there is no such organisation.
  func filter(_ tree: OrganisationTree) throws -> PublicFilter {
    let department = query.text(.department)
    if let department, tree[department] == nil {
      throw PageError(
        .notFound,
        Wording(
          "没有 id 为 \(department) 的单位；全部单位见 /api/v1/organisations。",
          "There is no organisation \(department); they are listed at /api/v1/organisations."))
    }
    return PublicFilter(
      organisation: department, within: query.text(.region).map { tree.within(region: $0) }, year: query.number(.year),
      kind: query.text(.kind).flatMap { Disclosure.Kind(rawValue: $0) },
      version: query.text(.disclosure).flatMap { Int64($0) })
  }

  /// The published version that the path names.
  func version() async throws -> Version {
    guard let id = parameters.get("disclosure").flatMap({ Int64($0) }), id > 0,
      let version = try await site.store.published(PublicFilter(version: id), limit: 1).first
    else { throw PageError.notFound }
    return version
  }

  func after() -> (version: Int64, ordinal: Int) {
    query.cursor.map { ($0[0], Int($0[1])) } ?? (0, -1)
  }

  func next<Value>(_ last: Published<Value>?, _ isMore: Bool) -> APICursor? {
    isMore ? last.map { [$0.version, Int64($0.ordinal)] } : nil
  }
}

extension APICursor: ExpressibleByArrayLiteral {
  init(arrayLiteral numbers: Int64...) { self.init(numbers) }
}
